import type { Change, Watch, WizardKind } from '../../contract';
import { amount, count } from './numbers';

/** What became different, in words. */
const changes: { [Is in Change['is']]: (change: Extract<Change, { is: Is }>) => string } = {
  first_seen: ({ packages }) => `Seen for the first time, with ${count(packages, 'package', 'packages')}.`,
  package_appeared: ({ id, version }) => `${id} appeared, with version ${version}.`,
  version_published: ({ id, version, before }) => `${id} ${version} was published, after ${before}.`,
  version_appeared: ({ id, version, latest }) =>
    `${id} ${version} is listed now besides ${latest}: published below it, or listed again.`,
  unlisted: ({ id }) => `${id} was unlisted.`,
  listed: ({ id }) => `${id} was listed again.`,
  deprecated: ({ id }) => `${id} was deprecated.`,
  undeprecated: ({ id }) => `${id} is no longer deprecated.`,
  owner_added: ({ id, owner }) => `${owner} became an owner of ${id}.`,
  owner_removed: ({ id, owner }) => `${owner} is no longer an owner of ${id}.`,
  package_gone: ({ id }) => `${id} is no longer listed under this account.`,
  profile_gone: () => 'The profile page is gone: the account was deleted or renamed.',
  profile_back: () => 'The profile page is there again.',
};

function changed<Is extends Change['is']>(change: Extract<Change, { is: Is }>): string {
  return (changes[change.is as Is] as (change: Extract<Change, { is: Is }>) => string)(change);
}

/** Whether the app looks again by itself. `at` says a time. */
const watches: { [Is in Watch['is']]: (watch: Extract<Watch, { is: Is }>, at: (time: string) => string) => string } = {
  off: () => 'The app does not look by itself: you switched that off in the settings.',
  on: ({ next }, at) => `The app looks again about once an hour, next ${at(next)}.`,
  saves_battery: () => 'The app does not look by itself while this computer saves its battery.',
  waits: ({ until }, at) => `The app waits until ${at(until)} before it looks again by itself.`,
};

function watched<Is extends Watch['is']>(watch: Extract<Watch, { is: Is }>, at: (time: string) => string): string {
  type Say = (watch: Extract<Watch, { is: Is }>, at: (time: string) => string) => string;
  return (watches[watch.is as Is] as Say)(watch, at);
}

/** What a wizard does at nuget.org, where the app leads and the person acts. */
const tasks: Partial<Record<WizardKind, string>> = {
  find_login: 'Have nuget.org mail you which Microsoft account opens this account.',
  change_login: 'Another Microsoft account is to open this account from now on.',
  conflict: 'nuget.org says that the Microsoft account is linked with another account.',
  recover: 'You cannot sign in any more: what still helps, and who decides.',
  two_factor: 'What nuget.org asks for, and where you set it up.',
  unmanaged_tenant: 'Microsoft refuses your work address because nobody manages its directory.',
  contact_email: 'Where nuget.org writes to you about your account and your packages.',
  mail_choices: 'Which mails nuget.org sends you.',
  username: 'Only nuget.org’s support can change it. What that does to your packages.',
  delete_account: 'What happens to your packages first, then the request, then whether it is gone.',
  convert: 'This account becomes an organization that others sign in for.',
  organization: 'Several people own packages together, each with a sign-in of their own.',
  members: 'Who may act for an organization, and as what.',
  answer_invitation: 'An organization invites this account.',
  answer_conversion: 'Another account asks this one to administer it.',
};

export const nugetOrg = {
  changed,
  watched,
  tasks,
  surprise: (username: string, change: Change, expected: boolean) =>
    expected
      ? `${username} at nuget.org: ${changed(change)} You are about to do just that here.`
      : `${username} at nuget.org: ${changed(change)} Was that you?`,
  showJournal: 'Show the journal',

  welcome: {
    title: 'nuget.org',
    text: 'Your account at the public gallery. No sign-in is needed: the app shows and watches what anybody can see of it, and leads you through changes in your browser.',
  },

  add: {
    title: 'Which nuget.org account?',
    lead: 'The app looks up what anybody can see of it. Nobody signs in, and nothing is sent but the name.',
    label: 'Username',
    hint: 'As it stands on your packages. You can also paste the address of the profile page.',
    submit: 'Look it up',
    busy: 'Looking it up…',
    register: 'I have no account there yet',
    cannotSignIn: 'I cannot sign in there',
  },

  parts: 'Parts of the account',
  tabs: { overview: 'Overview', packages: 'Packages', tasks: 'Tasks', journal: 'Journal' },
  kind: 'As anybody sees it',
  asOf: (when: string) => `seen ${when}`,
  refresh: 'Look again',
  refreshing: 'Looking…',
  openProfile: 'Open at nuget.org',
  forget: 'Take it off this list',
  forgetHint: 'The account at nuget.org stays as it is. The app forgets its journal.',
  stale: 'You see what was there at the last look.',
  never: 'Nothing has been seen of it yet.',
  gone: (username: string) => ({
    title: `nuget.org has no profile page for ${username} any more`,
    text: 'The account was deleted or renamed. Below stands what was there before. If that was not you, sign in at nuget.org, or write to its support.',
  }),
  incomplete: 'nuget.org did not tell everything at the last look: what is missing here says nothing.',

  someOf: (seen: number, all: number) =>
    `Of ${amount(all)} packages that nuget.org’s search counts, the app could read ${amount(seen)}: what is said here is said of these.`,

  overview: {
    packages: 'Packages',
    packageCount: (packages: number) => count(packages, 'package', 'packages'),
    downloads: (downloads: number) => `${amount(downloads)} downloads in all`,
    noPackages: 'nuget.org lists no packages under this name.',
    showPackages: 'Show them',
    latest: 'Published last',
    latestAt: (version: string, day: string) => `${version}, on ${day}`,
    latestAmong: (dated: number, all: number) =>
      `Of the ${amount(dated)} of ${amount(all)} packages whose dates have been read; later looks read the others.`,
    owners: 'Owned together with',
    owns: (packages: number) => count(packages, 'package', 'packages'),
    moreOwners: (more: number) => `and ${count(more, 'other', 'others')}`,
    alone: 'Nobody else owns a package of this account.',
    aloneSoFar: 'Nobody else owns one of the packages that could be read.',
    sees: 'What the app sees here, and what not',
    can: 'It sees what anybody sees: whether there is a profile page, and its packages with versions, downloads and owners.',
    cannot:
      'It does not see how you sign in, your contact e-mail, two-factor, API keys, or organizations and their members. nuget.org shows these to you alone, signed in, and offers apps no way to ask.',
    therefore:
      'So nothing is changed from here. For each task the app opens the right page in your browser, says what to do there, and checks afterwards what can be seen. Search at nuget.org lags some minutes behind.',
    watch: 'Watch',
    watchSettings: 'Settings',
  },

  packages: {
    lead: (shown: number, all: number) =>
      shown < all ? `The ${amount(shown)} most downloaded of ${amount(all)}.` : 'The most downloaded first.',
    none: 'nuget.org lists no packages under this name.',
    downloads: (downloads: number) => count(downloads, 'download', 'downloads'),
    published: (day: string) => `published ${day}`,
    owners: (owners: string) => `Owners: ${owners}`,
    unknownOwners: 'Owners not known',
    unlisted: 'Unlisted',
    deprecated: 'Deprecated',
    verified: 'Reserved prefix',
    more: 'Show more packages',
  },

  journal: {
    lead: 'What became different since the app knows this account, the latest first. It is kept on this computer.',
    none: 'Nothing became different yet.',
    more: 'Show older entries',
  },

  tasksLead:
    'nuget.org lets no app act for you. Each of these checks first, then opens one page after another in your browser and says what to do there.',
  taskGroups: { sign_in: 'Signing in', account: 'The account', organizations: 'Organizations' },

  settings: {
    title: 'Watching nuget.org',
    label: 'Look at my nuget.org accounts about once an hour',
    hint: 'A version that you did not publish, or an owner whom you did not add, is told at once. Only public pages are read; not while this computer saves its battery.',
  },
};
