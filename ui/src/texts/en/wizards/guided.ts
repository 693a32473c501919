import type { Choice, FieldName, ListName, Saying, SitePage } from '../../../contract';
import type { ChoiceWords, FieldWords } from '../../words';
import { atHand } from './guided_at_hand';
import { means } from './guided_means';
import { refusalsThere } from './guided_refusals';
import { refusalsOfMails } from './guided_refusals_mails';
import { refusalsOfOrganizations } from './guided_refusals_organizations';
import { seen } from './guided_seen';
import { guidedTexts } from './guided_texts';

/** The pages that any wizard at nuget.org has. */
export const guidedSteps = {
  guided_account: {
    title: 'Which account at nuget.org?',
    lead: 'Nobody signs in here. The app looks at what everybody can see, and leads you through the rest in your browser.',
  },
  guided_refusals: {
    title: 'What do you see instead?',
    lead: 'Look for the words in quotation marks. What is not here, paste into “Something went wrong?”. “Back” leads to the step again.',
    choices: { mark_done: { title: 'It is done after all' } },
  },
};

/** What an answer says where its step says nothing else. */
export const guidedChoices = {
  open_page: { title: 'Open the page' },
  mark_done: { title: 'Mark as done' },
  says_else: { title: 'It says something else' },
  have_it: { title: 'It is so' },
  have_not: { title: 'Not after all' },
  ask_mask: { title: 'Show the masked address' },
  mail_logins: { title: 'Mail me the Microsoft account' },
  use_browser: { title: 'Do it in the browser' },
  saw_it: { title: 'I have checked: it is so' },
  go_on_unseen: { title: 'Go on without it' },
  choose_known: { title: 'I know it', text: 'You type its username.' },
  choose_personal: { title: 'It is a personal Microsoft account' },
  choose_work: { title: 'It is an account of work or school' },
  choose_support: { title: 'Write to nuget.org' },
} satisfies Partial<Record<Choice, ChoiceWords>>;

export const guidedFields = {
  other_username: { label: 'Its username', hint: 'Not an e-mail address. Capitals do not matter.' },
  organization_name: { label: 'Organization', hint: 'Its username, as in nuget.org/profiles/…' },
  new_username: { label: 'New username', hint: '3 to 64 letters, digits, dots, hyphens or underscores.' },
} satisfies Partial<Record<FieldName, FieldWords>>;

export const guidedLists = {
  guided_seen: { title: 'What nuget.org shows' },
  guided_at_hand: { title: 'What must be so', text: 'Tick off each of them to go on.' },
  guided_means: { title: 'What it means' },
  guided_sole: { title: 'Nobody else owns' },
  guided_refusals: { title: 'It says…' },
  guided_marked: { title: 'What was done' },
  guided_verified: { title: 'What was checked' },
  guided_unverified: { title: 'What could not be checked, or does not fit yet' },
  guided_no_evidence: {
    title: 'The app cannot see this.',
    text: 'nuget.org shows it to nobody but you, signed in. So it is you who looks.',
  },
  guided_stays: {
    title: 'What you did at nuget.org stays.',
    text: 'The app itself changed nothing there. If you stop, it forgets your place here.',
  },
  guided_posts: {
    title: 'What is sent to nuget.org',
    text: 'Only the username, and only when you press the button; the address in the next step. It is what “Need assistance signing in?” does on its sign-in page.',
  },
  guided_mail_unsure: {
    title: 'The mail may be on its way or not.',
    text: 'The answer was lost. Look into the mailbox first; another press mails it once more.',
  },
  guided_deletion_times: {
    title: 'How long it takes',
    text: 'The page says up to 5 business days, the privacy policy up to 30 days. People do it, by hand. A mail confirms your request; do not count on one that tells the end.',
  },
  guided_capitals: {
    title: 'Capitals are kept and shown, and make no other name.',
    text: 'The documentation calls usernames case sensitive. The site treats two that differ in capitals only as the same name.',
  },
  guided_who_renames: {
    title: 'support@nuget.org does it, by mail.',
    text: 'One page of the documentation says that a username never changes, the contact page says that you need no support for it. Both are wrong: since 2023 it takes a mail from the contact e-mail.',
  },
  guided_no_password: {
    title: 'nuget.org has no way back of its own.',
    text: 'Signing in with a password, and recovering one, ended in 2022. It knows you by your Microsoft account only, so first that has to be saved.',
  },
  guided_third_order: {
    title: 'The order is what counts',
    text: ({ username, other }) =>
      `1. ${other} gets the third Microsoft account. With that its present one is free.\n2. ${username} gets the one that is free.\nThe other way round nuget.org refuses, and nothing is changed.`,
  },
  guided_whose_factor: {
    title: 'It is Microsoft’s second factor, and nuget.org demands it.',
    text: 'It is set up at Microsoft. With a personal account you do that yourself; with one of work or school the company decides how.',
  },
  ...guidedTexts,
} satisfies Partial<Record<ListName, ChoiceWords>>;

/** What a line says. */
export const sayings: Record<Saying, ChoiceWords> = {
  ...seen,
  ...atHand,
  ...means,
  ...refusalsThere,
  ...refusalsOfMails,
  ...refusalsOfOrganizations,
};

/** Pages in the browser. */
export const sitePages: Record<SitePage, ChoiceWords> = {
  sign_in: { title: 'Sign in to nuget.org' },
  settings: { title: 'Account settings' },
  packages: { title: 'Manage Packages' },
  delete: { title: 'Delete account' },
  transform: { title: 'Transform account into an organization' },
  organizations: { title: 'Manage Organizations' },
  new_organization: { title: 'Add new organization' },
  organization: { title: ({ organization, username }) => `The page of ${organization ?? username}` },
  delete_organization: { title: ({ organization, username }) => `Delete ${organization ?? username}` },
  profile: { title: ({ username }) => `The profile of ${username}` },
  microsoft_recovery: { title: 'Microsoft: help with your account' },
  microsoft_security: { title: 'Microsoft: security of your account' },
  microsoft_work_security: { title: 'Microsoft: security info of your work or school account' },
  microsoft_takeover: { title: 'Microsoft: take over an unmanaged directory' },
};
