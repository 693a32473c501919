import type { means as english } from '../../en/wizards/guided_means';
import type { Translated } from '../../words';

/** What an act means. */
export const means: Translated<typeof english> = {
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
    title: 'Es lässt sich nicht rückgängig machen',
    text: 'Die App kann es nicht, und niemand bei nuget.org tut es.',
  },
  delete_name: {
    title: ({ username }) => `Der Name ${username} wird nie wieder vergeben`,
    text: 'Auch nicht an Sie, weder für ein Konto noch für eine Organisation. Nur ein Konto, dessen Adresse nie bestätigt wurde, gibt seinen Namen frei.',
  },
  delete_packages: {
    title: 'Pakete bleiben und lassen sich wie bisher wiederherstellen',
    text: 'Die ohne anderen Besitzer werden aus der Suche genommen, und niemand kann eine neue Version davon veröffentlichen. Reservierte Präfixe werden aufgegeben.',
  },
  delete_keys: {
    title: 'API-Schlüssel gelten nicht mehr',
    text: ({ organization, username }) =>
      `Auch die, die andere für Pakete von ${organization ?? username} erstellt haben. „Trusted Publishing“ von oder für ${organization ?? username} funktioniert nicht mehr, und offene Anfragen um Besitz verfallen.`,
  },
  delete_organizations: {
    title: ({ username }) => `${username} tritt aus jeder Organisation aus`,
    text: 'Eine ohne andere Mitglieder wird gelöscht. Wo nur Mitwirkende bleiben, werden alle zu Administratoren.',
  },
  delete_convert_instead: {
    title: 'Hängt ein Team davon ab? Es kann stattdessen eine Organisation werden',
    text: 'Dann bleiben Name und Pakete, und ein anderes Konto kümmert sich darum: „Konto umwandeln“.',
  },
  name_stays: {
    title: 'Der Name bleibt',
    text: 'Sie können ihn nicht selbst ändern. Die Menschen von nuget.org können es, auf eine E-Mail hin, mit allen Folgen, die das hat.',
  },
  convert_final: {
    title: 'Es lässt sich nicht rückgängig machen',
    text: 'Eine Organisation wird nie wieder das Konto einer Person.',
  },
  convert_sign_in: {
    title: ({ username }) => `Niemand meldet sich mehr als ${username} an`,
    text: 'Sein Microsoft-Konto ist frei für ein anderes. Angemeldete Browser sollten abgemeldet werden.',
  },
  convert_keys: {
    title: ({ other }) => `API-Schlüssel mit begrenztem Umfang gehen an ${other} über und gelten weiter`,
    text: 'Alte Schlüssel mit vollem Zugriff werden gelöscht. Erstellen Sie vorher neue mit begrenztem Umfang.',
  },
  convert_publishing: {
    title: ({ username }) => `„Trusted Publishing“, das ${username} eingerichtet hat, funktioniert nicht mehr`,
    text: 'Eine Organisation bekommt keine Token. Ein Mitglied richtet es neu ein.',
  },
  convert_stays: {
    title: 'Name, Pakete, reservierte Präfixe und die Kontaktadresse bleiben',
  },
  convert_replaces: {
    title: 'Eine neue Anfrage ersetzt eine frühere',
    text: 'Wer vorher gefragt wurde, bekommt eine E-Mail, dass sie zurückgezogen ist. Von selbst läuft eine Anfrage nie ab.',
  },
  accept_administers: {
    title: ({ username, other }) => `${username} wird der einzige Administrator von ${other}`,
    text: 'Nehmen Sie bald einen zweiten dazu, damit es nicht von Ihnen allein abhängt.',
  },
  accept_keys: {
    title: ({ other, username }) => `API-Schlüssel von ${other} mit begrenztem Umfang werden Schlüssel von ${username}`,
    text: 'Sie gelten weiter, mit demselben Geheimnis. Schlüssel mit vollem Zugriff werden gelöscht.',
  },
  accept_tenant: {
    title:
      'Wenn Sie sich mit einem Geschäftskonto anmelden, kann die Organisation an dieses Unternehmen gebunden werden',
    text: 'Dann braucht jedes Mitglied ein Microsoft-Konto davon, und Sie können Ihres nicht wechseln, solange Sie dabei sind.',
  },
  rename_final: { title: 'Es gibt keinen Weg zurück', text: 'Den alten Namen bekommen Sie nicht wieder.' },
  rename_old_name: {
    title: ({ username }) => `${username} bleibt für immer reserviert`,
    text: 'In jeder Schreibweise, und auch für Sie.',
  },
  rename_addresses: {
    title: ({ username }) => `nuget.org/profiles/${username} führt dann ins Leere`,
    text: 'Es gibt keine Weiterleitung. Links in Dokumentation und auf Seiten müssen geändert werden.',
  },
  rename_signatures: {
    title: 'Was vorher veröffentlicht wurde, behält den alten Namen',
    text: 'Im Autorentext, und in der Signatur, die die Besitzer nennt.',
  },
  rename_trust: {
    title: ({ username }) => `Wer Paketen am Besitzer ${username} vertraut, muss den neuen Namen hinzufügen`,
    text: 'Bis dahin werden dort neue Versionen abgelehnt. Auch Regeln für „Trusted Publishing“, die Sie nennen, müssen geändert werden.',
  },
  organization_final: {
    title: 'Es lässt sich nicht rückgängig machen',
    text: 'Es geschieht sofort, und niemand bekommt eine E-Mail.',
  },
  organization_name: {
    title: ({ organization }) => `Der Name ${organization} wird nie wieder vergeben`,
    text: 'Nur eine Organisation, deren Adresse nie bestätigt wurde, gibt ihren Namen frei.',
  },
  organization_first: {
    title: ({ organization }) => `${organization} darf kein Paket allein besitzen und kein Mitglied außer Ihnen haben`,
    text: 'Übergeben Sie zuerst Pakete, und entfernen Sie die Mitglieder; sonst lehnt nuget.org ab.',
  },
};
