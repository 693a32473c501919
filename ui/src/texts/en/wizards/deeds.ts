import type { Deed, MailChoices, Role } from '../../../contract';
import { date, list } from '../numbers';

type Say = { [Is in Deed['is']]: (deed: Extract<Deed, { is: Is }>) => string };

function as(role: Role): string {
  return role === 'administrator' ? 'an administrator' : 'a collaborator';
}

function chosen({ from_others, package_published }: MailChoices): string {
  const kinds = [from_others && 'what other people write', package_published && 'published packages'];
  const mailed = kinds.filter((kind) => kind !== false);
  return `Mailed from now on: ${mailed.length > 0 ? `${list(mailed)}, and ` : 'only '}what concerns the account’s security.`;
}

/** What was done, where nothing was computed before it. */
export const deeds: Say = {
  invited: ({ organization, member, role }) => `${member} is invited to ${organization} as ${as(role)}.`,
  role_changed: ({ organization, member, role }) => `${member} is ${as(role)} of ${organization}.`,
  invitation_withdrawn: ({ organization, member }) => `${member} is no longer invited to ${organization}.`,
  joined: ({ organization, member }) => `${member} is a member of ${organization}.`,
  declined: ({ organization }) => `The invitation to ${organization} was declined.`,
  offer_declined: ({ package: id }) => `The offer of ${id} was declined.`,
  mail_chosen: ({ mail }) => chosen(mail),
  organization_created: ({ organization }) =>
    `The organization ${organization} was created, and its contact e-mail confirmed.`,
  email_confirmed: ({ username, address }) => `Mails of ${username} go to ${address}.`,
  email_withdrawn: ({ username }) => `The contact e-mail of ${username} stays as it is.`,
  conversion_cancelled: ({ account }) => `The request to make an organization of ${account} was withdrawn.`,
  conversion_rejected: ({ account }) => `The request to make an organization of ${account} was declined.`,
  account_kept: ({ username }) => `${username} is not deleted.`,
  key_made: ({ description, owner, until }) =>
    `The API key “${description}” was made for packages of ${owner}. It ends on ${date(until)}.`,
  key_renewed: ({ description, until }) =>
    `The API key “${description}” was replaced by a new one, which ends on ${date(until)}.`,
  key_changed: ({ description }) => `The API key “${description}” was changed.`,
  key_revoked: ({ description }) => `The API key “${description}” was revoked.`,
  username_withdrawn: ({ username }) => `The request for another name was withdrawn; it stays ${username}.`,
};
