/*
 * The German of the window. One English word has one German word everywhere:
 *
 *   account             Konto                     sign in             anmelden, Anmeldung
 *   username            Benutzername              sign out            abmelden
 *   contact e-mail      Kontaktadresse            register            registrieren
 *   organization        Organisation              change (account)    wechseln (das Microsoft-Konto)
 *   administrator       Administrator             swap                tauschen
 *   collaborator        Mitwirkende               convert             umwandeln, Umwandlung
 *   member              Mitglied                  recover             wiederherstellen
 *   invitation          Einladung                 undo                rückgängig machen
 *   Microsoft account   Microsoft-Konto           withdraw            zurückziehen
 *   work or school …    Geschäfts- oder Schulkonto  delete            löschen
 *   gallery             Galerie                   revoke (a key)      widerrufen
 *   practice gallery    Übungsgalerie             confirm             bestätigen
 *   those who run it    die Betreiber             grace period        Bedenkzeit
 *   package, owner      Paket, Besitzer           frozen, locked      eingefroren, gesperrt
 *   API key             API-Schlüssel             keyring             Schlüsselbund
 *   scope               Umfang                    policy (at a site)  Regel
 *   session             Sitzung                   tray                Infobereich
 *   recovery code       Wiederherstellungscode    notice              Mitteilung
 *   two-factor          Zwei-Faktor-Anmeldung     receipt             Beleg
 *   password            Passwort                  company             Unternehmen
 *   create, make        erstellen                 open (an account)   eröffnen
 *   type                eingeben                  mail, send          schicken
 *   leave               austreten                 reject, decline     ablehnen
 *   overview            Übersicht                 forget              aus der Liste entfernen
 *   unlist              aus der Suche nehmen      listed              in der Suche
 *   second factor       zweiter Faktor            wizard              Assistent
 *
 * People are addressed with "Sie". A Microsoft account "öffnet" an account, as it opens one in English.
 */

import type { Texts } from '.';
import type { AccountState, GalleryRow, IdentityKind } from '../contract';
import { account, activity, sessions } from './de/account';
import { audits } from './de/audits';
import { health } from './de/health';
import { keyringAsks, keyrings } from './de/keyring';
import { leaving } from './de/leaving';
import { PRACTICE_GALLERY } from './de/names';
import { notices } from './de/notices';
import { nugetOrg } from './de/nuget_org';
import { ago, amount, date, dayAndTime, left, list, moment, time } from './de/numbers';
import { mailbox, practice } from './de/practice';
import { refusals } from './de/refusals';
import { languages, settings, themes } from './de/settings';
import { side, underWay } from './de/side';
import { addGallery, cameBack, register, signIn, signedOut, welcome } from './de/sign_in';
import { trouble } from './de/trouble';
import { who } from './de/who';
import { wizards } from './de/wizards';

const identityKinds: Record<IdentityKind, string> = {
  personal: 'Persönliches Microsoft-Konto',
  work_or_school: 'Geschäfts- oder Schulkonto',
  other: 'Konto eines anderen Anmeldedienstes',
};

const accountStates: Record<AccountState, string> = {
  ready: '',
  offline: 'offline',
  session_ended: 'neu anmelden',
  signed_out: 'abgemeldet',
  token_unreadable: 'kein Schlüsselbund',
  public: 'wie alle es sehen',
};

export const de: Texts = {
  appName: 'NuGet Accounts',
  who,
  galleryName: ({ name, practice }: GalleryRow) => (practice ? PRACTICE_GALLERY : name),
  identityKinds,
  accountStates,
  underWay,
  themes,
  languages,
  numbers: { ago, amount, date, dayAndTime, left, list, moment, time },
  common: {
    back: 'Zurück',
    backTo: (username: string) => `Zurück zu ${username}`,
    backToWork: (what: string) => `Zurück: ${what}`,
    secondFactor: 'Zweiter Faktor benutzt',
    moreFromProvider: 'Was die Anmeldeseite gesagt hat',
    help: {
      sign_in: 'Neu anmelden',
      refresh: 'Aktualisieren',
      copy_address: 'Adresse kopieren',
      resend: 'Neuen Code schicken',
      probe_keyring: 'Schlüsselbund noch einmal suchen',
      another_account: 'Anderes Konto nehmen',
    },
    noAnswerYet:
      'Noch ist keine Antwort da. Die App wartet noch etwas und sagt dann, wie es steht. Nichts geschieht doppelt.',
    helpBusy: 'Einen Augenblick…',
  },
  side,
  notices,
  keyrings,
  keyringAsks,
  welcome,
  addGallery,
  signIn,
  cameBack,
  register,
  signedOut,
  account,
  sessions,
  activity,
  audits,
  health,
  leaving,
  nugetOrg,
  practice,
  mailbox,
  refusals,
  settings,
  trouble,
  wizards,
};
