import type { NoticeKind } from '../../contract';
import { date } from './numbers';
import { nugetOrg } from './nuget_org';

export const notices: { [Kind in NoticeKind['is']]: (what: Extract<NoticeKind, { is: Kind }>) => string } = {
  login_changed: ({ username }) =>
    `Ein anderes Microsoft-Konto öffnet jetzt ${username}, oder tut es wieder. Waren Sie das?`,
  recovery_started: ({ username }) => `Jemand stellt per E-Mail den Zugang zu ${username} wieder her. Sind Sie das?`,
  recovery_stopped: ({ username }) => `Die Wiederherstellung von ${username} ist angehalten.`,
  ownership_offered: ({ username, package: id, to }) =>
    to
      ? `Ein Angebot für ${id} an die Organisation ${to} wartet auf eine Antwort von ${username}.`
      : `Ein Angebot für ${id} wartet auf ${username}.`,
  package_registered: ({ username, package: id }) =>
    `Das neue Paket ${id} wurde unter dem Namen ${username} veröffentlicht, oder unter dem einer Organisation, zu der das Konto gehört. Haben Sie das erwartet?`,
  key_found_in_public: ({ username, key }) =>
    `Die Galerie hat den API-Schlüssel ${key} von ${username} widerrufen: Er wurde öffentlich gefunden. Sehen Sie nach, was seither veröffentlicht wurde; wo er stand, sagt die E-Mail dazu.`,
  deletion_requested: ({ username }) => `${username} wird gelöscht. Waren Sie das?`,
  contact_email_possible: ({ username }) => `Die Kontaktadresse von ${username} kann von jetzt an geändert werden.`,
  key_ends_soon: ({ username, key, until }) => `Der API-Schlüssel ${key} von ${username} endet am ${date(until)}.`,
  signed_out: ({ username, revoked_at_gallery, removed_from_keyring }) =>
    [
      `Sie sind bei ${username} abgemeldet.`,
      !revoked_at_gallery &&
        'Die Galerie war nicht zu erreichen; dort besteht die Sitzung weiter, bis sie von selbst endet.',
      !removed_from_keyring && 'Die Anmeldung ist noch im Schlüsselbund.',
    ]
      .filter((said) => said !== false)
      .join(' '),
  new_sign_in: ({ username, installation }) => `Neue Anmeldung bei ${username}, auf ${installation}. Waren Sie das?`,
  problem: () => '',
  address_copied: () => 'Die Adresse der Anmeldeseite ist in der Zwischenablage.',
  text_copied: () => 'Kopiert.',
  wizard_too_old: () =>
    'Etwas Begonnenes endete mit der Aktualisierung dieser App, weil sich seine Form geändert hat. Bei der Galerie hat das nichts geändert; beginnen Sie es neu.',
  too_many_under_way: () =>
    'Es ist so viel begonnen, wie diese App behält. Beenden Sie erst etwas davon; von selbst wurde nichts beendet.',
  confirmation_sent: ({ address }) => `Ein neuer Code ist unterwegs an ${address}.`,
  email_confirmed: ({ address }) => `${address} ist bestätigt.`,
  session_ended: ({ installation }) => `Die Sitzung auf ${installation} ist beendet.`,
  invited: ({ username, organization }) => `${organization} lädt ${username} ein.`,
  conversion_requested: ({ username, account }) =>
    `${account} möchte eine Organisation werden und bittet ${username}, sie zu verwalten.`,
  started_over: () => 'Die Übungsgalerie ist wieder an ihrem Anfang.',
  sign_in_expired: () => 'Eine Anmeldung endete, weil ihre Zeit abgelaufen war.',
  calendar_saved: ({ file }) =>
    `${file} liegt in Ihrem Ordner für Downloads. Öffnen Sie die Datei, um ihre Termine in Ihren Kalender zu übernehmen.`,
  links_repaired: () => 'Diese App öffnet ihre Links wieder.',
  seen_at_nuget_org: ({ username, change, expected }) => nugetOrg.surprise(username, change, expected),
};
