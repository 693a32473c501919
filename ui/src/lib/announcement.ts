import type { View } from '../contract';
import { galleryName, texts } from '../texts';
import { noticeText } from './notices';

/** What a screen reader is told as it happens: what the page is waiting for, or else the latest notice. */
export function announcement(view: View): string {
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
  const latest = view.notices[0];
  return latest ? noticeText(view, latest) : '';
}
