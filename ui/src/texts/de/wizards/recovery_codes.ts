import type { recoveryCodes as english } from '../../en/wizards/recovery_codes';
import type { Translated } from '../../words';

const proveLead = 'Das zeigt, dass die Codes Ihnen gehören. Es ändert sich dadurch nichts.';

/** Make recovery codes. */
export const recoveryCodes: Translated<typeof english> = {
  recovery_codes_intro: {
    title: ({ username }) => `Wiederherstellungscodes für ${username} erstellen?`,
    lead: ({ username }) =>
      `Zehn Codes, die je einmal gelten. Wenn Sie Ihr Microsoft-Konto oder Ihr Telefon verloren haben, hilft Ihnen einer davon ohne Wartezeit zurück in ${username}. Die Codes gehören dorthin, wo Sie Papiere aufbewahren.`,
  },
  recovery_codes_blocked: {
    title: 'Jetzt können keine Codes erstellt werden',
    lead: 'Das steht im Weg, und zwar alles davon:',
  },
  recovery_codes_prove: {
    title: ({ person }) =>
      person ? `Melden Sie sich als ${person} an` : 'Melden Sie sich mit dem Konto an, das es jetzt öffnet',
    lead: proveLead,
  },
  recovery_codes_wrong_person: {
    title: ({ other_person }) => `Das war ${other_person ?? 'ein anderes Microsoft-Konto'}`,
    lead: ({ username, person }) =>
      `Das Konto ${username} wird von ${person ?? 'einem anderen Microsoft-Konto'} geöffnet. Es wurde nichts geändert, und Sie machen genau hier weiter.`,
  },
  recovery_codes_make: {
    title: ({ username }) => `Zehn Wiederherstellungscodes für ${username} erstellen`,
    lead: 'Die Codes werden einmal gezeigt. Halten Sie einen Drucker, Papier oder einen Passwortmanager bereit.',
  },
  recovery_codes_shown: {
    title: ({ is }) => (is ? 'Die Codes können nicht mehr gezeigt werden' : 'Bewahren Sie diese Codes auf'),
    lead: ({ username, is }) =>
      is
        ? 'Die Codes wurden erstellt, aber die App wurde geschlossen, bevor Sie weitergemacht haben. Erstellen Sie neue; diese treten an ihre Stelle.'
        : `Mit diesen Codes kommen Sie wieder in ${username}, mit jedem einmal. Die nächste Seite fragt nach einem davon.`,
    choices: { begin_again: { title: 'Neue erstellen' } },
  },
  recovery_codes_verify: {
    title: 'Geben Sie einen der Codes ein',
    lead: 'Vom Papier, oder wo immer Sie sie aufbewahren: So wissen Sie, dass sie da sind. Er wird auf diesem Computer verglichen und nicht verbraucht.',
  },
  recovery_codes_done: {
    title: ({ username }) => `${username} hat zehn Wiederherstellungscodes`,
    lead: 'Streichen Sie jeden durch, den Sie benutzt haben.',
  },
};
