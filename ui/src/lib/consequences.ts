import type { Consequence } from '../contract';
import { texts } from '../texts';

/** A line of what changes, or changed. */
export interface Line {
  kind: Consequence['kind'];
  text: string;
}

/** What changes, or changed, in the order of time. */
export interface Parts {
  /** What is done with the press. */
  now: Line[];
  /** What follows on a later day: nothing of it has happened yet. */
  later: Line[];
  /** That day. */
  due: string | undefined;
}

type Say = (what: Consequence, done: boolean, others: boolean, dated: boolean) => string;

/** The sooner of these is no later day: an act without a time to think is shown a moment before it is done. */
const SOON = 60 * 60_000;

/** What is done at once where the account itself goes on a later day. Its API keys do not work meanwhile (rule 14.11). */
const AT_ONCE: ReadonlySet<Consequence['kind']> = new Set([
  'sessions_end',
  'keys_revoked',
  'login_replaced',
  'undo_until',
  'told',
]);

function dueOf(items: Consequence[]): string | undefined {
  for (const what of items) if (what.kind === 'account_deleted') return what.at;
  // A conversion can be stopped only as long as it has not taken effect.
  const converts = items.some(({ kind }) => kind === 'becomes_organization');
  for (const what of items) if (converts && what.kind === 'undo_until') return what.at;
  return undefined;
}

function isNow(items: Consequence[], { kind }: Consequence): boolean {
  const has = (wanted: Consequence['kind']): boolean => items.some((other) => other.kind === wanted);
  if (has('becomes_organization')) return kind === 'told' || kind === 'undo_until';
  // Where the login moves it is free at once, and the account that gets it loses its password; else both go with the account.
  if (kind === 'password_removed' || kind === 'login_removed') return has('login_replaced');
  return AT_ONCE.has(kind);
}

/**
 * What an act changes in sentences, before it is done and after. What would be said twice is said once, at its last place.
 * `at` is when it is looked at, or was done, in milliseconds: what is due only later stands apart, and is never told as done.
 * `headed` is whether the day stands above that, and so not in it.
 */
export function partsOf(items: Consequence[], done: boolean, at: number, headed: boolean): Parts {
  // Who changes how they sign in stays signed in; everything else ends all sessions there are.
  const others = items.some(({ kind }) => kind === 'undo_until');
  const day = dueOf(items);
  const due = day !== undefined && Date.parse(day) - at > SOON ? day : undefined;
  const lines = items.map((what) => {
    const say = texts.wizards.consequences[what.kind] as Say;
    const now = due === undefined || isNow(items, what);
    return { kind: what.kind, text: say(what, done && now, others, headed && !now), now };
  });
  const once = lines.filter(({ text }, place) => !lines.slice(place + 1).some((later) => later.text === text));
  return { now: once.filter(({ now }) => now), later: once.filter(({ now }) => !now), due };
}
