import type { keepAccount as english } from '../../en/wizards/keep_account';
import type { Translated } from '../../words';

/** Keep an account that is being deleted, with the link that was mailed to it. */
export const keepAccount: Translated<typeof english> = {
  keep_account_link: {
    title: 'Welches Konto möchten Sie behalten?',
    lead: 'Wenn eine Löschung beginnt, bekommt der Besitzer einen Link, der das Konto behält. Fügen Sie ihn hier ein. Das Einfügen ändert nichts: Sie sehen zuerst, was er bewirkt. Ohne diese E-Mail stellen Sie den Zugang mit einer anderen wieder her: Auch das behält das Konto.',
  },
  keep_account_used: {
    title: 'Dieser Link behält kein Konto, oder nicht mehr',
    lead: ({ username }) =>
      `Er wurde schon benutzt, seine Zeit ist vorbei, oder er stammt aus einer anderen E-Mail. Wenn ${username ?? 'das Konto'} behalten wurde, öffnet es sich mit seinem Microsoft-Konto: Melden Sie sich an, um nachzusehen.`,
    choices: { look_again: { title: 'Anderen Link einfügen' } },
  },
  keep_account_sign_in: {
    title: ({ username }) => `Welches Microsoft-Konto soll ${username} öffnen?`,
    lead: ({ username }) =>
      `Das Microsoft-Konto, das ${username} öffnete, öffnet jetzt ein anderes Konto, und ein Microsoft-Konto öffnet nur eines. Melden Sie sich mit einem an, das hier noch kein Konto öffnet. Das Anmelden ändert nichts.`,
    choices: { open_browser: { title: 'Mit Microsoft anmelden' } },
  },
  keep_account_make_one: {
    title: 'Ein weiteres Microsoft-Konto erstellen',
    lead: ({ username }) =>
      `Das ist kostenlos und dauert einige Minuten. Der Browser öffnet dieselbe Anmeldung: Wählen Sie dort „Erstellen Sie jetzt eins“, und geben Sie eine E-Mail-Adresse an, die noch kein Microsoft-Konto hat, oder nehmen Sie eine neue Adresse bei outlook.com. Dann kommen Sie hierher zurück, zu ${username}.`,
  },
  keep_account_taken: {
    title: ({ other_person, other }) =>
      `${other_person ?? 'Dieses Microsoft-Konto'} öffnet ${other ?? 'ein anderes Konto'}`,
    lead: ({ username, other }) =>
      `Ein Microsoft-Konto öffnet nur ein Konto, dieses kann also nicht auch ${username} öffnen. Es wurde nichts geändert${other ? `, und ${other} bleibt, wie es ist` : ''}. Nehmen Sie ein anderes von Ihnen, oder erstellen Sie ein neues: Das ist kostenlos.`,
  },
  keep_account_check: {
    title: ({ username }) => `${username} behalten?`,
    lead: ({ username, is }) =>
      is
        ? `Es wurde noch nichts geändert. Für ${username} ist die Zwei-Faktor-Anmeldung eingeschaltet; deshalb behält der Link das Konto und meldet niemanden an: Hinein kommen Sie über die Wiederherstellung.`
        : 'Es wurde noch nichts geändert.',
  },
  keep_account_kept: {
    title: ({ username }) => `${username} bleibt`,
    lead: ({ username, person, is }) =>
      is
        ? `Es wird nicht mehr gelöscht. Stellen Sie den Zugang zu ${username} wieder her, um hineinzukommen.`
        : person
          ? 'Es wird nicht mehr gelöscht, und Sie sind angemeldet. Wenn jemand anderes damit begonnen hat, sehen Sie die Aktivität durch und erstellen Sie Wiederherstellungscodes.'
          : 'Es wird nicht mehr gelöscht. Melden Sie sich an, um es hier zu benutzen.',
    choices: { sign_in_again: { title: ({ username }) => `Bei ${username} anmelden` } },
  },
};
