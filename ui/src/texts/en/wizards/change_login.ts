import type { StepTable } from '../../words';

/** Change the Microsoft account that signs in. */
export const changeLogin = {
  change_login_intro: {
    title: ({ username }) => `Change the Microsoft account of ${username}?`,
    lead: ({ username, person }) =>
      `${person ?? 'One Microsoft account'} opens ${username} now. You sign in with it once more, then with the new one, and see what will change before anything does. Packages, API keys and the username stay as they are.`,
  },
  change_login_current: {
    title: ({ person }) => `Sign in as ${person ?? 'the account that opens it now'}`,
    lead: ({ username }) => `That shows that ${username} is yours. Nothing changes by it.`,
    choices: {
      no_access: { title: 'I cannot sign in with it any more' },
    },
  },
  change_login_code: {
    title: ({ username }) => `Do you have a recovery code of ${username}?`,
    lead: 'It takes the place of signing in with the present Microsoft account. Each code works once.',
  },
  change_login_new: {
    title: ({ username }) => `Now sign in with the Microsoft account that is to open ${username}`,
    lead: 'Choose “Use another account” on Microsoft’s page if it offers you the present one.',
  },
  change_login_wrong_person: {
    title: ({ other_person }) => `That was ${other_person ?? 'another Microsoft account'}`,
    lead: ({ username, person }) =>
      `${username} is opened by ${person ?? 'another Microsoft account'}. Nothing was changed, and your place is kept. Sign in again and choose that one; a private window helps if the browser does not ask.`,
  },
  change_login_same_person: {
    title: ({ other_person, username }) => `${other_person ?? 'This one'} opens ${username} already`,
    lead: 'Nothing was changed. Sign in with the Microsoft account that is to open it from now on.',
  },
  change_login_check: {
    title: ({ username, other_person }) => `Let ${other_person ?? 'this Microsoft account'} open ${username}?`,
    lead: 'It is free. Nothing has been changed yet.',
    choices: {
      change_login: { title: 'Change the Microsoft account' },
    },
  },
  change_login_conflict: {
    title: ({ other, other_person }) => `${other_person ?? 'This Microsoft account'} opens ${other} already`,
    lead: ({ username, other }) =>
      `A Microsoft account opens one account only. Nothing has been changed. How should ${username} and ${other} be opened?`,
  },
  change_login_swap: {
    title: ({ username, other }) => `Swap the Microsoft accounts of ${username} and ${other}?`,
    lead: 'Both change at the same moment, so neither account is without a way in. Nothing has been changed yet.',
  },
  change_login_move: {
    title: ({ other }) => `Delete ${other}?`,
    lead: ({ username, other, other_person }) =>
      `${other_person ?? 'Its Microsoft account'} opens ${username} from that moment on, and ${other} is deleted after its grace period. Look at everything that goes with it.`,
    fields: {
      confirmation: {
        label: ({ other }) => `Type ${other} to confirm`,
        hint: 'Capitals do not matter.',
      },
    },
    choices: {
      move_login: { title: ({ username, other }) => `Delete ${other} and open ${username} with it` },
    },
  },
  change_login_third: {
    title: 'Keep both, with a third Microsoft account',
    lead: ({ username, other }) =>
      `${other} moves to a third Microsoft account first; then the one it used is free for ${username}.`,
  },
  change_login_done: {
    title: ({ username, other_person }) => `${other_person ?? 'The new Microsoft account'} opens ${username} now`,
    lead: ({ address }) =>
      address
        ? `Mails stay as they were: the contact e-mail is still ${address}.`
        : 'The contact e-mail stays as it was.',
  },
} satisfies Partial<StepTable<import('../../../contract').Step>>;
