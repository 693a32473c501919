import type { AccountState, GalleryRow, IdentityKind } from '../contract';
import { account, activity, sessions } from './en/account';
import { audits } from './en/audits';
import { health } from './en/health';
import { keyringAsks, keyrings } from './en/keyring';
import { leaving } from './en/leaving';
import { PRACTICE_GALLERY } from './en/names';
import { notices } from './en/notices';
import { nugetOrg } from './en/nuget_org';
import { ago, amount, date, dayAndTime, left, list, moment, time } from './en/numbers';
import { mailbox, practice } from './en/practice';
import { refusals } from './en/refusals';
import { languages, settings, themes } from './en/settings';
import { side, underWay } from './en/side';
import { addGallery, cameBack, register, signIn, signedOut, welcome } from './en/sign_in';
import { trouble } from './en/trouble';
import { who } from './en/who';
import { wizards } from './en/wizards';

const identityKinds: Record<IdentityKind, string> = {
  personal: 'Personal Microsoft account',
  work_or_school: 'Work or school account',
  other: 'Account of another sign-in provider',
};

const accountStates: Record<AccountState, string> = {
  ready: '',
  offline: 'offline',
  session_ended: 'sign in again',
  signed_out: 'signed out',
  token_unreadable: 'no keyring',
  public: 'as anybody sees it',
};

export const en = {
  appName: 'NuGet Accounts',
  who,
  /** What to call a gallery; the practice gallery has a name in each language. */
  galleryName: ({ name, practice }: GalleryRow): string => (practice ? PRACTICE_GALLERY : name),
  identityKinds,
  accountStates,
  underWay,
  themes,
  languages,
  numbers: { ago, amount, date, dayAndTime, left, list, moment, time },
  common: {
    back: 'Back',
    backTo: (username: string) => `Back to ${username}`,
    backToWork: (what: string) => `Back to: ${what}`,
    secondFactor: 'Second factor used',
    moreFromProvider: 'What the sign-in page said',
    help: {
      sign_in: 'Sign in again',
      refresh: 'Refresh',
      copy_address: 'Copy the address',
      resend: 'Mail a new code',
      probe_keyring: 'Look for the keyring again',
      another_account: 'Use another account',
    },
    helpBusy: 'One moment…',
    noAnswerYet:
      'There is no answer yet. The app waits a little longer, and then says how it stands. Nothing is done twice.',
  },
  side,
  notices,
  keyrings,
  keyringAsks,
  welcome,
  addGallery,
  signIn,
  cameBack,
  register,
  signedOut,
  account,
  sessions,
  activity,
  audits,
  health,
  leaving,
  nugetOrg,
  practice,
  mailbox,
  refusals,
  settings,
  trouble,
  wizards,
};
