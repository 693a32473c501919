import type { Change, Watch, WizardKind } from '../../contract';
import { amount, count } from './numbers';

/** What became different, in words. */
const changes: { [Is in Change['is']]: (change: Extract<Change, { is: Is }>) => string } = {
  first_seen: ({ packages }) => `Zum ersten Mal gesehen, mit ${count(packages, 'Paket', 'Paketen')}.`,
  package_appeared: ({ id, version }) => `${id} ist neu da, mit Version ${version}.`,
  version_published: ({ id, version, before }) => `${id} ${version} wurde veröffentlicht, nach ${before}.`,
  version_appeared: ({ id, version, latest }) =>
    `${id} ${version} ist jetzt neben ${latest} in der Suche: darunter veröffentlicht oder wieder hineingenommen.`,
  unlisted: ({ id }) => `${id} ist nicht mehr in der Suche zu finden.`,
  listed: ({ id }) => `${id} ist wieder in der Suche zu finden.`,
  deprecated: ({ id }) => `${id} wurde als veraltet markiert.`,
  undeprecated: ({ id }) => `${id} ist nicht mehr als veraltet markiert.`,
  owner_added: ({ id, owner }) => `${owner} ist jetzt Besitzer von ${id}.`,
  owner_removed: ({ id, owner }) => `${owner} ist nicht mehr Besitzer von ${id}.`,
  package_gone: ({ id }) => `${id} wird nicht mehr unter diesem Konto geführt.`,
  profile_gone: () => 'Die Profilseite ist weg: Das Konto wurde gelöscht oder umbenannt.',
  profile_back: () => 'Die Profilseite ist wieder da.',
};

function changed<Is extends Change['is']>(change: Extract<Change, { is: Is }>): string {
  return (changes[change.is as Is] as (change: Extract<Change, { is: Is }>) => string)(change);
}

/** Whether the app looks again by itself. `at` says a time. */
const watches: { [Is in Watch['is']]: (watch: Extract<Watch, { is: Is }>, at: (time: string) => string) => string } = {
  off: () => 'Die App sieht nicht von selbst nach: Das haben Sie in den Einstellungen ausgeschaltet.',
  on: ({ next }, at) => `Die App sieht etwa jede Stunde nach, das nächste Mal ${at(next)}.`,
  saves_battery: () => 'Solange dieser Computer seinen Akku schont, sieht die App nicht von selbst nach.',
  waits: ({ until }, at) => `Von selbst sieht die App erst wieder nach: ${at(until)}.`,
};

function watched<Is extends Watch['is']>(watch: Extract<Watch, { is: Is }>, at: (time: string) => string): string {
  type Say = (watch: Extract<Watch, { is: Is }>, at: (time: string) => string) => string;
  return (watches[watch.is as Is] as Say)(watch, at);
}

/** What a wizard does at nuget.org, where the app leads and the person acts. */
const tasks: Partial<Record<WizardKind, string>> = {
  find_login: 'Lassen Sie sich von nuget.org schreiben, welches Microsoft-Konto dieses Konto öffnet.',
  change_login: 'Dieses Konto soll sich künftig mit einem anderen Microsoft-Konto öffnen.',
  conflict: 'nuget.org sagt, dass das Microsoft-Konto schon mit einem anderen Konto verknüpft ist.',
  recover: 'Sie können sich nicht mehr anmelden: was dann noch hilft, und wer entscheidet.',
  two_factor: 'Was nuget.org verlangt, und wo Sie es einrichten.',
  unmanaged_tenant: 'Microsoft lehnt Ihre Geschäftsadresse ab, weil niemand ihr Verzeichnis verwaltet.',
  contact_email: 'Wohin nuget.org Ihnen wegen Ihres Kontos und Ihrer Pakete schreibt.',
  mail_choices: 'Welche E-Mails nuget.org Ihnen schickt.',
  username: 'Nur der Support von nuget.org kann ihn ändern. Was das für Ihre Pakete bedeutet.',
  delete_account: 'Erst, was aus Ihren Paketen wird, dann der Antrag, dann, ob das Konto weg ist.',
  convert: 'Dieses Konto wird eine Organisation, für die andere sich anmelden.',
  organization: 'Mehrere Personen besitzen Pakete gemeinsam, jede mit einer eigenen Anmeldung.',
  members: 'Wer für eine Organisation handeln darf, und als was.',
  answer_invitation: 'Eine Organisation lädt dieses Konto ein.',
  answer_conversion: 'Ein anderes Konto bittet dieses, es zu verwalten.',
};

export const nugetOrg = {
  changed,
  watched,
  tasks,
  surprise: (username: string, change: Change, expected: boolean) =>
    expected
      ? `${username} bei nuget.org: ${changed(change)} Genau das haben Sie hier gerade vor.`
      : `${username} bei nuget.org: ${changed(change)} Waren Sie das?`,
  showJournal: 'Chronik zeigen',

  welcome: {
    title: 'nuget.org',
    text: 'Ihr Konto bei der öffentlichen Galerie. Eine Anmeldung ist nicht nötig: Die App zeigt und beobachtet, was alle davon sehen können, und führt Sie bei Änderungen durch Ihren Browser.',
  },

  add: {
    title: 'Welches Konto bei nuget.org?',
    lead: 'Die App schlägt nach, was alle davon sehen können. Niemand meldet sich an, und außer dem Namen wird nichts verschickt.',
    label: 'Benutzername',
    hint: 'So, wie er an Ihren Paketen steht. Sie können auch die Adresse der Profilseite einfügen.',
    submit: 'Nachschlagen',
    busy: 'Wird nachgeschlagen…',
    register: 'Ich habe dort noch kein Konto',
    cannotSignIn: 'Ich kann mich dort nicht anmelden',
  },

  parts: 'Teile des Kontos',
  tabs: { overview: 'Übersicht', packages: 'Pakete', tasks: 'Aufgaben', journal: 'Chronik' },
  kind: 'Wie alle es sehen',
  asOf: (when: string) => `gesehen ${when}`,
  refresh: 'Noch einmal nachsehen',
  refreshing: 'Wird nachgesehen…',
  openProfile: 'Bei nuget.org öffnen',
  forget: 'Aus der Liste entfernen',
  forgetHint: 'Das Konto bei nuget.org bleibt, wie es ist. Die App vergisst seine Chronik.',
  stale: 'Sie sehen, was beim letzten Mal da war.',
  never: 'Davon wurde noch nichts gesehen.',
  gone: (username: string) => ({
    title: `nuget.org hat für ${username} keine Profilseite mehr`,
    text: 'Das Konto wurde gelöscht oder umbenannt. Darunter steht, was vorher da war. Wenn Sie das nicht waren, melden Sie sich bei nuget.org an, oder schreiben Sie dem Support.',
  }),
  incomplete: 'nuget.org hat beim letzten Mal nicht alles gesagt: Dass hier etwas fehlt, bedeutet nichts.',

  someOf: (seen: number, all: number) =>
    `Von ${amount(all)} Paketen, die die Suche von nuget.org zählt, konnte die App ${amount(seen)} lesen: Was hier steht, gilt für diese.`,

  overview: {
    packages: 'Pakete',
    packageCount: (packages: number) => count(packages, 'Paket', 'Pakete'),
    downloads: (downloads: number) => `insgesamt ${amount(downloads)} Downloads`,
    noPackages: 'nuget.org führt unter diesem Namen keine Pakete.',
    showPackages: 'Zeigen',
    latest: 'Zuletzt veröffentlicht',
    latestAt: (version: string, day: string) => `${version}, am ${day}`,
    latestAmong: (dated: number, all: number) =>
      `Von den ${amount(dated)} der ${amount(all)} Pakete, deren Daten schon gelesen sind; die anderen folgen beim nächsten Nachsehen.`,
    owners: 'Gemeinsam mit',
    owns: (packages: number) => count(packages, 'Paket', 'Pakete'),
    moreOwners: (more: number) => `und ${count(more, 'weiterer Besitzer', 'weitere Besitzer')}`,
    alone: 'Niemand sonst besitzt ein Paket dieses Kontos.',
    aloneSoFar: 'Niemand sonst besitzt eines der Pakete, die sich lesen ließen.',
    sees: 'Was die App hier sieht, und was nicht',
    can: 'Sie sieht, was alle sehen: ob es eine Profilseite gibt, und die Pakete mit Versionen, Downloads und Besitzern.',
    cannot:
      'Sie sieht nicht, womit Sie sich anmelden, Ihre Kontaktadresse, die Zwei-Faktor-Anmeldung, API-Schlüssel oder Organisationen und deren Mitglieder. Das zeigt nuget.org nur Ihnen selbst, wenn Sie angemeldet sind, und Apps können nicht danach fragen.',
    therefore:
      'Deshalb wird von hier aus nichts geändert. Für jede Aufgabe öffnet die App die richtige Seite in Ihrem Browser, sagt, was dort zu tun ist, und prüft danach, was sich sehen lässt. Die Suche bei nuget.org hinkt einige Minuten hinterher.',
    watch: 'Beobachtung',
    watchSettings: 'Einstellungen',
  },

  packages: {
    lead: (shown: number, all: number) =>
      shown < all
        ? `Die ${amount(shown)} am häufigsten heruntergeladenen von ${amount(all)}.`
        : 'Die am häufigsten heruntergeladenen zuerst.',
    none: 'nuget.org führt unter diesem Namen keine Pakete.',
    downloads: (downloads: number) => count(downloads, 'Download', 'Downloads'),
    published: (day: string) => `veröffentlicht am ${day}`,
    owners: (owners: string) => `Besitzer: ${owners}`,
    unknownOwners: 'Besitzer nicht bekannt',
    unlisted: 'Nicht in der Suche',
    deprecated: 'Veraltet',
    verified: 'Reserviertes Präfix',
    more: 'Weitere Pakete zeigen',
  },

  journal: {
    lead: 'Was anders wurde, seit die App dieses Konto kennt, das Neueste zuerst. Es liegt auf diesem Computer.',
    none: 'Es wurde noch nichts anders.',
    more: 'Ältere Einträge zeigen',
  },

  tasksLead:
    'nuget.org lässt keine App für Sie handeln. Jeder dieser Assistenten prüft zuerst, öffnet dann in Ihrem Browser eine Seite nach der anderen und sagt, was dort zu tun ist.',
  taskGroups: { sign_in: 'Anmelden', account: 'Das Konto', organizations: 'Organisationen' },

  settings: {
    title: 'nuget.org beobachten',
    label: 'Etwa jede Stunde nach meinen Konten bei nuget.org sehen',
    hint: 'Eine Version, die Sie nicht veröffentlicht haben, oder ein Besitzer, den Sie nicht hinzugefügt haben, wird sofort gemeldet. Es werden nur öffentliche Seiten gelesen; nicht, solange dieser Computer seinen Akku schont.',
  },
};
