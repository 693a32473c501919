import type { Consequence } from '../contract';
import { texts } from '../texts';

/** A line of what changes, or changed. */
export interface Line {
  kind: Consequence['kind'];
  text: string;
}

/** What an act changes in sentences, before it is done and after. What would be said twice is said once, at its last place. */
export function linesOf(items: Consequence[], done: boolean): Line[] {
  // Who changes how they sign in stays signed in; everything else ends all sessions there are.
  const others = items.some(({ kind }) => kind === 'undo_until');
  const lines = items.map((what) => {
    const say = texts.wizards.consequences[what.kind] as (what: Consequence, done: boolean, others: boolean) => string;
    return { kind: what.kind, text: say(what, done, others) };
  });
  return lines.filter(({ text }, at) => !lines.slice(at + 1).some((later) => later.text === text));
}
