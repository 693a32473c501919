import type { StepTable } from '../../words';
import { count } from '../numbers';

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
    lead: ({ username, count: left }) =>
      left === 0
        ? `${username} has no recovery code that can still be used. Recover access instead: by the contact e-mail, or an old password.`
        : 'It takes the place of signing in with the present Microsoft account. Each code works once.',
    choices: {
      no_recovery_code: { title: 'I have none: recover access' },
    },
  },
  change_login_new: {
    title: ({ username, other_person, is }) =>
      is && other_person
        ? `Now sign in as ${other_person}, which is to open ${username}`
        : `Now sign in with the Microsoft account that is to open ${username}`,
    lead: ({ other, other_person, is }) =>
      is && other_person
        ? `${other_person} no longer opens ${other}, and is free. Nothing changes by signing in.`
        : 'Choose “Use another account” on Microsoft’s page if it offers you the present one. Nothing changes by signing in.',
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
    lead: ({ username, other, other_person, until, is }) =>
      is !== undefined && other
        ? is
          ? `${other} has its third Microsoft account already. Once ${other_person ?? 'the one it used'} opens ${username}, that can no longer be undone. ${username} has not been changed yet.`
          : `${other} has its third Microsoft account already, and that stays so. ${username} has not been changed yet.`
        : until
          ? 'Nothing has been changed yet.'
          : 'It opens no account here yet. Nothing has been changed.',
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
  change_login_packages: {
    title: ({ count: packages = 0 }) =>
      packages === 0 ? 'Every package has another owner' : `Who takes over ${count(packages, 'package', 'packages')}?`,
    lead: ({ other, count: packages = 0 }) =>
      packages === 0
        ? `Nothing of ${other} is left without an owner.`
        : `Nobody but ${other} owns ${packages === 1 ? 'it' : 'them'}. Offer ${packages === 1 ? 'it' : 'each'} to somebody before ${other} is deleted, or go on without.`,
    choices: { accept_offer: { title: ({ username }) => `Accept it as ${username ?? 'this account'}` } },
  },
  change_login_packages_open: {
    title: ({ other }) => `Sign in to ${other}`,
    lead: ({ other }) =>
      `Its packages are offered as ${other}. Nothing is changed by signing in, and ${other} appears among your accounts here.`,
  },
  change_login_hand_over: {
    title: ({ word }) => `Who should own ${word}?`,
    lead: ({ other }) =>
      `They are mailed, and own it as soon as they accept. ${other} stays an owner until it is deleted.`,
    fields: {
      username: {
        label: 'Their username',
        hint: 'Your own account, another person or an organization of this gallery. Not an e-mail address.',
      },
    },
  },
  change_login_move: {
    title: ({ other }) => `Delete ${other}?`,
    lead: ({ username, other, other_person, is }) =>
      `${other_person ?? 'Its Microsoft account'} opens ${username} from that moment on, and ${other} is deleted ${is ? 'at once, for good' : 'some days later'}. Look at everything that goes with it.`,
    fields: {
      confirmation: {
        label: ({ other }) => `Type ${other} to confirm`,
        hint: 'Capitals do not matter.',
      },
    },
    choices: {
      move_login: { title: ({ other }) => `Delete ${other} and change the Microsoft account` },
    },
  },
  change_login_third: {
    title: 'Keep both, with a third Microsoft account?',
    lead: ({ username, other }) =>
      `${other} moves to a third Microsoft account first; then the one it used is free for ${username}. Nothing has been changed yet.`,
  },
  change_login_third_open: {
    title: ({ other, person }) => `Sign in to ${other} as ${person ?? 'its Microsoft account'}`,
    lead: ({ other }) => `${other} then stands in this app too, and stays there. Nothing changes by it.`,
  },
  change_login_third_wrong: {
    title: ({ other_person }) => `That was ${other_person ?? 'another Microsoft account'}`,
    lead: ({ other, person }) =>
      `${other} is opened by ${person ?? 'another Microsoft account'}. Nothing was changed, and your place is kept. Sign in again and choose that one.`,
  },
  change_login_third_current: {
    title: ({ person }) => `Sign in as ${person ?? 'the same Microsoft account'} once more`,
    lead: ({ other }) =>
      `Opening ${other} was one sign-in. Changing how it opens takes another, so that nobody can do it at a computer left alone.`,
  },
  change_login_third_new: {
    title: ({ other }) => `Now sign in with the third Microsoft account, which is to open ${other}`,
    lead: 'Choose “Use another account” on Microsoft’s page. Nothing changes by signing in.',
  },
  change_login_third_taken: {
    title: ({ other_person, member }) => `${other_person ?? 'This one'} opens ${member ?? 'an account'} already`,
    lead: ({ other }) => `Nothing was changed. Sign in with one that opens no account, for ${other}.`,
  },
  change_login_third_check: {
    title: ({ other, other_person }) => `Let ${other_person ?? 'the third Microsoft account'} open ${other}?`,
    lead: ({ username, person }) =>
      `It opens no account here yet. After this, ${person ?? 'the one it used'} is free for ${username}. Nothing has been changed yet.`,
    choices: {
      move_to_third: { title: ({ other }) => `Change the Microsoft account of ${other}` },
    },
  },
  change_login_sign_in: {
    title: ({ username }) => (username ? `Sign in to ${username} again` : 'Which account is it about?'),
    lead: ({ username }) =>
      username
        ? `You are no longer signed in to ${username} here. Sign-ins from before count no more.`
        : 'Sign in to the account whose Microsoft account you want to change.',
  },
  change_login_blocked: {
    title: ({ username }) => `The Microsoft account of ${username} cannot be changed now`,
    lead: 'Nothing was changed. This is all that stands in the way:',
    choices: {
      try_again: { title: 'Look again' },
    },
  },
  change_login_make_one: {
    title: 'Make a further Microsoft account',
    lead: ({ username }) =>
      `It is free, and takes a few minutes. The browser opens the same sign-in: choose “Create one” there, give any e-mail address that has no Microsoft account yet, or take a new outlook.com address. Then you come back here, to ${username}.`,
  },
  change_login_find_out: {
    title: 'Was it done?',
    lead: ({ username }) =>
      `The app was closed before the answer came, and cannot ask for the same again. It looks at how ${username} opens now.`,
  },
  conflict_intro: {
    title: 'A Microsoft account opens another account already?',
    lead: ({ username }) =>
      `A Microsoft account opens one account only. Sign in with both, and you see what the other account is and what it has. Then you choose: swap the two, use a third Microsoft account, or delete the other account. Nothing is deleted unless you say so, and ${username} stays as it is until you decide.`,
  },
  change_login_done: {
    title: ({ username, other_person }) => `${other_person ?? 'The new Microsoft account'} opens ${username} now`,
    lead: ({ address }) =>
      address
        ? `Mails stay as they were: the contact e-mail is still ${address}.`
        : 'The contact e-mail stays as it was.',
    choices: { remind: { title: 'Change the contact e-mail too' } },
  },
} satisfies Partial<StepTable<import('../../../contract').Step>>;
