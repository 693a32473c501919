import type { Choice, Facts, FieldName, Step } from '../contract';

/** A sentence, or one made of a step's names, times and counts. */
export type Words = string | ((facts: Facts) => string);

/** The words of a step. What it does not say about a choice or a field is said for all steps at once. */
export interface StepWords {
  /** The question. */
  title: Words;
  /** What there is to know before answering. */
  lead?: Words;
  choices?: Partial<Record<Choice, ChoiceWords>>;
  fields?: Partial<Record<FieldName, FieldWords>>;
  /** What to do outside the app, in this order. */
  how?: readonly Words[];
  /** What was done, once the step is marked. */
  done?: Words;
}

/** A step outside the app. */
export type Task = Extract<Step, `guided_${string}_do_${string}`>;

export interface TaskWords extends StepWords {
  how: readonly Words[];
  done: Words;
}

/** A button's words; with a text it can stand as one of several ways. */
export interface ChoiceWords {
  title: Words;
  text?: Words;
}

/** A line's words; its buttons are about what `about` says, where that is no name. */
export interface LineWords extends ChoiceWords {
  about?: Words;
}

export interface FieldWords {
  label: Words;
  hint: Words;
}

/** What happened and what to do. */
export interface SaidWords {
  what: string;
  next: string;
}

/** The same, and what is said otherwise where it is known what kind of gallery it was. */
export interface CauseWords extends SaidWords {
  nuget_org?: Partial<SaidWords>;
  service?: Partial<SaidWords>;
}

export function say(words: Words, facts: Facts): string {
  return typeof words === 'string' ? words : words(facts);
}

/** A step's words by its name: each file of a language has those of a wizard. */
export type StepTable<Names extends Step> = { [Name in Names]: Name extends Task ? TaskWords : StepWords };

/**
 * The same steps in another language. A row, a choice or a field that English has and this language lacks does not
 * compile, nor does one that English does not have.
 */
export type Translated<English> = {
  [Row in keyof English]: English[Row] extends Words ? Words : Translated<English[Row]>;
};
