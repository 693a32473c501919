import type { NoticeKind } from '../../contract';
import { date } from './numbers';
import { nugetOrg } from './nuget_org';

export const notices: { [Kind in NoticeKind['is']]: (what: Extract<NoticeKind, { is: Kind }>) => string } = {
  invited: ({ username, organization }) => `${organization} invites ${username}.`,
  conversion_requested: ({ username, account }) =>
    `${account} wants to become an organization, and asks ${username} to administer it.`,
  login_changed: ({ username }) => `Another Microsoft account opens ${username} now, or does so again. Was that you?`,
  recovery_started: ({ username }) => `Somebody is recovering access to ${username} by mail. Is that you?`,
  recovery_stopped: ({ username }) => `Nobody is recovering access to ${username} any more.`,
  ownership_offered: ({ username, package: id, to }) =>
    to
      ? `An offer of ${id} to the organization ${to} waits for an answer by ${username}.`
      : `An offer of ${id} waits for ${username}.`,
  package_registered: ({ username, package: id }) =>
    `The new package ${id} was published under the name of ${username}, or of an organization that it belongs to. Did you expect that?`,
  key_found_in_public: ({ username, key }) =>
    `The gallery revoked the API key ${key} of ${username}: it was found in public. Look at what was published since; the mail about it says where it was found.`,
  deletion_requested: ({ username }) => `${username} will be deleted. Was that you?`,
  contact_email_possible: ({ username }) => `The contact e-mail of ${username} can be changed from now on.`,
  key_ends_soon: ({ username, key, until }) => `The API key ${key} of ${username} ends on ${date(until)}.`,
  signed_out: ({ username, revoked_at_gallery, removed_from_keyring }) =>
    [
      `You are signed out of ${username}.`,
      !revoked_at_gallery && 'The gallery could not be told, so the session goes on there until it ends by itself.',
      !removed_from_keyring && 'The sign-in is still in the keyring.',
    ]
      .filter((said) => said !== false)
      .join(' '),
  new_sign_in: ({ username, installation }) => `New sign-in to ${username} from ${installation}. Was that you?`,
  problem: () => '',
  address_copied: () => 'The address of the sign-in page is on the clipboard.',
  text_copied: () => 'Copied.',
  wizard_too_old: () =>
    'Something that was under way ended with the update of this app, because its form has changed. Nothing was changed at the gallery by that; begin it again.',
  too_many_under_way: () =>
    'As much is under way as this app keeps. End something of it first; nothing was ended for you.',
  confirmation_sent: ({ address }) => `A new code is on its way to ${address}.`,
  email_confirmed: ({ address }) => `${address} is confirmed.`,
  session_ended: ({ installation }) => `The session on ${installation} has ended.`,
  started_over: () => 'The practice gallery is back at its beginning.',
  sign_in_expired: () => 'A sign-in ended because its time ran out.',
  calendar_saved: ({ file }) => `${file} is in your downloads folder. Open it to take its dates into your calendar.`,
  links_repaired: () => 'This app opens its links again.',
  seen_at_nuget_org: ({ username, change, expected }) => nugetOrg.surprise(username, change, expected),
};
