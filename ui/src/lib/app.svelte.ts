import type { AccountRow, Action, UnderWay, View } from '../contract';
import { findHost } from '../host';
import { flushDrafts } from './draft.svelte';
import { speak, tongueOf, type Tongue } from '../texts';

/** The one connection between the window and what owns its state. */
const host = findHost();

let view = $state.raw<View | null>(null);
let lastAccount = $state.raw<string | null>(null);
let lastUnderWay = $state.raw<string | null>(null);
let waiting: View | null = null;
let undelivered = $state(false);
let answers = $state(0);
let lastDraft: Promise<void> = Promise.resolve();

/** What is drawn. */
export const app = {
  get view(): View | null {
    return view;
  },
  /** The account shown last: where "back" leads from a page that has no way back of its own. */
  get lastAccount(): AccountRow | undefined {
    return view?.accounts.find(({ profile }) => profile === lastAccount);
  },
  /** What the person was at when they looked at something else: "back" leads there first, as long as it is there. */
  get lastUnderWay(): UnderWay | undefined {
    return view?.under_way.find(({ id }) => id === lastUnderWay);
  },
  /** The language that is spoken. */
  get tongue(): Tongue {
    return spoken;
  },
  /** How often the app answered what was sent of a form: a refusal that stands then is a new one, even if it says the same. */
  get answers(): number {
    return answers;
  },
  /** Whether the last act did not reach the app. */
  get undelivered(): boolean {
    return undelivered;
  },
};

/** The language that is being fetched, or is spoken. */
let asked: Tongue = 'en';
let spoken = $state<Tongue>('en');

/** Draws the view, once its language is there. */
function draw(next: View): void {
  const tongue = tongueOf(next.language);
  if (tongue === asked) {
    if (tongue === spoken) show(next);
    else waiting = next;
    return;
  }
  asked = tongue;
  waiting = next;
  void speak(tongue).then(() => {
    if (asked !== tongue) return;
    spoken = tongue;
    if (waiting) show(waiting);
    waiting = null;
  });
}

function show(next: View): void {
  view = next;
  switch (next.page.is) {
    case 'account':
    case 'nuget_org':
    case 'leaving':
      lastAccount = next.page.row.profile;
      lastUnderWay = null;
      break;
    case 'sign_in':
    case 'came_back':
    case 'register':
    case 'wizard':
      lastUnderWay = next.page.id;
      break;
    default:
  }
}

const initial = host.initial();
if (initial) draw(initial);

/** A view came, in any order; the newest counts. */
function hear(next: View): void {
  const newest = waiting ?? view;
  if (newest && next.revision <= newest.revision) return;
  draw(next);
}

host.onView(hear);

/** What keeps what was typed. */
const DRAFTS: readonly Action['do'][] = [
  'draft_gallery',
  'draft_nuget_org',
  'draft_register',
  'draft_wizard',
  'check_wizard',
];

/** What sends what stands in a form's fields. */
const SUBMITS: readonly Action['do'][] = [
  'add_gallery',
  'add_nuget_org',
  'choose',
  'confirm_email',
  'paste_address',
  'register',
];

/** Sends an act. Drafts go first: what was typed arrives before what is done with it. */
export async function act(action: Action): Promise<void> {
  const draft = DRAFTS.includes(action.do);
  if (!draft) flushDrafts();
  const sent = lastDraft.then(() => host.act(action));
  const settled = sent.then(
    (next) => {
      undelivered = false;
      if (SUBMITS.includes(action.do)) answers += 1;
      if (next) hear(next);
    },
    () => {
      undelivered = true;
    },
  );
  if (draft) lastDraft = settled;
  await settled;
}

/** Says that the first real page is on the screen: the mark at once, the rest when the frame has been shown. */
export function painted(): void {
  performance.mark('painted');
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      document.documentElement.dataset.painted = '1';
      host.painted?.();
    }),
  );
}

/** The present time in milliseconds. */
export function now(): number {
  return host.now?.() ?? Date.now();
}
