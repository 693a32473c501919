import type {
  recoveryChoices as englishChoices,
  recoveryFields as englishFields,
  recoveryLists as englishLists,
} from '../../en/wizards/recovery_words';
import type { Translated } from '../../words';
import { time } from '../numbers';

/** Choices of the wizards about recovery, recovery codes, two-factor and unmanaged directories. */
export const recoveryChoices: Translated<typeof englishChoices> = {
  choose_find: {
    title: 'Ich weiß nicht, welches Microsoft-Konto es ist',
    text: 'Die Galerie schickt es an die Kontaktadresse des Kontos.',
  },
  choose_lost: {
    title: 'Ich kann sein Microsoft-Konto nicht mehr benutzen',
    text: 'Ein Code an die Kontaktadresse öffnet den Weg, ein anderes zu verknüpfen. Mit Zwei-Faktor-Anmeldung wird auch nach einem Wiederherstellungscode gefragt.',
  },
  choose_password: {
    title: 'Es ist ein altes Konto mit einem Passwort',
    text: 'Aus der Zeit vor den Microsoft-Konten. Sie verknüpfen jetzt eines; ein vergessenes Passwort lässt sich neu setzen.',
  },
  no_mailbox: { title: 'Ich kann dieses Postfach nicht lesen' },
  mail_code: { title: 'Code schicken' },
  forgot_password: { title: 'Ich habe das Passwort vergessen' },
  set_password: { title: 'Passwort setzen und weitermachen' },
  no_recovery_code: { title: 'Ich habe keinen' },
  begin_wait: { title: 'Wartezeit beginnen' },
  begin_again: { title: 'Neu beginnen' },
  link_login: { title: ({ username }) => `${username} damit öffnen` },
  convert_instead: { title: 'Stattdessen eine Organisation daraus machen' },
  link_instead: { title: 'Stattdessen ein Microsoft-Konto verknüpfen' },
  sign_in: { title: 'Anmelden', text: 'Mit einem anderen Microsoft-Konto, das hier ein Konto öffnet.' },
  make_codes: { title: 'Codes erstellen' },
  codes_kept: { title: 'Ich habe sie aufbewahrt' },
  show_codes: { title: 'Noch einmal zeigen' },
  choose_on: { title: 'Einschalten' },
  choose_off: { title: 'Ausschalten' },
  switch_on: { title: 'Zwei-Faktor-Anmeldung einschalten' },
  switch_off: { title: 'Zwei-Faktor-Anmeldung ausschalten' },
  have_codes: {
    title: 'Ich habe meine Codes',
    text: 'Sie geben einen davon ein, um zu zeigen, dass Sie sie finden.',
  },
  new_codes: {
    title: ({ count }) => (count ? 'Neue Codes erstellen' : 'Codes erstellen'),
    text: ({ count }) => (count ? 'Frühere gelten dann nicht mehr.' : ''),
  },
  choose_text: {
    title: 'Jemand anderes kümmert sich um die Domain',
    text: 'Eine Nachricht zum Verschicken, mit dem, was zu tun ist, und warum.',
  },
  choose_record: {
    title: 'Ich kümmere mich um die Domain',
    text: 'Die Schritte bei Microsoft, und der Eintrag, der hinzukommt.',
  },
  choose_retry: { title: 'Es ist behoben', text: 'Melden Sie sich noch einmal an, um zu sehen, ob es klappt.' },
};

export const recoveryFields: Translated<typeof englishFields> = {
  domain: { label: 'Adresse oder Domain', hint: 'Zum Beispiel jemand@yourdomain.com oder yourdomain.com.' },
  feedback: {
    label: 'Warum? Sie müssen es nicht sagen.',
    hint: 'Eine Zeile von höchstens 200 Zeichen. Sie geht per E-Mail an den Betreiber der Galerie, der Ihnen antworten kann.',
  },
};

const forOperator = ({ username }: { username?: string }): string =>
  `Betreff: Zugang zum Konto ${username ?? '(Benutzername)'}

Guten Tag,

ich komme nicht mehr in mein Konto ${username ?? '(Benutzername)'} bei Ihrer Galerie: Ich habe weder sein Microsoft-Konto noch das Postfach seiner Kontaktadresse.

Bitte sagen Sie mir, was Sie von mir brauchen, damit ich zeigen kann, dass das Konto mir gehört, und wie lange es gewöhnlich dauert. Ich schicke keine Passwörter und keine Codes per E-Mail.

Meine Pakete dort:
Signiert von (Zertifikat oder Repository):
Eröffnet ungefähr:

Vielen Dank.`;

const forDomainAdmin = ({ domain = 'unserer Domain' }: { domain?: string }): string =>
  `Betreff: Bitte das Microsoft-Verzeichnis von ${domain} übernehmen

Guten Tag,

Microsoft lehnt Anmeldungen mit Adressen bei ${domain} ab (Fehler AADSTS65005: Das Verzeichnis wird nicht verwaltet, „unmanaged“). Jemand hat sich mit einer solchen Adresse für einen Dienst von Microsoft registriert, und Microsoft hat für die ganze Domain ein Verzeichnis erstellt, das keinen Administrator hat.

Wer die DNS-Einträge von ${domain} ändern kann, kann kostenlos sein Administrator werden:

1. Registrieren Sie sich bei Microsoft mit einer Adresse bei ${domain}, oder melden Sie sich mit einer an, und öffnen Sie https://admin.microsoft.com. Dort wird Ihnen angeboten, Administrator zu werden.
2. Microsoft zeigt einen TXT-Eintrag der Form MS=ms, gefolgt von Ziffern. Fügen Sie ihn den DNS-Einträgen von ${domain} hinzu, mit dem Namen @.
3. Lassen Sie Microsoft den Eintrag prüfen. Ein neuer Eintrag kann bis zu 72 Stunden brauchen.

Microsoft beschreibt das unter „Übernehmen eines nicht verwalteten Verzeichnisses als Administrator“ (interne Übernahme):
https://learn.microsoft.com/entra/identity/users/domains-admin-takeover

Die E-Mails von ${domain} ändern sich dadurch nicht. Der Eintrag kann danach wieder entfernt werden.

Vielen Dank.`;

export const recoveryLists: Translated<typeof englishLists> = {
  mail_sent: {
    title: ({ address }) =>
      address
        ? `Eine E-Mail geht an ${address}, wenn die Adresse stimmt.`
        : 'Wenn es ein solches Konto gibt, ist eine E-Mail unterwegs.',
    text: 'Es kann einige Minuten dauern. Sehen Sie auch bei den unerwünschten E-Mails nach. Zur Sicherheit sagt die Galerie nicht mehr, was auch immer eingegeben wurde.',
  },
  wait_in_memory: {
    title: 'Die Wartezeit übersteht das Schließen dieser App nicht.',
    text: 'Es gibt keinen Schlüsselbund, der aufheben könnte, woran sie gebunden ist. Wird die App geschlossen oder der Computer neu gestartet, bevor die Wartezeit vorbei ist, ist sie verloren und beginnt von vorn.',
  },
  type_again: {
    title: 'Bitte geben Sie es noch einmal ein.',
    text: 'Codes, Passwörter und Links aus E-Mails werden nicht aufbewahrt, wenn die App geschlossen wird. Alles andere ist noch hier.',
  },
  why_wait: {
    title: 'Warum gewartet wird',
    text: 'Die Zwei-Faktor-Anmeldung ist eingeschaltet, und ein Postfach allein darf das Konto nicht öffnen. In der Wartezeit kann der Besitzer jemanden aufhalten, der nur in das Postfach gelangt ist. Mit einem Wiederherstellungscode gibt es keine Wartezeit.',
  },
  wait_told: {
    title: 'Wer es erfährt, und wer es anhalten kann',
    text: 'Die Kontaktadresse und das Microsoft-Konto, das das Konto jetzt öffnet, werden benachrichtigt. Eine Anmeldung mit diesem Microsoft-Konto, oder der Knopf in der E-Mail, hält die Wiederherstellung an.',
  },
  linked_now: { title: 'Öffnet es jetzt' },
  for_operator: { title: 'Eine Nachricht an die Betreiber der Galerie', text: forOperator },
  at_microsoft: {
    title: 'Fragen Sie zuerst Microsoft',
    text: 'Ein persönliches Microsoft-Konto oder Postfach lässt sich oft unter account.live.com/acsr wiederherstellen; bei einem Geschäfts- oder Schulkonto kann die Administration des Unternehmens die Anmeldung zurücksetzen. Dann muss sich hier nichts ändern.',
  },
  session_lasts: {
    title: ({ until }) => (until ? `Sie haben Zeit bis ${time(until)}.` : 'Sie haben 30 Minuten Zeit.'),
    text: 'Danach beginnt es wieder mit einem Code oder Passwort.',
  },
  two_factor_stays: {
    title: 'Die Zwei-Faktor-Anmeldung bleibt eingeschaltet.',
    text: 'Auch das neue Microsoft-Konto braucht einen zweiten Faktor. Die Seite von Microsoft fragt danach und richtet einen ein, wo es keinen gibt.',
  },
  password_discontinued: {
    title: 'Für diese E-Mail-Domain enden die Passwörter.',
    text: 'Die Betreiber der Galerie haben sie abgeschafft.',
  },
  wait_at_stake: {
    title: 'Wenn Sie hier weitermachen, geben Sie die Wartezeit auf.',
    text: 'Ein weiterer Code per E-Mail oder ein Passwort tritt an ihre Stelle, und neu begonnen dauert sie wieder 7 Tage. Machen Sie nur weiter, wenn der Wiederherstellungscode vor Ihnen liegt; wer zurückgeht, behält die Wartezeit.',
  },
  wait_given_up: {
    title: 'Die Wartezeit ist aufgegeben.',
    text: 'Sie ist an diesen Assistenten auf diesem Computer gebunden. Neu begonnen, dauert sie wieder 7 Tage.',
  },
  password_stays: {
    title: 'Das neue Passwort bleibt.',
    text: 'Es öffnet das Konto nur, um ein Microsoft-Konto zu verknüpfen.',
  },
  in_the_way: { title: 'Was im Weg steht' },
  codes_replaced: {
    title: ({ count = 0 }) =>
      count === 1
        ? 'Der eine Code, der noch übrig ist, gilt dann nicht mehr.'
        : `Die ${count} Codes, die noch übrig sind, gelten dann nicht mehr.`,
    text: 'Vernichten Sie die frühere Liste, wenn die neue aufbewahrt ist.',
  },
  codes_may_be_made: {
    title: 'Vielleicht sind neue Wiederherstellungscodes erstellt.',
    text: 'Die Antwort ging verloren. Wenn ja, gelten frühere Codes nicht mehr, und die neuen hat niemand: Erstellen Sie noch einmal Codes und bewahren Sie diese auf.',
  },
  codes_made: {
    title: 'Die Codes sind erstellt, und frühere gelten nicht mehr.',
    text: 'Die Codes werden nicht noch einmal gezeigt. Wenn Sie sie nicht aufbewahrt haben, erstellen Sie neue.',
  },
  two_factor_takes: {
    title: 'Was es braucht',
    text: 'Eine Anmeldung mit dem zweiten Faktor, und einen von zehn Wiederherstellungscodes, den Sie eingeben. Erst dann wird sie eingeschaltet.',
  },
  enrol_steps: {
    title: 'Wie Sie bei Microsoft einen hinterlegen',
    text: 'Melden Sie sich unter account.microsoft.com/security an, öffnen Sie „Erweiterte Sicherheitsoptionen“, und fügen Sie ein Telefon, eine App oder ein anderes Postfach hinzu. Nehmen Sie zwei, damit der Verlust des einen Sie nicht aussperrt.',
  },
  enforced: {
    title: 'Diese Galerie verlangt die Zwei-Faktor-Anmeldung.',
    text: 'Sie kann hier nicht ausgeschaltet werden.',
  },
  losing_phone: {
    title: 'Wenn Sie den zweiten Faktor verlieren',
    text: 'Ein Wiederherstellungscode öffnet, zusammen mit einem Code per E-Mail, das Konto sofort. Ohne Wiederherstellungscode braucht es eine Wartezeit von 7 Tagen.',
  },
  who_can_mend: {
    title: 'Wer es beheben kann',
    text: 'Nur jemand, der die DNS-Einträge der Domain ändern kann: meist die IT-Abteilung, oder wer die Domain registriert hat. Die Galerie und der Support von Microsoft können es nicht an deren Stelle tun.',
  },
  for_domain_admin: { title: 'Nachricht', text: forDomainAdmin },
  record_name: { title: 'Name (Host) des TXT-Eintrags', text: '@' },
  record_value: { title: 'Form des Werts; die Ziffern zeigt die Seite von Microsoft', text: 'MS=ms' },
  takeover_steps: {
    title: 'So geht es',
    text: ({ domain = 'der Domain' }) =>
      `Registrieren Sie sich bei Microsoft mit einer Adresse bei ${domain}, oder melden Sie sich mit einer an, öffnen Sie admin.microsoft.com, und wählen Sie, Administrator zu werden. Microsoft zeigt den TXT-Eintrag; fügen Sie ihn den DNS-Einträgen von ${domain} hinzu, und lassen Sie Microsoft ihn prüfen. Das kann bis zu 72 Stunden dauern, kostet nichts und ändert kein Postfach.`,
  },
};
