import type { AddressStanding, IdentityKind } from '../../contract';
import { SOME_GALLERY, firstGallery, theGallery } from './names';

/** "Microsoft account" where it is one. */
function accountOf(kind: IdentityKind): string {
  return kind === 'other' ? 'account' : 'Microsoft account';
}

const standings: Record<AddressStanding, (address: string, gallery: string) => string> = {
  unknown: (_, gallery) => `No account at ${theGallery(gallery)} opens with it. Nothing has been created.`,
  organization: (address, gallery) =>
    `${address} is the contact e-mail of an organization at ${theGallery(gallery)}. Organizations have no sign-in of their own: sign in as one of its administrators.`,
  linked_elsewhere: (address, gallery) =>
    `${address} is the contact e-mail of an account at ${theGallery(gallery)} that opens with another Microsoft account. A contact e-mail does not sign you in.`,
  no_microsoft_login: (address, gallery) =>
    `${address} is the contact e-mail of an older account at ${theGallery(gallery)} that has no Microsoft account yet, so this one cannot open it.`,
};

export const welcome = {
  title: 'Where do you want to sign in?',
  first: 'NuGet Accounts looks after the accounts that own your packages. Sign in with Microsoft, in your own browser.',
  another: 'Add an account',
  more: 'You can be signed in to several accounts, at several galleries, side by side.',
  practiceTitle: 'Practice gallery',
  practice: 'Try everything first. Nothing real is touched, and it works offline.',
  serviceTitle: 'A gallery service',
  service: 'Your company’s feed, for example. All you need is its address.',
  known: 'Galleries you know',
  signIn: 'Sign in',
  signInAt: (gallery: string) => `Sign in at ${theGallery(gallery)}`,
  remove: 'Remove',
  removeGallery: (gallery: string) => `Remove ${theGallery(gallery)}`,
  privacy: 'The app talks to your galleries and to their sign-in pages, and to nobody else.',
};

export const addGallery = {
  title: 'What is the gallery’s address?',
  lead: 'The people who run the gallery can tell you. The app asks it who it is before anything else.',
  label: 'Address',
  hint: 'For example https://packages.contoso.example',
  unnamed: SOME_GALLERY,
  submit: 'Continue',
  busy: 'Asking…',
};

export const signIn = {
  context: (gallery: string) => `Sign in · ${gallery}`,
  title: 'Finish the sign-in in your browser',
  completing: 'You are back. Finding out who you are…',
  noAnswerYet: (gallery: string) =>
    `${firstGallery(gallery)} or its sign-in has not answered yet. Nothing has been changed. You can wait, cancel, or start again: the sign-in page then opens once more.`,
  endedTitle: 'The sign-in did not finish',
  preparing: (gallery: string) => `Asking ${theGallery(gallery)} where its people sign in…`,
  steps: {
    browser: 'A page has opened in your browser. Choose your account there.',
    host: (host: string) => ({ before: 'Its address bar must show ', host, after: '.' }),
    allow: 'When the browser asks to open NuGet Accounts, say yes.',
    here: 'You see who came back here, before anything is saved.',
  },
  stepPreparing: 'A page is about to open in your browser.',
  deadline: 'Time left',
  again: 'Open the page again',
  copy: 'Copy its address',
  copied: 'Address copied',
  cancel: 'Cancel',
  startAgain: 'Start again',
  leave: 'Leave it',
  cannot: {
    recover: 'I cannot sign in',
    recoverAt: (gallery: string) => `I cannot sign in at ${theGallery(gallery)}`,
    unmanaged: 'What to do about the work address',
    unmanagedAt: (gallery: string) => `What to do about the work address at ${theGallery(gallery)}`,
  },
  create:
    'No Microsoft account yet? Choose “Create one” on the page in your browser. It is free, and you come back here with it.',
  browserError: 'The browser shows an error',
  survives: (at: string) => `You may close the app meanwhile: this sign-in waits until ${at}.`,
  doesNotSurvive: 'Keep the app open: without a keyring, this sign-in would be lost with it.',
  nothing: {
    summary: 'It says done, but nothing happens here',
    allow: 'Look in the browser for a question about opening NuGet Accounts, and say yes.',
    loopbackTitle: 'Come back another way',
    loopback: 'The page opens once more, and your browser returns over this computer’s own address instead.',
    loopbackAction: 'Return over this computer’s own address',
    loopbackOpen: 'That way is open now. Finish on the page that has just opened.',
    pasteTitle: 'Or paste the address',
    paste: 'The address that your browser ended on, from its address bar.',
    pasteWarning: 'Only if you started this sign-in here, just now. Never send this address to anyone.',
    pasteAction: 'Use this address',
  },
};

export const cameBack = {
  linkedTitle: 'Is this you?',
  unlinkedTitle: (person: string) => `${person} opens no account here yet. What next?`,
  cameFrom: 'Came back from your browser. Nothing is saved yet.',
  opens: (username: string, gallery: string) => ({
    before: 'Signing in opens ',
    username,
    after: ` at ${theGallery(gallery)}.`,
  }),
  confirm: (username: string) => `Sign in as ${username}`,
  confirming: 'Signing in…',
  notMe: 'This is not me',
  waits: (at: string) => `You can decide until ${at}.`,
  standings,
  undo: (username: string) => `Undo the change of ${username}`,
  undoText: (username: string) => `You see first what that changes. Then you are signed in to ${username}.`,
  frozen: (username: string) => `Get ${username} back`,
  frozenText: 'With the Microsoft account from before, a recovery code, or a code from a mail.',
  replaced: (username: string, gallery: string, frozen: boolean) =>
    frozen
      ? `It opened ${username} at ${theGallery(gallery)} until that was changed. The account is frozen until it is decided whose it is.`
      : `It opened ${username} at ${theGallery(gallery)} until that was changed a short while ago, and can still take the change back.`,
  registerTitle: 'Register a new account',
  register: (person: string, gallery: string) =>
    `You choose a username at ${theGallery(gallery)}; ${person} opens it from then on.`,
  registerElsewhere: 'You need another contact e-mail for it: one that no account has confirmed.',
  anotherTitle: (kind: IdentityKind) => `Use another ${accountOf(kind)}`,
  another: (gallery: string) =>
    `For an account that you already have at ${theGallery(gallery)}. The sign-in page opens once more.`,
  create: 'No Microsoft account that fits? The sign-in page lets you create one.',
};

export const register = {
  context: (gallery: string) => `Register · ${gallery}`,
  title: 'What should the account be called?',
  signsIn: (person: string) => ({ before: 'You sign in to it with ', person, after: '.' }),
  username: 'Username',
  usernameHint:
    'Everyone sees it beside your packages, and it stays for ever. Capitals are kept as you type them, but Ana and ana are the same name.',
  asking: 'Asking whether it is free…',
  free: (username: string) => `${username} is free.`,
  notChecked: 'Whether it is free could not be found out just now. You can still try.',
  email: 'Contact e-mail',
  emailHint:
    'The gallery writes here about your account and mails you a code to confirm it. It does not sign you in, and your Microsoft account may have another address.',
  submit: (username: string) => (username ? `Register ${username}` : 'Register'),
  busy: 'Registering…',
  waits: (at: string) => `You can take your time until ${at}.`,
};

export const signedOut = {
  title: (username: string) => `You are signed out of ${username}`,
  partly: (username: string) => `You are signed out of ${username}, but something is left over`,
  gallery: (gallery: string) => ({
    yes: `${firstGallery(gallery)} ended the session.`,
    no: `${firstGallery(gallery)} could not be told to end the session.`,
  }),
  galleryNext: 'The session ends by itself after 30 days without use, or from another computer, under Sessions.',
  keyring: {
    yes: 'The sign-in is gone from the keyring; the app looked.',
    no: 'The sign-in is still in the keyring.',
  },
  cache: 'What this computer knew of the account is deleted.',
  again: 'Sign in again',
  forget: 'Take it off this list',
};
