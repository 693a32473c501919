import type { Step } from '../../../contract';
import type { StepTable } from '../../words';

/** Another Microsoft account at nuget.org. */
export const guidedChangeLogin = {
  guided_change_login_check: {
    title: ({ username }) => `Before ${username} gets another Microsoft account`,
    lead: 'Whether nuget.org lets you is decided by four things. Tick off what is so.',
  },
  guided_change_login_do_sign_in: {
    title: ({ username }) => `Sign in to nuget.org as ${username}`,
    lead: 'With the Microsoft account that opens it now. Browsers like to pick another one by themselves; a private window does not.',
    how: [
      'Open the page, and press “Sign in with Microsoft”.',
      ({ username }) =>
        `Choose the Microsoft account that opens ${username} now. If it is not listed, choose “Use another account”.`,
      ({ username }) => `Look at the top right: it must say ${username}.`,
    ],
    done: ({ username }) => `You signed in as ${username}`,
  },
  guided_change_login_do_change: {
    title: 'Change it in the account settings',
    lead: 'From “Change Account” until you are back you have five minutes. After that the step begins again; nothing is lost.',
    how: [
      'Open the page, and unfold “Login Account”.',
      'Press “Change Account”, and confirm.',
      'At Microsoft choose “Use another account”, and sign in with the new one, with its second factor.',
      'You come back to the settings, which say “Successfully linked the Microsoft account”.',
    ],
    done: 'You changed the Microsoft account in the settings',
  },
  guided_change_login_do_try: {
    title: 'Sign in with the new one',
    lead: 'So that you know today whether it works.',
    how: [
      'Sign out of nuget.org, at the top right.',
      'Open the page, and sign in with the new Microsoft account.',
      ({ username }) => `Look at the top right: it must say ${username}.`,
    ],
    done: 'You signed in with the new Microsoft account',
  },
  guided_change_login_verify: {
    title: ({ username }) => `Is the new Microsoft account the one of ${username}?`,
    lead: 'In the account settings, “Login Account” names it. Beside that, nuget.org mails it to the contact e-mail when it is asked.',
  },
  guided_change_login_done: {
    title: ({ username }) => `Another Microsoft account for ${username}`,
    lead: 'This was done, and this was seen. If the mailbox of the contact e-mail goes with the old one, change the contact e-mail next.',
  },
} satisfies Partial<StepTable<Step>>;
