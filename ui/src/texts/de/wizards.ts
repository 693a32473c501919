import type { Choice, FieldName, ListName, Step, WaitsFor, WizardKind } from '../../contract';
import type { ChoiceWords, FieldWords, StepTable } from '../words';
import { firstAccount, theAccount } from './names';
import { date, time } from './numbers';
import { changeLogin } from './wizards/change_login';
import { consequences } from './wizards/consequences';
import { recover } from './wizards/recover';
import { recoveryCodes } from './wizards/recovery_codes';
import { recoveryChoices, recoveryFields, recoveryLists } from './wizards/recovery_words';
import { twoFactor } from './wizards/two_factor';
import { undoLogin } from './wizards/undo_login';
import { unmanagedTenant } from './wizards/unmanaged_tenant';

/** What each wizard is called: in the list of what is under way, and above its pages. */
const kinds: Record<WizardKind, string> = {
  change_login: 'Microsoft-Konto wechseln',
  recover: 'Zugang wiederherstellen',
  recovery_codes: 'Wiederherstellungscodes',
  two_factor: 'Zwei-Faktor-Anmeldung',
  unmanaged_tenant: 'Adresse abgelehnt',
  conflict: 'Schon verknüpft',
  undo_login: 'Rückgängig machen',
};

const steps: StepTable<Step> = {
  stop: {
    title: 'Hier aufhören?',
    lead: 'Ihre bisherigen Antworten werden vergessen.',
  },
  ...changeLogin,
  ...recover,
  ...recoveryCodes,
  ...twoFactor,
  ...unmanagedTenant,
  ...undoLogin,
};

/** What a choice says where its step says nothing else. */
const choices: Record<Choice, ChoiceWords> = {
  continue: { title: 'Weiter' },
  open_browser: { title: 'Browser öffnen' },
  try_again: { title: 'Noch einmal versuchen' },
  cancel: { title: 'Abbrechen' },
  stop_here: { title: 'Hier aufhören' },
  keep_going: { title: 'Weitermachen' },
  finish: { title: 'Fertig' },
  start: { title: ({ word }) => word ?? 'Weiter' },
  no_access: { title: 'Ich habe keinen Zugang dazu' },
  use_recovery_code: { title: 'Wiederherstellungscode benutzen' },
  another_identity: { title: 'Anderes Microsoft-Konto nehmen' },
  change_login: { title: 'Microsoft-Konto wechseln' },
  choose_swap: {
    title: 'Die beiden tauschen',
    text: ({ username, other }) =>
      `Sie brauchen sowohl ${username} als auch ${other}. Ihre Microsoft-Konten tauschen in einem Schritt die Plätze.`,
  },
  choose_move: {
    title: ({ other }) => `Ich brauche ${other} nicht: löschen`,
    text: ({ username, other }) =>
      `Sein Microsoft-Konto öffnet dann ${username}. Sie sehen vorher, was ${other} hat und was damit geschähe.`,
  },
  choose_third: {
    title: 'Ein drittes Microsoft-Konto nehmen',
    text: ({ username, other }) =>
      `Sie brauchen beide und wollen nicht tauschen. ${other} wechselt zum dritten, dann nimmt ${username} den Platz ein.`,
  },
  swap_logins: { title: 'Die beiden tauschen' },
  move_login: { title: ({ other }) => `${other} löschen` },
  change_contact_email: { title: 'Auch die Kontaktadresse ändern' },
  create_identity: { title: 'Ich habe kein weiteres Microsoft-Konto' },
  move_to_third: { title: 'Microsoft-Konto wechseln' },
  undo_change: { title: 'Wechsel rückgängig machen' },
  keep_change: { title: 'Wechsel behalten' },
  choose_undo: {
    title: 'Wechsel rückgängig machen',
    text: ({ username }) => `Ich wollte ihn nicht. ${firstAccount(username)} wird wieder wie vorher geöffnet.`,
  },
  choose_keep: {
    title: 'Wechsel behalten',
    text: ({ username }) =>
      `Ich wollte ihn. ${firstAccount(username)} bleibt, wie es ist, und ist nicht mehr eingefroren.`,
  },
  use_mailed_code: {
    title: 'Code aus einer E-Mail benutzen',
    text: 'Er geht an die bestätigte Kontaktadresse.',
  },
  send_code: { title: 'Code schicken' },
  freeze_account: { title: ({ username }) => `${firstAccount(username)} einfrieren` },
  sign_in_again: { title: 'Anmelden' },
  ...recoveryChoices,
};

const fields: Record<FieldName, FieldWords> = {
  username: { label: 'Benutzername', hint: 'Keine E-Mail-Adresse. Großschreibung spielt keine Rolle.' },
  email: { label: 'E-Mail-Adresse', hint: 'Wohin die Galerie ihre E-Mails schickt.' },
  code: { label: 'Code aus der E-Mail', hint: '8 Ziffern. Leerzeichen spielen keine Rolle.' },
  recovery_code: {
    label: 'Wiederherstellungscode',
    hint: 'Großschreibung, Leerzeichen und Bindestriche spielen keine Rolle.',
  },
  password: { label: 'Passwort', hint: 'Das für diese Galerie, nicht das von Microsoft.' },
  new_password: {
    label: 'Neues Passwort',
    hint: '8 bis 64 Zeichen, mit einem Großbuchstaben, einem Kleinbuchstaben und einer Ziffer.',
  },
  confirmation: {
    label: ({ username }) => `Geben Sie zur Bestätigung ${username} ein`,
    hint: 'Großschreibung spielt keine Rolle.',
  },
  ...recoveryFields,
};

const lists: Record<ListName, ChoiceWords> = {
  signs_in_now: { title: 'Öffnet das Konto jetzt' },
  came_back: { title: 'Kam aus Ihrem Browser zurück' },
  signs_in_next: { title: 'Öffnet das Konto von nun an' },
  will_change: { title: 'Was sich ändert' },
  stays: { title: 'Das ist getan und bleibt so' },
  nothing_changed: { title: 'Es wurde nichts geändert.', text: 'Sie können jederzeit neu beginnen.' },
  other_loses: { title: ({ other }) => `Was geschieht, wenn ${other ?? 'das andere Konto'} gelöscht wird` },
  unsure: {
    title: 'Die Antwort ging verloren.',
    text: 'Vielleicht ist es getan, vielleicht nicht. „Noch einmal versuchen“ fragt die Galerie; sie tut es nie zweimal.',
  },
  third_way: {
    title: 'So geht es',
    text: ({ username, other, person }) =>
      `1. Sie melden sich ${person ? `als ${person}` : 'mit seinem Microsoft-Konto'} bei ${other} an.\n2. Sie melden sich mit einem dritten Microsoft-Konto an, das ${other} von da an öffnet.\n3. ${person ?? 'Das bisherige'} ist frei und öffnet von da an ${username}.\nVor jedem Wechsel entscheiden Sie.`,
  },
  blockers: { title: 'Was im Weg steht' },
  replaced_elsewhere: {
    title: ({ other }) => `Dieses Microsoft-Konto öffnete bis vor kurzem ${other}.`,
    text: ({ username, other, until }) =>
      `Dieser Wechsel könnte noch${until ? ` bis zum ${date(until)}, ${time(until)},` : ''} rückgängig gemacht werden. Sobald es ${username} öffnet, kann ${other} es nicht mehr zurückbekommen.`,
  },
  contact_later: {
    title: 'Die Kontaktadresse kann später geändert werden.',
    text: ({ until }) =>
      `Nicht, solange dieser Wechsel rückgängig gemacht werden kann${until ? `, bis zum ${date(until)}, ${time(until)}` : ''}: So kann niemand das Konto und seine E-Mails auf einmal übernehmen.`,
  },
  frozen: {
    title: ({ username }) => `${firstAccount(username)} ist eingefroren.`,
    text: 'Niemand kann sich dort anmelden, bis jemand entscheidet, mit einem Wiederherstellungscode oder dem Code aus der E-Mail. Es bleibt eingefroren, wenn Sie hier aufhören.',
  },
  undoing: {
    title: 'Was das Rückgängigmachen bewirkt',
    text: ({ username }) =>
      `Das frühere Microsoft-Konto öffnet wieder ${theAccount(username)}. Alle werden dort abgemeldet, und API-Schlüssel, die seit dem Wechsel erstellt wurden, funktionieren nicht mehr.`,
  },
  keeping: {
    title: 'Was das Behalten bewirkt',
    text: ({ username }) =>
      `${firstAccount(username)} ist nicht mehr eingefroren, und das neue Microsoft-Konto öffnet es weiterhin.`,
  },
  may_be_done: {
    title: 'Vielleicht ist es getan.',
    text: 'Sie haben auf den Knopf gedrückt, und die Antwort ging verloren. Wenn Sie hier aufhören, sehen Sie am Konto nach, wie es steht.',
  },
  ...recoveryLists,
};

/** The sentence of each line of a list that has lines. */
const lines: Partial<Record<ListName, ChoiceWords>> = {};

/** What a wizard waits for, in the list of what is under way. */
function waits(what: WaitsFor): string {
  switch (what.is) {
    case 'answer':
      return 'Wartet auf Sie';
    case 'browser':
      return 'Wartet auf den Browser';
    case 'gallery':
      return 'Fragt die Galerie';
    case 'mail':
      return 'Wartet auf den Code aus der E-Mail';
    case 'somebody':
      return `Wartet auf ${what.username}`;
    case 'time':
      return `Wartet bis zum ${date(what.until)}`;
  }
}

const receipt = {
  title: 'Beleg',
  done: (at: string) => `Erledigt am ${date(at)}, ${time(at)}`,
  undo: (at: string) => `Sie können es bis zum ${date(at)}, ${time(at)}, rückgängig machen.`,
  reference: (reference: string) => `Kennzeichen ${reference}`,
  copy: 'Ohne persönliche Daten kopieren',
  copied: 'Kopiert',
  /** The kinds of what changed, without whom it concerns. */
  lines: (kinds: string[]) => kinds.join(', '),
};

const page = {
  context: (wizard: string, gallery: string) => `${wizard} · ${gallery}`,
  cancel: 'Abbrechen',
  busy: 'Die Galerie wird gefragt…',
  sending: 'Einen Augenblick…',
  copy: 'Kopieren',
  copied: 'Kopiert',
  codesTitle: 'Ihre Wiederherstellungscodes',
  codes:
    'Die Codes werden nur dieses eine Mal gezeigt. Drucken Sie sie aus oder schreiben Sie sie auf, und bewahren Sie sie getrennt von diesem Computer auf.',
  print: 'Drucken',
  startFirst: 'Damit beginnt ein anderer Assistent. Dieser hier wartet auf Sie.',
};

export const wizards = { kinds, steps, choices, fields, lists, lines, waits, receipt, page, consequences };
