import type { twoFactor as english } from '../../en/wizards/two_factor';
import type { Translated } from '../../words';
import { count } from '../numbers';

/** Switch two-factor on or off. */
export const twoFactor: Translated<typeof english> = {
  two_factor_intro: {
    title: ({ username, is }) =>
      is === undefined
        ? `Zwei-Faktor-Anmeldung für ${username}`
        : is
          ? `Die Zwei-Faktor-Anmeldung ist für ${username} eingeschaltet`
          : `Die Zwei-Faktor-Anmeldung für ${username} einschalten?`,
    lead: ({ username, is }) =>
      is
        ? `Jede Anmeldung bei ${username} braucht einen zweiten Faktor: einen Code auf einem Telefon oder in einem Postfach, nach dem Microsoft fragt.`
        : `Jede Anmeldung bei ${username} braucht dann einen zweiten Faktor, nach dem Microsoft fragt: einen Code auf einem Telefon oder in einem Postfach. Ein gestohlenes Passwort genügt dann nicht mehr.`,
  },
  two_factor_missing: {
    title: 'Diese Galerie fragt nicht nach einem zweiten Faktor',
    lead: ({ person }) =>
      `Microsoft kann trotzdem bei jeder Anmeldung${person ? ` von ${person}` : ''} danach fragen: Schalten Sie auf der Sicherheitsseite Ihres Microsoft-Kontos die Überprüfung in zwei Schritten ein.`,
  },
  two_factor_work: {
    title: ({ username }) => `Über die Zwei-Faktor-Anmeldung für ${username} entscheidet Ihr Unternehmen`,
    lead: ({ person }) =>
      `${person ?? 'Das Microsoft-Konto'} ist ein Geschäfts- oder Schulkonto. Dessen Administratoren bestimmen, wann Microsoft nach einem zweiten Faktor fragt, und die Galerie überlässt es ihnen. Hier eingeschaltet, schützt sie das Konto, sobald ein persönliches Microsoft-Konto es öffnet, und bei jeder Wiederherstellung per E-Mail.`,
    choices: { choose_on: { title: 'Trotzdem einschalten' } },
  },
  two_factor_blocked: {
    title: 'Das kann jetzt nicht geändert werden',
    lead: 'Das steht im Weg, und zwar alles davon:',
  },
  two_factor_enrol: {
    title: 'Kennt Ihr Microsoft-Konto ein Telefon oder ein anderes Postfach?',
    lead: 'Ein zweiter Faktor liegt bei Microsoft, nicht hier. Wenn es noch keinen hat, fragt die Seite von Microsoft danach, wenn Sie sich auf der nächsten Seite anmelden.',
  },
  two_factor_prove: {
    title: ({ person }) =>
      person
        ? `Melden Sie sich als ${person} an, mit dem zweiten Faktor`
        : 'Melden Sie sich mit dem Konto an, das es jetzt öffnet, und mit dem zweiten Faktor',
    lead: ({ is }) =>
      is
        ? 'So schaltet niemand sie aus, der nur Ihr Passwort hat. Durch die Anmeldung wird noch nichts ausgeschaltet.'
        : 'Dieses Mal fragt Microsoft danach. Das zeigt, dass er funktioniert, bevor etwas davon abhängt.',
  },
  two_factor_wrong_person: {
    title: ({ other_person }) => `Das war ${other_person ?? 'ein anderes Microsoft-Konto'}`,
    lead: ({ username, person }) =>
      `Das Konto ${username} wird von ${person ?? 'einem anderen Microsoft-Konto'} geöffnet. Es wurde nichts geändert, und Sie machen genau hier weiter.`,
  },
  two_factor_not_used: {
    title: 'Microsoft hat nicht nach einem zweiten Faktor gefragt',
    lead: 'Oder die Galerie hat nichts davon erfahren. Es wurde nichts geändert. Hinterlegen Sie bei Microsoft ein Telefon oder ein Postfach, und melden Sie sich noch einmal an.',
  },
  two_factor_codes: {
    title: 'Was, wenn Sie den zweiten Faktor verlieren?',
    lead: ({ username, count: left }) =>
      left
        ? `${username} hat noch ${count(left, 'Wiederherstellungscode', 'Wiederherstellungscodes')}. Sie geben einen davon ein, um die Zwei-Faktor-Anmeldung einzuschalten; er wird nicht verbraucht.`
        : `Dann öffnet ein Wiederherstellungscode ${username}. Es gibt noch keine; deshalb werden zuerst zehn erstellt.`,
  },
  two_factor_codes_prove: {
    title: ({ person }) =>
      person
        ? `Melden Sie sich noch einmal als ${person} an`
        : 'Melden Sie sich noch einmal mit dem Konto an, das es jetzt öffnet',
    lead: 'Jede Anmeldung reicht für eine Sache. Diese ist dafür da, die Codes zu erstellen.',
  },
  two_factor_codes_make: {
    title: ({ username }) => `Zehn Wiederherstellungscodes für ${username} erstellen`,
    lead: 'Die Codes werden einmal gezeigt. Halten Sie einen Drucker, Papier oder einen Passwortmanager bereit.',
  },
  two_factor_codes_shown: {
    title: 'Bewahren Sie diese Codes auf',
    lead: 'Die Zwei-Faktor-Anmeldung ist noch ausgeschaltet. Die nächste Seite fragt nach einem der Codes und schaltet sie ein.',
    choices: { begin_again: { title: 'Neue erstellen' } },
  },
  two_factor_on: {
    title: ({ username }) =>
      `Geben Sie einen Wiederherstellungscode ein, und schalten Sie die Zwei-Faktor-Anmeldung für ${username} ein`,
    lead: 'Vom Papier, oder wo immer Sie sie aufbewahren. Er wird nicht verbraucht.',
  },
  two_factor_off: {
    title: ({ username }) => `Die Zwei-Faktor-Anmeldung für ${username} ausschalten?`,
    lead: 'Wer das Passwort Ihres Microsoft-Kontos hat, kann sich dann anmelden, wenn nicht Microsoft selbst nach mehr fragt.',
  },
  two_factor_on_done: {
    title: ({ username }) => `Die Zwei-Faktor-Anmeldung ist für ${username} eingeschaltet`,
    lead: 'Von nun an braucht jede Anmeldung Ihren zweiten Faktor. Ohne ihn öffnet ein Wiederherstellungscode den Weg zurück.',
  },
  two_factor_off_done: {
    title: ({ username }) => `Die Zwei-Faktor-Anmeldung ist für ${username} ausgeschaltet`,
    lead: 'Ihre Wiederherstellungscodes gelten weiter.',
  },
};
