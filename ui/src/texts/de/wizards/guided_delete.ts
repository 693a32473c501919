import type { guidedDelete as english } from '../../en/wizards/guided_delete';
import type { Translated } from '../../words';

/** Delete an account at nuget.org. */
export const guidedDelete: Translated<typeof english> = {
  guided_delete_check: {
    title: ({ username }) => `Bevor ${username} gelöscht wird`,
    lead: 'Bei nuget.org löschen Menschen Konten, wenn man sie darum bittet. Zuerst das, was alle sehen können, und was Sie brauchen.',
  },
  guided_delete_do_hand_over: {
    title: 'Übergeben Sie, was sonst niemandem gehört',
    lead: 'nuget.org rät dazu, und das Löschen geht dann schneller. Sie können auch ohne das weitermachen.',
    how: [
      'Öffnen Sie die Seite, dort die Verwaltung eines Pakets, und klappen Sie „Owners“ auf.',
      'Fügen Sie den neuen Besitzer mit seinem Benutzernamen hinzu. Er bekommt eine E-Mail und muss annehmen.',
      'Wenn er angenommen hat, sehen Sie hier noch einmal nach. Die Suche folgt nach einigen Minuten.',
    ],
    done: 'Sie haben nach dem Übergeben von Paketen weitergemacht',
    choices: { mark_done: { title: 'Weiter' } },
  },
  guided_delete_confirm: {
    title: ({ username }) => `${username} für immer löschen?`,
    lead: 'Es wurde nichts beantragt. Das bewirkt eine Löschung.',
    choices: { continue: { title: 'Weiter zum Antrag' } },
  },
  guided_delete_do_request: {
    title: ({ username }) => `Beantragen Sie, dass ${username} gelöscht wird`,
    lead: 'Auf diesen Schritt kommt es an. Bis hierher wurde nichts geändert.',
    how: [
      ({ username }) =>
        `Öffnen Sie die Seite. Oben rechts muss ${username} stehen; sonst würden Sie ein anderes Konto löschen.`,
      'Lesen Sie, was dort aufgezählt ist: Pakete ohne anderen Besitzer, und Organisationen.',
      'Drücken Sie „Submit request to delete my account“, und bestätigen Sie.',
      'Die Seite sagt „Request submitted“. Ein Konto, dessen Adresse nie bestätigt wurde, wird sofort gelöscht.',
    ],
    done: ({ username }) => `Sie haben beantragt, dass ${username} gelöscht wird`,
    choices: { mark_done: { title: 'Ich habe es beantragt' } },
  },
  guided_delete_verify: {
    title: ({ username }) => `Ist ${username} weg?`,
    lead: 'Es dauert Tage. Schließen Sie die App solange: Dieser Assistent merkt sich die Stelle und sieht nach, wenn Sie wiederkommen.',
    choices: { continue: { title: 'Abschließen' } },
  },
  guided_delete_done: {
    title: ({ username }) => `Die Löschung von ${username}`,
    lead: 'Das wurde getan, und das wurde gesehen.',
  },
};
