import type { Code, Problem } from '../../contract';
import { accountRefusals } from './account_refusals';
import type { About, RefusalText } from '../about';
import { atGallery, firstAccount, firstGallery, ofGallery, theAccount, theGallery, toGallery } from './names';
import { duration } from './numbers';

/** One row for each code: a code without a sentence does not compile. */
export const refusals: Record<Code, (problem: Problem, about: About) => RefusalText> = {
  ...accountRefusals,
  bad_request: (_, { gallery }) => ({
    what: `${firstGallery(gallery)} hat nicht verstanden, was die App geschickt hat.`,
    next: 'Es wurde nichts geändert. Suchen Sie eine neuere Version von NuGet Accounts, und versuchen Sie es dann noch einmal.',
  }),
  not_found: ({ field }, { gallery }) =>
    field === 'mailed_link'
      ? {
          what: `Das ist kein Link aus einer E-Mail von dort (${atGallery(gallery)}).`,
          next: 'Kopieren Sie die ganze Zeile aus der E-Mail. Sie enthält „/act/“.',
        }
      : {
          what: `Das gibt es ${atGallery(gallery)} nicht mehr.`,
          next: 'Vielleicht wurde es inzwischen erledigt oder zurückgezogen.',
          help: 'refresh',
        },
  method_not_allowed: (_, { gallery }) => ({
    what: `${firstGallery(gallery)} bietet das nicht an.`,
    next: 'Es wurde nichts geändert. Vielleicht passen die Versionen nicht zusammen: Fragen Sie die Betreiber der Galerie.',
  }),
  too_large: (_, { gallery }) => ({
    what: `Das ist länger, als ${theGallery(gallery)} annimmt.`,
    next: 'Kürzen Sie es, und versuchen Sie es noch einmal.',
  }),
  too_many_requests: ({ retry_after }, { gallery }) => ({
    what: `${firstGallery(gallery)} bittet nach so vielen Versuchen um eine Pause.`,
    next: retry_after
      ? `Versuchen Sie es in ${duration(retry_after)} noch einmal.`
      : 'Versuchen Sie es in einigen Minuten noch einmal.',
  }),
  gallery_failed: (_, { gallery }) => ({
    what: `${firstGallery(gallery)} hatte einen eigenen Fehler.`,
    next: 'Versuchen Sie es gleich noch einmal. Wenn es dabei bleibt, sagen Sie es den Betreibern der Galerie.',
  }),
  gallery_busy: (_, { gallery }) => ({
    what: `${firstGallery(gallery)} ist überlastet oder startet gerade.`,
    next: 'Versuchen Sie es gleich noch einmal.',
  }),
  session_required: (_, { gallery }) => ({
    what: `Sie sind auf diesem Computer nicht mehr ${atGallery(gallery)} angemeldet.`,
    next: 'Melden Sie sich wieder an, um fortzufahren.',
    help: 'sign_in',
  }),
  full_session_required: (_, { username }) => ({
    what: `Sie sind hier, um ${theAccount(username)} wiederherzustellen; das hier geht damit nicht.`,
    next: `Melden Sie sich mit dem Microsoft-Konto an, das ${theAccount(username)} öffnet.`,
    help: 'sign_in',
  }),
  proof_invalid: (_, { gallery }) => ({
    what: `${firstGallery(gallery)} konnte mit dieser Anmeldung nichts anfangen: Sie wurde schon benutzt oder für etwas anderes begonnen.`,
    next: 'Beginnen Sie neu. Die Anmeldung zeigt, wie es steht.',
    help: 'sign_in',
  }),
  proof_expired: (_, { gallery }) => ({
    what: `Diese Anmeldung hat zu lange gewartet, und ${theGallery(gallery)} nimmt sie nicht mehr an.`,
    next: 'Beginnen Sie neu, und melden Sie sich noch einmal an.',
    help: 'sign_in',
  }),
  id_token_invalid: (_, { gallery }) => ({
    what: `${firstGallery(gallery)} konnte nicht prüfen, was die Anmeldeseite zurückgegeben hat. Deshalb wurde niemand angemeldet.`,
    next: `Beginnen Sie neu. Wenn es noch einmal geschieht, sagen Sie es den Betreibern ${ofGallery(gallery)}.`,
    help: 'sign_in',
  }),
  sign_in_not_fresh: () => ({
    what: 'Ihre Anmeldung bei Microsoft liegt dafür zu lange zurück.',
    next: 'Beginnen Sie neu, und melden Sie sich dort noch einmal an.',
    help: 'sign_in',
  }),
  sign_in_time_missing: (_, { gallery }) => ({
    what: `Die Anmeldeseite hat nicht gesagt, wann Sie sich angemeldet haben, und ${theGallery(gallery)} muss das dafür wissen.`,
    next: `Sagen Sie es den Betreibern ${ofGallery(gallery)}: Die Anmeldung muss anders eingerichtet werden.`,
  }),
  mailed_code_required: (_, { gallery }) => ({
    what: `Die Anmeldeseite hat nicht gesagt, wann Sie sich angemeldet haben. Deshalb will ${theGallery(gallery)} sicher sein, dass Sie es sind.`,
    next: 'Lassen Sie sich einen Code an die Kontaktadresse schicken, und geben Sie ihn hier ein.',
  }),
  provider_unreachable: (_, { gallery }) => ({
    what: `Die Anmeldeseite ${ofGallery(gallery)} ist nicht erreichbar.`,
    next: 'Prüfen Sie Ihre Verbindung, und versuchen Sie es in einigen Minuten noch einmal.',
  }),
  identity_not_linked: (_, { gallery }) => ({
    what: `Dieses Microsoft-Konto öffnet ${atGallery(gallery)} kein Konto.`,
    next: 'Nehmen Sie ein anderes Microsoft-Konto, oder registrieren Sie sich.',
    help: 'another_account',
  }),
  identity_already_linked: (_, { gallery }) => ({
    what: `Dieses Microsoft-Konto öffnet ${atGallery(gallery)} schon ein Konto.`,
    next: 'Beginnen Sie neu, um sich damit anzumelden, oder registrieren Sie sich mit einem anderen Microsoft-Konto.',
    help: 'another_account',
  }),
  account_locked: (_, { gallery, username }) => ({
    what: `${firstAccount(username)} wurde von den Betreibern ${ofGallery(gallery)} gesperrt.`,
    next: 'Schreiben Sie ihnen, um den Grund zu erfahren. Von dem Konto ist nichts verloren.',
  }),
  registration_closed: (_, { gallery }) => ({
    what: `${firstGallery(gallery)} nimmt zurzeit keine neuen Konten auf.`,
    next: 'Fragen Sie die Betreiber, oder nehmen Sie ein Microsoft-Konto, das dort ein Konto öffnet.',
    help: 'another_account',
  }),
  username_invalid: () => ({
    what: 'Ein Benutzername hat 3 bis 64 Buchstaben, Ziffern, Punkte, Bindestriche oder Unterstriche und beginnt und endet mit einem Buchstaben oder einer Ziffer.',
    next: 'Nur einfache Buchstaben, keine Umlaute und keine Akzente.',
  }),
  username_taken: () => ({
    what: 'Dieser Benutzername ist vergeben oder war es einmal.',
    next: 'Wählen Sie einen anderen.',
  }),
  username_is_email: () => ({
    what: 'Das ist eine E-Mail-Adresse und kein Benutzername.',
    next: 'Geben Sie stattdessen einen Benutzernamen ein, den alle sehen können.',
  }),
  email_invalid: () => ({
    what: 'Das ist keine E-Mail-Adresse, wie die Galerie sie annimmt.',
    next: 'Geben Sie sie so ein: ana@contoso.example, und eine Domain mit Umlauten so, wie man sie liest: bücher.example, nicht xn--bcher-kva.example.',
  }),
  email_taken: (_, { gallery }) => ({
    what: `Ein anderes Konto ${atGallery(gallery)} hat diese Adresse bestätigt.`,
    next: 'Nehmen Sie eine andere Adresse, oder melden Sie sich bei dem Konto an, das sie hat.',
  }),
  email_not_pending: () => ({
    what: 'Keine Adresse ist noch zu bestätigen.',
    next: 'Vielleicht wurde sie inzwischen bestätigt oder aufgegeben.',
    help: 'refresh',
  }),
  code_wrong: ({ tries_left }) => ({
    what: 'Das ist nicht der Code aus der E-Mail.',
    next:
      tries_left === 0
        ? 'Das war der letzte Versuch. Lassen Sie sich einen neuen Code schicken.'
        : tries_left
          ? `Sehen Sie in der neuesten E-Mail nach. Sie können es noch ${tries_left === 1 ? 'einmal' : `${tries_left}-mal`} versuchen.`
          : 'Sehen Sie in der neuesten E-Mail nach, und versuchen Sie es noch einmal.',
  }),
  code_expired: () => ({
    what: 'Dieser Code gilt nicht mehr.',
    next: 'Lassen Sie sich einen neuen schicken.',
    help: 'resend',
  }),
  gallery_address_invalid: () => ({
    what: 'Das ist nicht die Adresse einer Galerie.',
    next: 'Geben Sie sie wie im Browser ein, zum Beispiel https://packages.contoso.example.',
  }),
  gallery_address_not_secure: () => ({
    what: 'Diese Adresse ist nicht sicher: Sie beginnt mit http://.',
    next: 'Nehmen Sie die, die mit https:// beginnt. Nur eine Galerie auf diesem Computer kommt ohne aus.',
  }),
  not_a_gallery: () => ({
    what: 'Dort antwortet etwas, aber es ist kein Galerie-Dienst.',
    next: 'Prüfen Sie die Adresse, oder fragen Sie die Betreiber der Galerie nach der richtigen.',
  }),
  gallery_version_unknown: () => ({
    what: 'Die Galerie dort spricht eine Version, die diese App nicht kennt.',
    next: 'Aktualisieren Sie NuGet Accounts, oder bitten Sie die Betreiber, die Galerie zu aktualisieren.',
  }),
  gallery_address_differs: () => ({
    what: 'Die Galerie dort sagt, dass sie eine andere Adresse hat.',
    next: 'Fragen Sie die Betreiber nach der richtigen.',
  }),
  gallery_unreachable: (_, { gallery }) => ({
    what: `${firstGallery(gallery)} ist nicht erreichbar.`,
    next: 'Prüfen Sie Ihre Verbindung, und versuchen Sie es noch einmal. Was die App schon weiß, bleibt lesbar.',
  }),
  gallery_not_trusted: ({ provider }, { gallery }) => ({
    what: provider
      ? `Keine sichere Verbindung ${toGallery(gallery)}: Dieser Computer vertraut dem Zertifikat nicht, das ${provider} ausgestellt hat.`
      : `Keine sichere Verbindung ${toGallery(gallery)}: Dieser Computer vertraut dem Zertifikat nicht.`,
    next: 'Fragen Sie im Netzwerk eines Unternehmens die Personen, die Ihren Computer betreuen.',
  }),
  provider_invalid: (_, { gallery }) => ({
    what: `Die Anmeldeseite ${ofGallery(gallery)} ist nicht richtig eingerichtet.`,
    next: `Sagen Sie es den Betreibern ${ofGallery(gallery)}. Sie selbst können daran hier nichts ändern.`,
  }),
  browser_not_opened: () => ({
    what: 'Ihr Browser hat sich nicht geöffnet.',
    next: 'Kopieren Sie die Adresse, und öffnen Sie sie selbst in einem Browser.',
    help: 'copy_address',
  }),
  sign_in_cancelled: () => ({
    what: 'Sie haben auf der Anmeldeseite abgebrochen.',
    next: 'Es wurde nichts geändert. Beginnen Sie neu, wann immer Sie wollen.',
    help: 'sign_in',
  }),
  sign_in_expired: () => ({
    what: 'Die Zeit für diese Anmeldung ist abgelaufen.',
    next: 'Beginnen Sie neu, und melden Sie sich noch einmal an.',
    help: 'sign_in',
  }),
  sign_in_refused: () => ({
    what: 'Die Anmeldeseite hat abgelehnt.',
    next: 'Beginnen Sie neu, vielleicht mit einem anderen Konto.',
    help: 'sign_in',
  }),
  unmanaged_tenant: (_, { gallery }) => ({
    what: 'Microsoft hat abgelehnt, weil niemand das Verzeichnis verwaltet, zu dem Ihre Geschäftsadresse gehört (AADSTS65005).',
    next: `Das ist nicht Ihr Fehler. Wer die DNS-Einträge Ihrer Domain ändern kann, kann das Verzeichnis übernehmen; nehmen Sie bis dahin ${atGallery(gallery)} ein anderes Microsoft-Konto.`,
    help: 'sign_in',
  }),
  domain_is_personal: () => ({
    what: 'Adressen dort sind persönliche und in keinem Verzeichnis einer Firma oder Schule. AADSTS65005 betrifft eine andere Adresse.',
    next: 'Geben Sie die Geschäfts- oder Schuladresse ein, bei der Microsoft Sie ablehnt.',
  }),
  sign_in_lost: () => ({
    what: 'Diese Anmeldung kann auf diesem Computer nicht mehr abgeschlossen werden.',
    next: 'Beginnen Sie neu, und melden Sie sich noch einmal an.',
    help: 'sign_in',
  }),
  wrong_identity: () => ({
    what: 'Es kam eine andere Person zurück als die, nach der gefragt war.',
    next: 'Beginnen Sie neu, und wählen Sie im Browser das andere Microsoft-Konto.',
    help: 'sign_in',
  }),
  pasted_address_invalid: () => ({
    what: 'Das ist nicht die Adresse, auf der Ihr Browser am Ende war.',
    next: 'Kopieren Sie die ganze Zeile aus der Adresszeile des Browsers, vom ersten bis zum letzten Buchstaben.',
  }),
  pasted_address_foreign: () => ({
    what: 'Diese Adresse gehört zu einer anderen Anmeldung.',
    next: 'Nehmen Sie die Seite, die diese Anmeldung geöffnet hat. Wenn Ihnen jemand die Adresse geschickt hat, benutzen Sie sie nicht.',
  }),
  loopback_unavailable: () => ({
    what: 'Dieser Computer konnte keine eigene Adresse für den Rückweg öffnen.',
    next: 'Nehmen Sie die Seite, die schon offen ist, oder fügen Sie unten die Adresse ein.',
  }),
  keyring_locked: () => ({
    what: 'Der Schlüsselbund dieses Computers ist gesperrt.',
    next: 'Entsperren Sie ihn, und lassen Sie die App noch einmal nachsehen.',
    help: 'probe_keyring',
  }),
  keyring_unavailable: () => ({
    what: 'Dieser Computer hat keinen Schlüsselbund, den die App benutzen kann.',
    next: 'Sie bleiben angemeldet, bis die App geschlossen wird.',
    help: 'probe_keyring',
  }),
  keyring_corrupt: () => ({
    what: 'Die App kann nicht lesen, was der Schlüsselbund für sie aufbewahrt.',
    next: 'Melden Sie sich noch einmal an; das ersetzt es.',
    help: 'sign_in',
  }),
  keyring_not_cleared: () => ({
    what: 'Die Anmeldung ist noch im Schlüsselbund dieses Computers.',
    next: 'Öffnen Sie Ihren Schlüsselbund, und entfernen Sie den Eintrag namens NuGet Accounts.',
  }),
  clock_skewed: (_, { gallery }) => ({
    what: `Die Uhr dieses Computers weicht um Minuten von der Uhr ${ofGallery(gallery)} ab.`,
    next: 'Stellen Sie die Uhr richtig, und beginnen Sie dann neu.',
    help: 'sign_in',
  }),
  app_failed: () => ({
    what: 'Die App hatte einen Fehler. Es ist nichts verloren.',
    next: 'Versuchen Sie es noch einmal. Wenn es dabei bleibt, schließen Sie die App und öffnen Sie sie wieder.',
  }),
  // nuget.org
  file_not_saved: () => ({
    what: 'Die Datei konnte nicht in Ihrem Ordner für Downloads gespeichert werden.',
    next: 'Sehen Sie nach, ob die Festplatte voll oder der Ordner geschützt ist, und versuchen Sie es noch einmal.',
  }),
  state_not_saved: () => ({
    what: 'Was Sie begonnen haben, konnte auf diesem Computer nicht gespeichert werden; deshalb wurde nichts geschickt.',
    next: 'Sehen Sie nach, ob die Festplatte voll ist, und drücken Sie dann noch einmal.',
  }),
  site_unreachable: () => ({
    what: 'nuget.org ist nicht erreichbar.',
    next: 'Prüfen Sie die Verbindung und versuchen Sie es noch einmal. Was früher gesehen wurde, bleibt hier.',
  }),
  site_busy: ({ retry_after }) => ({
    what: 'nuget.org bittet um eine Pause.',
    next: retry_after
      ? `Versuchen Sie es in ${duration(retry_after)} noch einmal.`
      : 'Versuchen Sie es in einigen Minuten noch einmal.',
  }),
  site_changed: () => ({
    what: 'nuget.org hat in einer Form geantwortet, die diese App nicht kennt.',
    next: 'Es wurde nichts geändert. Fahren Sie im Browser fort, und sehen Sie nach einer neueren Version von NuGet Accounts.',
  }),
  site_intercepted: () => ({
    what: 'Etwas anderes als nuget.org hat geantwortet: die Anmeldeseite eines Netzes oder eine Prüfung auf Roboter.',
    next: 'Öffnen Sie nuget.org im Browser, erledigen Sie, was dort verlangt wird, und versuchen Sie es noch einmal.',
  }),
  site_account_unknown: (_, { username = 'diesem Namen' }) => ({
    what: `Bei nuget.org gibt es kein Konto mit dem Namen ${username}.`,
    next: 'Prüfen Sie die Schreibweise; Groß- und Kleinschreibung spielt keine Rolle. Der Name eines gelöschten Kontos bleibt reserviert.',
  }),
  site_address_wrong: () => ({
    what: 'Bei nuget.org steht für dieses Konto eine andere Kontaktadresse.',
    next: 'Vergleichen Sie mit der verdeckten Adresse: erster und letzter Buchstabe und die Domain müssen passen.',
  }),
  site_limited: ({ retry_after }) => ({
    what: 'Die App wartet ein wenig, bevor sie nuget.org wieder fragt.',
    next: retry_after
      ? `Versuchen Sie es in ${duration(retry_after)} noch einmal.`
      : 'Versuchen Sie es in einigen Minuten noch einmal.',
  }),
  site_no_address: () => ({
    what: 'nuget.org hat für dieses Konto keine Kontaktadresse, an die es schreiben könnte.',
    next: 'Hier hilft nur der Support von nuget.org: Schreiben Sie an support@nuget.org.',
  }),
  site_same_account: (_, { username = 'dieses Konto' }) => ({
    what: `Das ist ${username} selbst.`,
    next: 'Geben Sie den Benutzernamen des anderen Kontos ein.',
  }),
};
