import type { guidedChangeLogin as english } from '../../en/wizards/guided_change_login';
import type { Translated } from '../../words';

/** Another Microsoft account at nuget.org. */
export const guidedChangeLogin: Translated<typeof english> = {
  guided_change_login_check: {
    title: ({ username }) => `Bevor ${username} ein anderes Microsoft-Konto bekommt`,
    lead: 'Vier Dinge entscheiden, ob nuget.org Sie lässt. Haken Sie ab, was zutrifft.',
  },
  guided_change_login_do_sign_in: {
    title: ({ username }) => `Melden Sie sich bei nuget.org als ${username} an`,
    lead: 'Mit dem Microsoft-Konto, das es jetzt öffnet. Browser nehmen gern von selbst ein anderes; ein privates Fenster nicht.',
    how: [
      'Öffnen Sie die Seite, und drücken Sie „Sign in with Microsoft“.',
      ({ username }) =>
        `Wählen Sie das Microsoft-Konto, das ${username} jetzt öffnet. Wenn es nicht in der Liste steht, wählen Sie „Anderes Konto verwenden“.`,
      ({ username }) => `Sehen Sie nach oben rechts: Dort muss ${username} stehen.`,
    ],
    done: ({ username }) => `Sie haben sich als ${username} angemeldet`,
  },
  guided_change_login_do_change: {
    title: 'Wechseln Sie es in den Kontoeinstellungen',
    lead: 'Von „Change Account“ bis zur Rückkehr haben Sie fünf Minuten. Danach beginnt der Schritt neu; verloren ist nichts.',
    how: [
      'Öffnen Sie die Seite, und klappen Sie „Login Account“ auf.',
      'Drücken Sie „Change Account“, und bestätigen Sie.',
      'Wählen Sie bei Microsoft „Anderes Konto verwenden“, und melden Sie sich mit dem neuen an, mit dessen zweitem Faktor.',
      'Sie kommen zu den Einstellungen zurück, und dort steht „Successfully linked the Microsoft account“.',
    ],
    done: 'Sie haben das Microsoft-Konto in den Einstellungen gewechselt',
  },
  guided_change_login_do_try: {
    title: 'Melden Sie sich mit dem neuen an',
    lead: 'Damit Sie heute wissen, ob es klappt.',
    how: [
      'Melden Sie sich bei nuget.org ab, oben rechts.',
      'Öffnen Sie die Seite, und melden Sie sich mit dem neuen Microsoft-Konto an.',
      ({ username }) => `Sehen Sie nach oben rechts: Dort muss ${username} stehen.`,
    ],
    done: 'Sie haben sich mit dem neuen Microsoft-Konto angemeldet',
  },
  guided_change_login_verify: {
    title: ({ username }) => `Öffnet jetzt das neue Microsoft-Konto ${username}?`,
    lead: 'In den Kontoeinstellungen nennt „Login Account“ es. Außerdem schickt nuget.org es an die Kontaktadresse, wenn man danach fragt.',
  },
  guided_change_login_done: {
    title: ({ username }) => `Ein anderes Microsoft-Konto für ${username}`,
    lead: 'Das wurde getan, und das wurde gesehen. Wenn mit dem alten auch das Postfach der Kontaktadresse verloren geht, ändern Sie als Nächstes die Kontaktadresse.',
  },
};
