import type { Step } from '../../../contract';
import type { StepTable } from '../../words';
import { count, dayAndTime } from '../numbers';

type Steps = Extract<Step, `delete_account_${string}`>;

/** "am 3. März 2026, 10:14 Uhr". */
function on(at: string | undefined): string {
  return at ? `am ${dayAndTime(at)}` : 'am Ende der Bedenkzeit';
}

/** "bis zum 3. März 2026, 10:14 Uhr". */
function to(at: string | undefined): string {
  return at ? `bis zum ${dayAndTime(at)}` : 'bis zum Ende der Bedenkzeit';
}

/** Delete an account, or keep it. */
export const deletion: StepTable<Steps> = {
  delete_account_intro: {
    title: ({ username, is }) => (is ? `${username} kann jetzt nicht gelöscht werden` : `${username} löschen?`),
    lead: ({ is }) =>
      is
        ? 'Es wurde nichts geändert. Das ist alles, was im Weg steht:'
        : 'Das ginge dabei verloren. Es wurde nichts geändert, und Sie werden noch einmal gefragt, bevor sich etwas ändert.',
  },
  delete_account_packages: {
    title: ({ count: packages = 0 }) =>
      packages === 0
        ? 'Jedes Paket hat einen anderen Besitzer'
        : `Wer übernimmt ${count(packages, 'Paket', 'Pakete')}?`,
    lead: ({ username, count: packages = 0 }) =>
      packages === 0
        ? 'Nichts bleibt ohne Besitzer.'
        : packages === 1
          ? `Es gehört niemandem außer ${username}. Bieten Sie es jemandem an, oder fahren Sie ohne das fort.`
          : `Die Pakete gehören niemandem außer ${username}. Bieten Sie jedes jemandem an, oder fahren Sie ohne das fort.`,
  },
  delete_account_hand_over: {
    title: ({ word }) => `Wem soll ${word} gehören?`,
    lead: 'Eine E-Mail geht dorthin, und das Paket gehört dem neuen Besitzer, sobald er annimmt. Sie bleiben Besitzer, bis Ihr Konto gelöscht ist.',
    fields: {
      username: {
        label: 'Benutzername des neuen Besitzers',
        hint: 'Der Benutzername, nicht die E-Mail-Adresse, einer Person oder einer Organisation dieser Galerie.',
      },
    },
  },
  delete_account_orphans: {
    title: ({ count: packages = 0 }) =>
      packages === 1
        ? 'Was wird aus dem Paket, das niemand übernimmt?'
        : 'Was wird aus den Paketen, die niemand übernimmt?',
    lead: ({ count: packages = 0 }) =>
      `Wer ${packages === 1 ? 'es' : 'sie'} benutzt, kann ${packages === 1 ? 'es' : 'sie'} in beiden Fällen weiter herunterladen.`,
  },
  delete_account_proof: {
    title: ({ username }) => `Melden Sie sich noch einmal als ${username} an`,
    lead: ({ person }) =>
      `Damit niemand sonst an diesem Computer es löscht. ${person ? `Melden Sie sich als ${person} an. ` : ''}Durch die Anmeldung wird nichts gelöscht.`,
  },
  delete_account_wrong_person: {
    title: ({ username }) => `Dieses Microsoft-Konto öffnet ${username} nicht`,
    lead: ({ person, other_person }) =>
      `Erwartet war ${person ?? 'das, das es öffnet'}; zurück kam ${other_person ?? 'jemand anderes'}. Es wurde nichts geändert. Wählen Sie bei Microsoft „Anderes Konto verwenden“.`,
    choices: {
      open_browser: { title: ({ person }) => (person ? `Als ${person} anmelden` : 'Mit dem richtigen anmelden') },
    },
  },
  delete_account_check: {
    title: ({ username }) => `${username} jetzt löschen?`,
    lead: ({ is }) =>
      is
        ? 'Das ist alles, was sich ändert, und zwar sofort: Es gibt keine Bedenkzeit, in der Sie das Konto behalten könnten.'
        : 'Das ist alles, was sich ändert. Sofort werden Sie auf jedem Computer abgemeldet, und die API-Schlüssel des Kontos funktionieren nicht mehr. Das Übrige geschieht an dem Tag, der hier steht; bis dahin können Sie das Konto behalten, und mit ihm seine Schlüssel.',
    choices: { delete_account: { title: ({ username }) => `${username} löschen` } },
  },
  delete_account_grace: {
    title: ({ username, until }) => `${username} wird ${on(until)} gelöscht`,
    lead: ({ username, until, is, address }) =>
      is
        ? `Sein Microsoft-Konto öffnet jetzt ein anderes Konto. Um ${username} zu behalten, brauchen Sie deshalb den Link, der${address ? ` an ${address}` : ''} geschickt wurde, ${to(until)}. Ohne diese E-Mail behalten Sie es über „Ich kann mich nicht anmelden“ mit einer anderen.`
        : `Bis dahin funktionieren seine API-Schlüssel nicht, sonst ändert sich nichts, und Sie können ${username} behalten: hier, oder mit dem Link, der${address ? ` an ${address}` : ''} geschickt wurde.`,
    choices: {
      keep_account: { title: ({ username }) => `${username} behalten` },
      finish: { title: 'Schließen' },
    },
  },
  delete_account_signed_out: {
    title: ({ username, until, is }) =>
      is
        ? `Die Zeit, um ${username} zu behalten, ist vorbei`
        : until
          ? `${username} wird ${on(until)} gelöscht`
          : `Sie sind bei ${username} abgemeldet`,
    lead: ({ username, until, is, address }) =>
      is
        ? `${username} sollte ${on(until)} gelöscht werden. Wenn es so kam, meldet sich niemand mehr dort an.`
        : until
          ? `Sie wurden, wie angekündigt, auf jedem Computer abgemeldet. Um das Konto zu behalten, melden Sie sich noch einmal an und drücken Sie auf „${username} behalten“, oder nehmen Sie den Link, der${address ? ` an ${address}` : ''} geschickt wurde.`
          : `Das geschieht, wenn die Löschung beginnt. Melden Sie sich an, um zu sehen, wie es steht, und um ${username} zu behalten, wenn Sie das wollen.`,
    choices: {
      sign_in_elsewhere: { title: ({ username }) => `Bei ${username} anmelden` },
      finish: { title: 'Schließen' },
    },
  },
  delete_account_kept: {
    title: ({ username }) => `${username} bleibt`,
    lead: ({ is }) =>
      is
        ? 'Es wurde inzwischen behalten: Die Löschung ist zurückgezogen, und API-Schlüssel funktionieren wieder.'
        : 'Die Löschung ist zurückgezogen. API-Schlüssel funktionieren wieder. Melden Sie sich noch einmal an, um hier alles zu benutzen.',
  },
  delete_account_gone: {
    title: ({ username }) => `${username} ist gelöscht`,
    lead: 'Es hatte keine Bedenkzeit, weil seine Kontaktadresse nie bestätigt wurde oder die Galerie keine gibt.',
  },
};
