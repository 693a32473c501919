import type { Consequence } from '../../../contract';
import { count, date, list, time } from '../numbers';
import { who } from '../who';

type Say = {
  [Kind in Consequence['kind']]: (
    what: Extract<Consequence, { kind: Kind }>,
    done: boolean,
    others: boolean,
    dated: boolean,
  ) => string;
};

/**
 * What an act changes, before it is done and after; of sessions, whether the one in which it is done is not among them;
 * of what comes on a later day, whether that day stands above it.
 */
export const consequences: Say = {
  sessions_end: ({ count: number }, done, others) =>
    `${others ? count(number, 'other session', 'other sessions') : count(number, 'session', 'sessions')} ${done ? 'ended' : number === 1 ? 'ends' : 'end'}.`,
  login_replaced: ({ username, from, to }) =>
    from
      ? `${username} opens with ${who(to)} instead of ${who(from)}.`
      : `${username} opens with ${who(to)} from now on.`,
  login_removed: ({ username, identity }) =>
    `${identity.address ?? identity.name ?? 'Its Microsoft account'} no longer opens ${username}, and is free for another account.`,
  login_kept: ({ username, identity }) => `${who(identity)} goes on opening ${username}.`,
  account_unfrozen: ({ username }) => `${username} is no longer frozen.`,
  objection_withdrawn: ({ username }, done) =>
    `The objection of ${username} ${done ? 'was' : 'is'} withdrawn. That of the other account stands, so both stay frozen.`,
  password_removed: (_, done) => `The password ${done ? 'was' : 'is'} removed.`,
  password_set: (_, done) => `The new password ${done ? 'was' : 'is'} set.`,
  recoveries_end: ({ count: number }, done) =>
    `${count(number, 'request', 'requests')} to get back into the account ${done ? 'ended' : number === 1 ? 'ends' : 'end'}.`,
  address_returns: ({ username, address }, done) =>
    `${address} ${done ? 'is' : 'becomes'} the contact e-mail of ${username} again.`,
  recovery_codes_removed: ({ count: number }) =>
    `${count(number, 'recovery code that was not used no longer works', 'recovery codes that were not used no longer work')}.`,
  undo_until: ({ at }) => `You can undo this until ${date(at)}, ${time(at)}.`,
  keys_revoked: ({ count: number, of_others }, done) =>
    `${done ? count(number, 'API key no longer works', 'API keys no longer work') : count(number, 'API key stops working', 'API keys stop working')}${of_others.length > 0 ? `, among them keys of ${list(of_others)}` : ''}.`,
  keys_moved: ({ count: number, to }) =>
    `${count(number, 'API key goes', 'API keys go')} to ${to} and ${number === 1 ? 'keeps' : 'keep'} working.`,
  ownership_ends: ({ package: id, remaining }) => `${id} stays with ${list(remaining)}.`,
  package_orphaned: ({ package: id, unlisted }) =>
    `${id} is left without an owner${unlisted ? ' and is unlisted, so that nobody finds it by searching' : ''}.`,
  ownership_begins: ({ package: id, owner }) => `${owner} owns ${id} too.`,
  membership_ends: ({ organization, member }) => `${member} is no longer a member of ${organization}.`,
  membership_begins: ({ organization, member, role }, done) =>
    `${member} ${done ? 'is now' : 'becomes'} a member of ${organization}, as ${role === 'administrator' ? 'an administrator' : 'a collaborator'}.`,
  invitation_made: ({ organization, member, role, until }, done) =>
    `${member} ${done ? 'was' : 'is'} invited to ${organization} as ${role === 'administrator' ? 'an administrator' : 'a collaborator'}, until ${date(until)}.`,
  role_changes: ({ organization, member, role }, done) =>
    `${member} ${done ? 'is now' : 'becomes'} ${role === 'administrator' ? 'an administrator' : 'a collaborator'} of ${organization}.`,
  listing_changes: ({ package: id, listed }, done) =>
    listed
      ? `${id} ${done ? 'was' : 'is'} listed: it is found by searching.`
      : `${id} ${done ? 'was' : 'is'} unlisted, so that nobody finds it by searching.`,
  organization_deleted: ({ organization }, done) =>
    `The organization ${organization} ${done ? 'was' : 'is'} deleted: nobody else ${done ? 'was' : 'is'} in it.`,
  members_promoted: ({ organization, members }, done) => {
    const one = members.length === 1;
    const become = done ? (one ? 'is now' : 'are now') : one ? 'becomes' : 'become';
    return `${list(members)} ${become} ${one ? 'an administrator' : 'administrators'} of ${organization}.`;
  },
  requests_withdrawn: ({ count: number }, done) =>
    `${count(number, 'open request', 'open requests')} ${done ? (number === 1 ? 'was' : 'were') : number === 1 ? 'is' : 'are'} withdrawn.`,
  becomes_organization: ({ username, administrator }, done) =>
    `${username} ${done ? 'is an organization now' : 'becomes an organization'}, for ever. ${administrator} administers it; nobody signs in as ${username} any more.`,
  tenant_policy_applies: () =>
    'New members must sign in with a work or school account of the same company. Who signs in with such an account cannot change it as a member.',
  account_deleted: ({ username, at }, _, __, dated) =>
    dated ? `${username} is deleted.` : `${username} is deleted on ${date(at)}, ${time(at)}.`,
  account_kept: ({ username }, done) => `${username} ${done ? 'is no longer' : 'is not'} going to be deleted.`,
  keys_resume: ({ count: number }) => `${count(number, 'API key works', 'API keys work')} again.`,
  login_missing: ({ username, recovery }) =>
    recovery
      ? `No Microsoft account opens ${username}: its own opens another account now. You get back in with a recovery.`
      : `${username} needs another Microsoft account: its own opens another account now.`,
  name_reserved: ({ username }) => `Nobody can ever take the name ${username} again, you included.`,
  username_request_replaced: ({ wanted }, done) =>
    `The request for the name ${wanted} ${done ? 'was' : 'is'} replaced: the operator no longer sees it.`,
  name_freed: ({ username }) => `Anybody can take the name ${username} from then on.`,
  told: ({ addresses }, done) =>
    `${list(addresses)} ${done ? (addresses.length === 1 ? 'was' : 'were') : addresses.length === 1 ? 'is' : 'are'} told by mail.`,
};
