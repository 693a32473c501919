import type { Step } from '../../../contract';
import type { StepTable } from '../../words';

/** Open an account, its address, its mails and its name, at nuget.org. */
export const guidedAccount = {
  guided_register_name: {
    title: 'Which username would you like?',
    lead: 'It is public, stands at every package, and is for good.',
    fields: { username: { label: 'Username', hint: '3 to 64 letters, digits, dots, hyphens or underscores.' } },
  },
  guided_register_check: {
    title: ({ username }) => `Before you open ${username}`,
    lead: 'There is no password and no form: a Microsoft account opens it.',
  },
  guided_register_do_sign_in: {
    title: ({ username }) => `Sign in, and register as ${username}`,
    lead: 'Until you press “Register” on nuget.org, nothing is made.',
    how: [
      'Open the page, and press “Sign in with Microsoft”.',
      'Choose the Microsoft account, and allow NuGet.org to see its name and address.',
      'Give the second factor when Microsoft asks.',
      ({ username }) =>
        `Back at nuget.org type ${username} as the username. If it signs you in to another account instead, this Microsoft account opens that one.`,
      'Press “Register”.',
    ],
    done: ({ username }) => `You registered as ${username}`,
  },
  guided_register_do_confirm: {
    title: 'Confirm the address',
    lead: 'Before that you can publish nothing, and nobody can invite you.',
    how: [
      'Look for the mail of nuget.org, and open its link in the browser in which you are signed in.',
      'If none comes, open the page: the account settings send it again.',
    ],
    done: 'You confirmed the address',
  },
  guided_register_verify: {
    title: ({ username }) => `Is ${username} there?`,
    lead: 'The profile page is there before the address is confirmed, too. So look once at the account settings: they must not ask you to confirm.',
  },
  guided_register_done: {
    title: ({ username }) => `Opening ${username}`,
    lead: 'This was done, and this was seen. Add it to this app as a nuget.org account, and it tells you when something happens to its packages.',
  },
  guided_contact_email_address: {
    title: ({ organization }) =>
      organization ? `Where should the mails of ${organization} go?` : 'Where should the mails of nuget.org go?',
    lead: 'It need not be the address of the Microsoft account. One that does not go with a job is best.',
    fields: {
      email: { label: 'New e-mail address', hint: 'You type it at nuget.org too; the app sends it nowhere.' },
    },
  },
  guided_contact_email_check: {
    title: ({ address }) => `Before ${address} becomes the contact e-mail`,
    lead: 'If you like, the app asks nuget.org for the present address, masked, and compares it afterwards. That sends the username, and only when you press.',
  },
  guided_contact_email_do_change: {
    title: 'Change it at nuget.org',
    lead: 'Until it is confirmed, the old address stays what it is. It is told afterwards.',
    how: [
      ({ organization }) =>
        organization
          ? `Open the page of ${organization}, signed in as one of its administrators, and unfold “Email Address”.`
          : 'Open the page, and unfold “Email Address”.',
      ({ address }) => `Type ${address}, and save.`,
    ],
    done: ({ address }) => `You gave ${address} to nuget.org`,
  },
  guided_contact_email_do_confirm: {
    title: ({ address }) => `Open the link in the mail to ${address}`,
    lead: ({ organization }) =>
      organization
        ? 'In a browser in which one of its administrators is signed in; nobody else can confirm it.'
        : 'In the browser in which you are signed in as this account; nobody else can confirm it.',
    how: [
      'Look for the mail of nuget.org, and open its link.',
      'The page says that the address is confirmed. If no mail comes, the page of this step sends it again.',
    ],
    done: ({ address }) => `You confirmed ${address}`,
  },
  guided_contact_email_verify: {
    title: ({ address }) => `Is ${address} the contact e-mail?`,
    lead: 'The masked address changes once the new one is confirmed. The settings show the whole of it, and must not say “Pending Email Address”.',
    choices: { ask_mask: { title: 'Look at the masked address now' } },
  },
  guided_contact_email_done: {
    title: ({ address }) => `${address} as the contact e-mail`,
    lead: 'This was done, and this was seen.',
  },
  guided_username_name: {
    title: ({ username }) => `Which name should ${username} have?`,
    lead: 'The support of nuget.org changes it by hand, when it is asked by mail.',
  },
  guided_username_check: {
    title: ({ username, word }) => `Before ${username} becomes ${word}`,
    lead: 'A new name breaks more than it seems. This is what nuget.org asks you to have understood.',
  },
  guided_username_do_mail: {
    title: 'Write to support@nuget.org',
    lead: 'From the contact e-mail; mails from others are not answered with a change.',
    how: ['Copy the text, and put it into a mail from the contact e-mail.', 'Send it to support@nuget.org.'],
    done: 'You wrote to support@nuget.org',
    choices: { mark_done: { title: 'I have sent it' }, says_else: { title: 'It does not work' } },
  },
  guided_username_do_answer: {
    title: 'Wait for their question, and answer it',
    lead: 'They look at it, and ask whether you understand what it means. Close the app meanwhile; this wizard keeps its place.',
    how: ['Look into the mailbox of the contact e-mail.', 'Answer that you understand and want it.'],
    done: 'You answered their question',
    choices: { mark_done: { title: 'I have answered' }, says_else: { title: 'It does not work' } },
  },
  guided_username_verify: {
    title: ({ username, word }) => `Is ${username} now ${word}?`,
    lead: 'The profile page moves to the new name, and there is none of the old name any more.',
    choices: { continue: { title: 'Finish' } },
  },
  guided_username_done: {
    title: ({ username, word }) => `${username} and ${word}`,
    lead: 'This was done, and this was seen. Add the account to this app under its new name.',
  },
  guided_mail_choices_do_choose: {
    title: 'Choose what nuget.org mails you',
    lead: 'Two switches. Without the first, invitations and conversions still wait on the page of the organizations, but you get no mail about them.',
    how: [
      ({ organization }) =>
        organization
          ? `Open the page of ${organization}, signed in as one of its administrators, and unfold “Email Notifications”.`
          : 'Open the page, and unfold “Email Notifications”.',
      'Choose whether others can reach you through nuget.org, and whether you hear of each package that is published under the name.',
      'Save. Keep the second on: it tells you of what you did not do.',
    ],
    done: 'You chose what is mailed',
  },
  guided_mail_choices_verify: {
    title: 'Are the switches as you want them?',
    lead: 'nuget.org says “Your email preferences have been updated”, and the settings show them.',
  },
  guided_mail_choices_done: { title: 'What nuget.org mails you', lead: 'This was done, and this was seen.' },
} satisfies Partial<StepTable<Step>>;
