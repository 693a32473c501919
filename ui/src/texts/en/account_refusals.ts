import type { Code, Problem } from '../../contract';
import { firstGallery, theGallery } from './names';
import { duration, list } from './numbers';
import type { About, RefusalText } from '../about';

/** What an account service refuses beyond signing in: logins, recovery, organizations, deletion, packages, keys. */
export const accountRefusals = {
  current_identity_wrong: (_, { username = 'this account' }) => ({
    what: `That Microsoft account does not open ${username}.`,
    next: 'Sign in with the one that opens it now, or use a recovery code.',
  }),
  login_missing: (_, { username = 'this account' }) => ({
    what: `No Microsoft account opens ${username}.`,
    next: 'Recover it by mail, or with its password where it is not being deleted, then link one.',
  }),
  login_change_open: ({ retry_after }, { username = 'this account' }) => ({
    what: `The Microsoft account of ${username} was changed a short while ago, and that can still be undone. As long as it can, this is not possible.`,
    next: retry_after ? `It is possible in ${duration(retry_after)}.` : 'Try again later.',
  }),
  login_change_not_open: () => ({
    what: 'There is no change of the Microsoft account that could be undone.',
    next: 'The time for it has passed, or it was undone already.',
  }),
  account_frozen: (_, { username = 'this account' }) => ({
    what: `${username} is frozen, because somebody said that a change was not theirs.`,
    next: 'Sign in with the earlier Microsoft account, or use a recovery code, to get it back.',
  }),
  undo_contested: () => ({
    what: 'The change was made with a recovery code, so the earlier Microsoft account alone cannot undo it.',
    next: 'Use a recovery code, or the code mailed to the contact e-mail.',
  }),
  recovery_code_wrong: (_, { username = 'this account' }) => ({
    what: `That is not one of the recovery codes of ${username} that can still be used.`,
    next: 'Look for another one. Each works once.',
  }),
  recovery_code_mistyped: () => ({
    what: 'That cannot be a recovery code: a character is missing, too many or wrong.',
    next: 'Compare it with what you kept. Capitals, spaces and hyphens do not matter.',
  }),
  recovery_codes_required: () => ({
    what: 'Two-factor needs recovery codes first.',
    next: 'Make them, keep them, and type one back.',
  }),
  confirmation_wrong: () => ({
    what: 'That is another name than the one asked for.',
    next: 'Nothing was changed. Type it as it stands above the field.',
  }),
  second_factor_required: (_, { username = 'this account' }) => ({
    what: `${username} has two-factor on, and this sign-in was without a second factor.`,
    next: 'Sign in again; Microsoft will ask for it.',
    help: 'sign_in',
  }),
  two_factor_enforced: (_, { gallery }) => ({
    what: `${firstGallery(gallery)} demands two-factor from everybody.`,
    next: 'It stays on.',
  }),
  tenant_policy_forbids_change: ({ demands }, { username = 'this account', recovers }) => ({
    what: demands
      ? `${list(demands.map(({ organization }) => organization))} ${demands.length > 1 ? 'demand' : 'demands'} a work or school account of a certain tenant from ${username}.`
      : `An organization that ${username} belongs to does not allow its work or school account to be changed.`,
    next: `${(demands ?? []).map(({ organization, tenant }) => `The tenant of ${organization} is ${tenant}. `).join('')}${recovers ? 'Use an account of that tenant, or ask an administrator of the organization.' : 'So it cannot be changed while it is a member. Leave the organization first, or ask one of its administrators.'}`,
  }),
  reason_invalid: () => ({
    what: 'A reason has 1 to 200 characters in one line.',
    next: 'Say it shorter, without line breaks.',
  }),
  account_unknown: (_, { gallery }) => ({
    what: `No account at ${theGallery(gallery)} has this username.`,
    next: 'Check how it is written.',
  }),
  address_mismatch: () => ({
    what: 'That is not the e-mail address of this account.',
    next: 'The hint shows its first and last letter.',
  }),
  credentials_wrong: (_, { gallery }) => ({
    what: `No account at ${theGallery(gallery)} has this name and this password.`,
    next: 'Check both. Passwords are only for older accounts without a Microsoft account.',
  }),
  password_locked_out: ({ retry_after }) => ({
    what: 'Too many wrong passwords were typed for this account.',
    next: retry_after ? `It is possible in ${duration(retry_after)}.` : 'Try again later.',
  }),
  password_login_unsupported: (_, { gallery }) => ({
    what: `${firstGallery(gallery)} no longer takes passwords.`,
    next: 'Recover the account by mail instead.',
  }),
  password_invalid: () => ({
    what: 'A password needs 8 to 64 characters, among them a capital letter, a small letter and a digit.',
    next: 'Choose another one.',
  }),
  password_wrong: () => ({
    what: 'The current password is not right.',
    next: 'Type it again, or sign in with Microsoft instead.',
  }),
  password_missing: (_, { username = 'this account' }) => ({
    what: `${username} has no password.`,
    next: 'There is nothing to change.',
  }),
  last_login: (_, { username = 'this account' }) => ({
    what: `This is the only way to sign in to ${username}.`,
    next: 'Link a Microsoft account first.',
  }),
  recovery_invalid: () => ({
    what: 'This recovery is over, or was started elsewhere.',
    next: 'Start again.',
  }),
  recovery_waits: ({ retry_after }, { username = 'this account' }) => ({
    what: `${username} has two-factor on. Without a recovery code the recovery has to wait, so that its owner can stop it.`,
    next: retry_after ? `It is possible in ${duration(retry_after)}.` : 'Try again later.',
  }),
  login_present: (_, { username = 'this account' }) => ({
    what: `${username} has a Microsoft account already.`,
    next: 'Sign in with it and change it there.',
  }),
  email_unconfirmed: (_, { username = 'this account' }) => ({
    what: `The contact e-mail of ${username} has not been confirmed.`,
    next: 'Confirm it first.',
  }),
  not_authorized: () => ({
    what: 'You may not do this for this account.',
    next: 'Ask one of its administrators.',
  }),
  organization_unconfirmed: () => ({
    what: 'The organization’s contact e-mail has not been confirmed.',
    next: 'Confirm it first; then its members can be changed.',
  }),
  member_already: () => ({
    what: 'That account is a member already.',
    next: 'The list of members says in which role.',
  }),
  member_not_found: () => ({
    what: 'That account is not a member.',
    next: 'It may have left or been removed meanwhile.',
  }),
  member_unconfirmed: () => ({
    what: 'That account has not confirmed its contact e-mail.',
    next: 'Ask its owner to confirm it, then try again.',
  }),
  member_is_organization: () => ({
    what: 'An organization cannot be a member of another one.',
    next: 'Invite the people who are in it.',
  }),
  invitation_not_found: () => ({
    what: 'There is no such invitation any more.',
    next: 'It was withdrawn, answered, or its time ran out.',
  }),
  last_administrator: () => ({
    what: 'The organization would be left without an administrator.',
    next: 'Make somebody else an administrator first.',
  }),
  tenant_policy_not_met: () => ({
    what: 'The organization takes only members whose Microsoft account is of its own company.',
    next: 'Whoever is to join links such an account first.',
  }),
  organization_has_members: () => ({
    what: 'The organization still has other members.',
    next: 'Remove them first.',
  }),
  organization_owns_packages: () => ({
    what: 'The organization is the only owner of packages.',
    next: 'Give them to another account first.',
  }),
  already_organization: (_, { username = 'this account' }) => ({
    what: `${username} is an organization already.`,
    next: 'There is nothing to do.',
  }),
  conversion_is_member: (_, { username = 'this account' }) => ({
    what: `${username} is a member of an organization, or invited to one.`,
    next: 'Leave those organizations and decline those invitations first.',
  }),
  administrator_is_same: () => ({
    what: 'The administrator must be another account.',
    next: 'Name the account that will look after the organization.',
  }),
  administrator_unconfirmed: () => ({
    what: 'That account has not confirmed its contact e-mail.',
    next: 'Ask its owner to confirm it, then try again.',
  }),
  administrator_is_organization: () => ({
    what: 'An organization cannot be an administrator.',
    next: 'Name a person’s account.',
  }),
  conversion_not_found: () => ({
    what: 'There is no such request any more.',
    next: 'It was withdrawn, answered, replaced, or its time ran out.',
  }),
  deletion_pending: (_, { username = 'this account' }) => ({
    what: `${username} is being deleted.`,
    next: 'Keep it first, if you want to go on with it.',
  }),
  deletion_not_pending: (_, { username = 'this account' }) => ({
    what: `${username} is not being deleted.`,
    next: 'There is nothing to withdraw.',
  }),
  consequences_changed: () => ({
    what: 'More would happen by now than what you were shown.',
    next: 'Look at the list again.',
  }),
  package_invalid: () => ({
    what: 'That is not a package id.',
    next: 'Check how it is written.',
  }),
  not_package_owner: (_, { username = 'this account' }) => ({
    what: `${username} does not own this package.`,
    next: 'Ask one of its owners.',
  }),
  owner_already: () => ({
    what: 'That account owns the package already.',
    next: 'There is nothing to do.',
  }),
  limit_reached: () => ({
    what: 'There are as many already as there can be.',
    next: 'Make room first: revoke an API key that you no longer use; or, of a package, remove an owner or withdraw an offer.',
  }),
  ownership_request_not_found: () => ({
    what: 'There is no such offer any more.',
    next: 'It was withdrawn, answered, or its time ran out.',
  }),
  last_owner: () => ({
    what: 'The package would be left without an owner.',
    next: 'Add another owner first.',
  }),
  key_description_invalid: () => ({
    what: 'An API key needs a description of at most 200 characters.',
    next: 'Say what it is for.',
  }),
  key_owner_not_allowed: () => ({
    what: 'You may not make API keys for this owner, or not with this scope.',
    next: 'Choose another owner or scope.',
  }),
  key_invalid: ({ field }) => {
    switch (field) {
      case 'scopes':
        return { what: 'A key that may do nothing is of no use.', next: 'Allow it at least one thing.' };
      case 'packages':
        return {
          what: 'Those are no package ids.',
          next: 'Type 1 to 100 of them, with commas between. * stands for any characters.',
        };
      case 'expires_in_days':
        return { what: 'A key cannot live that long here.', next: 'Choose another life.' };
      default:
        return { what: 'That is not possible with this API key.', next: 'Renew it, or make another one.' };
    }
  },
  feed_not_authorized: (_, { gallery }) => ({
    what: 'The feed’s own secret is missing or wrong.',
    next: `Ask the people who run ${theGallery(gallery)}.`,
  }),
  stale: () => ({
    what: 'It was changed elsewhere meanwhile, so nothing was saved here.',
    next: 'Look at how it is now, and press again if you still want it. What you typed is still here.',
  }),
} satisfies Partial<Record<Code, (problem: Problem, about: About) => RefusalText>>;
