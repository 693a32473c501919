import type { AuditEntry, AuditKind } from '../../contract';

/** A sentence with its subject where there is one. */
function about(subject: string | null, said: (subject: string) => string, otherwise: string): string {
  return subject ? said(subject) : otherwise;
}

/** What the gallery decided about the address of an account, by the name of its list. */
const listed: Record<string, string> = {
  password_exception: 'Die Galerie hat dem Konto ein Passwort erlaubt',
  password_discontinued: 'Die Galerie hat Passwörter für das Konto eingestellt',
  forced_conversion: 'Die Galerie hat darum gebeten, dass das Konto zur Organisation wird',
};

/** The same, taken back. */
const unlisted: Record<string, string> = {
  password_exception: 'Die Galerie erlaubt dem Konto kein Passwort mehr',
  password_discontinued: 'Die Galerie hat Passwörter für das Konto wieder zugelassen',
  forced_conversion: 'Die Galerie bittet nicht mehr darum, dass das Konto zur Organisation wird',
};

/**
 * What happened to an account, one sentence for each kind. A person reads their own activity: of organizations and conversions
 * its rows name the other side.
 */
export const audits: Record<AuditKind, (entry: AuditEntry) => string> = {
  registered: () => 'Das Konto wurde eröffnet',
  signed_in: ({ installation }) => (installation ? `Angemeldet auf ${installation}` : 'Angemeldet'),
  sign_in_stopped: ({ installation }) =>
    installation
      ? `Eine Anmeldung auf ${installation} wurde aufgehalten: Das Microsoft-Konto war richtig, aber der zweite Faktor fehlte oder das Konto war eingefroren`
      : 'Eine Anmeldung wurde aufgehalten: Das Microsoft-Konto war richtig, aber der zweite Faktor fehlte oder das Konto war eingefroren',
  signed_out: ({ installation }) => (installation ? `Abgemeldet auf ${installation}` : 'Abgemeldet'),
  session_revoked: ({ subject }) => about(subject, (it) => `Sitzung auf ${it} beendet`, 'Eine Sitzung wurde beendet'),
  email_confirmation_sent: ({ subject }) =>
    about(subject, (it) => `Neuer Code an ${it} geschickt`, 'Ein neuer Code wurde geschickt'),
  email_confirmed: ({ subject }) => about(subject, (it) => `${it} bestätigt`, 'Kontaktadresse bestätigt'),
  email_code_exhausted: ({ subject }) =>
    about(subject, (it) => `Zu viele falsche Codes für ${it}`, 'Zu viele falsche Codes: Der Code gilt nicht mehr'),
  login_changed: ({ subject }) =>
    about(subject, (it) => `${it} öffnet von nun an das Konto`, 'Das Microsoft-Konto wurde gewechselt'),
  logins_swapped: ({ subject }) =>
    about(subject, (it) => `Microsoft-Konten mit ${it} getauscht`, 'Microsoft-Konten wurden getauscht'),
  login_change_undone: () => 'Der Wechsel des Microsoft-Kontos wurde rückgängig gemacht',
  login_change_final: () => 'Der Wechsel des Microsoft-Kontos kann nicht mehr rückgängig gemacht werden',
  account_frozen: () => 'Das Konto wurde eingefroren',
  account_unfrozen: () => 'Das Konto ist wieder in den Händen seines Besitzers',
  objection_withdrawn: () =>
    'Der Einspruch gegen den Tausch der Microsoft-Konten wurde zurückgezogen; der des anderen Kontos bleibt',
  recovery_codes_made: () => 'Neue Wiederherstellungscodes wurden erstellt',
  recovery_code_used: () => 'Ein Wiederherstellungscode wurde benutzt',
  two_factor_on: () => 'Die Zwei-Faktor-Anmeldung wurde eingeschaltet',
  two_factor_off: () => 'Die Zwei-Faktor-Anmeldung wurde ausgeschaltet',
  email_change_requested: ({ subject }) =>
    about(subject, (it) => `Neue Kontaktadresse angegeben: ${it}`, 'Eine neue Kontaktadresse wurde angegeben'),
  email_change_cancelled: () => 'Die Änderung der Kontaktadresse wurde zurückgezogen',
  email_change_undone: ({ subject }) =>
    about(subject, (it) => `Kontaktadresse wieder auf ${it} gesetzt`, 'Die frühere Kontaktadresse gilt wieder'),
  preferences_changed: () => 'Die Auswahl der E-Mails wurde geändert',
  password_set: () => 'Ein Passwort wurde gesetzt',
  password_removed: () => 'Das Passwort wurde entfernt',
  password_sign_in: ({ subject }) =>
    about(
      subject,
      (it) => `Wiederherstellung mit dem Passwort begonnen, auf ${it}`,
      'Wiederherstellung mit dem Passwort begonnen',
    ),
  password_sign_in_failed: () => 'Ein falsches Passwort wurde eingegeben',
  password_sign_in_unsupported: () => 'Ein Passwort wurde eingegeben; die Galerie nimmt für dieses Konto keins mehr an',
  password_reset_requested: () => 'Ein neues Passwort wurde per E-Mail angefordert',
  assistance_mailed: () => 'Die verknüpften Microsoft-Konten wurden an die Kontaktadresse geschickt',
  recovery_requested: () => 'Eine E-Mail zur Wiederherstellung wurde angefordert',
  proof_code_mailed: ({ subject }) =>
    about(
      subject,
      (it) => `Ein Code zum Fortfahren wurde an ${it} geschickt`,
      'Ein Code zum Fortfahren wurde an die Kontaktadresse geschickt',
    ),
  recovery_started: () => 'Eine Wiederherstellung wurde begonnen',
  recovery_stopped: () => 'Eine Wiederherstellung wurde angehalten',
  recovery_finished: ({ subject }) =>
    about(subject, (it) => `Wiederhergestellt: ${it} öffnet von nun an das Konto`, 'Das Konto wurde wiederhergestellt'),
  organization_created: ({ subject }) =>
    about(subject, (it) => `Die Organisation ${it} wurde erstellt`, 'Eine Organisation wurde erstellt'),
  member_invited: ({ subject }) => about(subject, (it) => `Zu ${it} eingeladen`, 'Zu einer Organisation eingeladen'),
  invitation_accepted: ({ subject }) =>
    about(subject, (it) => `Einladung zu ${it} angenommen`, 'Eine Einladung wurde angenommen'),
  invitation_declined: ({ subject }) =>
    about(subject, (it) => `Einladung zu ${it} abgelehnt`, 'Eine Einladung wurde abgelehnt'),
  invitation_cancelled: ({ subject }) =>
    about(subject, (it) => `Einladung zu ${it} zurückgezogen`, 'Eine Einladung wurde zurückgezogen'),
  member_role_changed: ({ subject }) =>
    about(subject, (it) => `Rolle in ${it} geändert`, 'Die Rolle in einer Organisation wurde geändert'),
  member_removed: ({ subject }) => about(subject, (it) => `Aus ${it} entfernt`, 'Aus einer Organisation entfernt'),
  member_left: ({ subject }) => about(subject, (it) => `Aus ${it} ausgetreten`, 'Aus einer Organisation ausgetreten'),
  members_promoted: ({ subject }) =>
    about(subject, (it) => `Jetzt Administrator: ${it}`, 'Mitwirkende wurden Administratoren'),
  tenant_policy_set: () => 'Neue Mitglieder müssen von nun an aus einem bestimmten Unternehmen sein',
  conversion_requested: ({ subject }) =>
    about(subject, (it) => `Umwandlung angefragt, bei ${it}`, 'Die Umwandlung in eine Organisation wurde angefragt'),
  conversion_accepted: ({ subject, by }) =>
    about(
      subject,
      (it) => (by ? `${it} hat der Umwandlung zugestimmt` : `Umwandlung von ${it} angenommen`),
      'Der Umwandlung wurde zugestimmt',
    ),
  conversion_rejected: ({ subject, by }) =>
    about(
      subject,
      (it) => (by ? `${it} hat die Umwandlung abgelehnt` : `Umwandlung von ${it} abgelehnt`),
      'Die Umwandlung wurde abgelehnt',
    ),
  conversion_cancelled: () => 'Die Umwandlung wurde zurückgezogen',
  conversion_stopped: ({ subject }) =>
    about(
      subject,
      (it) => `Die Galerie hat die Umwandlung mit ${it} beendet: Etwas stand im Weg`,
      'Die Galerie hat die Umwandlung beendet: Etwas stand im Weg',
    ),
  converted: ({ subject }) =>
    about(
      subject,
      (it) => `${it} wurde eine Organisation; dieses Konto verwaltet sie`,
      'Ein Konto wurde eine Organisation; dieses verwaltet sie',
    ),
  deletion_requested: () => 'Die Löschung wurde beantragt',
  deletion_cancelled: () => 'Die Löschung wurde zurückgezogen',
  deletion_stopped: () => 'Die Löschung wurde angehalten: Sie hätte mehr bewirkt, als gezeigt wurde',
  deleted: () => 'Das Konto wurde gelöscht',
  package_registered: ({ subject }) =>
    about(subject, (it) => `${it} zum ersten Mal veröffentlicht`, 'Ein Paket wurde zum ersten Mal veröffentlicht'),
  ownership_offered: ({ subject }) =>
    about(subject, (it) => `Mitbesitz an ${it} angeboten`, 'Der Mitbesitz an einem Paket wurde angeboten'),
  ownership_accepted: ({ subject }) =>
    about(subject, (it) => `Mitbesitz an ${it} angenommen`, 'Der Mitbesitz an einem Paket wurde angenommen'),
  ownership_declined: ({ subject }) =>
    about(
      subject,
      (it) => `Mitbesitz an ${it} abgelehnt oder zurückgezogen`,
      'Der Mitbesitz an einem Paket wurde abgelehnt oder zurückgezogen',
    ),
  owner_removed: ({ subject }) =>
    about(subject, (it) => `Ein Besitzer von ${it} wurde entfernt`, 'Ein Besitzer eines Pakets wurde entfernt'),
  package_listed: ({ subject }) =>
    about(subject, (it) => `${it} ist in der Suche zu finden`, 'Ein Paket ist in der Suche zu finden'),
  package_unlisted: ({ subject }) =>
    about(subject, (it) => `${it} aus der Suche genommen`, 'Ein Paket wurde aus der Suche genommen'),
  key_made: ({ subject }) => about(subject, (it) => `API-Schlüssel ${it} erstellt`, 'Ein API-Schlüssel wurde erstellt'),
  key_changed: ({ subject }) =>
    about(subject, (it) => `API-Schlüssel ${it} geändert`, 'Ein API-Schlüssel wurde geändert'),
  key_revoked: ({ subject }) =>
    about(subject, (it) => `API-Schlüssel ${it} widerrufen`, 'Ein API-Schlüssel wurde widerrufen'),
  key_found_in_public: ({ subject }) =>
    about(
      subject,
      (it) => `API-Schlüssel ${it} von der Galerie widerrufen: Er wurde öffentlich gefunden`,
      'Die Galerie hat einen API-Schlüssel widerrufen, der öffentlich gefunden wurde',
    ),
  key_moved: ({ subject, by }) =>
    about(
      subject,
      (it) => (by ? `API-Schlüssel ${it} von ${by} übernommen` : `API-Schlüssel ${it} übernommen`),
      'Ein API-Schlüssel wurde übernommen',
    ),
  locked: ({ subject }) =>
    about(subject, (it) => `Die Galerie hat das Konto gesperrt: ${it}`, 'Die Galerie hat das Konto gesperrt'),
  unlocked: () => 'Die Galerie hat das Konto entsperrt',
  decided_by_operator: ({ subject }) =>
    about(
      subject,
      (it) => `Die Galerie hat entschieden, wem das Konto gehört: ${it}`,
      'Die Galerie hat entschieden, wem das Konto gehört',
    ),
  renamed: ({ subject }) =>
    about(subject, (it) => `Benutzername geändert; er war ${it}`, 'Der Benutzername wurde geändert'),
  rename_requested: ({ subject }) =>
    about(
      subject,
      (it) => `Benutzername ${it} bei der Galerie beantragt`,
      'Ein anderer Benutzername wurde bei der Galerie beantragt',
    ),
  rename_request_ended: ({ subject }) =>
    about(
      subject,
      (it) => `Anderer Benutzername zurückgezogen oder abgelehnt: ${it}`,
      'Der Wunsch nach einem anderen Benutzernamen wurde zurückgezogen oder abgelehnt',
    ),
  listed_by_operator: ({ subject }) =>
    listed[subject ?? ''] ?? 'Die Galerie hat etwas über die Adresse des Kontos entschieden',
  unlisted_by_operator: ({ subject }) =>
    unlisted[subject ?? ''] ?? 'Die Galerie hat zurückgenommen, was sie über die Adresse des Kontos entschieden hatte',
};
