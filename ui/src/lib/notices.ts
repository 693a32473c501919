import type { Notice, NoticeKind, View } from '../contract';
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

function words<Kind extends NoticeKind['is']>(what: Extract<NoticeKind, { is: Kind }>): string {
  const say = texts.notices[what.is as Kind] as (what: Extract<NoticeKind, { is: Kind }>) => string;
  return say(what);
}
