import type { Action, Notice, NoticeKind, View, WizardKind } from '../contract';
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

/** What opens the answer to somebody's request. */
export function answerTo(view: View, { what, profile }: Notice): Action | null {
  const row = view.accounts.find((account) => account.profile === profile);
  if (!row) return null;
  const opens = (wizard: WizardKind, subject: string): Action => ({
    do: 'start_wizard',
    wizard,
    gallery: row.gallery.id,
    profile: row.profile,
    subject,
  });
  if (what.is === 'invited') return opens('answer_invitation', what.organization);
  if (what.is === 'conversion_requested') return opens('answer_conversion', what.account);
  return null;
}

function words<Kind extends NoticeKind['is']>(what: Extract<NoticeKind, { is: Kind }>): string {
  const say = texts.notices[what.is as Kind] as (what: Extract<NoticeKind, { is: Kind }>) => string;
  return say(what);
}
