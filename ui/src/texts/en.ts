import type {
  AccountState,
  AddressStanding,
  GalleryRow,
  IdentityKind,
  KeyringStatus,
  Language,
  NoticeKind,
  Theme,
  UnderWayKind,
} from '../contract';
import { ACCOUNTS, OLD, type PEOPLE } from '../lib/cast';
import { audits } from './en/audits';
import { PRACTICE_GALLERY, SOME_GALLERY, firstGallery, theGallery } from './en/names';
import { ago, amount, count, date, dayAndTime, left, list, moment, time } from './en/numbers';
import { health } from './en/health';
import { leaving } from './en/leaving';
import { nugetOrg } from './en/nuget_org';
import { refusals } from './en/refusals';
import { trouble } from './en/trouble';
import { who } from './en/who';
import { wizards } from './en/wizards';

const identityKinds: Record<IdentityKind, string> = {
  personal: 'Personal Microsoft account',
  work_or_school: 'Work or school account',
  other: 'Account of another sign-in provider',
};

/** "Microsoft account" where it is one. */
function accountOf(kind: IdentityKind): string {
  return kind === 'other' ? 'account' : 'Microsoft account';
}

const accountStates: Record<AccountState, string> = {
  ready: '',
  offline: 'offline',
  session_ended: 'sign in again',
  signed_out: 'signed out',
  token_unreadable: 'no keyring',
  public: 'as anybody sees it',
};

const standings: Record<AddressStanding, (address: string, gallery: string) => string> = {
  unknown: (_, gallery) => `No account at ${theGallery(gallery)} opens with it. Nothing has been created.`,
  organization: (address, gallery) =>
    `${address} is the contact e-mail of an organization at ${theGallery(gallery)}. Organizations have no sign-in of their own: sign in as one of its administrators.`,
  linked_elsewhere: (address, gallery) =>
    `${address} is the contact e-mail of an account at ${theGallery(gallery)} that opens with another Microsoft account. A contact e-mail does not sign you in.`,
  no_microsoft_login: (address, gallery) =>
    `${address} is the contact e-mail of an older account at ${theGallery(gallery)} that has no Microsoft account yet, so this one cannot open it.`,
};

const notices: { [Kind in NoticeKind['is']]: (what: Extract<NoticeKind, { is: Kind }>) => string } = {
  invited: ({ username, organization }) => `${organization} invites ${username}.`,
  conversion_requested: ({ username, account }) =>
    `${account} wants to become an organization, and asks ${username} to administer it.`,
  login_changed: ({ username }) => `Another Microsoft account opens ${username} now, or does so again. Was that you?`,
  recovery_started: ({ username }) => `Somebody is recovering access to ${username} by mail. Is that you?`,
  recovery_stopped: ({ username }) => `Nobody is recovering access to ${username} any more.`,
  ownership_offered: ({ username, package: id }) => `Ownership of ${id} is offered to ${username}.`,
  package_registered: ({ username, package: id }) =>
    `The new package ${id} was published under the name of ${username}, or of an organization that it belongs to. Did you expect that?`,
  deletion_requested: ({ username }) => `${username} will be deleted. Was that you?`,
  key_ends_soon: ({ username, key, until }) => `The API key ${key} of ${username} ends on ${date(until)}.`,
  signed_out: ({ username, revoked_at_gallery, removed_from_keyring }) =>
    [
      `You are signed out of ${username}.`,
      !revoked_at_gallery && 'The gallery could not be told, so the session goes on there until it ends by itself.',
      !removed_from_keyring && 'The sign-in is still in the keyring.',
    ]
      .filter((said) => said !== false)
      .join(' '),
  new_sign_in: ({ username, installation }) => `New sign-in to ${username} from ${installation}. Was that you?`,
  problem: () => '',
  address_copied: () => 'The address of the sign-in page is on the clipboard.',
  text_copied: () => 'Copied.',
  wizard_too_old: () =>
    'Something that was under way ended with the update of this app, because its form has changed. Nothing was changed at the gallery by that; begin it again.',
  too_many_under_way: () =>
    'As much is under way as this app keeps. End something of it first; nothing was ended for you.',
  confirmation_sent: ({ address }) => `A new code is on its way to ${address}.`,
  email_confirmed: ({ address }) => `${address} is confirmed.`,
  session_ended: ({ installation }) => `The session on ${installation} has ended.`,
  started_over: () => 'The practice gallery is back at its beginning.',
  sign_in_expired: () => 'A sign-in ended because its time ran out.',
  calendar_saved: ({ file }) => `${file} is in your downloads folder. Open it to take its dates into your calendar.`,
  links_repaired: () => 'This app opens its links again.',
  seen_at_nuget_org: ({ username, change, expected }) => nugetOrg.surprise(username, change, expected),
};

const keyrings: Record<KeyringStatus, { title: string; text: string }> = {
  unknown: { title: 'Not looked at yet', text: 'The app looks for the keyring right after it has started.' },
  asking: {
    title: 'Waiting for you to unlock it',
    text: 'It asks for its password in a window of its own, which may be behind this one.',
  },
  working: { title: 'Working', text: 'Your sign-ins are kept in the keyring of this computer, and nowhere else.' },
  locked: {
    title: 'Locked',
    text: 'The app cannot read the sign-ins it keeps there. Unlock the keyring, then look again. New sign-ins last until the app closes.',
  },
  unavailable: {
    title: 'Not available',
    text: 'This computer has no keyring that the app can use. Sign-ins last until the app closes; nothing is written to disk instead.',
  },
  corrupt: {
    title: 'Damaged',
    text: 'The keyring answers, but not with what it was given. Sign-ins last until the app closes.',
  },
};

const underWay: Record<UnderWayKind, string> = {
  sign_in: 'Waiting for the browser',
  identity_found: 'Finish signing in',
  registration: 'Registration',
  wizard: 'Wizard',
};

const themes: Record<Theme, string> = { system: 'As the system', light: 'Light', dark: 'Dark' };

export const en = {
  appName: 'NuGet Accounts',
  who,
  /** What to call a gallery; the practice gallery has a name in each language. */
  galleryName: ({ name, practice }: GalleryRow): string => (practice ? PRACTICE_GALLERY : name),
  identityKinds,
  accountStates,
  audits,
  notices,
  keyrings,
  keyringAsks: {
    title: 'Waiting for your keyring',
    text: 'It asks for its password in a window of its own, which may be behind this one. Until then the app cannot read your sign-ins.',
  },
  underWay,
  themes,
  languages: { system: 'As the system', english: 'English', german: 'Deutsch' } satisfies Record<Language, string>,
  numbers: { ago, amount, date, dayAndTime, left, list, moment, time },
  health,
  leaving,
  nugetOrg,
  refusals,
  trouble,
  wizards,

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
  },

  side: {
    menu: 'Menu',
    accounts: 'Accounts',
    add: 'Add an account',
    underWay: 'Under way',
    underWayAt: (gallery: string, begun: string) => `${gallery} · ${begun}`,
    waits: (who: string, what: string) => `${who} · ${what}`,
    notices: 'Notices',
    dismiss: (what: string) => `Dismiss: ${what}`,
    showRequests: 'Show it',
    showSessions: 'Show sessions',
    showAccount: 'Show the account',
    showKey: 'Show the key',
    showActivity: 'Show what happened',
    undoChange: 'Undo the change',
    keepAccount: 'Keep the account',
    settings: 'Settings',
  },

  practice: {
    title: 'Practice gallery',
    text: 'Nothing real is touched.',
    mailbox: 'Mailbox',
    who: {
      open: 'Who is who',
      title: 'Who is who in the practice gallery',
      lead: 'As it is at the beginning; “Start over” brings it back. Choose one of them on the sign-in page.',
      people: {
        maya: `Opens ${ACCOUNTS.maya}. ${ACCOUNTS.ben} asks it to administer an organization.`,
        jonas: `Opens ${ACCOUNTS.jonas}, which an organization invites. Signs in with a second factor: the code is on the phone beside the page.`,
        priya: 'Opens no account yet. Register as Priya, or let another account change to hers.',
        ana: `Opens ${ACCOUNTS.ana}, which administers the organizations contoso-tools and contoso-labs.`,
        ben: `Opens ${ACCOUNTS.ben}, which waits to become an organization.`,
        sam: `Cannot sign in: nobody manages the directory of the address. The packages stand in ${ACCOUNTS.sam}, to be recovered by a mail.`,
      } satisfies Record<(typeof PEOPLE)[number]['id'], string>,
      old: `An old account that nobody opens yet. Its password is ${OLD.password}: recover access with it.`,
      close: 'Close',
    },
    time: {
      text: 'In the practice gallery you need not wait.',
      pass: (until: string) => `Let the time pass until ${until}`,
    },
    startOver: 'Start over…',
    dialog: {
      title: 'Start over in the practice gallery?',
      text: 'The practice gallery goes back to its beginning: accounts that you registered there are gone, and so are its mails.',
      signedOut: (names: string[]) => `${list(names)} will be gone from this app.`,
      safe: 'Accounts at other galleries stay as they are.',
      confirm: 'Start over',
      keep: 'Keep everything',
    },
  },

  welcome: {
    title: 'Where do you want to sign in?',
    first:
      'NuGet Accounts looks after the accounts that own your packages. Sign in with Microsoft, in your own browser.',
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
  },

  addGallery: {
    title: 'What is the gallery’s address?',
    lead: 'The people who run the gallery can tell you. The app asks it who it is before anything else.',
    label: 'Address',
    hint: 'For example https://packages.contoso.example',
    unnamed: SOME_GALLERY,
    submit: 'Continue',
    busy: 'Asking…',
  },

  signIn: {
    context: (gallery: string) => `Sign in · ${gallery}`,
    title: 'Finish the sign-in in your browser',
    completing: 'You are back. Finding out who you are…',
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
  },

  cameBack: {
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
  },

  register: {
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
  },

  account: {
    kinds: { individual: 'Individual account', organization: 'Organization' },
    asOf: (when: string) => `as of ${when}`,
    refresh: 'Refresh',
    refreshing: 'Reading…',
    parts: 'Parts of the account',
    tabs: { overview: 'Overview', organizations: 'Organizations', sessions: 'Sessions', activity: 'Activity' },
    empty: 'Nothing has been read from the gallery yet.',
    recoveryCodes: (left: number) =>
      left === 0 ? 'No recovery codes' : `${count(left, 'recovery code', 'recovery codes')} left`,
    makeCodes: (left: number): string => (left === 0 ? 'Make codes' : 'Make new'),
    offline: (gallery: string, since: string) => ({
      title: `${firstGallery(gallery)} cannot be reached`,
      text: `Since ${since}. You see what was known then; changes have to wait.`,
    }),
    ended: (gallery: string, username: string) => ({
      title: `${firstGallery(gallery)} ended your session`,
      text: `Sign in again to see ${username} as it is now.`,
    }),
    converted: (username: string, administrator: string) => ({
      title: `${username} is an organization now, if ${administrator} accepted`,
      text: `That ends its sessions: nobody signs in to an organization. A mail says so; if none came, sign in again. Its administrator sees it among their organizations.`,
    }),
    signedOut: (username: string, gallery: string) => ({
      title: `You are signed out of ${username}`,
      text: `Sign in again, or take it off this list. The account at ${theGallery(gallery)} stays as it is.`,
    }),
    unreadable: (username: string) => ({
      title: 'The keyring does not answer',
      text: `You are still signed in to ${username}, but the app cannot read that from the keyring. Unlock it and look again, or sign in again.`,
    }),
    locked: (username: string, gallery: string) => ({
      title: `${username} is locked`,
      text: `The people who run ${theGallery(gallery)} locked it. Write to them to find out why.`,
    }),
    roles: { administrator: 'Administrator', collaborator: 'Collaborator' },
    organizations: {
      lead: 'Others sign in on their behalf; you are one of them.',
      none: 'You belong to no organization.',
      since: (day: string) => `since ${day}`,
      people: (number: number) => count(number, 'member', 'members'),
      unconfirmed: 'Its e-mail address is not confirmed',
      confirm: 'Confirm the e-mail',
      members: 'Members',
      create: 'New organization',
      convert: (username: string) => `Convert ${username} to an organization`,
    },
    waiting: {
      deletion: (username: string, at: string) => ({
        title: `${username} will be deleted on ${at}`,
        text: 'Until then nothing else changes, and you can keep it.',
      }),
      keep: (username: string) => `Keep ${username}`,
      conversion: (administrator: string, effective: string | null, until: string) =>
        effective
          ? {
              title: `This account becomes an organization on ${effective}`,
              text: `${administrator} accepted. Until then it can be stopped.`,
            }
          : {
              title: `${administrator} has to accept`,
              text: `This account becomes an organization as soon as they do, until ${until}.`,
            },
      asked: (account: string, effective: string | null, until: string) =>
        effective
          ? {
              title: `${account} becomes an organization on ${effective}`,
              text: 'You accepted, and administer it from then on.',
            }
          : {
              title: `${account} wants to become an organization`,
              text: `It asks you to administer it. You can answer until ${until}.`,
            },
      invited: (organization: string, role: string, until: string) => ({
        title: `${organization} invites you`,
        text: `As ${role.toLowerCase()}. You can answer until ${until}.`,
      }),
      offered: (id: string, by: string, to: string | null, transfer: boolean, until: string) => ({
        title: `${by} offers ${to ?? 'you'} ${id}`,
        text: `${transfer ? `${by} would no longer be an owner` : `${by} would stay an owner`}. You can answer until ${until}.`,
      }),
      recovering: (username: string, since: string, until: string | null) => ({
        title: `Somebody is recovering access to ${username}`,
        text: `They typed the code from its mail on ${since}. ${until ? `They have to wait until ${until}, and can be stopped until then.` : 'They can link a Microsoft account of their own at any moment.'} If that is not you, stop them.`,
      }),
      stop: 'Stop them',
      answer: 'Answer',
      look: 'See how it stands',
    },
    more: 'Change more',
    signInAgain: 'Sign in again',
    opening: 'Opening…',
    forget: 'Take it off this list',
    lookAgain: 'Look again',
    signsInWith: 'Signs in with',
    noLogin: 'No Microsoft account',
    linkedSince: (since: string) => `Linked ${since}`,
    undoUntil: (at: string) => `The change can be undone until ${at}.`,
    contact: 'Contact e-mail',
    confirmed: 'Confirmed',
    noConfirmed: 'None confirmed yet',
    pending: (address: string) => ({
      before: 'A code was mailed to ',
      address,
      after: '. Type it to confirm the address.',
    }),
    code: 'Code from the mail',
    codeHint: '8 digits; spaces do not matter. You can also paste the link of the mail.',
    confirmCode: 'Confirm',
    confirming: 'Confirming…',
    resend: 'Mail a new code',
    sending: 'Sending…',
    openMailbox: 'Open the practice mailbox',
    twoFactor: 'Two-factor',
    on: 'On',
    off: 'Off',
    twoFactorOn: 'Microsoft asks for a second factor when you sign in.',
    twoFactorOff: 'One factor is enough to sign in.',
    sessions: 'Sessions',
    keys: 'API keys',
    keysText: 'Programs publish packages with them, without a sign-in.',
    showKeys: 'Show',
    sessionCount: (others: number, here: boolean) =>
      here
        ? others === 0
          ? 'This computer only'
          : `This computer, and ${count(others, 'other', 'others')}`
        : others === 0
          ? 'No sessions known'
          : count(others, 'session', 'sessions'),
    lastSignIn: (when: string) => `Last sign-in ${when}`,
    change: 'Change',
    undo: 'Undo the change',
    undoChange: 'Somebody changed its Microsoft account',
    showAll: 'Show all',
    opened: 'Opened',
    openedOn: (day: string) => `opened ${day}`,
    signOut: 'Sign out on this computer',
    signingOut: 'Signing out…',
    signOutHint: 'Your other computers stay signed in.',
  },

  sessions: {
    lead: 'Every place that is signed in to this account. Do you not know one? End it.',
    current: 'This computer',
    recovery: 'Recovery only',
    used: (when: string) => `Used ${when}`,
    opened: (when: string) => `signed in ${when}`,
    until: (day: string) => `Ends ${day} if it is not used`,
    end: 'End',
    endOn: (installation: string) => `End the session on ${installation}`,
    ending: 'Ending…',
    none: 'No sessions are known.',
  },

  activity: {
    lead: 'What happened to this account, the latest first.',
    none: 'Nothing is known to have happened yet.',
    by: (installation: string) => `from ${installation}`,
    doneBy: (username: string) => `by ${username}`,
  },

  signedOut: {
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
  },

  mailbox: {
    title: 'Practice mailbox',
    lead: 'Mails of the practice gallery land here. None ever leaves this computer.',
    to: (address: string) => `to ${address}`,
    copyCode: 'Copy the code',
    openLink: 'Open the page',
    open: (address: string) => `Open the page ${address}`,
    none: 'No mails yet',
    noneText: 'Register an account or ask for a new code, and the mail appears here.',
  },

  settings: {
    title: 'Settings',
    keyring: 'Keyring',
    lookAgain: 'Look again',
    theme: 'Theme',
    language: 'Language',
    notifications: 'Notifications',
    notify: 'Tell me on the desktop when something needs me',
    notifyHint: 'A new sign-in to one of your accounts, for example. Each notice also stands in the app.',
    links: 'Links',
    linksText: 'After you sign in, your browser opens this app by a link.',
    handler: {
      ours: 'This app opens its links.',
      other: (name: string) => `${name} opens this app’s links. Signing in may end there.`,
      none: 'Nothing opens this app’s links. Signing in still works over this computer’s own address.',
      unknown: 'It cannot be found out here which program opens the links.',
    },
    repair: 'Repair',
    tray: 'Tray',
    closing: 'When the window is closed',
    keepRunning: 'Go on in the tray',
    keepRunningHint: 'So you hear at once when something happens to an account. Otherwise the app quits.',
    trayOff: 'This desktop shows no tray icon, so closing the window ends the app.',
    version: (version: string) => `NuGet Accounts ${version}`,
  },
};
