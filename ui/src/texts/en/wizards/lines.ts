import type { ListName } from '../../../contract';
import type { LineWords } from '../../words';
import { date } from '../numbers';
import { apiKeyLines } from './api_key_words';

/** The sentence of each line of a list that has lines. */
export const lines: Partial<Record<ListName, LineWords>> = {
  ...apiKeyLines,
  mails: {
    title: ({ word, is }) => `${mails[word ?? '']?.title ?? ''}: ${is ? 'mailed' : 'not mailed'}`,
    text: ({ word }) => mails[word ?? '']?.text ?? '',
    about: ({ word }) => mails[word ?? '']?.title ?? '',
  },
  rename_means: { title: ({ word, username }) => rename[word ?? '']?.(username ?? '') ?? '' },
  conversion_means: { title: ({ word, username }) => convert[word ?? '']?.(username ?? '') ?? '' },
  orphans: {
    title: ({ word }) => word ?? '',
    text: ({ member }) => (member ? `Offered to ${member}, who has not accepted yet.` : ''),
  },
  blockers: {
    title: ({ organization, is }) =>
      organization && is !== undefined
        ? is
          ? `You are a member of ${organization}`
          : `${organization} invites you`
        : '',
  },
  members: {
    title: ({ member, is }) => `${member}${is ? ' (you)' : ''}`,
    text: ({ word, at }) => `${roles[word ?? ''] ?? ''}${at ? `, since ${date(at)}` : ''}`,
  },
  invited: {
    title: ({ member }) => member ?? '',
    text: ({ word, other, until }) =>
      `As ${roles[word ?? '']?.toLowerCase() ?? ''}${other ? `, by ${other}` : ''}${until ? `, until ${date(until)}` : ''}`,
  },
};

const roles: Record<string, string> = { administrator: 'Administrator', collaborator: 'Collaborator' };

const mails: Record<string, { title: string; text: string }> = {
  from_others: {
    title: 'Requests and news from other people',
    text: 'Invitations, offers of ownership, conversions.',
  },
  package_published: {
    title: 'A package was published under your name',
    text: 'So that you notice what you did not do.',
  },
};

const rename: Record<string, (username: string) => string> = {
  decided: () => 'The operator of the gallery decides, and may refuse.',
  old_name: (username) => `${username} stays taken for ever. Nobody can have it again, you included, in any spelling.`,
  addresses: (username) =>
    `Pages and links with ${username} in their address stop working. They do not lead to the new name.`,
  packages: (username) =>
    `Packages stay yours. What was published before still names ${username}: author texts, and signatures that list you as owner.`,
  policies: (username) =>
    `Whoever trusts packages by the owner ${username} has to change that, or their installs are refused.`,
};

const convert: Record<string, (username: string) => string> = {
  for_ever: (username) => `${username} becomes an organization for ever. It can never be an individual account again.`,
  sign_in: (username) =>
    `Nobody signs in as ${username} any more. A Microsoft account that opened it is free for another one.`,
  administrator: () => 'Another account administers it: you name that account, and it has to accept within 7 days.',
  stays: () => 'Its name, packages, e-mail address and activity stay as they are.',
};
