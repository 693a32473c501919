import type { atHand as english } from '../../en/wizards/guided_at_hand';
import type { Translated } from '../../words';

/** What must be at hand, and what an act means. */
export const atHand: Translated<typeof english> = {
  have_present_login: {
    title: ({ username }) => `Sie können sich bei nuget.org als ${username ?? 'dieses Konto'} anmelden`,
    text: 'Mit dem Microsoft-Konto, das es jetzt öffnet, und dessen zweitem Faktor.',
  },
  have_new_login: {
    title: 'Sie können sich mit dem neuen Microsoft-Konto anmelden, mit einem zweiten Faktor',
    text: 'nuget.org verlangt einen, wenn ein Microsoft-Konto verknüpft wird: ein Telefon, eine App oder ein anderes Postfach, eingerichtet bei Microsoft.',
  },
  have_free_login: {
    title: 'Das neue Microsoft-Konto öffnet kein Konto bei nuget.org',
    text: 'Sonst lehnt nuget.org es ab. Um es herauszufinden, melden Sie sich in einem privaten Fenster damit an: Es sollte nach einem Benutzernamen gefragt werden. Registrieren Sie sich dort nicht.',
  },
  have_no_tenant_organization: {
    title: 'Keine Organisation bindet Sie an das Microsoft-Konto Ihres Unternehmens',
    text: 'Das betrifft nur Geschäfts- und Schulkonten. Eine solche Organisation sagt es auf ihrer Seite; verlassen Sie sie zuerst, oder fragen Sie ihre Administratoren.',
  },
  have_mailbox: {
    title: 'Sie können das Postfach der Kontaktadresse lesen',
    text: 'Die Menschen von nuget.org antworten dorthin, und nirgendwohin sonst.',
  },
  have_other_administrators: {
    title: 'Organisationen, die bleiben sollen, haben noch einen Administrator',
    text: 'Eine ohne andere Mitglieder wird mitgelöscht. Wo nur Mitwirkende bleiben, werden alle zu Administratoren.',
  },
  change_replaces: {
    title: 'Das neue Microsoft-Konto tritt an die Stelle jeder anderen Anmeldung',
    text: 'An die des jetzigen und an die eines Passworts von früher. Es gibt keine zweite Anmeldung, und rückgängig geht es nur auf demselben Weg zurück.',
  },
  change_keeps: {
    title: 'Pakete, API-Schlüssel und die Kontaktadresse bleiben',
    text: 'Angemeldete Browser bleiben es auch.',
  },
  change_silent: {
    title: 'Niemand bekommt darüber eine E-Mail',
    text: 'Nicht die Kontaktadresse, nicht das Microsoft-Konto von vorher.',
  },
  delete_final: {
    title: 'Es lässt sich nicht zurücknehmen',
    text: 'Die App kann es nicht, und niemand bei nuget.org tut es.',
  },
  delete_name: {
    title: ({ username }) => `Der Name ${username} wird nie wieder vergeben`,
    text: 'Auch nicht an Sie, weder für ein Konto noch für eine Organisation. Nur ein Konto, dessen Adresse nie bestätigt wurde, gibt seinen Namen frei.',
  },
  delete_packages: {
    title: 'Pakete bleiben, und lassen sich wie bisher wiederherstellen',
    text: 'Die ohne anderen Besitzer werden nicht mehr gelistet, und niemand kann eine neue Version davon veröffentlichen.',
  },
  delete_keys: {
    title: 'API-Schlüssel gelten nicht mehr',
    text: ({ username }) => `Auch die, die andere für Pakete von ${username} erstellt haben.`,
  },
  delete_organizations: {
    title: ({ username }) => `${username} verlässt jede Organisation`,
    text: 'Eine ohne andere Mitglieder wird gelöscht. Wo nur Mitwirkende bleiben, werden alle zu Administratoren.',
  },
  delete_convert_instead: {
    title: 'Hängt ein Team davon ab? Es kann stattdessen eine Organisation werden',
    text: 'Dann bleiben Name und Pakete, und ein anderes Konto kümmert sich darum: „Konto umwandeln“.',
  },
};
