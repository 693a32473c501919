import { en } from './en';

/** A language: the same functions, other words. */
export type Texts = typeof en;

/** The words of the window. A second language is a second object of the same type, chosen here. */
export const texts: Texts = en;

export { ago, date, left, moment, time } from './en/numbers';
export type { About, Help, RefusalText } from './en/refusals';
