import type { Choice, FieldName, ListName, Step, WaitsFor, WizardKind } from '../../contract';
import type { ChoiceWords, FieldWords, StepTable } from '../words';
import { date, time } from './numbers';
import { changeLogin } from './wizards/change_login';
import { consequences } from './wizards/consequences';
import { recover } from './wizards/recover';
import { recoveryCodes } from './wizards/recovery_codes';
import { recoveryChoices, recoveryFields, recoveryLists } from './wizards/recovery_words';
import { twoFactor } from './wizards/two_factor';
import { unmanagedTenant } from './wizards/unmanaged_tenant';

/** What each wizard is called: in the list of what is under way, and above its pages. */
const kinds: Record<WizardKind, string> = {
  change_login: 'Change Microsoft account',
  recover: 'Recover access',
  recovery_codes: 'Recovery codes',
  two_factor: 'Two-factor',
  unmanaged_tenant: 'Work address refused by Microsoft',
};

const steps: StepTable<Step> = {
  stop: {
    title: 'Stop here?',
    lead: 'Your answers so far are forgotten.',
  },
  ...changeLogin,
  ...recover,
  ...recoveryCodes,
  ...twoFactor,
  ...unmanagedTenant,
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
  change_contact_email: { title: 'Change the contact e-mail too' },
  ...recoveryChoices,
};

const fields: Record<FieldName, FieldWords> = {
  username: { label: 'Username', hint: 'Not an e-mail address. Capitals do not matter.' },
  email: { label: 'E-mail address', hint: 'Where the gallery’s mails go.' },
  code: { label: 'Code from the mail', hint: '8 digits. Spaces do not matter.' },
  recovery_code: { label: 'Recovery code', hint: 'Capitals, spaces and hyphens do not matter.' },
  password: { label: 'Password', hint: 'The one of this gallery, not Microsoft’s.' },
  new_password: {
    label: 'New password',
    hint: '8 to 64 characters, with a capital, a small letter and a digit.',
  },
  confirmation: { label: ({ username }) => `Type ${username} to confirm`, hint: 'Capitals do not matter.' },
  ...recoveryFields,
};

const lists: Record<ListName, ChoiceWords> = {
  signs_in_now: { title: 'Signs in now' },
  came_back: { title: 'Came back from your browser' },
  signs_in_next: { title: 'Signs in from now on' },
  will_change: { title: 'What changes' },
  stays: { title: 'This has been done and stays so' },
  nothing_changed: { title: 'Nothing has been changed.', text: 'You can begin again at any time.' },
  other_loses: { title: 'What would be lost' },
  unsure: {
    title: 'The answer was lost.',
    text: 'It may be done or not. “Try again” asks the gallery; it never does it twice.',
  },
  third_way: { title: 'How it goes' },
  ...recoveryLists,
};

/** The sentence of each line of a list that has lines. */
const lines: Partial<Record<ListName, ChoiceWords>> = {};

/** What a wizard waits for, in the list of what is under way. */
function waits(what: WaitsFor): string {
  switch (what.is) {
    case 'answer':
      return 'Waits for you';
    case 'browser':
      return 'Waits for the browser';
    case 'gallery':
      return 'Asks the gallery';
    case 'mail':
      return 'Waits for the code from the mail';
    case 'somebody':
      return `Waits for ${what.username}`;
    case 'time':
      return `Waits until ${date(what.until)}`;
  }
}

const receipt = {
  title: 'Receipt',
  done: (at: string) => `Done on ${date(at)}, ${time(at)}`,
  undo: (at: string) => `You can undo it until ${date(at)}, ${time(at)}.`,
  reference: (reference: string) => `Reference ${reference}`,
  copy: 'Copy without personal data',
  copied: 'Copied',
  /** The kinds of what changed, without whom it concerns. */
  lines: (kinds: string[]) => kinds.join(', '),
};

const page = {
  context: (wizard: string, gallery: string) => `${wizard} · ${gallery}`,
  cancel: 'Cancel',
  busy: 'Asking the gallery…',
  sending: 'One moment…',
  copy: 'Copy',
  copied: 'Copied',
  codesTitle: 'Your recovery codes',
  codes: 'They are shown this once. Print them or write them down, and keep them apart from this computer.',
  print: 'Print',
  startFirst: 'This begins another wizard. This one waits for you.',
};

export const wizards = { kinds, steps, choices, fields, lists, lines, waits, receipt, page, consequences };
