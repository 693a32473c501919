import type { Step } from '../../../contract';
import type { StepTable } from '../../words';

/** Which Microsoft account opens an account at nuget.org. */
export const guidedFindLogin = {
  find_login_name: {
    title: 'Which account is it about?',
    lead: 'nuget.org then shows its contact e-mail, with most of it hidden. Organizations have one too.',
    choices: { ask_mask: { title: 'Ask nuget.org' } },
  },
  find_login_address: {
    title: ({ other_address }) =>
      other_address ? `Which address is ${other_address}?` : 'Which is the contact e-mail?',
    lead: ({ username }) =>
      `It is the contact e-mail of ${username}, not the Microsoft account. Type the whole of it, and nuget.org mails there which Microsoft account opens ${username}.`,
    fields: { email: { label: 'Contact e-mail', hint: 'Compared here first. What cannot be it is not sent.' } },
  },
  guided_find_login_do_assistance: {
    title: 'Ask in the browser',
    lead: 'nuget.org’s own sign-in assistance does the same.',
    how: [
      'Open the page, and press “Need assistance signing in?”.',
      ({ username }) => `Type ${username ?? 'the username'}. It shows the contact e-mail, with most of it hidden.`,
      'Type the whole address. nuget.org mails the Microsoft account there.',
    ],
    done: 'You used the sign-in assistance in the browser',
  },
  find_login_mailed: {
    title: ({ address, is }) =>
      is && address ? `Look into the mailbox of ${address}` : 'Look into the mailbox of the contact e-mail',
    lead: ({ username }) =>
      `A mail with the subject “Sign-In Assistance” is on its way. It names every Microsoft account that opens ${username ?? 'the account'}.`,
    choices: { saw_it: { title: 'I have read it' } },
  },
  find_login_done: {
    title: ({ username }) => `You know which Microsoft account opens ${username ?? 'the account'}`,
    lead: 'The mail is the only place where it stands. The app has not seen it.',
  },
} satisfies Partial<StepTable<Step>>;
