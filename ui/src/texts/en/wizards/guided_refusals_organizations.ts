import type { Saying } from '../../../contract';
import type { ChoiceWords } from '../../words';

/** What conversions and organizations say instead. */
export const refusalsOfOrganizations = {
  says_no_transform: {
    title: 'There is no “Transform” on the page of the organizations',
    text: 'It is hidden as long as the account is in an organization. Leave them all; then the page of this step works too.',
  },
  says_leave_organizations: {
    title: '“You are a member of one or more organizations …”',
    text: 'A waiting invitation counts too. Leave or decline all of them.',
  },
  says_is_organization: { title: '“… is already an organization”', text: 'Then it is done: look at its page.' },
  says_unconfirmed: {
    title: '“… should be a confirmed user”, or “… has not confirmed …”',
    text: 'Confirm the contact e-mail first.',
  },
  says_administrator_missing: {
    title: '“Administrator account … does not exist”',
    text: 'It is spelled otherwise, or was deleted or renamed. Go back and type it again.',
  },
  says_administrator_unconfirmed: {
    title: '“… has not confirmed their email address”',
    text: 'The administrator has to do that first, in their account settings.',
  },
  says_administrator_organization: {
    title: '“… cannot be an organization”',
    text: 'Only a person’s account can administer it. Go back and choose another one.',
  },
  says_administrator_same: {
    title: '“… cannot be the same account …”',
    text: 'It takes a second account. Without one, open one first.',
  },
  says_by_username: {
    title: '“… by username, not an email address”',
    text: 'Type the name in nuget.org/profiles/….',
  },
  says_in_progress: {
    title: '“A transform request … is in progress”',
    text: 'A request waits already. A new one takes its place, also with the same administrator; otherwise mark the step as done.',
  },
  says_sign_in_as_administrator: {
    title: '“Please sign in as administrator …”',
    text: 'Somebody else is signed in. Only the administrator who was named can accept.',
  },
  says_unexpected: {
    title: '“An unexpected error occurred while transforming …”',
    text: 'The request was replaced or withdrawn, or nuget.org failed. Begin the request once more; if it stays so, write to support@nuget.org.',
  },
  says_nothing_waits: {
    title: 'Nothing waits there',
    text: 'Another account is signed in, or it was withdrawn. Look at the top right, and ask for it once more.',
  },
  says_organization_unconfirmed: {
    title: '“Your organization must be confirmed …”',
    text: 'An administrator has to open the link that was mailed to its address, signed in as themselves.',
  },
  says_member_missing: {
    title: '“User … does not exist”',
    text: 'It takes the exact username, as in nuget.org/profiles/….',
  },
  says_member_unconfirmed: {
    title: '“… has not confirmed their email”',
    text: 'They have to do that first, in their account settings.',
  },
  says_member_organization: {
    title: '“… is an organization and cannot be a member …”',
    text: 'Invite the people behind it.',
  },
  says_member_already: { title: '“… is already a member …”', text: 'Then change the role instead.' },
  says_tenant_not_met: {
    title:
      '“… has not linked their account to a Microsoft Entra ID credential …”, or “… no longer meet the requirements …”',
    text: 'The organization takes only people who sign in with its company’s Microsoft accounts. They have to change theirs first.',
  },
  says_last_administrator: {
    title: '“You can’t leave the organization …”, or “You can’t change your role …”',
    text: 'The last administrator cannot go. Make somebody else one first.',
  },
  says_packages_first: {
    title: '“… unless you transfer ownership of all of its packages …”',
    text: 'It alone owns packages. Add another owner to each, under “Manage Packages”.',
  },
  says_members_first: {
    title: '“… unless you remove all other members”',
    text: 'Remove them on its page, then try again.',
  },
} satisfies Partial<Record<Saying, ChoiceWords>>;
