import type { StepTable } from '../../words';

/** Keep an account that is being deleted, with the link that was mailed to it. */
export const keepAccount = {
  keep_account_link: {
    title: 'Which account do you want to keep?',
    lead: 'When a deletion begins, its owner is mailed a link that keeps the account. Paste it here. Pasting changes nothing: you see first what it does. Without that mail, get back in with another one: that keeps the account, too.',
  },
  keep_account_used: {
    title: 'This link keeps no account, or no longer',
    lead: ({ username }) =>
      `It was used already, its time is over, or it is from another mail. ${username ? `If ${username} was kept, its` : 'If the account was kept, its'} Microsoft account opens it: sign in to see.`,
    choices: { look_again: { title: 'Paste another link' } },
  },
  keep_account_sign_in: {
    title: ({ username }) => `Which Microsoft account will open ${username}?`,
    lead: ({ username }) =>
      `The one that opened ${username} opens another account now, and a Microsoft account opens only one. Sign in with one that opens no account here yet. Signing in changes nothing.`,
    choices: { open_browser: { title: 'Sign in with Microsoft' } },
  },
  keep_account_make_one: {
    title: 'Make a further Microsoft account',
    lead: ({ username }) =>
      `It is free, and takes a few minutes. The browser opens the same sign-in: choose “Create one” there, give any e-mail address that has no Microsoft account yet, or take a new outlook.com address. Then you come back here, to ${username}.`,
  },
  keep_account_taken: {
    title: ({ other_person, other }) =>
      other
        ? `${other_person ?? 'This Microsoft account'} opens ${other}`
        : `${other_person ?? 'This Microsoft account'} opens another account`,
    lead: ({ username, other }) =>
      `A Microsoft account opens only one account, so this one cannot open ${username} too. Nothing was changed${other ? `, and ${other} stays as it is` : ''}. Use another one of yours, or make a new one: it is free.`,
  },
  keep_account_check: {
    title: ({ username }) => `Keep ${username}?`,
    lead: ({ username, is }) =>
      is
        ? `Nothing has been changed yet. Two-factor is on for ${username}, so the link keeps it and signs nobody in: you get back in with a recovery.`
        : 'Nothing has been changed yet.',
  },
  keep_account_kept: {
    title: ({ username }) => `${username} stays`,
    lead: ({ username, person, is }) =>
      is
        ? `It is no longer going to be deleted. To get back in, recover access to ${username}.`
        : person
          ? 'It is no longer going to be deleted, and you are signed in. If somebody else began that, look through the activity, and make recovery codes.'
          : 'It is no longer going to be deleted. Sign in to use it here.',
    choices: { sign_in_again: { title: ({ username }) => `Sign in to ${username}` } },
  },
} satisfies Partial<StepTable<import('../../../contract').Step>>;
