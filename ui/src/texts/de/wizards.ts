import type { Step, WaitsFor, WizardKind } from '../../contract';
import type { StepTable } from '../words';
import { date, dayAndTime, time } from './numbers';
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
import { undoLogin } from './wizards/undo_login';
import { keepAccount } from './wizards/keep_account';
import { unmanagedTenant } from './wizards/unmanaged_tenant';

/** What each wizard is called: in the list of what is under way, and above its pages. */
const kinds: Record<WizardKind, string> = {
  change_login: 'Microsoft-Konto wechseln',
  contact_email: 'Kontaktadresse',
  mail_choices: 'E-Mails auswählen',
  username: 'Benutzername ändern',
  delete_account: 'Konto löschen',
  convert: 'Konto umwandeln',
  answer_conversion: 'Umwandlung beantworten',
  organization: 'Neue Organisation',
  members: 'Mitglieder',
  answer_invitation: 'Einladung beantworten',
  answer_offer: 'Angebot beantworten',
  recover: 'Zugang wiederherstellen',
  recovery_codes: 'Wiederherstellungscodes',
  two_factor: 'Zwei-Faktor-Anmeldung',
  unmanaged_tenant: 'Adresse abgelehnt',
  conflict: 'Schon verknüpft',
  undo_login: 'Rückgängig machen',
  keep_account: 'Ein Konto behalten, das gelöscht wird',
  register: 'Konto eröffnen',
  find_login: 'Welches Microsoft-Konto?',
  api_keys: 'API-Schlüssel',
};

const steps: StepTable<Step> = {
  stop: {
    title: 'Hier aufhören?',
    lead: 'Ihre bisherigen Antworten werden vergessen.',
  },
  mailed_code: {
    title: 'Wie lautet der Code in der E-Mail?',
    lead: ({ other_person, address, until }) =>
      address
        ? `Microsoft hat nicht gesagt, wann Sie sich angemeldet haben${other_person ? ` (als ${other_person})` : ''}. Damit sicher ist, dass Sie es jetzt sind, ging ein Code an ${address}.${until ? ` Er gilt bis ${time(until)}, für 5 Versuche.` : ''}`
        : `Microsoft hat nicht gesagt, wann Sie sich angemeldet haben${other_person ? ` (als ${other_person})` : ''}. Damit sicher ist, dass Sie es jetzt sind, geht ein Code an die Kontaktadresse.`,
    choices: { mail_code: { title: 'Neuen Code schicken' } },
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
      return 'Wartet auf Sie';
    case 'browser':
      return 'Wartet auf den Browser';
    case 'gallery':
      return guided ? 'Fragt nuget.org' : 'Fragt die Galerie';
    case 'mail':
      return guided ? 'Wartet auf die E-Mail' : 'Wartet auf den Code aus der E-Mail';
    case 'somebody':
      return `Wartet auf ${what.username}`;
    case 'look':
      return 'Ist beendet: ansehen';
    case 'operator':
      return guided ? 'Wartet auf andere' : 'Wartet auf die Betreiber der Galerie';
    case 'time':
      return `Wartet bis zum ${date(what.until)}`;
  }
}

/** A wizard that is begun for something of that name; what names it may be a question. */
function startFor(kind: string, name: string | null): string {
  if (name === null) return kind;
  return kind.endsWith('?') ? `${kind} (${name})` : `${kind}: ${name}`;
}

const receipt = {
  done: (at: string) => `Erledigt am ${dayAndTime(at)}`,
  /** Where the app did not do it, and may not have seen all of it. */
  closed: (at: string) => `Stand: ${dayAndTime(at)}`,
  reference: (reference: string) => `Kennzeichen ${reference}`,
  copy: 'Ohne persönliche Daten kopieren',
  /** The kinds of what changed, without whom it concerns. */
  lines: (kinds: string[]) => kinds.join(', '),
};

const page = {
  atOnce: 'Sofort',
  onTheDay: (day: string) => `Am ${day}`,
  moreLines: (count: number) => `${count} weitere`,
  context: (wizard: string, gallery: string) => `${wizard} · ${gallery}`,
  /** Ein Konto, das ein anderes Microsoft-Konto öffnet als bisher dieses; anstelle eines Namens. */
  elsewhere: 'Ein anderes Konto dieses Microsoft-Kontos',
  cancel: 'Abbrechen',
  busy: 'Die Galerie wird gefragt…',
  looking: 'nuget.org wird gefragt…',
  sending: 'Einen Augenblick…',
  copy: 'Kopieren',
  copied: 'Kopiert',
  how: 'Was zu tun ist',
  opens: 'Die Seite',
  copyAddress: 'Adresse kopieren',
  codesTitle: 'Ihre Wiederherstellungscodes',
  codes:
    'Die Codes werden nur dieses eine Mal gezeigt. Drucken Sie sie aus oder schreiben Sie sie auf, und bewahren Sie sie getrennt von diesem Computer auf.',
  print: 'Drucken',
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
