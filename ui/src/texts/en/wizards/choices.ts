import type { Choice } from '../../../contract';
import type { ChoiceWords } from '../../words';
import { apiKeyChoices } from './api_key_words';
import { guidedChoices } from './guided';
import { recoveryChoices } from './recovery_words';

/** What a choice says where its step says nothing else. */
export const choices: Record<Choice, ChoiceWords> = {
  continue: { title: 'Continue' },
  open_browser: { title: 'Open the browser' },
  try_again: { title: 'Try again' },
  cancel: { title: 'Cancel' },
  stop_here: { title: 'Stop here' },
  keep_going: { title: 'Keep going' },
  finish: { title: 'Done' },
  start: { title: ({ word }) => word ?? 'Continue' },
  no_access: { title: 'I have no access to it' },
  use_recovery_code: { title: 'Use a recovery code' },
  another_identity: { title: 'Use another Microsoft account' },
  change_login: { title: 'Change the Microsoft account' },
  choose_swap: {
    title: 'Swap the two',
    text: ({ username, other }) =>
      `You need both ${username} and ${other}. Their Microsoft accounts trade places in one step.`,
  },
  choose_move: {
    title: ({ other }) => `I do not need ${other}: delete it`,
    text: ({ username, other }) =>
      `Its Microsoft account then opens ${username}. You see first what ${other} has and what would happen to it.`,
  },
  choose_third: {
    title: 'Use a third Microsoft account',
    text: ({ username, other }) =>
      `You need both, and do not want to swap. ${other} moves to the third one, then ${username} takes its place.`,
  },
  swap_logins: { title: 'Swap the two' },
  move_login: { title: ({ other }) => `Delete ${other}` },
  change_email: { title: 'Mail a code' },
  prove_instead: { title: 'I do not know the password: sign in with Microsoft instead' },
  remind: { title: 'Tell me then' },
  confirm_code: { title: 'Confirm' },
  resend_code: { title: 'Mail another code' },
  another_address: { title: 'Use another address' },
  withdraw_email: { title: 'Keep the present address' },
  mail_on: { title: 'Switch on' },
  mail_off: { title: 'Switch off' },
  request_username: { title: 'Ask for this name' },
  withdraw_username: { title: 'Withdraw the request' },
  hand_over: { title: ({ member }) => (member ? 'Offer it to somebody else' : 'Hand it over') },
  offer_ownership: { title: ({ word }) => `Offer ${word}` },
  unlist_orphans: {
    title: ({ count = 0 }) => (count === 1 ? 'Unlist it' : 'Unlist them'),
    text: ({ count = 0 }) =>
      count === 1
        ? 'Nobody finds it by searching any more. That is best where nobody will look after it.'
        : 'Nobody finds them by searching any more. That is best where nobody will look after them.',
  },
  leave_orphans: {
    title: ({ count = 0 }) => (count === 1 ? 'Leave it listed' : 'Leave them listed'),
    text: ({ count = 0 }) =>
      count === 1
        ? 'It is found as before, although nobody can publish a new version or answer for it.'
        : 'They are found as before, although nobody can publish a new version or answer for them.',
  },
  delete_account: { title: ({ username }) => `Delete ${username}` },
  keep_account: { title: ({ username }) => `Keep ${username}` },
  sign_in_elsewhere: { title: 'Sign in' },
  look_again: { title: 'Look again' },
  request_conversion: { title: ({ other }) => `Ask ${other}` },
  cancel_conversion: { title: 'Withdraw the request' },
  accept_conversion: { title: 'Accept' },
  reject_conversion: { title: 'Decline' },
  create_organization: { title: 'Create the organization' },
  choose_leave: { title: ({ organization }) => `Leave ${organization}` },
  leave_organization: { title: ({ organization }) => `Leave ${organization}` },
  accept_invitation: { title: ({ organization }) => `Join ${organization}` },
  decline_invitation: { title: ({ organization }) => `Decline the invitation of ${organization}` },
  accept_offer: { title: ({ word }) => `Become an owner of ${word}` },
  decline_offer: { title: 'Decline the offer' },
  choose_invite: { title: 'Invite somebody' },
  invite_collaborator: {
    title: 'Invite as a collaborator',
    text: 'Publishes packages for the organization, and nothing else.',
  },
  invite_administrator: {
    title: 'Invite as an administrator',
    text: 'Manages the organization, its members and its packages.',
  },
  choose_role: {
    title: ({ word }) => (word === 'administrator' ? 'Make a collaborator' : 'Make an administrator'),
  },
  make_administrator: { title: ({ member }) => `Make ${member} an administrator` },
  make_collaborator: { title: ({ member }) => `Make ${member} a collaborator` },
  choose_remove: { title: 'Remove' },
  remove_member: { title: ({ member }) => `Remove ${member}` },
  choose_cancel: { title: 'Withdraw' },
  cancel_invitation: { title: 'Withdraw the invitation' },
  choose_delete: { title: ({ organization }) => `Delete ${organization}` },
  delete_organization: { title: ({ organization }) => `Delete ${organization}` },
  back_to_list: { title: 'Back to the members' },
  ...recoveryChoices,
  create_identity: { title: 'I have no further Microsoft account' },
  move_to_third: { title: 'Change the Microsoft account' },
  undo_change: { title: 'Undo the change' },
  keep_change: { title: 'Keep the change' },
  choose_undo: {
    title: 'Undo the change',
    text: ({ username }) => `I did not want it. ${username ?? 'The account'} opens as before again.`,
  },
  choose_keep: {
    title: 'Keep the change',
    text: ({ username }) => `I wanted it. ${username ?? 'The account'} stays as it is and is no longer frozen.`,
  },
  use_mailed_code: {
    title: 'Use a code from a mail',
    text: 'It is mailed to the confirmed contact e-mail.',
  },
  send_code: { title: 'Mail me the code' },
  freeze_account: { title: ({ username }) => `Freeze ${username}` },
  sign_in_again: { title: 'Sign in' },
  ...guidedChoices,
  ...apiKeyChoices,
};
