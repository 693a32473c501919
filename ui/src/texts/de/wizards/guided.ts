import type { Saying, SitePage } from '../../../contract';
import type {
  guidedChoices as englishChoices,
  guidedFields as englishFields,
  guidedLists as englishLists,
  guidedSteps as englishSteps,
} from '../../en/wizards/guided';
import type { ChoiceWords, Translated } from '../../words';
import { atHand } from './guided_at_hand';
import { means } from './guided_means';
import { refusalsThere } from './guided_refusals';
import { refusalsOfMails } from './guided_refusals_mails';
import { refusalsOfOrganizations } from './guided_refusals_organizations';
import { seen } from './guided_seen';
import { guidedTexts } from './guided_texts';

/** The pages that any wizard at nuget.org has. */
export const guidedSteps: Translated<typeof englishSteps> = {
  guided_account: {
    title: 'Um welches Konto bei nuget.org geht es?',
    lead: 'Niemand meldet sich hier an. Die App sieht nach, was alle sehen können, und führt Sie durch den Rest in Ihrem Browser.',
  },
  guided_refusals: {
    title: 'Was sehen Sie stattdessen?',
    lead: 'Suchen Sie die Wörter in Anführungszeichen. Was hier nicht steht, fügen Sie unter „Ist etwas schiefgegangen?“ ein. „Zurück“ führt wieder zum Schritt.',
    choices: { mark_done: { title: 'Es ist doch erledigt' } },
  },
};

/** What an answer says where its step says nothing else. */
export const guidedChoices: Translated<typeof englishChoices> = {
  open_page: { title: 'Seite öffnen' },
  mark_done: { title: 'Als erledigt markieren' },
  says_else: { title: 'Dort steht etwas anderes' },
  have_it: { title: 'Trifft zu' },
  have_not: { title: 'Doch nicht' },
  ask_mask: { title: 'Verdeckte Adresse zeigen' },
  mail_logins: { title: 'Microsoft-Konto schicken lassen' },
  use_browser: { title: 'Im Browser erledigen' },
  saw_it: { title: 'Ich habe nachgesehen: Es ist so' },
  go_on_unseen: { title: 'Ohne das weitermachen' },
  choose_known: { title: 'Ich kenne es', text: 'Sie geben seinen Benutzernamen ein.' },
  choose_personal: { title: 'Es ist ein persönliches Microsoft-Konto' },
  choose_work: { title: 'Es ist ein Geschäfts- oder Schulkonto' },
  choose_support: { title: 'An nuget.org schreiben' },
};

export const guidedFields: Translated<typeof englishFields> = {
  other_username: {
    label: 'Sein Benutzername',
    hint: 'Keine E-Mail-Adresse. Groß- und Kleinschreibung spielt keine Rolle.',
  },
  organization_name: { label: 'Organisation', hint: 'Ihr Benutzername, wie in nuget.org/profiles/…' },
  new_username: {
    label: 'Neuer Benutzername',
    hint: '3 bis 64 Buchstaben, Ziffern, Punkte, Bindestriche oder Unterstriche.',
  },
};

export const guidedLists: Translated<typeof englishLists> = {
  guided_seen: { title: 'Was nuget.org zeigt' },
  guided_at_hand: { title: 'Was zutreffen muss', text: 'Haken Sie alles ab, um weiterzumachen.' },
  guided_means: { title: 'Was es bedeutet' },
  guided_sole: { title: 'Gehört sonst niemandem' },
  guided_refusals: { title: 'Dort steht …' },
  guided_marked: { title: 'Was getan wurde' },
  guided_verified: { title: 'Was geprüft ist' },
  guided_unverified: { title: 'Was sich nicht prüfen ließ oder noch nicht passt' },
  guided_no_evidence: {
    title: 'Das kann die App nicht sehen.',
    text: 'nuget.org zeigt es nur Ihnen, angemeldet. Deshalb sehen Sie selbst nach.',
  },
  guided_stays: {
    title: 'Was Sie bei nuget.org getan haben, bleibt.',
    text: 'Die App selbst hat dort nichts geändert. Wenn Sie aufhören, vergisst sie, wie weit Sie hier sind.',
  },
  guided_posts: {
    title: 'Was an nuget.org geschickt wird',
    text: 'Nur der Benutzername, und nur wenn Sie den Knopf drücken; im nächsten Schritt die Adresse. Dasselbe tut „Need assistance signing in?“ auf der Anmeldeseite dort.',
  },
  guided_mail_unsure: {
    title: 'Vielleicht ist die E-Mail unterwegs, vielleicht nicht.',
    text: 'Die Antwort ging verloren. Sehen Sie zuerst in das Postfach; ein weiterer Druck schickt sie noch einmal.',
  },
  guided_deletion_times: {
    title: 'Wie lange es dauert',
    text: 'Die Seite nennt bis zu 5 Werktage, die Datenschutzerklärung bis zu 30 Tage. Menschen tun es, von Hand. Eine E-Mail bestätigt Ihren Antrag; rechnen Sie nicht mit einer, die das Ende meldet.',
  },
  guided_capitals: {
    title: 'Großbuchstaben bleiben und werden gezeigt, machen aber keinen anderen Namen.',
    text: 'Die Dokumentation sagt, bei Benutzernamen zähle die Groß- und Kleinschreibung. Auf der Seite sind zwei, die sich nur darin unterscheiden, derselbe Name.',
  },
  guided_who_renames: {
    title: 'Das tut support@nuget.org, auf eine E-Mail hin.',
    text: 'Eine Seite der Dokumentation sagt, ein Benutzername ändere sich nie, die Kontaktseite, dass man dafür niemanden brauche. Beides stimmt nicht: Seit 2023 braucht es eine E-Mail von der Kontaktadresse.',
  },
  guided_no_password: {
    title: 'nuget.org hat keinen eigenen Weg zurück.',
    text: 'Die Anmeldung mit Passwort, und wie man eines wiederherstellte, endeten 2022. Es kennt Sie nur an Ihrem Microsoft-Konto; deshalb muss zuerst das gerettet werden.',
  },
  guided_third_order: {
    title: 'Auf die Reihenfolge kommt es an',
    text: ({ username, other }) =>
      `1. ${other} bekommt das dritte Microsoft-Konto. Damit wird sein jetziges frei.\n2. ${username} bekommt das frei gewordene.\nAndersherum lehnt nuget.org ab, und nichts wird geändert.`,
  },
  guided_whose_factor: {
    title: 'Es ist der zweite Faktor von Microsoft, und nuget.org verlangt ihn.',
    text: 'Er wird bei Microsoft eingerichtet. Bei einem persönlichen Konto tun Sie das selbst; bei einem von Arbeit oder Schule bestimmt das Unternehmen, wie.',
  },
  ...guidedTexts,
};

/** What a line says. */
export const sayings: Record<Saying, ChoiceWords> = {
  ...seen,
  ...atHand,
  ...means,
  ...refusalsThere,
  ...refusalsOfMails,
  ...refusalsOfOrganizations,
};

/** Pages in the browser. nuget.org has them in English only, and Microsoft names its own. */
export const sitePages: Record<SitePage, ChoiceWords> = {
  sign_in: { title: 'Anmeldung bei nuget.org' },
  settings: { title: 'Kontoeinstellungen („Account settings“)' },
  packages: { title: '„Manage Packages“' },
  delete: { title: 'Konto löschen („Delete account“)' },
  transform: { title: 'Konto umwandeln („Transform account“)' },
  organizations: { title: '„Manage Organizations“' },
  new_organization: { title: '„Add new organization“' },
  organization: { title: ({ organization, username }) => `Die Seite von ${organization ?? username}` },
  delete_organization: { title: ({ organization, username }) => `${organization ?? username} löschen` },
  profile: { title: ({ username }) => `Das Profil von ${username}` },
  microsoft_recovery: { title: 'Microsoft: Hilfe mit Ihrem Konto' },
  microsoft_security: { title: 'Microsoft: Sicherheit Ihres Kontos' },
  microsoft_work_security: { title: 'Microsoft: Sicherheitsinformationen Ihres Geschäfts- oder Schulkontos' },
  microsoft_takeover: { title: 'Microsoft: nicht verwaltetes Verzeichnis übernehmen' },
};
