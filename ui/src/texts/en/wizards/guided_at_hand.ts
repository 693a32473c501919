import type { Saying } from '../../../contract';
import type { ChoiceWords } from '../../words';

/** What must be at hand. */
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
    title: 'You can read the mailbox of the contact e-mail',
    text: 'The people of nuget.org answer there, and nowhere else.',
  },
  have_other_administrators: {
    title: 'Organizations that should live on have another administrator',
    text: 'One with no other member is deleted too. Where only collaborators are left, all of them become administrators.',
  },
  have_unused_login: {
    title: 'You have a Microsoft account that opens no account at nuget.org yet',
    text: 'Personal, or of work or school. Each opens one account. A personal one lasts when you change jobs.',
  },
  have_second_factor: {
    title: 'It has a second factor',
    text: 'A phone, an app or another mailbox, set up at Microsoft. nuget.org demands one.',
  },
  have_address: {
    title: 'You can read the mailbox of its address',
    text: 'It becomes the contact e-mail, and a link is mailed there.',
  },
  have_both_logins: {
    title: 'You can sign in with both Microsoft accounts',
    text: ({ username, other }) => `With the one that opens ${username}, and with the one that opens ${other}.`,
  },
  have_third_login: {
    title: 'You have a third Microsoft account, which opens no account at nuget.org',
    text: 'One can be made at signup.live.com within minutes.',
  },
  have_no_organizations: {
    title: ({ username }) => `${username} is in no organization, and no invitation waits`,
    text: 'Else nuget.org refuses the conversion, and does not even show the link to it. Leave them under “Manage Organizations”, and decline what waits.',
  },
  have_confirmed: {
    title: 'Its contact e-mail is confirmed',
    text: 'The account settings say so, or ask for it.',
  },
  have_administrator: {
    title: ({ other }) => `${other} is a person’s account with a confirmed address`,
    text: 'Your own second account, or somebody else’s. From outside it cannot be told apart from an organization, and whether its address is confirmed cannot be seen.',
  },
  have_own_address: {
    title: 'You can read the mailbox of the organization, and no account has that address',
    text: 'Not even yours: nuget.org refuses an address that any account has confirmed.',
  },
  have_confirmed_organization: {
    title: ({ organization }) => `The address of ${organization} is confirmed`,
    text: 'Else nobody can be invited, changed or removed. Its page says so when it is not.',
  },
  have_confirmed_member: {
    title: ({ other }) => `${other} is a person’s account with a confirmed address`,
    text: 'An organization cannot be a member of another one. Neither can be seen from outside; ask them.',
  },
  have_new_mailbox: {
    title: ({ address }) => `You can read the mailbox of ${address}`,
    text: 'The link to confirm it goes there.',
  },
  have_told: {
    title: ({ username }) => `You have told whoever trusts packages of ${username} by its name`,
    text: 'In nuget.config they list the owner; with another name their installs are refused until they change it.',
  },
} satisfies Partial<Record<Saying, ChoiceWords>>;
