import type { Choice, FieldName, ListName, Step, WaitsFor, WizardKind } from '../../contract';
import type { ChoiceWords, FieldWords, LineWords, StepTable } from '../words';
import { date, time } from './numbers';
import { apiKeyCard, apiKeyChoices, apiKeyFields, apiKeyLines, apiKeyLists } from './wizards/api_key_words';
import { apiKeys } from './wizards/api_keys';
import { changeLogin } from './wizards/change_login';
import { contact } from './wizards/contact';
import { conversion } from './wizards/conversion';
import { deletion } from './wizards/deletion';
import { guidedChoices, guidedFields, guidedLists, guidedSteps, sayings, sitePages } from './wizards/guided';
import { guidedAccess } from './wizards/guided_access';
import { guidedAccount } from './wizards/guided_account';
import { guidedChangeLogin } from './wizards/guided_change_login';
import { guidedDelete } from './wizards/guided_delete';
import { guidedFindLogin } from './wizards/guided_find_login';
import { guidedOrganizations } from './wizards/guided_organizations';
import { offers } from './wizards/offers';
import { organizations } from './wizards/organizations';
import { consequences } from './wizards/consequences';
import { deeds } from './wizards/deeds';
import { recover } from './wizards/recover';
import { recoveryCodes } from './wizards/recovery_codes';
import { recoveryChoices, recoveryFields, recoveryLists } from './wizards/recovery_words';
import { twoFactor } from './wizards/two_factor';
import { unmanagedTenant } from './wizards/unmanaged_tenant';
import { undoLogin } from './wizards/undo_login';
import { keepAccount } from './wizards/keep_account';

/** What each wizard is called: in the list of what is under way, and above its pages. */
const kinds: Record<WizardKind, string> = {
  change_login: 'Change Microsoft account',
  contact_email: 'Contact e-mail',
  mail_choices: 'Choose your mails',
  username: 'Change username',
  delete_account: 'Delete account',
  convert: 'Convert to an organization',
  answer_conversion: 'Answer a conversion',
  organization: 'New organization',
  members: 'Members',
  answer_invitation: 'Answer an invitation',
  answer_offer: 'Answer an offer',
  recover: 'Recover access',
  recovery_codes: 'Recovery codes',
  two_factor: 'Two-factor',
  unmanaged_tenant: 'Work address refused',
  conflict: 'Already linked with another account',
  undo_login: 'Undo a change',
  keep_account: 'Keep an account that is being deleted',
  register: 'Open an account',
  find_login: 'Which Microsoft account?',
  api_keys: 'API keys',
};

const steps: StepTable<Step> = {
  stop: {
    title: 'Stop here?',
    lead: 'Your answers so far are forgotten.',
  },
  mailed_code: {
    title: 'What is the code in the mail?',
    lead: ({ other_person, address, until }) =>
      address
        ? `Microsoft did not say when you signed in${other_person ? ` as ${other_person}` : ''}, so a code went to ${address}, to be sure that it is you now.${until ? ` It works until ${time(until)}, for 5 tries.` : ''}`
        : `Microsoft did not say when you signed in${other_person ? ` as ${other_person}` : ''}. A code is being mailed to the contact e-mail, to be sure that it is you now.`,
    choices: { mail_code: { title: 'Mail me another code' } },
  },
  ...changeLogin,
  ...contact,
  ...deletion,
  ...conversion,
  ...offers,
  ...organizations,
  ...recover,
  ...recoveryCodes,
  ...twoFactor,
  ...unmanagedTenant,
  ...undoLogin,
  ...apiKeys,
  ...keepAccount,
  ...guidedSteps,
  ...guidedFindLogin,
  ...guidedChangeLogin,
  ...guidedDelete,
  ...guidedAccount,
  ...guidedAccess,
  ...guidedOrganizations,
};

/** What a choice says where its step says nothing else. */
const choices: Record<Choice, ChoiceWords> = {
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

const fields: Record<FieldName, FieldWords> = {
  username: { label: 'Username', hint: 'Not an e-mail address. Capitals do not matter.' },
  email: { label: 'E-mail address', hint: 'Where the gallery’s mails go.' },
  code: { label: 'Code from the mail', hint: '8 digits. Spaces do not matter.' },
  recovery_code: { label: 'Recovery code', hint: 'Capitals, spaces and hyphens do not matter.' },
  mailed_link: {
    label: 'Link from the mail',
    hint: 'The whole address, from the mail “Your account will be deleted”. It is not kept here.',
  },
  password: { label: 'Password', hint: 'The one of this gallery, not Microsoft’s.' },
  new_password: {
    label: 'New password',
    hint: '8 to 64 characters, with a capital, a small letter and a digit.',
  },
  reason: { label: 'Why', hint: 'One line of at most 200 characters.' },
  confirmation: { label: ({ username }) => `Type ${username} to confirm`, hint: 'Capitals do not matter.' },
  ...recoveryFields,
  ...guidedFields,
  ...apiKeyFields,
};

const lists: Record<ListName, ChoiceWords> = {
  signs_in_now: { title: ({ username }) => `Opens ${username ?? 'the account'} now` },
  came_back: { title: 'Came back from your browser' },
  signs_in_next: { title: ({ username }) => `Is to open ${username ?? 'the account'}` },
  signs_in_there: { title: ({ other }) => `Is to open ${other ?? 'the other account'}` },
  will_change: { title: 'What changes' },
  stays: { title: 'This has been done and stays so' },
  nothing_changed: { title: 'Nothing has been changed.', text: 'You can begin again at any time.' },
  other_loses: { title: ({ other }) => `What happens if ${other ?? 'the other account'} is deleted` },
  unsure: {
    title: 'The answer was lost.',
    text: 'It may be done or not. “Try again” asks the gallery; it never does it twice.',
  },
  same_address: { title: 'That is the address already.', text: 'It is confirmed, and the mails go there.' },
  code_sent: { title: 'Another code is on its way.', text: 'The one before does not work any more.' },
  blockers: { title: 'What stands in the way' },
  mails: { title: 'Mails' },
  rename_means: { title: 'What a new name means' },
  orphans: { title: 'Nobody else owns' },
  offered: {
    title: 'An offer counts when it is accepted.',
    text: 'You can wait for that: this wizard keeps its place, and the list gets shorter.',
  },
  conversion_means: { title: 'What it means' },
  still_waits: {
    title: 'What was asked for still waits.',
    text: 'You find it again on the account’s page.',
  },
  members: { title: 'Members' },
  invited: { title: 'Invited' },
  confirm_first: {
    title: 'The e-mail address of the organization is not confirmed.',
    text: 'Until it is, nobody can be invited, changed or removed.',
  },
  ...recoveryLists,
  ...guidedLists,
  ...apiKeyLists,
  third_way: {
    title: 'How it goes',
    text: ({ username, other, person }) =>
      `1. You sign in to ${other} as ${person ?? 'its Microsoft account'}.\n2. You sign in with a third Microsoft account, which opens ${other} from then on.\n3. ${person ?? 'The one it used'} is free, and opens ${username} from then on.\nYou decide before each change.`,
  },
  replaced_elsewhere: {
    title: ({ other }) => `This Microsoft account opened ${other} until lately.`,
    text: ({ username, other, until }) =>
      `That change could be undone${until ? ` until ${date(until)}, ${time(until)}` : ''}. Once it opens ${username}, ${other} cannot get it back.`,
  },
  contact_later: {
    title: 'The contact e-mail can be changed later.',
    text: ({ until }) =>
      `Not while this change can be undone${until ? `, until ${date(until)}, ${time(until)}` : ''}: so nobody can take over the account and its mail at once.`,
  },
  frozen: {
    title: ({ username }) => `${username ?? 'The account'} is frozen.`,
    text: 'Nobody can sign in to it until somebody decides, with a recovery code or the code from the mail. It stays frozen when you stop here.',
  },
  undoing: {
    title: 'What undoing does',
    text: ({ username }) =>
      `The Microsoft account from before opens ${username} again. Everybody is signed out of it, and API keys made since the change stop working.`,
  },
  keeping: {
    title: 'What keeping does',
    text: ({ username }) => `${username} is no longer frozen, and the new Microsoft account goes on opening it.`,
  },
  may_be_done: {
    title: 'It may have been done.',
    text: 'You pressed the button, and the answer was lost. If you stop here, look at the account to see how it is.',
  },
};

/** The sentence of each line of a list that has lines. */
const lines: Partial<Record<ListName, LineWords>> = {
  ...apiKeyLines,
  mails: {
    title: ({ word, is }) => `${mails[word ?? '']?.title ?? ''}: ${is ? 'mailed' : 'not mailed'}`,
    text: ({ word }) => mails[word ?? '']?.text ?? '',
    about: ({ word }) => mails[word ?? '']?.title ?? '',
  },
  rename_means: { title: ({ word, username }) => rename[word ?? '']?.(username ?? '') ?? '' },
  conversion_means: { title: ({ word, username }) => convert[word ?? '']?.(username ?? '') ?? '' },
  orphans: {
    title: ({ word }) => word ?? '',
    text: ({ member }) => (member ? `Offered to ${member}, who has not accepted yet.` : ''),
  },
  blockers: {
    title: ({ organization, is }) =>
      organization && is !== undefined
        ? is
          ? `You are a member of ${organization}`
          : `${organization} invites you`
        : '',
  },
  members: {
    title: ({ member, is }) => `${member}${is ? ' (you)' : ''}`,
    text: ({ word, at }) => `${roles[word ?? ''] ?? ''}${at ? `, since ${date(at)}` : ''}`,
  },
  invited: {
    title: ({ member }) => member ?? '',
    text: ({ word, other, until }) =>
      `As ${roles[word ?? '']?.toLowerCase() ?? ''}${other ? `, by ${other}` : ''}${until ? `, until ${date(until)}` : ''}`,
  },
};

const roles: Record<string, string> = { administrator: 'Administrator', collaborator: 'Collaborator' };

const mails: Record<string, { title: string; text: string }> = {
  from_others: {
    title: 'Requests and news from other people',
    text: 'Invitations, offers of ownership, conversions.',
  },
  package_published: {
    title: 'A package was published under your name',
    text: 'So that you notice what you did not do.',
  },
};

const rename: Record<string, (username: string) => string> = {
  decided: () => 'The operator of the gallery decides, and may refuse.',
  old_name: (username) => `${username} stays taken for ever. Nobody can have it again, you included, in any spelling.`,
  addresses: (username) =>
    `Pages and links with ${username} in their address stop working. They do not lead to the new name.`,
  packages: (username) =>
    `Packages stay yours. What was published before still names ${username}: author texts, and signatures that list you as owner.`,
  policies: (username) =>
    `Whoever trusts packages by the owner ${username} has to change that, or their installs are refused.`,
};

const convert: Record<string, (username: string) => string> = {
  for_ever: (username) => `${username} becomes an organization for ever. It can never be an individual account again.`,
  sign_in: (username) =>
    `Nobody signs in as ${username} any more. A Microsoft account that opened it is free for another one.`,
  administrator: () => 'Another account administers it: you name that account, and it has to accept within 7 days.',
  stays: () => 'Its name, packages, e-mail address and activity stay as they are.',
};

/** What a wizard waits for, in the list of what is under way. */
function waits(what: WaitsFor, guided: boolean): string {
  switch (what.is) {
    case 'answer':
      return 'Waits for you';
    case 'browser':
      return 'Waits for the browser';
    case 'gallery':
      return guided ? 'Asks nuget.org' : 'Asks the gallery';
    case 'mail':
      return guided ? 'Waits for the mail' : 'Waits for the code from the mail';
    case 'operator':
      return guided ? 'Waits for others' : 'Waits for the operator of the gallery';
    case 'look':
      return 'Has ended: see how';
    case 'somebody':
      return `Waits for ${what.username}`;
    case 'time':
      return `Waits until ${date(what.until)}`;
  }
}

/** A wizard that is begun for something of that name; what names it may be a question. */
function startFor(kind: string, name: string | null): string {
  if (name === null) return kind;
  return kind.endsWith('?') ? `${kind} (${name})` : `${kind}: ${name}`;
}

const receipt = {
  done: (at: string) => `Done on ${date(at)}, ${time(at)}`,
  /** Where the app did not do it, and may not have seen all of it. */
  closed: (at: string) => `As of ${date(at)}, ${time(at)}`,
  reference: (reference: string) => `Reference ${reference}`,
  copy: 'Copy without personal data',
  /** The kinds of what changed, without whom it concerns. */
  lines: (kinds: string[]) => kinds.join(', '),
};

const page = {
  atOnce: 'At once',
  onTheDay: (day: string) => `On ${day}`,
  moreLines: (count: number) => `${count} more`,
  context: (wizard: string, gallery: string) => `${wizard} · ${gallery}`,
  cancel: 'Cancel',
  busy: 'Asking the gallery…',
  looking: 'Asking nuget.org…',
  sending: 'One moment…',
  copy: 'Copy',
  copied: 'Copied',
  how: 'What to do',
  opens: 'The page',
  copyAddress: 'Copy the address',
  codesTitle: 'Your recovery codes',
  codes: 'They are shown this once. Print them or write them down, and keep them apart from this computer.',
  print: 'Print',
};

export const wizards = {
  kinds,
  steps,
  choices,
  fields,
  lists,
  lines,
  waits,
  startFor,
  receipt,
  page,
  consequences,
  deeds,
  sayings,
  sitePages,
  key: apiKeyCard,
};
