import type { Choice, FieldName, KeyCard, KeyScope, ListName } from '../../../contract';
import type { ChoiceWords, FieldWords, LineWords } from '../../words';
import { count, date, dayAndTime, list } from '../numbers';

const DAY = 86_400_000;

/** What a key may do, in a sentence about it. */
const may: Record<KeyScope, string> = {
  push_new: 'publish new packages and new versions',
  push_version: 'publish new versions of packages that exist',
  unlist: 'unlist packages and list them again',
};

const scopeLines: Record<string, ChoiceWords> = {
  push_new: { title: 'Publish new packages and new versions', text: 'Also ids that nobody has used yet.' },
  push_version: { title: 'Publish new versions', text: 'Only of packages that exist.' },
  push_version_too: { title: 'Publish new versions', text: 'Whoever may publish new packages may do this too.' },
  unlist: { title: 'Unlist and list', text: 'Take packages out of the search, and put them back.' },
};

export const apiKeyChoices = {
  choose_make_key: { title: 'Make a key' },
  choose_renew_key: { title: 'Renew' },
  choose_change_key: { title: 'Change' },
  choose_revoke_key: { title: 'Revoke' },
  more_keys: { title: ({ of = 0 }) => `Show more (${String(of)})` },
  all_keys: { title: 'All API keys' },
  ask_description: { title: 'What it is called' },
  ask_scopes: { title: 'What it may do' },
  ask_packages: { title: 'For which packages' },
  ask_life: { title: 'When it ends' },
  choose_owner: { title: 'Choose' },
  allow_scope: { title: 'Allow' },
  forbid_scope: { title: 'Do not allow' },
  choose_life: { title: 'Choose' },
  make_key: { title: 'Make the key' },
  renew_key: { title: 'Renew the key' },
  change_key: { title: 'Change the key' },
  revoke_key: { title: 'Revoke the key' },
  copy_key: { title: 'Copy' },
  show_key: { title: 'Show it' },
  hide_key: { title: 'Hide it' },
  key_kept: { title: 'I have kept it' },
} satisfies Partial<Record<Choice, ChoiceWords>>;

export const apiKeyFields = {
  description: { label: 'Description', hint: 'One line of at most 200 characters.' },
  packages: { label: 'Packages', hint: '* stands for any characters.' },
} satisfies Partial<Record<FieldName, FieldWords>>;

export const apiKeyLists = {
  keys: { title: 'Keys' },
  keys_ending: { title: 'End soon' },
  keys_ended: { title: 'Have ended' },
  this_key: { title: 'The key' },
  next_key: { title: 'What it will be' },
  key_owners: { title: 'Owner' },
  key_scopes: { title: 'It may' },
  key_lives: { title: 'Life' },
  key_held: {
    title: 'A new key does not work at once.',
    text: ({ until }) =>
      `The Microsoft account was changed lately. Until that can no longer be undone${until ? `, on ${dayAndTime(until)}` : ''}, new keys wait; undoing it revokes them.`,
  },
  keys_full: {
    title: 'More keys are not possible.',
    text: 'An account has at most 500 that work. Revoke one that is no longer used.',
  },
  key_stops: {
    title: 'The old key stops at once.',
    text: 'Whatever publishes with it is refused until it has the new text.',
  },
  key_use: {
    title: 'Where the text belongs',
    text: 'In the secret store of the build server, or in your password manager. dotnet nuget push takes it as --api-key; let it come from there, so that it stands in no script and in no history of commands.',
  },
  key_forgotten: {
    title: 'The key stays, and its text is forgotten.',
    text: 'If you have not kept the text, revoke the key or renew it.',
  },
  key_not_made: {
    title: 'No key was made yet.',
    text: 'The answer was lost and the session has ended since, so the gallery was asked for your keys: this one is not among them.',
  },
} satisfies Partial<Record<ListName, ChoiceWords>>;

export const apiKeyLines = {
  key_owners: {
    title: ({ organization, is }) => (is ? `${organization ?? ''} (you)` : (organization ?? '')),
    text: ({ is }) => (is ? 'Packages of this account.' : 'Packages of this organization.'),
    about: ({ organization }) => organization ?? '',
  },
  key_scopes: {
    title: ({ word }) => (scopeLines[word ?? '']?.title as string | undefined) ?? '',
    text: ({ word }) => (scopeLines[word ?? '']?.text as string | undefined) ?? '',
    about: ({ word }) => (scopeLines[word ?? '']?.title as string | undefined) ?? '',
  },
  key_lives: {
    title: ({ count: days = 0 }) => count(days, 'day', 'days'),
    text: ({ until }) => (until ? `Until ${date(until)}.` : ''),
    about: ({ count: days = 0 }) => count(days, 'day', 'days'),
  },
} satisfies Partial<Record<ListName, LineWords>>;

function packages({ packages: patterns }: KeyCard): string {
  return patterns.includes('*') ? 'all packages' : list(patterns);
}

/** Who publishes new packages publishes new versions too; that is said once. */
function scopes({ scopes: all }: KeyCard): string {
  const said = all.filter((scope) => scope !== 'push_version' || !all.includes('push_new'));
  return list(said.map((scope) => may[scope]));
}

/** What stands on the card of a key. */
export const apiKeyCard = {
  owner: (owner: string, own: boolean) => (own ? 'Your own packages' : `Packages of ${owner}`),
  fullAccess: 'Everything, for every owner you belong to: a key of the gallery’s past. It can only be revoked.',
  may: (key: KeyCard) => `May ${scopes(key)}`,
  packages: (key: KeyCard) => `For ${packages(key)}`,
  ending: (ending: string) => `…${ending}`,
  ends: (at: string, now: number) => {
    const days = Math.ceil((Date.parse(at) - now) / DAY);
    return days < 1 ? `Ended on ${date(at)}` : `Ends in ${count(days, 'day', 'days')}, on ${date(at)}`;
  },
  lives: (days: number) => `Ends ${count(days, 'day', 'days')} from now`,
  used: (at: string | null, ago: string) => (at ? `Last used ${ago}` : 'Never used'),
  held: (until: string) => `Waits until ${dayAndTime(until)}: the Microsoft account was changed lately.`,
  /** What its buttons are about, for who hears them alone. */
  about: (key: KeyCard) => [key.description, key.ending && `…${key.ending}`].filter(Boolean).join(' '),
  text: 'The text of the key',
  masked: (ending: string) => `Hidden; its last characters are ${ending}`,
};
