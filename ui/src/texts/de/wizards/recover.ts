import type { recover as english } from '../../en/wizards/recover';
import type { Translated } from '../../words';
import { theAccount } from '../names';
import { count, dayAndTime, time } from '../numbers';

/** Get back into an account. */
export const recover: Translated<typeof english> = {
  recover_start: {
    title: 'Was hindert Sie an der Anmeldung?',
    lead: 'Durch das Nachsehen ändert sich nichts. Sie sehen, was sich ändern würde, bevor sich etwas ändert.',
    choices: {
      keep_account: {
        title: 'Mein Konto wird gelöscht, und ich möchte es behalten',
        text: 'Mit dem Link aus der E-Mail, die das ankündigt; auch wenn sein Microsoft-Konto jetzt ein anderes Konto öffnet. Ohne diese E-Mail wählen Sie, dass Sie sein Microsoft-Konto nicht mehr benutzen können.',
      },
    },
  },
  recover_username: {
    title: 'Welchen Benutzernamen hat das Konto?',
    lead: ({ is }) =>
      is
        ? 'Die Galerie sagt dann, wohin ihre E-Mails gehen; der größte Teil der Adresse bleibt verdeckt.'
        : 'Die Galerie sagt dann, wohin ihre E-Mails gehen; der größte Teil der Adresse bleibt verdeckt. Es kann auch eine Organisation sein.',
  },
  recover_address: {
    title: ({ address }) => (address ? `Welche Adresse ist ${address}?` : 'Welche Kontaktadresse hat das Konto?'),
    lead: ({ username, is }) =>
      is
        ? `Es ist die Kontaktadresse von ${username}. Geben Sie sie ganz ein; der Code zum Wiederherstellen geht dorthin.`
        : `Es ist die Kontaktadresse von ${username}, nicht das Microsoft-Konto. Geben Sie sie ganz ein; die Galerie schreibt dorthin, welches Microsoft-Konto ${username} öffnet.`,
    choices: { no_mailbox: { title: 'Ich kann dieses Postfach nicht lesen' } },
  },
  recover_found: {
    title: ({ address }) => `Sehen Sie in das Postfach von ${address}`,
    lead: ({ username }) => `Eine E-Mail ist unterwegs; sie nennt das Microsoft-Konto, das ${username} öffnet.`,
    choices: { no_access: { title: 'Ich kann mich damit nicht anmelden' } },
  },
  recover_mailbox: {
    title: 'Wer kann ohne dieses Postfach helfen?',
    lead: ({ username }) =>
      `Wer die Kontaktadresse von ${username} liest, kann es wiederherstellen. Deshalb schreibt die Galerie an keine andere Adresse.`,
  },
  recover_code: {
    title: 'Welcher Code steht in der E-Mail?',
    lead: ({ username, until }) =>
      `Er zeigt, dass ${username} Ihnen gehört.${until ? ` Er gilt bis ${time(until)}, für 5 Versuche.` : ''}`,
    choices: { mail_code: { title: 'Neuen Code schicken' } },
  },
  recover_second: {
    title: ({ username }) => `Haben Sie einen Wiederherstellungscode von ${username}?`,
    lead: ({ username }) =>
      `Für ${username} ist die Zwei-Faktor-Anmeldung eingeschaltet. Deshalb öffnet die E-Mail allein es nicht.`,
    choices: { no_recovery_code: { title: 'Ich habe keinen' } },
  },
  recover_wait: {
    title: 'Stattdessen 7 Tage warten?',
    lead: 'Sie können die App inzwischen schließen; Sie machen genau hier weiter. Nach der Wartezeit lassen Sie sich einen neuen Code schicken und fahren fort.',
  },
  recover_waiting: {
    title: ({ username, until }) => (until ? `${username} wartet bis zum ${dayAndTime(until)}` : `${username} wartet`),
    lead: 'Es wurde noch nichts geändert. Kommen Sie dann wieder; die App kann inzwischen geschlossen sein. Brechen Sie diesen Assistenten nicht ab, sonst ist die Wartezeit verloren.',
    choices: { use_recovery_code: { title: 'Ich habe einen Wiederherstellungscode gefunden' } },
  },
  recover_waited: {
    title: 'Die Wartezeit ist vorbei',
    lead: ({ username }) =>
      `Soweit hier bekannt, hat niemand die Wiederherstellung angehalten. Ein neuer Code für ${username} geht an die Kontaktadresse des Kontos.`,
  },
  recover_stopped: {
    title: 'Diese Wiederherstellung ist vorbei',
    lead: ({ username, person }) =>
      `Entweder hat jemand sie angehalten, der sich bei ${username}${person ? ` als ${person}` : ''} angemeldet oder in der E-Mail auf den Knopf gedrückt hat, oder ihre Zeit ist abgelaufen. Es wurde nichts geändert. Wenn Sie das Konto mit anderen teilen, fragen Sie zuerst diese.`,
  },
  recover_password: {
    title: 'Wie lauten Benutzername und Passwort?',
    lead: 'Passwörter stammen aus der Zeit vor den Microsoft-Konten. Ein Passwort öffnet das Konto für 30 Minuten, um ein Microsoft-Konto zu verknüpfen, und für nichts anderes.',
    fields: {
      username: { label: 'Benutzername oder E-Mail-Adresse', hint: 'Auch die Kontaktadresse ist möglich.' },
    },
  },
  recover_forgot: {
    title: 'Für welches Konto wollen Sie ein neues Passwort setzen?',
    lead: 'Wenn es ein solches Konto gibt, geht ein Code an seine Kontaktadresse.',
    fields: {
      username: { label: 'Benutzername oder E-Mail-Adresse', hint: 'Auch die Kontaktadresse ist möglich.' },
    },
  },
  recover_reset: {
    title: 'Wie lautet der Code, und wie das neue Passwort?',
    lead: ({ until, is }) =>
      `${is ? 'Für das Konto ist die Zwei-Faktor-Anmeldung eingeschaltet. Deshalb reicht die E-Mail allein für ein neues Passwort nicht: Geben Sie auch einen seiner Wiederherstellungscodes ein. Er wird dabei nicht verbraucht. ' : ''}Das neue Passwort hebt auch eine Sperre nach falschen Passwörtern auf.${until ? ` Der Code gilt bis ${time(until)}, für 5 Versuche.` : ''}`,
    choices: {
      mail_code: { title: 'Neuen Code schicken' },
      choose_lost: { title: 'Das Konto stattdessen per E-Mail wiederherstellen' },
    },
  },
  recover_present: {
    title: ({ username, person }) => `${person ?? 'Ein Microsoft-Konto'} öffnet ${username}`,
    lead: ({ username }) =>
      `Sobald ein Microsoft-Konto verknüpft ist, lässt sich ${username} nicht mehr mit einem Passwort öffnen. Melden Sie sich mit dem Microsoft-Konto an.`,
    choices: { no_access: { title: 'Ich kann mich damit nicht mehr anmelden' } },
  },
  recover_convert: {
    title: ({ username }) => `${username} muss eine Organisation werden`,
    lead: ({ username }) =>
      `Die Betreiber der Galerie verlangen das von Konten mit der E-Mail-Domain von ${username}: Kein Microsoft-Konto kann damit verknüpft werden.`,
    choices: { convert_instead: { title: 'Eine Organisation daraus machen' } },
  },
  recover_new: {
    title: ({ username }) => `Melden Sie sich mit dem Microsoft-Konto an, das ${username} öffnen soll`,
    lead: 'Es darf hier noch kein anderes Konto öffnen. Durch die Anmeldung ändert sich nichts.',
  },
  recover_make_one: {
    title: 'Ein weiteres Microsoft-Konto erstellen',
    lead: ({ username }) =>
      `Das ist kostenlos und dauert einige Minuten. Der Browser öffnet dieselbe Anmeldung: Wählen Sie dort „Erstellen Sie jetzt eins“, und geben Sie eine E-Mail-Adresse an, die noch kein Microsoft-Konto hat, oder nehmen Sie eine neue Adresse bei outlook.com. Dann kommen Sie hierher zurück, zu ${username}.`,
  },
  recover_conflict: {
    title: ({ other_person, other }) =>
      other
        ? `${other_person ?? 'Dieses Microsoft-Konto'} öffnet schon ${other}`
        : 'Dieses Microsoft-Konto öffnet ein anderes Konto',
    lead: ({ username, other }) =>
      other === username
        ? 'Es ist also nichts wiederherzustellen: Melden Sie sich damit an. Um ein anderes zu verknüpfen, wählen Sie das.'
        : `Ein Microsoft-Konto öffnet nur ein Konto. Es wurde nichts geändert. Nehmen Sie für ${username} ein anderes.`,
  },
  recover_link_code: {
    title: ({ username }) => `Geben Sie einen Wiederherstellungscode von ${username} ein`,
    lead: ({ username }) =>
      `Für ${username} ist die Zwei-Faktor-Anmeldung eingeschaltet. Deshalb verknüpft das Passwort allein kein Microsoft-Konto.`,
    choices: { no_recovery_code: { title: 'Ich habe keinen: per E-Mail wiederherstellen' } },
  },
  recover_keep: {
    title: ({ username }) => `${username} wird gelöscht. Behalten?`,
    lead: ({ username }) =>
      `Mit ${username} kann kein Microsoft-Konto verknüpft werden, solange es gelöscht werden soll. Behalten Sie es, endet die Löschung, und seine API-Schlüssel funktionieren wieder. Danach verknüpfen Sie eines.`,
    choices: { choose_lost: { title: 'Stattdessen per E-Mail wiederherstellen' } },
  },
  recover_check: {
    title: ({ username, other_person }) =>
      `Soll ${other_person ?? 'dieses Microsoft-Konto'} das Konto ${username} öffnen?`,
    lead: 'Es wurde noch nichts geändert.',
  },
  recover_unsure: {
    title: 'Wurde es verknüpft?',
    lead: ({ username, other_person }) =>
      `Die Antwort der Galerie ging verloren. Melden Sie sich ${other_person ? `als ${other_person}` : 'mit dem neuen Microsoft-Konto'} an: Öffnet es inzwischen ${username}, sind Sie drin; sonst wurde nichts geändert.`,
  },
  recover_expired: {
    title: 'Die Zeit, um ein Microsoft-Konto zu verknüpfen, ist vorbei',
    lead: ({ username }) =>
      `Zur Sicherheit sind es 30 Minuten. Es wurde nichts geändert, und was Sie über ${theAccount(username)} eingegeben haben, ist noch hier.`,
  },
  recover_done: {
    title: ({ username, other_person }) => `${other_person ?? 'Das neue Microsoft-Konto'} öffnet jetzt ${username}`,
    lead: ({ count: left }) =>
      `Sie sind angemeldet. ${left === undefined ? 'Wiederherstellungscodes und API-Schlüssel bleiben, wie sie waren.' : `Der Wiederherstellungscode, den Sie eingegeben haben, ist verbraucht; ${left === 0 ? 'es ist keiner mehr da, erstellen Sie neue' : `${count(left, 'weiterer gilt', 'weitere gelten')} noch`}. API-Schlüssel bleiben, wie sie waren.`} Wenn noch jemand die E-Mails sieht, sagen Sie dieser Person, dass Sie es waren.`,
  },
};
