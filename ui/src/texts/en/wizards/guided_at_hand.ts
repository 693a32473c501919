import type { Saying } from '../../../contract';
import type { ChoiceWords } from '../../words';

/** What must be at hand, and what an act means. */
export const atHand = {
  have_present_login: {
    title: ({ username }) => `You can sign in to nuget.org as ${username ?? 'the account'}`,
    text: 'With the Microsoft account that opens it now, and its second factor.',
  },
  have_new_login: {
    title: 'You can sign in with the new Microsoft account, with a second factor',
    text: 'nuget.org demands one when a Microsoft account is linked: a phone, an app or another mailbox, set up at Microsoft.',
  },
  have_free_login: {
    title: 'The new Microsoft account opens no account at nuget.org',
    text: 'If it does, nuget.org refuses it. To find out, sign in with it in a private window: it should ask for a username. Do not register there.',
  },
  have_no_tenant_organization: {
    title: 'No organization holds you to your company’s Microsoft account',
    text: 'This is only about work or school accounts. Such an organization says so on its page; leave it first, or ask its administrators.',
  },
  have_mailbox: {
    title: 'You can read the mailbox of the contact address',
    text: 'The people of nuget.org answer there, and nowhere else.',
  },
  have_other_administrators: {
    title: 'Organizations that should live on have another administrator',
    text: 'One with no other member is deleted too. Where only collaborators are left, all of them become administrators.',
  },
  change_replaces: {
    title: 'The new Microsoft account takes the place of every other way to sign in',
    text: 'Of the present one, and of a password from former times. There is no second login, and no way to undo it but the same way back.',
  },
  change_keeps: {
    title: 'Packages, API keys and the contact address stay',
    text: 'Browsers that are signed in stay so too.',
  },
  change_silent: {
    title: 'Nobody is mailed about it',
    text: 'Not the contact address, not the Microsoft account from before.',
  },
  delete_final: { title: 'It cannot be taken back', text: 'The app cannot undo it, and nobody at nuget.org does.' },
  delete_name: {
    title: ({ username }) => `The name ${username} is never given out again`,
    text: 'Not to you either, neither for an account nor for an organization. Only an account that never confirmed its address leaves its name free.',
  },
  delete_packages: {
    title: 'Packages stay, and can be restored as before',
    text: 'Those without another owner are unlisted, and nobody can publish a new version of them.',
  },
  delete_keys: {
    title: 'API keys stop working',
    text: ({ username }) => `Also those that other people made for packages of ${username}.`,
  },
  delete_organizations: {
    title: ({ username }) => `${username} leaves every organization`,
    text: 'One with no other member is deleted. Where only collaborators are left, all of them become administrators.',
  },
  delete_convert_instead: {
    title: 'Does a team depend on it? It can become an organization instead',
    text: 'Then name and packages stay, and another account looks after them: “Convert to an organization”.',
  },
} satisfies Partial<Record<Saying, ChoiceWords>>;
