import type { View } from '../contract';
import { galleryName, texts } from '../texts';
import { noticeText } from './notices';
import { identityOf } from './page';

let text = $state('');
let times = $state(0);

/** What a screen reader was told last. */
export const announcement = {
  get text(): string {
    return text;
  },
  /** How often something was told: the same words again are told again. */
  get times(): number {
    return times;
  },
};

/** Tells a screen reader something, once. */
export function announce(words: string): void {
  text = words;
  times += 1;
}

/** Tells what happens from view to view: what the page waits for, and each notice when it is new. */
export class Announcer {
  #page = '';
  #waiting = '';
  #known: string[] | undefined;

  follow(view: View): void {
    const ids = view.notices.map(({ id }) => id);
    const known = this.#known ?? ids;
    this.#known = ids;
    const page = identityOf(view);
    if (page !== this.#page) announce('');
    this.#page = page;
    const waiting = waitingFor(view);
    if (waiting !== this.#waiting && (waiting || text === this.#waiting)) announce(waiting);
    this.#waiting = waiting;
    const fresh = view.notices.find(({ id }) => !known.includes(id));
    if (fresh) announce(noticeText(view, fresh));
  }
}

/** What the page is waiting for, or has just found out for what is being typed. */
function waitingFor(view: View): string {
  const { page } = view;
  if (view.keyring === 'asking') return texts.keyringAsks.title;
  switch (page.is) {
    case 'sign_in':
      if (page.step === 'preparing') return texts.signIn.preparing(galleryName(page.gallery));
      if (page.step === 'completing') return texts.signIn.completing;
      break;
    case 'came_back':
      if (page.busy) return texts.cameBack.confirming;
      break;
    case 'register':
      if (page.busy) return texts.register.busy;
      if (page.username_check.is === 'free') return texts.register.free(page.username);
      break;
    case 'wizard':
      if (page.busy) return texts.wizards.page.busy;
      if (page.sign_in?.step === 'completing') return texts.signIn.completing;
      break;
    case 'add_gallery':
      if (page.busy) return texts.addGallery.busy;
      break;
    case 'add_nuget_org':
      if (page.busy) return texts.nugetOrg.add.busy;
      break;
    case 'nuget_org':
      if (page.refreshing) return texts.nugetOrg.refreshing;
      break;
    default:
  }
  return '';
}
