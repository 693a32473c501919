import type { unmanagedTenant as english } from '../../en/wizards/unmanaged_tenant';
import type { Translated } from '../../words';

/** Nobody manages the directory of a work domain. */
export const unmanagedTenant: Translated<typeof english> = {
  unmanaged_tenant_domain: {
    title: 'Bei welcher Adresse lehnt Microsoft Sie ab?',
    lead: 'Der Fehler nennt AADSTS65005 oder „unmanaged“. Es geht um die Domain: das, was nach dem @ steht.',
  },
  unmanaged_tenant_why: {
    title: ({ domain, is }) =>
      is ? `Niemand verwaltet das Verzeichnis von ${domain}` : `Verwaltet niemand das Verzeichnis von ${domain}?`,
    lead: ({ domain, is }) =>
      `${is ? '' : 'Das bedeutet AADSTS65005. '}Jemand hat sich einmal mit einer Adresse bei ${domain} für einen Dienst von Microsoft registriert. Microsoft hat dann ein Verzeichnis für die ganze Domain erstellt, ohne Administrator. Ein solches Verzeichnis kann keine App erlauben; deshalb scheitert jede Anmeldung bei der Galerie. Das ist nicht Ihr Fehler, und Ihr Konto hier ist unberührt.`,
    choices: {
      sign_in: {
        title: 'Anderes Microsoft-Konto nehmen',
        text: 'Eines, das hier schon ein Konto öffnet. Um ein anderes mit dem Konto zu verknüpfen, das Sie nicht öffnen können, stellen Sie es wieder her.',
      },
    },
  },
  unmanaged_tenant_text: {
    title: ({ domain }) => `Eine Nachricht an die Person, die sich um ${domain} kümmert`,
    lead: 'Meist ist das die IT-Abteilung, oder wer den Domainnamen bezahlt. Kopieren Sie die Nachricht, und schicken Sie sie dorthin.',
    choices: {
      choose_retry: { title: 'Es ist getan: noch einmal anmelden' },
      choose_record: { title: 'Was dort zu tun ist, Schritt für Schritt' },
    },
  },
  unmanaged_tenant_record: {
    title: ({ domain }) => `Das Verzeichnis von ${domain} übernehmen`,
    lead: 'Microsoft glaubt dem, der einen TXT-Eintrag zur Domain hinzufügen kann. Den Wert erzeugt Microsoft und zeigt ihn auf seiner eigenen Seite; niemand sonst kann ihn Ihnen sagen.',
    choices: { choose_retry: { title: 'Es ist getan: noch einmal anmelden' } },
  },
  unmanaged_tenant_retry: {
    title: ({ domain }) => `Melden Sie sich noch einmal mit Ihrer Adresse bei ${domain} an`,
    lead: 'Wenn Microsoft immer noch ablehnt, ist nichts verloren: Dieser Assistent wartet tagelang auf Sie. Ein neuer DNS-Eintrag kann bis zu 72 Stunden brauchen.',
  },
  unmanaged_tenant_make_one: {
    title: 'Ein weiteres Microsoft-Konto erstellen',
    lead: 'Das ist kostenlos und dauert einige Minuten. Der Browser öffnet dieselbe Anmeldung: Wählen Sie dort „Erstellen Sie jetzt eins“, und geben Sie eine private E-Mail-Adresse an, die noch kein Microsoft-Konto hat, oder nehmen Sie eine neue Adresse bei outlook.com. Dann kommen Sie hierher zurück.',
  },
  unmanaged_tenant_works: {
    title: ({ person, username }) => `Es klappt: ${person ?? 'Ihr Microsoft-Konto'} öffnet ${username}`,
    lead: 'Fahren Sie fort, um angemeldet zu werden.',
  },
  unmanaged_tenant_new: {
    title: ({ person }) => `Es klappt, aber ${person ?? 'dieses Microsoft-Konto'} öffnet hier kein Konto`,
    lead: 'Melden Sie sich damit an, um eines zu eröffnen. Oder stellen Sie ein Konto wieder her, das Sie hatten, und verknüpfen Sie dieses Microsoft-Konto damit.',
  },
  unmanaged_tenant_done: {
    title: ({ username }) => `Sie sind bei ${username} angemeldet`,
    lead: 'Wer das Verzeichnis übernommen hat, bestimmt von nun an über die Anmeldungen damit.',
  },
};
