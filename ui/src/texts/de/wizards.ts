import type { Choice, FieldName, ListName, Step, WaitsFor, WizardKind } from '../../contract';
import type { ChoiceWords, FieldWords, LineWords, StepTable } from '../words';
import { firstAccount, theAccount } from './names';
import { date, dayAndTime, time } from './numbers';
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
  change_email: { title: 'Code schicken' },
  confirm_code: { title: 'Bestätigen' },
  resend_code: { title: 'Neuen Code schicken' },
  another_address: { title: 'Andere Adresse nehmen' },
  withdraw_email: { title: 'Jetzige Adresse behalten' },
  mail_on: { title: 'Einschalten' },
  mail_off: { title: 'Ausschalten' },
  request_username: { title: 'Diesen Namen beantragen' },
  withdraw_username: { title: 'Antrag zurückziehen' },
  hand_over: { title: ({ member }) => (member ? 'Jemand anderem anbieten' : 'Weitergeben') },
  offer_ownership: { title: ({ word }) => `${word} anbieten` },
  unlist_orphans: {
    title: 'Aus der Suche nehmen',
    text: ({ count = 0 }) =>
      count === 1
        ? 'Niemand findet es mehr durch Suchen. Das ist am besten, wenn sich niemand mehr darum kümmern wird.'
        : 'Niemand findet sie mehr durch Suchen. Das ist am besten, wenn sich niemand mehr um sie kümmern wird.',
  },
  leave_orphans: {
    title: 'In der Suche lassen',
    text: ({ count = 0 }) =>
      `${count === 1 ? 'Es wird' : 'Sie werden'} gefunden wie bisher, obwohl niemand eine neue Version veröffentlichen oder Fragen beantworten kann.`,
  },
  delete_account: { title: ({ username }) => `${firstAccount(username)} löschen` },
  keep_account: { title: ({ username }) => `${firstAccount(username)} behalten` },
  look_again: { title: 'Noch einmal nachsehen' },
  request_conversion: { title: ({ other }) => `${other} anfragen` },
  cancel_conversion: { title: 'Anfrage zurückziehen' },
  accept_conversion: { title: 'Zustimmen' },
  reject_conversion: { title: 'Ablehnen' },
  create_organization: { title: 'Organisation erstellen' },
  choose_leave: { title: ({ organization }) => `Aus ${organization} austreten` },
  leave_organization: { title: ({ organization }) => `Aus ${organization} austreten` },
  accept_invitation: { title: ({ organization }) => `${organization} beitreten` },
  decline_invitation: { title: ({ organization }) => `Einladung von ${organization} ablehnen` },
  accept_offer: { title: ({ word }) => `Besitzer von ${word} werden` },
  decline_offer: { title: 'Angebot ablehnen' },
  choose_invite: { title: 'Jemanden einladen' },
  invite_collaborator: {
    title: 'Als Mitwirkenden einladen',
    text: 'Veröffentlicht Pakete für die Organisation, und nichts sonst.',
  },
  invite_administrator: {
    title: 'Als Administrator einladen',
    text: 'Verwaltet die Organisation, ihre Mitglieder und ihre Pakete.',
  },
  choose_role: {
    title: ({ word }) => (word === 'administrator' ? 'Zum Mitwirkenden machen' : 'Zum Administrator machen'),
  },
  make_administrator: { title: ({ member }) => `${member} zum Administrator machen` },
  make_collaborator: { title: ({ member }) => `${member} zum Mitwirkenden machen` },
  choose_remove: { title: 'Entfernen' },
  remove_member: { title: ({ member }) => `${member} entfernen` },
  choose_cancel: { title: 'Zurückziehen' },
  cancel_invitation: { title: 'Einladung zurückziehen' },
  choose_delete: { title: ({ organization }) => `${organization} löschen` },
  delete_organization: { title: ({ organization }) => `${organization} löschen` },
  back_to_list: { title: 'Zurück zu den Mitgliedern' },
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
  sign_in_elsewhere: { title: 'Anmelden' },
  sign_in_again: { title: 'Anmelden' },
  ...guidedChoices,
  ...apiKeyChoices,
  ...recoveryChoices,
};

const fields: Record<FieldName, FieldWords> = {
  username: { label: 'Benutzername', hint: 'Keine E-Mail-Adresse. Groß- und Kleinschreibung spielt keine Rolle.' },
  email: { label: 'E-Mail-Adresse', hint: 'Wohin die Galerie ihre E-Mails schickt.' },
  code: { label: 'Code aus der E-Mail', hint: '8 Ziffern. Leerzeichen spielen keine Rolle.' },
  mailed_link: {
    label: 'Link aus der E-Mail',
    hint: 'Die ganze Adresse aus der E-Mail „Ihr Konto wird gelöscht“. Sie wird hier nicht gespeichert.',
  },
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
    hint: 'Groß- und Kleinschreibung spielt keine Rolle.',
  },
  reason: { label: 'Warum', hint: 'Eine Zeile von höchstens 200 Zeichen.' },
  ...recoveryFields,
  ...guidedFields,
  ...apiKeyFields,
};

const lists: Record<ListName, ChoiceWords> = {
  signs_in_now: { title: ({ username }) => `Öffnet ${theAccount(username)} jetzt` },
  came_back: { title: 'Kam aus Ihrem Browser zurück' },
  signs_in_next: { title: ({ username }) => `Soll ${theAccount(username)} öffnen` },
  signs_in_there: { title: ({ other }) => `Soll ${other ?? 'das andere Konto'} öffnen` },
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
  same_address: { title: 'Das ist schon die Adresse.', text: 'Sie ist bestätigt, und die E-Mails gehen dorthin.' },
  code_sent: { title: 'Ein neuer Code ist unterwegs.', text: 'Der vorige gilt nicht mehr.' },
  mails: { title: 'E-Mails' },
  rename_means: { title: 'Was ein neuer Name bedeutet' },
  orphans: { title: 'Gehört sonst niemandem' },
  offered: {
    title: 'Ein Angebot zählt, wenn es angenommen ist.',
    text: 'Sie können darauf warten: Dieser Assistent wartet mit Ihnen, und die Liste wird kürzer.',
  },
  blockers: { title: 'Was im Weg steht' },
  conversion_means: { title: 'Was es bedeutet' },
  still_waits: {
    title: 'Was angefragt wurde, wartet weiter.',
    text: 'Sie finden es auf der Seite des Kontos wieder.',
  },
  members: { title: 'Mitglieder' },
  invited: { title: 'Eingeladen' },
  confirm_first: {
    title: 'Die E-Mail-Adresse der Organisation ist nicht bestätigt.',
    text: 'Bis dahin kann niemand eingeladen, geändert oder entfernt werden.',
  },
  replaced_elsewhere: {
    title: ({ other }) => `Dieses Microsoft-Konto öffnete bis vor kurzem ${other}.`,
    text: ({ username, other, until }) =>
      `Dieser Wechsel könnte noch${until ? ` bis zum ${dayAndTime(until)}` : ''} rückgängig gemacht werden. Sobald es ${username} öffnet, kann ${other} es nicht mehr zurückbekommen.`,
  },
  contact_later: {
    title: 'Die Kontaktadresse kann später geändert werden.',
    text: ({ until }) =>
      `Nicht, solange dieser Wechsel rückgängig gemacht werden kann${until ? `, bis zum ${dayAndTime(until)}` : ''}: So kann niemand das Konto und seine E-Mails auf einmal übernehmen.`,
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
  ...guidedLists,
  ...apiKeyLists,
};

/** The sentence of each line of a list that has lines. */
const lines: Partial<Record<ListName, LineWords>> = {
  ...apiKeyLines,
  mails: {
    title: ({ word, is }) => `${mails[word ?? '']?.title ?? ''}: ${is ? 'wird geschickt' : 'wird nicht geschickt'}`,
    text: ({ word }) => mails[word ?? '']?.text ?? '',
    about: ({ word }) => mails[word ?? '']?.title ?? '',
  },
  rename_means: { title: ({ word, username }) => rename[word ?? '']?.(username ?? '') ?? '' },
  conversion_means: { title: ({ word, username }) => convert[word ?? '']?.(username ?? '') ?? '' },
  orphans: {
    title: ({ word }) => word ?? '',
    text: ({ member }) => (member ? `${member} angeboten, aber noch nicht angenommen.` : ''),
  },
  blockers: {
    title: ({ organization, is }) =>
      organization && is !== undefined
        ? is
          ? `Sie sind Mitglied von ${organization}`
          : `${organization} lädt Sie ein`
        : '',
  },
  members: {
    title: ({ member, is }) => `${member}${is ? ' (Sie)' : ''}`,
    text: ({ word, at }) => `${roles[word ?? ''] ?? ''}${at ? `, seit dem ${date(at)}` : ''}`,
  },
  invited: {
    title: ({ member }) => member ?? '',
    text: ({ word, other, until }) =>
      `Als ${roles[word ?? ''] ?? ''}${other ? `, von ${other}` : ''}${until ? `, bis zum ${date(until)}` : ''}`,
  },
};

const roles: Record<string, string> = { administrator: 'Administrator', collaborator: 'Mitwirkender' };

const mails: Record<string, { title: string; text: string }> = {
  from_others: {
    title: 'Anfragen und Neues von anderen',
    text: 'Einladungen, Angebote von Mitbesitz, Umwandlungen.',
  },
  package_published: {
    title: 'Ein Paket wurde unter Ihrem Namen veröffentlicht',
    text: 'Damit Sie bemerken, was Sie nicht getan haben.',
  },
};

const rename: Record<string, (username: string) => string> = {
  decided: () => 'Die Betreiber der Galerie entscheiden und können ablehnen.',
  old_name: (username) =>
    `${username} bleibt für immer vergeben. Niemand kann den Namen wieder haben, auch Sie nicht, in keiner Schreibweise.`,
  addresses: (username) =>
    `Seiten und Links mit ${username} in ihrer Adresse funktionieren nicht mehr. Von dort führt nichts zum neuen Namen.`,
  packages: (username) =>
    `Die Pakete bleiben Ihre. Was schon veröffentlicht ist, nennt weiter ${username}: Angaben zum Autor, und Signaturen, die Sie als Besitzer nennen.`,
  policies: (username) =>
    `Wer Paketen nach dem Besitzer ${username} vertraut, muss das ändern, sonst werden sie bei der Installation abgelehnt.`,
};

const convert: Record<string, (username: string) => string> = {
  for_ever: (username) =>
    `${username} wird für immer eine Organisation. Daraus kann nie wieder das Konto einer Person werden.`,
  sign_in: (username) =>
    `Als ${username} meldet sich niemand mehr an. Ein Microsoft-Konto, das es öffnete, ist frei für ein anderes Konto.`,
  administrator: () =>
    'Ein anderes Konto verwaltet sie: Sie nennen dieses Konto, und es muss innerhalb von 7 Tagen zustimmen.',
  stays: () => 'Name, Pakete, E-Mail-Adresse und Aktivität bleiben, wie sie sind.',
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
