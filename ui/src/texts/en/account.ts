import { firstGallery, theGallery } from './names';
import { count } from './numbers';

export const account = {
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
    text: `That ends its sessions: nobody signs in to an organization. A mail says so; if none came, sign in again. ${administrator} sees it among their organizations: if that account is yours, add it here.`,
  }),
  addAdministrator: (administrator: string) => `Add ${administrator}`,
  organization: (username: string, administrator: string) => ({
    title: `${username} is an organization now`,
    text: `Nobody signs in to it any more. ${administrator} administers it: its members, packages and e-mail address stand there, among the organizations.`,
  }),
  openAdministrator: (administrator: string) => `Open ${administrator}`,
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
      text: 'Until then its API keys do not work, nothing else changes, and you can keep it.',
    }),
    /** The day has come; whether somebody kept it meanwhile is not known here. */
    deletionOver: (username: string, at: string) => ({
      title: `The time to keep ${username} is over`,
      text: `It was to be deleted on ${at}. If it was, nobody signs in to it any more, and you can take it off this list.`,
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
  personalId: (digits: string) => `Microsoft ID ${digits}`,
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
  undo: 'Undo',
  undoChange: 'Somebody changed its Microsoft account',
  showAll: 'Show all',
  opened: 'Opened',
  openedOn: (day: string) => `opened ${day}`,
  signOut: 'Sign out on this computer',
  signingOut: 'Signing out…',
  signOutHint: 'Your other computers stay signed in.',
};

export const sessions = {
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
};

export const activity = {
  lead: 'What happened to this account, the latest first.',
  none: 'Nothing is known to have happened yet.',
  by: (installation: string) => `from ${installation}`,
  doneBy: (username: string) => `by ${username}`,
};
