import type { AccountRow, Action, Notice, NoticeKind, View, WizardKind } from '../contract';
import { galleryName, texts } from '../texts';

/** A notice in words. */
export function noticeText(view: View, { what, profile }: Notice): string {
  if (what.is === 'problem') {
    const row = view.accounts.find((account) => account.profile === profile);
    const { what: happened, next } = texts.refusals[what.problem.code](what.problem, {
      gallery: row ? galleryName(row.gallery) : texts.addGallery.unnamed,
      ...(row && { username: row.username }),
    });
    return `${happened} ${next}`;
  }
  return words(what);
}

/** What helps with a notice: what it opens, and what that is called. */
export interface Help {
  action: Action;
  words: string;
}

/** What helps with a notice; nothing where it says all there is. */
export function helpWith(view: View, notice: Notice): Help | undefined {
  const row = view.accounts.find((account) => account.profile === notice.profile);
  return row && (requestHelp(row, notice.what) ?? accountHelp(row, notice.what));
}

function starts({ gallery, profile }: AccountRow, wizard: WizardKind, subject: string | null): Action {
  return { do: 'start_wizard', wizard, gallery: gallery.id, profile, subject };
}

/** What answers somebody's request. */
function requestHelp(row: AccountRow, what: NoticeKind): Help | undefined {
  const words = texts.side.showRequests;
  switch (what.is) {
    case 'invited':
      return { action: starts(row, 'answer_invitation', what.organization), words };
    case 'conversion_requested':
      return { action: starts(row, 'answer_conversion', what.account), words };
    case 'ownership_offered':
      return { action: starts(row, 'answer_offer', what.to ? `${what.package}/${what.to}` : what.package), words };
    default:
      return undefined;
  }
}

/** What takes back what happened to an account, or shows it. */
function accountHelp(row: AccountRow, what: NoticeKind): Help | undefined {
  const { profile } = row;
  const side = texts.side;
  switch (what.is) {
    case 'new_sign_in':
      return { action: { do: 'show_account', profile, tab: 'sessions' }, words: side.showSessions };
    case 'login_changed':
      return { action: starts(row, 'undo_login', row.username), words: side.undoChange };
    case 'deletion_requested':
      return { action: starts(row, 'delete_account', null), words: side.keepAccount };
    case 'key_ends_soon':
      return { action: starts(row, 'api_keys', what.id ?? null), words: side.showKey };
    case 'contact_email_possible':
      return { action: starts(row, 'contact_email', null), words: side.changeContact };
    case 'recovery_started':
      return { action: { do: 'show_account', profile, tab: 'overview' }, words: side.showAccount };
    case 'key_found_in_public':
      return { action: starts(row, 'api_keys', null), words: side.showKeys };
    case 'package_registered':
      return { action: { do: 'show_account', profile, tab: 'activity' }, words: side.showActivity };
    case 'seen_at_nuget_org':
      return { action: { do: 'show_nuget_org', profile, tab: 'journal' }, words: texts.nugetOrg.showJournal };
    default:
      return undefined;
  }
}

const WANTS: NoticeKind['is'][] = [
  'new_sign_in',
  'invited',
  'conversion_requested',
  'ownership_offered',
  'login_changed',
  'recovery_started',
  'package_registered',
  'key_found_in_public',
  'deletion_requested',
  'key_ends_soon',
  'contact_email_possible',
  'problem',
  'sign_in_expired',
];

/** Whether it is for the person to look at, and not only said. */
export function wantsLook({ what }: Notice): boolean {
  if (what.is === 'seen_at_nuget_org') return !what.expected;
  if (what.is === 'signed_out') return !what.revoked_at_gallery || !what.removed_from_keyring;
  return WANTS.includes(what.is);
}

function words<Kind extends NoticeKind['is']>(what: Extract<NoticeKind, { is: Kind }>): string {
  const say = texts.notices[what.is as Kind] as (what: Extract<NoticeKind, { is: Kind }>) => string;
  return say(what);
}
