import type { Texts } from '..';
import type { AddressStanding, IdentityKind } from '../../contract';
import { SOME_GALLERY, atGallery, firstAtGallery, firstGallery } from './names';

/** "Microsoft-Konto" where it is one. */
function accountOf(kind: IdentityKind): string {
  return kind === 'other' ? 'Konto' : 'Microsoft-Konto';
}

const standings: Record<AddressStanding, (address: string, gallery: string) => string> = {
  unknown: (_, gallery) => `Es öffnet ${atGallery(gallery)} kein Konto. Es wurde auch keines eröffnet.`,
  organization: (address, gallery) =>
    `${address} ist die Kontaktadresse einer Organisation ${atGallery(gallery)}. Organisationen haben keine eigene Anmeldung: Melden Sie sich als einer ihrer Administratoren an.`,
  linked_elsewhere: (address, gallery) =>
    `${address} ist die Kontaktadresse eines Kontos ${atGallery(gallery)}, das ein anderes Microsoft-Konto öffnet. Mit einer Kontaktadresse melden Sie sich nicht an.`,
  no_microsoft_login: (address, gallery) =>
    `${address} ist die Kontaktadresse eines älteren Kontos ${atGallery(gallery)}, das noch kein Microsoft-Konto hat. Deshalb öffnet dieses Microsoft-Konto es nicht.`,
};

export const welcome: Texts['welcome'] = {
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
};

export const addGallery: Texts['addGallery'] = {
  title: 'Welche Adresse hat die Galerie?',
  lead: 'Die Betreiber der Galerie können sie Ihnen sagen. Bevor etwas anderes geschieht, fragt die App die Galerie, wer sie ist.',
  label: 'Adresse',
  hint: 'Zum Beispiel https://packages.contoso.example',
  unnamed: SOME_GALLERY,
  submit: 'Weiter',
  busy: 'Die Galerie wird gefragt…',
};

export const signIn: Texts['signIn'] = {
  context: (gallery: string) => `Anmelden · ${gallery}`,
  title: 'Schließen Sie die Anmeldung in Ihrem Browser ab',
  completing: 'Sie sind zurück. Die App stellt fest, wer Sie sind…',
  noAnswerYet: (gallery: string) =>
    `${firstGallery(gallery)} oder die Anmeldung dort hat noch nicht geantwortet. Nichts wurde geändert. Sie können warten, abbrechen oder neu beginnen: Dann öffnet sich die Seite der Anmeldung noch einmal.`,
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
  create:
    'Noch kein Microsoft-Konto? Wählen Sie auf der Seite im Browser „Erstellen Sie jetzt eins“. Das ist kostenlos, und Sie kommen damit hierher zurück.',
  browserError: 'Der Browser zeigt einen Fehler',
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
};

export const cameBack: Texts['cameBack'] = {
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
};

export const register: Texts['register'] = {
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
};

export const signedOut: Texts['signedOut'] = {
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
};
