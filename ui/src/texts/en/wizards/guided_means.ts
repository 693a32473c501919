import type { Saying } from '../../../contract';
import type { ChoiceWords } from '../../words';

/** What an act means. */
export const means = {
  change_replaces: {
    title: 'The new Microsoft account takes the place of every other way to sign in',
    text: 'Of the present one, and of a password from former times. There is no second login, and no way to undo it but the same way back.',
  },
  change_keeps: {
    title: 'Packages, API keys and the contact e-mail stay',
    text: 'Browsers that are signed in stay so too.',
  },
  change_silent: {
    title: 'Nobody is mailed about it',
    text: 'Not the contact e-mail, not the Microsoft account from before.',
  },
  delete_final: { title: 'It cannot be taken back', text: 'The app cannot undo it, and nobody at nuget.org does.' },
  delete_name: {
    title: ({ username }) => `The name ${username} is never given out again`,
    text: 'Not to you either, neither for an account nor for an organization. Only an account that never confirmed its address leaves its name free.',
  },
  delete_packages: {
    title: 'Packages stay, and can be restored as before',
    text: 'Those without another owner are unlisted, and nobody can publish a new version of them. Reserved prefixes are given up.',
  },
  delete_keys: {
    title: 'API keys stop working',
    text: ({ organization, username }) =>
      `Also those that other people made for packages of ${organization ?? username}. Trusted publishing by or for ${organization ?? username} stops working, and open requests of ownership vanish.`,
  },
  delete_organizations: {
    title: ({ username }) => `${username} leaves every organization`,
    text: 'One with no other member is deleted. Where only collaborators are left, all of them become administrators.',
  },
  delete_convert_instead: {
    title: 'Does a team depend on it? It can become an organization instead',
    text: 'Then name and packages stay, and another account looks after them: “Convert to an organization”.',
  },
  name_stays: {
    title: 'The name is for good',
    text: 'You cannot change it yourself. The people of nuget.org can, by mail, with everything that it breaks.',
  },
  convert_final: {
    title: 'It cannot be taken back',
    text: 'An organization never becomes a person’s account again.',
  },
  convert_sign_in: {
    title: ({ username }) => `Nobody signs in as ${username} any more`,
    text: 'Its Microsoft account is free for another one. Browsers that are signed in should be signed out.',
  },
  convert_keys: {
    title: ({ other }) => `API keys with scopes go over to ${other}, and work on`,
    text: 'Old full-access keys are deleted. Make new ones with scopes before.',
  },
  convert_publishing: {
    title: ({ username }) => `Trusted publishing that ${username} set up stops working`,
    text: 'An organization cannot get tokens. A member sets it up again.',
  },
  convert_stays: {
    title: 'Name, packages, reserved prefixes and the contact e-mail stay',
  },
  convert_replaces: {
    title: 'A new request takes the place of an earlier one',
    text: 'Whoever was asked before is mailed that it was withdrawn. A request never runs out by itself.',
  },
  accept_administers: {
    title: ({ username, other }) => `${username} becomes the only administrator of ${other}`,
    text: 'Add a second one soon, so that it does not depend on you alone.',
  },
  accept_keys: {
    title: ({ other, username }) => `API keys of ${other} with scopes become keys of ${username}`,
    text: 'They work on, with the same secret. Full-access keys are deleted.',
  },
  accept_tenant: {
    title: 'If you sign in with a work account, the organization may be bound to that company',
    text: 'Then every member needs a Microsoft account of it, and you cannot change yours while you are in it.',
  },
  rename_final: { title: 'It is one way', text: 'The old name does not come back.' },
  rename_old_name: {
    title: ({ username }) => `${username} stays reserved for ever`,
    text: 'In any spelling, and for you too.',
  },
  rename_addresses: {
    title: ({ username }) => `nuget.org/profiles/${username} leads nowhere`,
    text: 'There is no redirect. Links in documentation and on pages have to be changed.',
  },
  rename_signatures: {
    title: 'What was published before keeps the old name',
    text: 'In its author text, and in the signature that lists its owners.',
  },
  rename_trust: {
    title: ({ username }) => `Whoever trusts packages by the owner ${username} has to add the new name`,
    text: 'Until then their installs of new versions are refused. Policies of trusted publishing that name you have to be changed too.',
  },
  organization_final: { title: 'It cannot be taken back', text: 'It happens at once, and nobody is mailed.' },
  organization_name: {
    title: ({ organization }) => `The name ${organization} is never given out again`,
    text: 'Only an organization that never confirmed its address leaves its name free.',
  },
  organization_first: {
    title: ({ organization }) => `${organization} must own no package alone, and have no member but you`,
    text: 'Hand packages over, and remove the members first; else nuget.org refuses.',
  },
} satisfies Partial<Record<Saying, ChoiceWords>>;
