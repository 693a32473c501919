import type { Saying } from '../../../contract';
import type { ChoiceWords } from '../../words';

/** What registering, confirming an address, support and Microsoft’s help say instead. */
export const refusalsOfMails = {
  says_name_taken: {
    title: '“The username … is not available”',
    text: 'Somebody has it, or had it: names of deleted and renamed accounts and of organizations count too. Go back and choose another one.',
  },
  says_email_taken: {
    title: '“The email address … is already in use by a different account”',
    text: 'An account or an organization has confirmed it. If that is yours, find out which Microsoft account opens it; else use another address.',
  },
  says_other_user: {
    title: '“… cannot confirm a different user’s email address”',
    text: 'The browser is signed in as somebody else. Sign out, sign in as the right account, and open the link again. For an organization that is one of its administrators.',
  },
  says_link_stale: {
    title: 'It could not be confirmed, and it offers to send the mail again',
    text: 'A newer mail has taken the place of this one. Use the newest, or have it sent again.',
  },
  says_no_confirmation: {
    title: 'No mail comes',
    text: 'Look into the junk folder, then have it sent again in the settings. An account that never confirmed any address gets a mail only when you press that.',
  },
  says_password_asked: {
    title: 'It asks for a password',
    text: 'The account still has one from former times. Without it, change the Microsoft account first: that removes the password.',
  },
  says_microsoft_gone: {
    title: 'The Microsoft account does not exist any more',
    text: 'When a Microsoft account is closed, nuget.org deletes its account too, within 30 days. With packages you are mailed 3 business days before, and offered to hand them over. Write to nuget.org at once.',
  },
  says_microsoft_no: {
    title: 'Microsoft cannot help',
    text: 'Try once more from a computer and a place where you used it before; that counts there. Then go back and write to nuget.org.',
  },
  says_no_support_needed: {
    title: 'The contact page asks you to sign in, or says that no support is needed',
    text: 'The page is for people who are signed in. Write a mail instead: support@nuget.org takes it.',
  },
  says_no_answer: {
    title: 'Nobody answers',
    text: 'Give it some business days, and look into the junk folder. Then answer your own mail, so that the story stays in one place. Public issue trackers cannot help: nobody settles accounts there.',
  },
  says_no_switch: {
    title: 'There is no switch for two-factor in the settings',
    text: 'So it is with a work or school account: the company decides. It is also hidden where it cannot be switched off.',
  },
  says_not_allowed_here: {
    title: 'You cannot add anything there',
    text: 'The company decides which second factors there are. Ask its IT department.',
  },
} satisfies Partial<Record<Saying, ChoiceWords>>;
