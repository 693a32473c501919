import type { Step } from '../../../contract';
import type { StepTable } from '../../words';
import { count, date, time } from '../numbers';

/** Get back into an account. */
export const recover = {
  recover_start: {
    title: 'What keeps you out?',
    lead: 'Nothing is changed by looking. You see what would change before anything does.',
    choices: {
      keep_account: {
        title: 'My account is being deleted, and I want to keep it',
        text: 'With the link from the mail that told you, also where its Microsoft account opens another account now. Without that mail, choose that you cannot use its Microsoft account any more.',
      },
    },
  },
  recover_username: {
    title: 'What is the account’s username?',
    lead: ({ is }) =>
      is
        ? 'The gallery then says where its mails go, with most of the address hidden.'
        : 'The gallery then says where its mails go, with most of the address hidden. Organizations work too.',
  },
  recover_address: {
    title: ({ address }) => (address ? `Which address is ${address}?` : 'Which contact e-mail does the account have?'),
    lead: ({ username, is }) =>
      is
        ? `It is the contact e-mail of ${username}. Type the whole of it; the code to recover the account goes there.`
        : `It is the contact e-mail of ${username}, not the Microsoft account. Type the whole of it, and the gallery mails there which Microsoft account opens ${username}.`,
    choices: { no_mailbox: { title: 'I cannot read that mailbox' } },
  },
  recover_found: {
    title: ({ address }) => `Look into the mailbox of ${address}`,
    lead: ({ username }) => `A mail is on its way that names the Microsoft account that opens ${username}.`,
    choices: { no_access: { title: 'I cannot sign in with that one' } },
  },
  recover_mailbox: {
    title: 'Without that mailbox, who can help?',
    lead: ({ username }) =>
      `Whoever reads the contact e-mail of ${username} can recover it, so the gallery mails to no other address.`,
  },
  recover_code: {
    title: 'What is the code in the mail?',
    lead: ({ username, until }) =>
      `It shows that ${username} is yours.${until ? ` It works until ${time(until)}, for 5 tries.` : ''}`,
    choices: { mail_code: { title: 'Mail me another code' } },
  },
  recover_second: {
    title: ({ username }) => `Do you have a recovery code of ${username}?`,
    lead: ({ username }) => `${username} has two-factor on, so the mail alone does not open it.`,
    choices: { no_recovery_code: { title: 'I have none' } },
  },
  recover_wait: {
    title: 'Wait 7 days instead?',
    lead: 'You can close the app meanwhile; it keeps your place. After the wait you have another code mailed, and go on.',
  },
  recover_waiting: {
    title: ({ username, until }) => `${username} waits until ${until ? `${date(until)}, ${time(until)}` : 'the end'}`,
    lead: 'Nothing has been changed yet. Come back then; the app can be closed meanwhile. Do not stop this wizard, or the wait is lost.',
    choices: { use_recovery_code: { title: 'I have found a recovery code' } },
  },
  recover_waited: {
    title: 'The wait is over',
    lead: ({ username }) =>
      `Nobody stopped it as far as is known here. A new code for ${username} goes to its contact e-mail.`,
  },
  recover_stopped: {
    title: 'This recovery is over',
    lead: ({ username, person }) =>
      `Either it was stopped by somebody who signed in to ${username}${person ? ` as ${person}` : ''} or pressed the button in the mail, or its time ran out. Nothing was changed. If you share the account, ask the others first.`,
  },
  recover_password: {
    title: 'What are its username and password?',
    lead: 'Passwords are from the time before Microsoft accounts. One opens the account for 30 minutes, to link a Microsoft account and for nothing else.',
    fields: { username: { label: 'Username or e-mail address', hint: 'The contact e-mail works too.' } },
  },
  recover_forgot: {
    title: 'Whose password do you want to set anew?',
    lead: 'If there is such an account, a code is mailed to its contact e-mail.',
    fields: { username: { label: 'Username or e-mail address', hint: 'The contact e-mail works too.' } },
  },
  recover_reset: {
    title: 'What is the code, and what is the new password?',
    lead: ({ until, is }) =>
      `${is ? 'The account has two-factor on, so the mail alone does not set a password: type one of its recovery codes too. It is not used up by this. Setting the password' : 'Setting it'} also ends a lock after wrong passwords.${until ? ` The code works until ${time(until)}, for 5 tries.` : ''}`,
    choices: {
      mail_code: { title: 'Mail me another code' },
      choose_lost: { title: 'Recover the account by mail instead' },
    },
  },
  recover_present: {
    title: ({ username, person }) => `${person ?? 'A Microsoft account'} opens ${username}`,
    lead: ({ username }) =>
      `A password no longer opens ${username} once a Microsoft account is linked. Sign in with that one.`,
    choices: { no_access: { title: 'I cannot sign in with it any more' } },
  },
  recover_convert: {
    title: ({ username }) => `${username} has to become an organization`,
    lead: ({ username }) =>
      `The people who run the gallery ask this of accounts with the e-mail domain of ${username}: no Microsoft account can be linked to it.`,
    choices: { convert_instead: { title: 'Make an organization of it' } },
  },
  recover_new: {
    title: ({ username }) => `Sign in with the Microsoft account that is to open ${username}`,
    lead: 'It must not open another account here yet. Nothing is changed by signing in.',
  },
  recover_make_one: {
    title: 'Make a further Microsoft account',
    lead: ({ username }) =>
      `It is free, and takes a few minutes. The browser opens the same sign-in: choose “Create one” there, give any e-mail address that has no Microsoft account yet, or take a new outlook.com address. Then you come back here, to ${username}.`,
  },
  recover_conflict: {
    title: ({ other_person, other }) =>
      other
        ? `${other_person ?? 'This Microsoft account'} opens ${other} already`
        : 'This Microsoft account opens another account',
    lead: ({ username, other }) =>
      other === username
        ? `So nothing has to be recovered: sign in with it. To link another one, choose that.`
        : `A Microsoft account opens one account only. Nothing has been changed. Use another one for ${username}.`,
  },
  recover_link_code: {
    title: ({ username }) => `Type a recovery code of ${username}`,
    lead: ({ username }) => `${username} has two-factor on, so the password alone does not link a Microsoft account.`,
    choices: { no_recovery_code: { title: 'I have none: recover it by mail' } },
  },
  recover_keep: {
    title: ({ username }) => `${username} is being deleted. Keep it?`,
    lead: ({ username }) =>
      `No Microsoft account can be linked to ${username} as long as it is going to be deleted. Keeping it ends the deletion, and its API keys work again. Then you link one.`,
    choices: { choose_lost: { title: 'Recover it by mail instead' } },
  },
  recover_check: {
    title: ({ username, other_person }) => `Let ${other_person ?? 'this Microsoft account'} open ${username}?`,
    lead: 'Nothing has been changed yet.',
  },
  recover_unsure: {
    title: 'Was it linked?',
    lead: ({ username, other_person }) =>
      `The answer of the gallery was lost. Sign in as ${other_person ?? 'the new Microsoft account'}: if it opens ${username} by now, you are in, and otherwise nothing was changed.`,
  },
  recover_expired: {
    title: 'The time to link a Microsoft account is over',
    lead: ({ username }) =>
      `It is 30 minutes, for safety. Nothing was changed, and what you typed about ${username ?? 'the account'} is still here.`,
  },
  recover_done: {
    title: ({ username, other_person }) => `${other_person ?? 'The new Microsoft account'} opens ${username} now`,
    lead: ({ count: left }) =>
      `You are signed in. ${left === undefined ? 'Recovery codes and API keys stay as they were.' : `The recovery code that you typed is used up; ${left === 0 ? 'none is left, so make new ones' : `${count(left, 'other one works', 'other ones work')} still`}. API keys stay as they were.`} If somebody else sees the mails, tell them that it was you.`,
  },
} satisfies Partial<StepTable<Step>>;
