import type { ListName } from '../../../contract';
import type { ChoiceWords } from '../../words';
import { firstAccount, theAccount } from '../names';
import { dayAndTime } from '../numbers';
import { apiKeyLists } from './api_key_words';
import { guidedLists } from './guided';
import { recoveryLists } from './recovery_words';

/** The title of each list, and what it says by itself. */
export const lists: Record<ListName, ChoiceWords> = {
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
  tenant_binds: {
    title: ({ organization }) =>
      `${organization ?? 'Die Organisation'} nimmt nur Konten eines bestimmten Unternehmens auf.`,
    text: 'Neue Mitglieder müssen sich mit einem Geschäfts- oder Schulkonto dieses Unternehmens anmelden. Wer sich mit einem solchen Konto anmeldet, kann es als Mitglied nicht wechseln; dafür muss man die Organisation erst verlassen.',
  },
  replaced_elsewhere: {
    title: ({ other }) => `Dieses Microsoft-Konto öffnete bis vor kurzem ${other}.`,
    text: ({ username, other, until }) =>
      `Dieser Wechsel könnte noch${until ? ` bis zum ${dayAndTime(until)}` : ''} rückgängig gemacht werden. Sobald es ${username} öffnet, kann ${other} es nicht mehr zurückbekommen.`,
  },
  contact_later: {
    title: 'Die Kontaktadresse kann später geändert werden.',
    text: ({ until }) =>
      `Nicht, solange dieser Wechsel rückgängig gemacht werden kann${until ? `, bis zum ${dayAndTime(until)}` : ''}: So kann niemand das Konto und seine E-Mails auf einmal übernehmen. Sie können jetzt sagen, wohin die E-Mails gehen sollen, und die App gibt Bescheid, wenn es so weit ist.`,
  },
  contact_first: {
    title: ({ address }) => `Auch die E-Mails gehen an ${address ?? 'die Adresse dieses Microsoft-Kontos'}.`,
    text: 'Nach dem Wechsel lässt sich das 72 Stunden lang nicht ändern. Wenn Sie dieses Postfach bald verlieren, ändern Sie zuerst die Kontaktadresse, und bestätigen Sie sie.',
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
  earlier_left_open: {
    title: ({ word }) => `Ob ${word ?? 'das Konto von vorhin'} behalten wird, ist nicht bekannt.`,
    text: ({ word }) =>
      `Sie haben für dieses Konto auf den Knopf gedrückt, und die Antwort ging verloren. Dieser Link gehört zu einem anderen Konto. Fügen Sie den Link für ${word ?? 'das erste'} noch einmal ein: Er gibt Auskunft, und nichts geschieht doppelt.`,
  },
  may_be_done: {
    title: 'Vielleicht ist es getan.',
    text: 'Sie haben auf den Knopf gedrückt, und die Antwort ging verloren. Wenn Sie hier aufhören, sehen Sie am Konto nach, wie es steht.',
  },
  ...recoveryLists,
  ...guidedLists,
  ...apiKeyLists,
};
