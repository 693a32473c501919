import type { Step } from '../../../contract';
import type { StepTable } from '../../words';
import { count, date, time } from '../numbers';

type Steps = Extract<Step, `delete_account_${string}`>;

function end(until: string | undefined): string {
  return until ? `${date(until)}, ${time(until)}` : 'the end of the grace period';
}

/** Delete an account, or keep it. */
export const deletion: StepTable<Steps> = {
  delete_account_intro: {
    title: ({ username, is }) => (is ? `${username} cannot be deleted now` : `Delete ${username}?`),
    lead: ({ is }) =>
      is
        ? 'Nothing has been changed. This is all that stands in the way:'
        : 'This is what would go. Nothing has been changed, and you are asked again before anything is.',
  },
  delete_account_packages: {
    title: ({ count: packages = 0 }) =>
      packages === 0 ? 'Every package has another owner' : `Who takes over ${count(packages, 'package', 'packages')}?`,
    lead: ({ username, count: packages = 0 }) =>
      packages === 0
        ? 'Nothing is left without an owner.'
        : `Nobody but ${username} owns ${packages === 1 ? 'it' : 'them'}. Offer ${packages === 1 ? 'it' : 'each'} to somebody, or go on without.`,
  },
  delete_account_hand_over: {
    title: ({ word }) => `Who should own ${word}?`,
    lead: ({ username }) =>
      `They are mailed, and own it as soon as they accept. ${username} stays an owner until it is deleted.`,
    fields: {
      username: {
        label: 'Their username',
        hint: 'The username, not the e-mail address, of a person or an organization at this gallery.',
      },
    },
  },
  delete_account_orphans: {
    title: ({ count: packages = 0 }) =>
      packages === 1
        ? 'What becomes of the package that nobody takes?'
        : 'What becomes of the packages that nobody takes?',
    lead: ({ count: packages = 0 }) =>
      packages === 1
        ? 'Whoever uses it can go on downloading it, either way.'
        : 'Whoever uses them can go on downloading them, either way.',
  },
  delete_account_proof: {
    title: ({ username }) => `Sign in once more, as ${username}`,
    lead: ({ person }) =>
      `So that nobody else at this computer deletes it. ${person ? `Sign in as ${person}. ` : ''}Nothing is deleted by signing in.`,
  },
  delete_account_wrong_person: {
    title: ({ username }) => `That Microsoft account does not open ${username}`,
    lead: ({ person, other_person }) =>
      `Expected ${person ?? 'the one that opens it'}, and ${other_person ?? 'somebody else'} came back. Nothing was changed. At Microsoft, choose “use another account”.`,
    choices: { open_browser: { title: ({ person }) => `Sign in as ${person ?? 'the right one'}` } },
  },
  delete_account_check: {
    title: ({ username }) => `Delete ${username} now?`,
    lead: ({ is }) =>
      is
        ? 'This is everything that changes, and all of it at once: there is no time in which the account could be kept.'
        : 'This is everything that changes. You are signed out on every computer, and its API keys stop working, at once. The rest happens on the day that is named here; until then you can keep the account, and with it its keys.',
    choices: { delete_account: { title: ({ username }) => `Delete ${username}` } },
  },
  delete_account_grace: {
    title: ({ username, until }) => `${username} will be deleted on ${end(until)}`,
    lead: ({ username, until, is, address }) =>
      is
        ? `Its Microsoft account opens another account now, so keeping ${username} takes the link that was mailed${address ? ` to ${address}` : ''}, until ${end(until)}. Without that mail, “I cannot sign in” keeps it with another one.`
        : `Until then its API keys do not work, nothing else changes, and you can keep ${username}: here, or with the link that was mailed${address ? ` to ${address}` : ''}.`,
    choices: {
      keep_account: { title: ({ username }) => `Keep ${username}` },
      finish: { title: 'Close' },
    },
  },
  delete_account_signed_out: {
    title: ({ username, until, is }) =>
      is
        ? `The time to keep ${username} is over`
        : until
          ? `${username} will be deleted on ${end(until)}`
          : `You are signed out of ${username}`,
    lead: ({ username, until, is, address }) =>
      is
        ? `${username} was to be deleted on ${end(until)}. If it was, nobody signs in to it any more.`
        : until
          ? `You were signed out of it on every computer, as announced. To keep it, sign in once more and press “Keep ${username}”, or use the link that was mailed${address ? ` to ${address}` : ''}.`
          : `That happens when its deletion begins. Sign in to see how it stands, and to keep ${username} if you want that.`,
    choices: {
      sign_in_elsewhere: { title: ({ username }) => `Sign in to ${username}` },
      finish: { title: 'Close' },
    },
  },
  delete_account_kept: {
    title: ({ username }) => `${username} stays`,
    lead: ({ is }) =>
      is
        ? 'It was kept meanwhile: its deletion is withdrawn, and API keys work again.'
        : 'Its deletion is withdrawn. API keys work again. Sign in once more to use everything here.',
  },
  delete_account_gone: {
    title: ({ username }) => `${username} is deleted`,
    lead: 'It had no grace period, because its e-mail address was never confirmed or the gallery gives none.',
  },
};
