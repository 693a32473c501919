import type { Step, WaitsFor, WizardKind } from '../../contract';
import type { StepTable } from '../words';
import { date, time } from './numbers';
import { apiKeyCard } from './wizards/api_key_words';
import { apiKeys } from './wizards/api_keys';
import { changeLogin } from './wizards/change_login';
import { choices } from './wizards/choices';
import { contact } from './wizards/contact';
import { conversion } from './wizards/conversion';
import { deletion } from './wizards/deletion';
import { fields } from './wizards/fields';
import { guidedSteps, sayings, sitePages } from './wizards/guided';
import { guidedAccess } from './wizards/guided_access';
import { guidedAccount } from './wizards/guided_account';
import { guidedChangeLogin } from './wizards/guided_change_login';
import { guidedDelete } from './wizards/guided_delete';
import { guidedFindLogin } from './wizards/guided_find_login';
import { guidedOrganizations } from './wizards/guided_organizations';
import { lines } from './wizards/lines';
import { lists } from './wizards/lists';
import { offers } from './wizards/offers';
import { organizations } from './wizards/organizations';
import { consequences } from './wizards/consequences';
import { deeds } from './wizards/deeds';
import { recover } from './wizards/recover';
import { recoveryCodes } from './wizards/recovery_codes';
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
  /** An account that the Microsoft account lost to another one, where a name would stand. */
  elsewhere: 'Another account of this Microsoft account',
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
