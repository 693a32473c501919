import type { Texts } from '..';
import { firstAtGallery, firstGallery, ofGallery } from './names';
import { count } from './numbers';

export const account: Texts['account'] = {
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
      text: 'Bis dahin funktionieren seine API-Schlüssel nicht, sonst ändert sich nichts, und Sie können das Konto behalten.',
    }),
    /** Der Tag ist gekommen; ob jemand es inzwischen behalten hat, ist hier nicht bekannt. */
    deletionOver: (username: string, at: string) => ({
      title: `Die Zeit, ${username} zu behalten, ist um`,
      text: `Es sollte am ${at} gelöscht werden. Wenn das geschehen ist, meldet sich dort niemand mehr an, und Sie können es von dieser Liste nehmen.`,
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
    text: `Damit enden die Sitzungen: Bei einer Organisation meldet sich niemand an. Eine E-Mail sagt es; kam keine, melden Sie sich neu an. ${administrator} sieht sie unter den eigenen Organisationen: Ist das Ihr Konto, fügen Sie es hier hinzu.`,
  }),
  addAdministrator: (administrator: string) => `${administrator} hinzufügen`,
  organization: (username: string, administrator: string) => ({
    title: `${username} ist jetzt eine Organisation`,
    text: `Niemand meldet sich dort mehr an. ${administrator} verwaltet sie: Mitglieder, Pakete und E-Mail-Adresse stehen dort unter den Organisationen.`,
  }),
  openAdministrator: (administrator: string) => `${administrator} öffnen`,
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
  personalId: (digits: string) => `Microsoft-ID ${digits}`,
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
  sessions: 'Sitzungen',
  keys: 'API-Schlüssel',
  keysText: 'Damit veröffentlichen Programme Pakete, ohne Anmeldung.',
  showKeys: 'Zeigen',
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
  undo: 'Zurücknehmen',
  undoChange: 'Jemand hat sein Microsoft-Konto gewechselt',
  makeCodes: (left: number): string => (left === 0 ? 'Erstellen' : 'Neue erstellen'),
  change: 'Ändern',
  showAll: 'Alle zeigen',
  opened: 'Eröffnet',
  openedOn: (day: string) => `eröffnet am ${day}`,
  signOut: 'Auf diesem Computer abmelden',
  signingOut: 'Abmeldung läuft…',
  signOutHint: 'Ihre anderen Computer bleiben angemeldet.',
};

export const sessions: Texts['sessions'] = {
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
};

export const activity: Texts['activity'] = {
  lead: 'Was mit diesem Konto geschehen ist, das Neueste zuerst.',
  none: 'Es ist noch nichts bekannt.',
  by: (installation: string) => `von ${installation} aus`,
  doneBy: (username: string) => `durch ${username}`,
};
