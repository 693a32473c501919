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
import type {
  AccountState,
  AddressStanding,
  GalleryRow,
  IdentityKind,
  KeyringStatus,
  Language,
  NoticeKind,
  Theme,
  UnderWayKind,
} from '../contract';
import { ACCOUNTS, OLD } from '../lib/cast';
import { audits } from './de/audits';
import { PRACTICE_GALLERY, SOME_GALLERY, atGallery, firstAtGallery, firstGallery, ofGallery } from './de/names';
import { ago, amount, count, date, dayAndTime, left, list, moment, time } from './de/numbers';
import { health } from './de/health';
import { leaving } from './de/leaving';
import { nugetOrg } from './de/nuget_org';
import { refusals } from './de/refusals';
import { trouble } from './de/trouble';
import { who } from './de/who';
import { wizards } from './de/wizards';

const identityKinds: Record<IdentityKind, string> = {
  personal: 'Persönliches Microsoft-Konto',
  work_or_school: 'Geschäfts- oder Schulkonto',
  other: 'Konto eines anderen Anmeldedienstes',
};

/** "Microsoft-Konto" where it is one. */
function accountOf(kind: IdentityKind): string {
  return kind === 'other' ? 'Konto' : 'Microsoft-Konto';
}

const accountStates: Record<AccountState, string> = {
  ready: '',
  offline: 'offline',
  session_ended: 'neu anmelden',
  signed_out: 'abgemeldet',
  token_unreadable: 'kein Schlüsselbund',
  public: 'wie alle es sehen',
};

const standings: Record<AddressStanding, (address: string, gallery: string) => string> = {
  unknown: (_, gallery) => `Es öffnet ${atGallery(gallery)} kein Konto. Es wurde auch keines eröffnet.`,
  organization: (address, gallery) =>
    `${address} ist die Kontaktadresse einer Organisation ${atGallery(gallery)}. Organisationen haben keine eigene Anmeldung: Melden Sie sich als einer ihrer Administratoren an.`,
  linked_elsewhere: (address, gallery) =>
    `${address} ist die Kontaktadresse eines Kontos ${atGallery(gallery)}, das ein anderes Microsoft-Konto öffnet. Mit einer Kontaktadresse melden Sie sich nicht an.`,
  no_microsoft_login: (address, gallery) =>
    `${address} ist die Kontaktadresse eines älteren Kontos ${atGallery(gallery)}, das noch kein Microsoft-Konto hat. Deshalb öffnet dieses Microsoft-Konto es nicht.`,
};

const notices: { [Kind in NoticeKind['is']]: (what: Extract<NoticeKind, { is: Kind }>) => string } = {
  login_changed: ({ username }) =>
    `Ein anderes Microsoft-Konto öffnet jetzt ${username}, oder tut es wieder. Waren Sie das?`,
  recovery_started: ({ username }) => `Jemand stellt per E-Mail den Zugang zu ${username} wieder her. Sind Sie das?`,
  recovery_stopped: ({ username }) => `Die Wiederherstellung von ${username} ist angehalten.`,
  ownership_offered: ({ username, package: id }) => `${id} wird ${username} angeboten.`,
  package_registered: ({ username, package: id }) =>
    `Das neue Paket ${id} wurde unter dem Namen ${username} veröffentlicht, oder unter dem einer Organisation, zu der das Konto gehört. Haben Sie das erwartet?`,
  deletion_requested: ({ username }) => `${username} wird gelöscht. Waren Sie das?`,
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

const keyrings: Record<KeyringStatus, { title: string; text: string }> = {
  asking: {
    title: 'Wartet darauf, dass Sie ihn entsperren',
    text: 'Er fragt in einem eigenen Fenster nach seinem Passwort. Vielleicht liegt es hinter diesem.',
  },
  unknown: {
    title: 'Noch nicht nachgesehen',
    text: 'Die App sucht den Schlüsselbund gleich nach ihrem Start.',
  },
  working: {
    title: 'Funktioniert',
    text: 'Ihre Anmeldungen liegen im Schlüsselbund dieses Computers und nirgends sonst.',
  },
  locked: {
    title: 'Gesperrt',
    text: 'Die App kann die Anmeldungen nicht lesen, die sie dort aufbewahrt. Entsperren Sie den Schlüsselbund, und sehen Sie dann noch einmal nach. Neue Anmeldungen halten, bis die App geschlossen wird.',
  },
  unavailable: {
    title: 'Nicht vorhanden',
    text: 'Dieser Computer hat keinen Schlüsselbund, den die App benutzen kann. Anmeldungen halten, bis die App geschlossen wird; stattdessen wird nichts auf die Festplatte geschrieben.',
  },
  corrupt: {
    title: 'Beschädigt',
    text: 'Der Schlüsselbund antwortet, aber nicht mit dem, was er bekommen hat. Anmeldungen halten, bis die App geschlossen wird.',
  },
};

const underWay: Record<UnderWayKind, string> = {
  sign_in: 'Wartet auf den Browser',
  identity_found: 'Anmeldung abschließen',
  registration: 'Registrierung',
  wizard: 'Assistent',
};

const themes: Record<Theme, string> = { system: 'Wie das System', light: 'Hell', dark: 'Dunkel' };

export const de: Texts = {
  appName: 'NuGet Accounts',
  who,
  galleryName: ({ name, practice }: GalleryRow) => (practice ? PRACTICE_GALLERY : name),
  identityKinds,
  accountStates,
  audits,
  notices,
  keyrings,
  keyringAsks: {
    title: 'Warten auf Ihren Schlüsselbund',
    text: 'Er fragt in einem eigenen Fenster nach seinem Passwort. Vielleicht liegt es hinter diesem. Bis dahin kann die App Ihre Anmeldungen nicht lesen.',
  },
  underWay,
  themes,
  languages: { system: 'Wie das System', english: 'English', german: 'Deutsch' } satisfies Record<Language, string>,
  numbers: { ago, amount, date, dayAndTime, left, list, moment, time },
  health,
  leaving,
  nugetOrg,
  refusals,
  trouble,
  wizards,

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
    helpBusy: 'Einen Augenblick…',
  },

  side: {
    menu: 'Menü',
    accounts: 'Konten',
    add: 'Konto hinzufügen',
    underWay: 'Begonnen',
    underWayAt: (gallery: string, begun: string) => `${gallery} · ${begun}`,
    waits: (who: string, what: string) => `${who} · ${what}`,
    notices: 'Mitteilungen',
    dismiss: (what: string) => `Ausblenden: ${what}`,
    showSessions: 'Sitzungen zeigen',
    showAccount: 'Konto zeigen',
    showKey: 'Schlüssel zeigen',
    showActivity: 'Zeigen, was geschehen ist',
    undoChange: 'Rückgängig machen',
    keepAccount: 'Konto behalten',
    showRequests: 'Zeigen',
    settings: 'Einstellungen',
  },

  practice: {
    title: 'Übungsgalerie',
    text: 'Nichts Echtes wird berührt.',
    mailbox: 'Postfach',
    who: {
      open: 'Wer ist wer',
      title: 'Wer ist wer in der Übungsgalerie',
      lead: 'So ist es am Anfang; „Zurücksetzen“ stellt es wieder her. Wählen Sie auf der Anmeldeseite eine Person.',
      people: {
        maya: `Öffnet ${ACCOUNTS.maya}. ${ACCOUNTS.ben} bittet dieses Konto, eine Organisation zu verwalten.`,
        jonas: `Öffnet ${ACCOUNTS.jonas}, das von einer Organisation eingeladen ist. Meldet sich mit zweitem Faktor an: Der Code steht auf dem Telefon neben der Seite.`,
        priya: 'Öffnet noch kein Konto. Registrieren Sie sich als Priya, oder wechseln Sie ein anderes Konto zu ihrem.',
        ana: `Öffnet ${ACCOUNTS.ana}, das die Organisationen contoso-tools und contoso-labs verwaltet.`,
        ben: `Öffnet ${ACCOUNTS.ben}, das darauf wartet, eine Organisation zu werden.`,
        sam: `Kann sich nicht anmelden: Niemand verwaltet das Verzeichnis der Adresse. Die Pakete stehen in ${ACCOUNTS.sam}, das sich mit einer E-Mail wiedererlangen lässt.`,
      },
      old: `Ein altes Konto, das noch niemand öffnet. Sein Passwort ist ${OLD.password}: Stellen Sie damit den Zugang wieder her.`,
      close: 'Schließen',
    },
    time: {
      text: 'In der Übungsgalerie müssen Sie nicht warten.',
      pass: (until: string) => `Die Zeit bis zum ${until} vergehen lassen`,
    },
    startOver: 'Zurücksetzen…',
    dialog: {
      title: 'Die Übungsgalerie zurücksetzen?',
      text: 'Die Übungsgalerie beginnt wieder von vorn: Konten, die Sie dort registriert haben, sind dann weg, und ihre E-Mails auch.',
      signedOut: (names: string[]) =>
        `${list(names)} ${names.length === 1 ? 'ist' : 'sind'} dann aus dieser App verschwunden.`,
      safe: 'Konten bei anderen Galerien bleiben, wie sie sind.',
      confirm: 'Zurücksetzen',
      keep: 'Alles behalten',
    },
  },

  welcome: {
    title: 'Wo wollen Sie sich anmelden?',
    first:
      'NuGet Accounts kümmert sich um die Konten, denen Ihre Pakete gehören. Sie melden sich mit Microsoft an, in Ihrem eigenen Browser.',
    another: 'Konto hinzufügen',
    more: 'Sie können bei mehreren Konten und mehreren Galerien gleichzeitig angemeldet sein.',
    practiceTitle: 'Übungsgalerie',
    practice: 'Probieren Sie zuerst alles aus. Nichts Echtes wird berührt, und es klappt auch offline.',
    serviceTitle: 'Ein Galerie-Dienst',
    service: 'Zum Beispiel der Feed Ihres Unternehmens. Sie brauchen nur seine Adresse.',
    known: 'Galerien, die Sie kennen',
    signIn: 'Anmelden',
    signInAt: (gallery: string) => `${firstAtGallery(gallery)} anmelden`,
    remove: 'Entfernen',
    removeGallery: (gallery: string) => `${firstGallery(gallery)} entfernen`,
    privacy: 'Die App spricht mit Ihren Galerien und deren Anmeldeseiten und mit niemandem sonst.',
  },

  addGallery: {
    title: 'Welche Adresse hat die Galerie?',
    lead: 'Die Betreiber der Galerie können sie Ihnen sagen. Bevor etwas anderes geschieht, fragt die App die Galerie, wer sie ist.',
    label: 'Adresse',
    hint: 'Zum Beispiel https://packages.contoso.example',
    unnamed: SOME_GALLERY,
    submit: 'Weiter',
    busy: 'Die Galerie wird gefragt…',
  },

  signIn: {
    context: (gallery: string) => `Anmelden · ${gallery}`,
    title: 'Schließen Sie die Anmeldung in Ihrem Browser ab',
    completing: 'Sie sind zurück. Die App stellt fest, wer Sie sind…',
    endedTitle: 'Die Anmeldung wurde nicht abgeschlossen',
    preparing: (gallery: string) => `${firstGallery(gallery)} wird gefragt, wo man sich anmeldet…`,
    steps: {
      browser: 'In Ihrem Browser hat sich eine Seite geöffnet. Wählen Sie dort Ihr Konto.',
      host: (host: string) => ({ before: 'In der Adresszeile muss ', host, after: ' stehen.' }),
      allow: 'Wenn der Browser fragt, ob er NuGet Accounts öffnen soll, sagen Sie ja.',
      here: 'Hier sehen Sie, wer zurückkam, bevor etwas gespeichert wird.',
    },
    stepPreparing: 'Gleich öffnet sich eine Seite in Ihrem Browser.',
    deadline: 'Verbleibende Zeit',
    again: 'Seite noch einmal öffnen',
    copy: 'Adresse kopieren',
    copied: 'Adresse kopiert',
    cancel: 'Abbrechen',
    startAgain: 'Neu beginnen',
    leave: 'Nicht weitermachen',
    survives: (at: string) => `Sie können die App inzwischen schließen: Diese Anmeldung wartet bis ${at}.`,
    doesNotSurvive: 'Lassen Sie die App offen: Ohne Schlüsselbund ginge diese Anmeldung mit ihr verloren.',
    cannot: {
      recover: 'Ich kann mich nicht anmelden',
      recoverAt: (gallery: string) => `Ich kann mich nicht anmelden (${atGallery(gallery)})`,
      unmanaged: 'Was bei der Geschäftsadresse zu tun ist',
      unmanagedAt: (gallery: string) => `Was bei der Geschäftsadresse zu tun ist (${atGallery(gallery)})`,
    },
    nothing: {
      summary: 'Dort steht „fertig“, aber hier geschieht nichts',
      allow: 'Suchen Sie im Browser nach der Frage, ob er NuGet Accounts öffnen soll, und sagen Sie ja.',
      loopbackTitle: 'Auf einem anderen Weg zurückkommen',
      loopback:
        'Die Seite öffnet sich noch einmal, und Ihr Browser kommt über eine eigene Adresse dieses Computers zurück.',
      loopbackAction: 'Über die eigene Adresse dieses Computers',
      loopbackOpen: 'Dieser Weg ist jetzt offen. Fahren Sie auf der Seite fort, die sich gerade geöffnet hat.',
      pasteTitle: 'Oder die Adresse einfügen',
      paste: 'Die Adresse, auf der Ihr Browser am Ende war, aus seiner Adresszeile.',
      pasteWarning:
        'Nur, wenn Sie diese Anmeldung gerade eben hier begonnen haben. Schicken Sie diese Adresse niemandem.',
      pasteAction: 'Diese Adresse nehmen',
    },
  },

  cameBack: {
    linkedTitle: 'Sind Sie das?',
    unlinkedTitle: (person: string) => `${person} öffnet hier noch kein Konto. Wie weiter?`,
    cameFrom: 'Aus Ihrem Browser zurückgekommen. Es ist noch nichts gespeichert.',
    opens: (username: string, gallery: string) => ({
      before: 'Die Anmeldung öffnet ',
      username,
      after: ` ${atGallery(gallery)}.`,
    }),
    confirm: (username: string) => `Als ${username} anmelden`,
    confirming: 'Anmeldung läuft…',
    notMe: 'Das bin ich nicht',
    waits: (at: string) => `Sie können sich bis ${at} entscheiden.`,
    standings,
    replaced: (username: string, gallery: string, frozen: boolean) =>
      frozen
        ? `Es öffnete ${username} ${atGallery(gallery)}, bis das geändert wurde. Das Konto ist eingefroren, bis entschieden ist, wem es gehört.`
        : `Es öffnete ${username} ${atGallery(gallery)}, bis das vor kurzem geändert wurde, und kann die Änderung noch rückgängig machen.`,
    undo: (username: string) => `Den Wechsel von ${username} rückgängig machen`,
    undoText: (username: string) => `Sie sehen vorher, was das ändert. Dann sind Sie bei ${username} angemeldet.`,
    frozen: (username: string) => `${username} zurückbekommen`,
    frozenText: 'Mit dem früheren Microsoft-Konto, einem Wiederherstellungscode oder einem Code aus einer E-Mail.',
    registerTitle: 'Ein neues Konto registrieren',
    register: (person: string, gallery: string) =>
      `Sie wählen einen Benutzernamen ${atGallery(gallery)}; von da an öffnet ${person} dieses Konto.`,
    registerElsewhere: 'Sie brauchen dafür eine andere Kontaktadresse: eine, die noch kein Konto bestätigt hat.',
    anotherTitle: (kind: IdentityKind) => `Ein anderes ${accountOf(kind)} nehmen`,
    another: (gallery: string) =>
      `Für ein Konto, das Sie ${atGallery(gallery)} schon haben. Die Anmeldeseite öffnet sich noch einmal.`,
    create: 'Kein passendes Microsoft-Konto? Auf der Anmeldeseite können Sie eines erstellen.',
  },

  register: {
    context: (gallery: string) => `Registrieren · ${gallery}`,
    title: 'Wie soll das Konto heißen?',
    signsIn: (person: string) => ({ before: 'Sie melden sich dort mit ', person, after: ' an.' }),
    username: 'Benutzername',
    usernameHint:
      'Alle sehen ihn neben Ihren Paketen, und er bleibt für immer. Großbuchstaben bleiben, wie Sie sie eingeben, aber Ana und ana sind derselbe Name.',
    asking: 'Die Galerie wird gefragt, ob er frei ist…',
    free: (username: string) => `${username} ist frei.`,
    notChecked: 'Ob er frei ist, ließ sich gerade nicht feststellen. Sie können es trotzdem versuchen.',
    email: 'Kontaktadresse',
    emailHint:
      'Hierhin schreibt die Galerie, wenn es um Ihr Konto geht, und schickt Ihnen einen Code zum Bestätigen. Sie melden sich nicht damit an, und Ihr Microsoft-Konto darf eine andere Adresse haben.',
    submit: (username: string) => (username ? `${username} registrieren` : 'Registrieren'),
    busy: 'Registrierung läuft…',
    waits: (at: string) => `Sie haben Zeit bis ${at}.`,
  },

  account: {
    kinds: { individual: 'Konto einer Person', organization: 'Organisation' },
    asOf: (when: string) => `Stand: ${when}`,
    refresh: 'Aktualisieren',
    refreshing: 'Wird gelesen…',
    parts: 'Teile des Kontos',
    tabs: {
      overview: 'Übersicht',
      organizations: 'Organisationen',
      sessions: 'Sitzungen',
      activity: 'Aktivität',
    },
    roles: { administrator: 'Administrator', collaborator: 'Mitwirkender' },
    organizations: {
      lead: 'Organisationen melden sich nicht selbst an. Für diese können Sie handeln.',
      none: 'Sie gehören zu keiner Organisation.',
      since: (day: string) => `seit dem ${day}`,
      people: (number: number) => count(number, 'Mitglied', 'Mitglieder'),
      unconfirmed: 'Die E-Mail-Adresse ist nicht bestätigt',
      confirm: 'Adresse bestätigen',
      members: 'Mitglieder',
      create: 'Neue Organisation',
      convert: (username: string) => `${username} in eine Organisation umwandeln`,
    },
    waiting: {
      deletion: (username: string, at: string) => ({
        title: `${username} wird am ${at} gelöscht`,
        text: 'Bis dahin ändert sich sonst nichts, und Sie können das Konto behalten.',
      }),
      keep: (username: string) => `${username} behalten`,
      conversion: (administrator: string, effective: string | null, until: string) =>
        effective
          ? {
              title: `Dieses Konto wird am ${effective} eine Organisation`,
              text: `${administrator} hat zugestimmt. Bis dahin lässt es sich anhalten.`,
            }
          : {
              title: `${administrator} muss zustimmen`,
              text: `Sobald das geschieht, wird dieses Konto eine Organisation. Möglich ist es bis zum ${until}.`,
            },
      asked: (account: string, effective: string | null, until: string) =>
        effective
          ? {
              title: `${account} wird am ${effective} eine Organisation`,
              text: 'Sie haben zugestimmt und verwalten sie von da an.',
            }
          : {
              title: `${account} möchte eine Organisation werden`,
              text: `Sie werden gebeten, sie zu verwalten. Antworten können Sie bis zum ${until}.`,
            },
      invited: (organization: string, role: string, until: string) => ({
        title: `${organization} lädt Sie ein`,
        text: `Als ${role}. Antworten können Sie bis zum ${until}.`,
      }),
      offered: (id: string, by: string, to: string | null, transfer: boolean, until: string) => ({
        title: `${by} bietet ${to ?? 'Ihnen'} ${id} an`,
        text: `${transfer ? `${by} wäre dann nicht mehr Besitzer` : `${by} bliebe Besitzer`}. Antworten können Sie bis zum ${until}.`,
      }),
      recovering: (username: string, since: string, until: string | null) => ({
        title: `Jemand stellt den Zugang zu ${username} wieder her`,
        text: `Der Code aus der E-Mail dafür wurde am ${since} eingegeben. ${until ? `Bis zum ${until} muss gewartet werden, und so lange lässt es sich anhalten.` : 'Ein fremdes Microsoft-Konto kann jeden Augenblick verknüpft werden.'} Wenn Sie das nicht sind, halten Sie es an.`,
      }),
      stop: 'Anhalten',
      answer: 'Antworten',
      look: 'Nachsehen, wie es steht',
    },
    more: 'Mehr ändern',
    empty: 'Von der Galerie wurde noch nichts gelesen.',
    offline: (gallery: string, since: string) => ({
      title: `${firstGallery(gallery)} ist nicht erreichbar`,
      text: `Seit ${since}. Sie sehen, was damals bekannt war; Änderungen müssen warten.`,
    }),
    ended: (gallery: string, username: string) => ({
      title: `${firstGallery(gallery)} hat Ihre Sitzung beendet`,
      text: `Melden Sie sich neu an, um den jetzigen Stand von ${username} zu sehen.`,
    }),
    converted: (username: string, administrator: string) => ({
      title: `${username} ist jetzt eine Organisation, wenn ${administrator} zugestimmt hat`,
      text: `Damit enden die Sitzungen: Bei einer Organisation meldet sich niemand an. Eine E-Mail sagt es; kam keine, melden Sie sich neu an. Wer sie verwaltet, sieht sie unter den eigenen Organisationen.`,
    }),
    signedOut: (username: string, gallery: string) => ({
      title: `Sie sind bei ${username} abgemeldet`,
      text: `Melden Sie sich neu an, oder entfernen Sie das Konto aus der Liste. ${firstAtGallery(gallery)} bleibt es, wie es ist.`,
    }),
    unreadable: (username: string) => ({
      title: 'Der Schlüsselbund antwortet nicht',
      text: `Sie sind noch bei ${username} angemeldet, aber die App kann das nicht aus dem Schlüsselbund lesen. Entsperren Sie ihn, und sehen Sie noch einmal nach, oder melden Sie sich neu an.`,
    }),
    locked: (username: string, gallery: string) => ({
      title: `${username} ist gesperrt`,
      text: `Die Betreiber ${ofGallery(gallery)} haben es gesperrt. Schreiben Sie ihnen, um den Grund zu erfahren.`,
    }),
    signInAgain: 'Neu anmelden',
    opening: 'Wird geöffnet…',
    forget: 'Aus der Liste entfernen',
    lookAgain: 'Noch einmal nachsehen',
    signsInWith: 'Anmeldung mit',
    noLogin: 'Kein Microsoft-Konto',
    linkedSince: (since: string) => `Verknüpft am ${since}`,
    contact: 'Kontaktadresse',
    confirmed: 'Bestätigt',
    noConfirmed: 'Noch keine bestätigt',
    pending: (address: string) => ({
      before: 'Ein Code ging an ',
      address,
      after: '. Geben Sie ihn ein, um die Adresse zu bestätigen.',
    }),
    code: 'Code aus der E-Mail',
    codeHint: '8 Ziffern; Leerzeichen spielen keine Rolle. Sie können auch den Link aus der E-Mail einfügen.',
    confirmCode: 'Bestätigen',
    confirming: 'Wird bestätigt…',
    resend: 'Neuen Code schicken',
    sending: 'Wird geschickt…',
    openMailbox: 'Übungspostfach öffnen',
    twoFactor: 'Zwei-Faktor-Anmeldung',
    on: 'Ein',
    off: 'Aus',
    twoFactorOn: 'Microsoft fragt bei der Anmeldung nach einem zweiten Faktor.',
    twoFactorOff: 'Ein Faktor genügt zur Anmeldung.',
    keys: 'API-Schlüssel',
    keysText: 'Damit veröffentlichen Programme Pakete, ohne Anmeldung.',
    showKeys: 'Zeigen',
    sessions: 'Sitzungen',
    sessionCount: (others: number, here: boolean) =>
      here
        ? others === 0
          ? 'Nur dieser Computer'
          : `Dieser Computer und ${count(others, 'anderer', 'andere')}`
        : others === 0
          ? 'Keine Sitzungen bekannt'
          : count(others, 'Sitzung', 'Sitzungen'),
    lastSignIn: (when: string) => `Letzte Anmeldung: ${when}`,
    recoveryCodes: (left: number) =>
      left === 0
        ? 'Keine Wiederherstellungscodes'
        : `Noch ${count(left, 'Wiederherstellungscode', 'Wiederherstellungscodes')}`,
    undoUntil: (at: string) => `Der Wechsel lässt sich rückgängig machen bis ${at}.`,
    undo: 'Wechsel rückgängig machen',
    undoChange: 'Jemand hat sein Microsoft-Konto gewechselt',
    makeCodes: (left: number): string => (left === 0 ? 'Erstellen' : 'Neue erstellen'),
    change: 'Ändern',
    showAll: 'Alle zeigen',
    opened: 'Eröffnet',
    openedOn: (day: string) => `eröffnet am ${day}`,
    signOut: 'Auf diesem Computer abmelden',
    signingOut: 'Abmeldung läuft…',
    signOutHint: 'Ihre anderen Computer bleiben angemeldet.',
  },

  sessions: {
    lead: 'Überall, wo jemand bei diesem Konto angemeldet ist. Kennen Sie eine Sitzung nicht? Beenden Sie sie.',
    current: 'Dieser Computer',
    recovery: 'Nur zur Wiederherstellung',
    used: (when: string) => `Zuletzt benutzt: ${when}`,
    opened: (when: string) => `angemeldet am ${when}`,
    until: (day: string) => `Endet am ${day}, wenn sie nicht benutzt wird`,
    end: 'Beenden',
    endOn: (installation: string) => `Die Sitzung auf ${installation} beenden`,
    ending: 'Wird beendet…',
    none: 'Es sind keine Sitzungen bekannt.',
  },

  activity: {
    lead: 'Was mit diesem Konto geschehen ist, das Neueste zuerst.',
    none: 'Es ist noch nichts bekannt.',
    by: (installation: string) => `von ${installation} aus`,
    doneBy: (username: string) => `durch ${username}`,
  },

  signedOut: {
    title: (username: string) => `Sie sind bei ${username} abgemeldet`,
    partly: (username: string) => `Sie sind bei ${username} abgemeldet, aber etwas ist übrig geblieben`,
    gallery: (gallery: string) => ({
      yes: `${firstGallery(gallery)} hat die Sitzung beendet.`,
      no: `Die Sitzung ließ sich ${atGallery(gallery)} nicht beenden.`,
    }),
    galleryNext:
      'Die Sitzung endet von selbst nach 30 Tagen ohne Benutzung, oder auf einem anderen Computer unter „Sitzungen“.',
    keyring: {
      yes: 'Die Anmeldung ist aus dem Schlüsselbund verschwunden; die App hat nachgesehen.',
      no: 'Die Anmeldung ist noch im Schlüsselbund.',
    },
    cache: 'Was dieser Computer von dem Konto wusste, ist gelöscht.',
    again: 'Neu anmelden',
    forget: 'Aus der Liste entfernen',
  },

  mailbox: {
    title: 'Übungspostfach',
    lead: 'Hier kommen die E-Mails der Übungsgalerie an. Keine verlässt je diesen Computer.',
    to: (address: string) => `an ${address}`,
    copyCode: 'Code kopieren',
    openLink: 'Seite öffnen',
    open: (address: string) => `Seite öffnen: ${address}`,
    none: 'Noch keine E-Mails',
    noneText: 'Registrieren Sie ein Konto oder lassen Sie sich einen neuen Code schicken; die E-Mail erscheint hier.',
  },

  settings: {
    title: 'Einstellungen',
    keyring: 'Schlüsselbund',
    lookAgain: 'Noch einmal nachsehen',
    theme: 'Darstellung',
    language: 'Sprache',
    notifications: 'Benachrichtigungen',
    notify: 'Auf dem Desktop Bescheid sagen, wenn ich gebraucht werde',
    notifyHint: 'Zum Beispiel bei einer neuen Anmeldung bei einem Ihrer Konten. Jede Mitteilung steht auch in der App.',
    links: 'Links',
    linksText: 'Nach der Anmeldung öffnet Ihr Browser diese App mit einem Link.',
    handler: {
      ours: 'Diese App öffnet ihre Links.',
      other: (name: string) => `${name} öffnet die Links dieser App. Dort kann eine Anmeldung enden.`,
      none: 'Nichts öffnet die Links dieser App. Die Anmeldung klappt trotzdem, über die eigene Adresse dieses Computers.',
      unknown: 'Welches Programm die Links öffnet, lässt sich hier nicht feststellen.',
    },
    repair: 'Reparieren',
    tray: 'Infobereich',
    closing: 'Wenn das Fenster geschlossen wird',
    keepRunning: 'Im Infobereich weiterlaufen',
    keepRunningHint: 'So erfahren Sie sofort, wenn mit einem Konto etwas geschieht. Sonst beendet sich die App.',
    trayOff: 'Dieser Desktop zeigt kein Symbol im Infobereich; wenn Sie das Fenster schließen, endet die App.',
    version: (version: string) => `NuGet Accounts ${version}`,
  },
};
