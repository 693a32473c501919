import type { Step } from '../../../contract';
import type { StepTable } from '../../words';
import { date } from '../numbers';

type Steps = Extract<Step, `api_keys_${string}`>;

/** What was done. */
const did: Record<string, string> = {
  made: 'The API key is made',
  renewed: 'The API key is renewed',
  changed: 'The API key is changed',
  revoked: 'The API key is revoked',
};

const scopesLead = 'Give it no more than it needs. It can be changed later.';

const packagesField = {
  label: 'Packages',
  hint: '* stands for any characters: Contoso.* is every package whose id begins with Contoso. Put commas between several.',
};

const descriptionField = {
  label: 'Description',
  hint: 'One line of at most 200 characters. You alone see it, and who administers an organization that the key is for.',
};

/** API keys. */
export const apiKeys = {
  api_keys_list: {
    title: ({ username }) => `API keys of ${username}`,
    lead: ({ count }) =>
      count === 0
        ? 'There is none. A key lets a program publish packages without signing in: a build server, or dotnet nuget push.'
        : 'A key lets a program publish packages without signing in. Whoever has its text can use it; here nobody sees the text again.',
  },
  api_keys_key: {
    title: ({ word, is }) => (is ? `The API key “${word ?? ''}” has ended` : `The API key “${word ?? ''}”`),
    lead: ({ is }) => (is ? 'Nothing can be published with it any more.' : 'What should happen to it?'),
    choices: {
      choose_renew_key: {
        title: 'Renew',
        text: 'A new key for the same. The old one stops at once, so its text has to be replaced wherever it is used.',
      },
      choose_change_key: {
        title: 'Change',
        text: 'What it is called, what it may do, for which packages, how long. Its text stays the same.',
      },
      choose_revoke_key: { title: 'Revoke', text: 'It stops at once and for ever.' },
    },
  },
  api_keys_description: {
    title: 'What is the key for?',
    lead: 'The program or the place that uses it, so that you know later which one it is.',
    fields: { description: descriptionField },
  },
  api_keys_owner: {
    title: 'For whose packages?',
    lead: 'What is published with the key belongs to this owner.',
  },
  api_keys_scopes: { title: 'What may it do?', lead: scopesLead },
  api_keys_packages: {
    title: 'For which packages?',
    lead: 'A lone * means all of them, also those that do not exist yet.',
    fields: { packages: packagesField },
  },
  api_keys_life: {
    title: 'How long does it live?',
    lead: 'The shorter, the less harm if somebody finds it. You are told before it ends, and can renew it.',
  },
  api_keys_check: {
    title: ({ word }) => `Make the API key “${word ?? ''}”?`,
    lead: 'Its text is shown on the next page, this once. Have the place ready where it belongs.',
  },
  api_keys_shown: {
    title: ({ word, is }) =>
      is ? `The text of the API key “${word ?? ''}” is gone` : `Keep the text of the API key “${word ?? ''}”`,
    lead: ({ is }) =>
      is
        ? 'The key was made, but the app was closed, or its session ended, before you went on. The text is kept nowhere, so it cannot be shown. If you have it, the key works. If not, renew the key or revoke it.'
        : 'It is shown this once. When you go on, nobody can see it again, neither you nor the gallery.',
    choices: {
      choose_renew_key: { title: 'Renew it' },
      choose_revoke_key: { title: 'Revoke it' },
    },
  },
  api_keys_change: {
    title: ({ word }) => `What should be different about ${word ? `“${word}”` : 'the key'}?`,
    lead: 'Its text and its owner stay the same.',
  },
  api_keys_rename: {
    title: ({ word }) => `What should ${word ? `“${word}”` : 'the key'} be called?`,
    fields: { description: descriptionField },
  },
  api_keys_rescope: { title: ({ word }) => `What may ${word ? `“${word}”` : 'the key'} do?`, lead: scopesLead },
  api_keys_retarget: {
    title: ({ word }) => `For which packages is ${word ? `“${word}”` : 'the key'}?`,
    lead: 'A lone * means all of them, also those that do not exist yet.',
    fields: { packages: packagesField },
  },
  api_keys_prolong: {
    title: ({ word }) => `How long from now does ${word ? `“${word}”` : 'the key'} live?`,
    lead: ({ at, is }) => (at ? (is ? `It ended on ${date(at)}.` : `At present it ends on ${date(at)}.`) : ''),
  },
  api_keys_change_check: {
    title: ({ word }) => `Change ${word ? `“${word}”` : 'the key'}?`,
    lead: 'It holds at once. The text stays the same.',
  },
  api_keys_renew: {
    title: ({ word }) => `Renew the API key “${word ?? ''}”?`,
    lead: ({ count: days }) =>
      `You get a new text for the same: same owner, same packages, same rights${days === undefined ? ', for as long as the old one was made for' : ''}.`,
    choices: { ask_life: { title: 'Choose how long' } },
  },
  api_keys_revoke: {
    title: ({ word }) => `Revoke the API key “${word ?? ''}”?`,
    lead: 'It stops at once and for ever. What publishes with it is refused from then on.',
    fields: {
      confirmation: {
        label: ({ other }) => `Type ${other ?? ''} to confirm`,
        hint: 'The last four characters of the key’s text. Capitals do not matter.',
      },
    },
  },
  api_keys_done: {
    title: ({ word }) => did[word ?? ''] ?? 'Done',
    lead: ({ word }) =>
      word === 'made' || word === 'renewed'
        ? 'Put its text where it belongs and nowhere else.'
        : word === 'revoked'
          ? 'It never works again.'
          : 'It holds from now on.',
  },
} satisfies StepTable<Steps>;
