import type { LeavingState, LeavingStep } from '../contract';
import { texts } from '../texts';

/** What is left of the list: what is to be done, what only the person knows, and what a day settles are told apart. */
export function whatIsLeft(steps: Pick<LeavingStep, 'state'>[]): string {
  const words = texts.leaving.left;
  const number = (state: LeavingState): number => steps.filter((step) => step.state === state).length;
  const said = (['open', 'unknown', 'waits'] as const).flatMap((state) =>
    number(state) > 0 ? [words[state](number(state))] : [],
  );
  return said.length > 0 ? said.join(' ') : words.all;
}
