import type { Language } from '../contract';
import { en } from './en';

/** A language: the same functions, other words. */
export type Texts = typeof en;

/** The languages that there are, as the web names them. */
export type Tongue = 'en' | 'de';

/**
 * The words of the window, in the language spoken now. A component that reads them when it is made is made anew when
 * the language changes.
 */
export let texts: Texts = en;

/** Which language somebody hears who chose this. */
export function tongueOf(language: Language): Tongue {
  switch (language) {
    case 'english':
      return 'en';
    case 'german':
      return 'de';
    case 'system':
      return navigator.language.startsWith('de') ? 'de' : 'en';
  }
}

/** Fetches the words of a language and speaks it from then on. */
export async function speak(tongue: Tongue): Promise<void> {
  texts = tongue === 'de' ? (await import('./de')).de : en;
  document.documentElement.lang = tongue;
}

export const ago: Texts['numbers']['ago'] = (...given) => texts.numbers.ago(...given);
export const amount: Texts['numbers']['amount'] = (...given) => texts.numbers.amount(...given);
export const date: Texts['numbers']['date'] = (...given) => texts.numbers.date(...given);
export const dayAndTime: Texts['numbers']['dayAndTime'] = (...given) => texts.numbers.dayAndTime(...given);
export const galleryName: Texts['galleryName'] = (...given) => texts.galleryName(...given);
export const left: Texts['numbers']['left'] = (...given) => texts.numbers.left(...given);
export const list: Texts['numbers']['list'] = (...given) => texts.numbers.list(...given);
export const moment: Texts['numbers']['moment'] = (...given) => texts.numbers.moment(...given);
export const time: Texts['numbers']['time'] = (...given) => texts.numbers.time(...given);

export type { About, Help, RefusalText } from './about';
