import type { GalleryRow, View } from '../contract';

/** The gallery that a page is about, if it is about one. */
export function galleryOf({ page, galleries }: View): GalleryRow | undefined {
  switch (page.is) {
    case 'sign_in':
    case 'came_back':
    case 'register':
    case 'wizard':
      return page.gallery;
    case 'account':
    case 'signed_out':
    case 'nuget_org':
    case 'leaving':
      return page.row.gallery;
    case 'mailbox':
      return galleries.find(({ practice }) => practice);
    default:
      return undefined;
  }
}

/** What makes a page another page, to which the focus moves: its kind and whom it is about. */
export function identityOf({ page }: View): string {
  switch (page.is) {
    case 'account':
    case 'signed_out':
    case 'nuget_org':
    case 'leaving':
      return `${page.is} ${page.row.profile}`;
    case 'sign_in':
      return `${page.is} ${page.id} ${page.step === 'ended' ? 'ended' : ''}`;
    case 'came_back':
    case 'register':
      return `${page.is} ${page.id}`;
    case 'wizard':
      return `${page.is} ${page.id} ${page.sheet.step}`;
    default:
      return page.is;
  }
}
