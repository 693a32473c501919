import type { Cause } from '../../contract';
import type { CauseWords } from '../words';

/** What happened and what to do, for each cause that a pasted text can tell. Where galleries differ, a row says what is so at both, and then what at each. */
const causes: Record<Cause, CauseWords> = {
  unknown: {
    what: 'Dieser Text sagt nicht mit Worten, die die App kennt, was schiefgegangen ist.',
    next: 'Kopieren Sie die Nachricht unten für die Person, die Ihnen hilft; persönliche Daten sind daraus entfernt.',
  },
  nothing: {
    what: 'Es gibt noch nichts anzusehen.',
    next: 'Fügen Sie den Text des Fehlers oder die Adresse der Seite ein.',
  },
  refusal: { what: 'Eine Galerie hat etwas abgelehnt.', next: '' },
  conflict: {
    what: 'Dieses Microsoft-Konto öffnet schon ein anderes Konto, und ein Microsoft-Konto öffnet nur ein Konto.',
    next: 'Es wurde nichts geändert. Sie können ein drittes Microsoft-Konto nehmen oder das andere Konto löschen. nuget.org kann die beiden nicht tauschen, andere Galerien können es.',
    nuget_org: {
      next: 'Es wurde nichts geändert. nuget.org kann zwei Konten nicht tauschen: Nehmen Sie ein drittes Microsoft-Konto, oder lassen Sie das andere Konto löschen.',
    },
    service: {
      next: 'Es wurde nichts geändert. Sie können die beiden tauschen, ein drittes Microsoft-Konto nehmen oder das andere Konto löschen.',
    },
  },
  tenant_forbids_change: {
    what: 'Eine Organisation, in der Sie sind, lässt nur Konten ihres Unternehmens zu. Deshalb kann Ihres nicht gewechselt werden, solange Sie Mitglied sind.',
    next: 'Treten Sie zuerst aus dieser Organisation aus, oder fragen Sie einen ihrer Administratoren.',
  },
  hand_over_failed: {
    what: 'Die Seite von Microsoft wurde nicht rechtzeitig abgeschlossen, oder die Erlaubnis wurde verweigert.',
    next: 'Es wurde nichts geändert. Beginnen Sie neu, halten Sie beide Konten bereit, und stimmen Sie zu, wenn Microsoft um Erlaubnis fragt.',
    nuget_org: {
      what: 'Die Seite von Microsoft wurde nicht rechtzeitig abgeschlossen, oder die Erlaubnis wurde verweigert. nuget.org wartet nur fünf Minuten.',
    },
  },
  contact_differs: {
    what: 'Es hat geklappt. Die Kontaktadresse ist noch die frühere, und dorthin gehen die E-Mails.',
    next: 'Ändern Sie auch die Kontaktadresse, wenn Sie das frühere Postfach verlieren werden.',
  },
  linked_elsewhere: {
    what: 'Diese Adresse ist die Kontaktadresse eines Kontos, das ein anderes Microsoft-Konto öffnet. Mit einer Kontaktadresse melden Sie sich nicht an.',
    next: 'Finden Sie heraus, welches Microsoft-Konto es ist: Die Anmeldehilfe schickt es an die Kontaktadresse.',
  },
  address_of_organization: {
    what: 'Diese Adresse gehört einer Organisation, und Organisationen haben keine eigene Anmeldung.',
    next: 'Melden Sie sich als einer ihrer Administratoren an.',
  },
  legacy_password: {
    what: 'Das Konto stammt aus der Zeit der Passwörter und wurde nie mit einem Microsoft-Konto verknüpft.',
    next: 'Bei nuget.org kann nur der Support helfen, wenn Sie zeigen, dass es Ihres ist. Andere Galerien stellen es vielleicht noch mit dem Passwort wieder her.',
    nuget_org: {
      next: 'Nur der Support von nuget.org kann helfen und will einen Nachweis, dass es Ihres ist. Passwörter gibt es dort seit 2022 nicht mehr.',
    },
    service: {
      next: 'Die Galerie stellt es vielleicht noch mit dem Passwort wieder her, sonst mit einer E-Mail an die Kontaktadresse.',
    },
  },
  unmanaged_tenant: {
    what: 'Jemand hat sich mit Ihrer E-Mail-Domain bei Microsoft registriert. So entstand ein Verzeichnis, das niemand verwaltet. Das ist nicht Ihr Fehler.',
    next: 'Wer die DNS-Einträge der Domain ändern kann, kann es übernehmen; dann klappt die Anmeldung.',
    service: {
      next: 'Wer die DNS-Einträge der Domain ändern kann, kann es übernehmen; dann klappt die Anmeldung. Oder stellen Sie das Konto wieder her und verknüpfen Sie ein anderes Microsoft-Konto.',
    },
  },
  admin_approval: {
    what: 'Ihr Unternehmen lässt nicht zu, dass Sie selbst Apps erlauben.',
    next: 'Bitten Sie die Administratoren der Microsoft-Konten Ihres Unternehmens, die Anmeldung zu genehmigen. Ein Konto, das Sie erst registrieren wollen, kann stattdessen ein persönliches Microsoft-Konto haben.',
  },
  username_unknown: {
    what: 'Kein Konto hat diesen Benutzernamen.',
    next: 'Prüfen Sie, wie er geschrieben wird; Groß- und Kleinschreibung spielt keine Rolle.',
  },
  address_mismatch: {
    what: 'Das ist nicht die Kontaktadresse des Kontos. Gefragt ist die Kontaktadresse, nicht das Microsoft-Konto.',
    next: 'Die verdeckte Adresse zeigt ihren ersten und letzten Buchstaben. Versuchen Sie die anderen Adressen, die Sie hatten.',
  },
  must_leave_organizations: {
    what: 'Ein Konto, das in Organisationen ist oder in eine eingeladen wurde, kann keine Organisation werden.',
    next: 'Treten Sie zuerst aus und lehnen Sie die Einladungen ab.',
  },
  already_organization: { what: 'Es ist schon eine Organisation.', next: 'Es gibt nichts mehr umzuwandeln.' },
  account_unconfirmed: {
    what: 'Die Kontaktadresse des Kontos ist nicht bestätigt.',
    next: 'Bestätigen Sie sie mit der E-Mail, die dorthin ging, und versuchen Sie es dann noch einmal.',
    nuget_org: {
      next: 'Öffnen Sie den Link in der E-Mail von nuget.org, angemeldet als dieses Konto, und versuchen Sie es dann noch einmal. Die Kontoeinstellungen schicken sie noch einmal.',
    },
    service: { next: 'Bestätigen Sie sie mit dem Code aus der E-Mail, und versuchen Sie es dann noch einmal.' },
  },
  account_locked: {
    what: 'Die Galerie hat das Konto gesperrt.',
    next: 'Nur die Betreiber der Galerie können es entsperren.',
    nuget_org: {
      what: 'nuget.org hat das Konto gesperrt.',
      next: 'Nur support@nuget.org kann es entsperren. Schreiben Sie von der Kontaktadresse aus.',
    },
  },
  administrator_unknown: {
    what: 'Kein Konto hat den Benutzernamen des Administrators.',
    next: 'Geben Sie genau den Benutzernamen ein, keine E-Mail-Adresse.',
  },
  administrator_unconfirmed: {
    what: 'Der Administrator hat seine Kontaktadresse nicht bestätigt.',
    next: 'Bitten Sie ihn, sie zu bestätigen, oder wählen Sie jemand anderen.',
  },
  administrator_is_organization: {
    what: 'Eine Organisation kann keine Organisation verwalten.',
    next: 'Wählen Sie das Konto einer Person.',
  },
  administrator_is_same: {
    what: 'Ein Konto kann sich nicht selbst verwalten, nachdem es eine Organisation geworden ist.',
    next: 'Registrieren Sie ein zweites Konto, oder fragen Sie jemanden, dem Sie vertrauen.',
  },
  administrator_by_address: {
    what: 'Der Administrator wird mit seinem Benutzernamen angegeben.',
    next: 'Geben Sie den Benutzernamen ein; er steht in der Adresse der Profilseite.',
  },
  conversion_in_progress: {
    what: 'Eine Anfrage zur Umwandlung wartet schon.',
    next: 'Eine neue tritt an ihre Stelle, und der Administrator der früheren erfährt, dass sie nicht mehr gilt.',
  },
  not_the_administrator: {
    what: 'Jemand anderes als der gewählte Administrator hat die Anfrage geöffnet.',
    next: 'Melden Sie sich als der Administrator an, den die Anfrage nennt, und öffnen Sie sie dann noch einmal.',
  },
  conversion_failed: {
    what: 'Die Anfrage gibt es nicht mehr, sie wurde benutzt, oder die Galerie hatte einen Fehler.',
    next: 'Sehen Sie nach, ob das Konto schon eine Organisation ist. Wenn nicht, fragen Sie die Umwandlung noch einmal an.',
    nuget_org: {
      what: 'Die Anfrage gibt es nicht mehr, sie wurde benutzt, oder nuget.org hatte einen Fehler: Es sagt in allen drei Fällen dasselbe.',
    },
  },
  last_administrator: {
    what: 'Die Organisation hätte keinen Administrator mehr.',
    next: 'Machen Sie zuerst jemand anderen zum Administrator.',
  },
  organization_unconfirmed: {
    what: 'Die Kontaktadresse der Organisation ist nicht bestätigt. Deshalb können ihre Mitglieder nicht geändert werden.',
    next: 'Ein Administrator bestätigt sie mit der E-Mail, die dorthin ging.',
    nuget_org: {
      next: 'Ein Administrator öffnet den Link, der dorthin geschickt wurde, angemeldet mit seinem eigenen Konto.',
    },
    service: { next: 'Ein Administrator bestätigt sie mit dem Code aus der E-Mail.' },
  },
  member_of_other_tenant: {
    what: 'Die Organisation lässt nur Personen zu, die sich mit einem Konto eines bestimmten Unternehmens anmelden.',
    next: 'Diese Person verknüpft zuerst ein Konto dieses Unternehmens.',
    service: {
      next: 'Diese Person verknüpft zuerst ein Konto dieses Unternehmens, oder die Betreiber der Galerie ändern die Vorgabe.',
    },
  },
  organization_owns_packages: {
    what: 'Die Organisation ist bei manchen Paketen der einzige Besitzer.',
    next: 'Geben Sie jedem davon zuerst einen anderen Besitzer.',
  },
  organization_has_members: {
    what: 'Die Organisation hat noch andere Mitglieder.',
    next: 'Entfernen Sie sie zuerst.',
  },
  no_trust_policy: {
    what: 'Keine Regel für „Trusted Publishing“ passt zu dem, was der Build über sich gesagt hat.',
    next: 'Vergleichen Sie Besitzer, Repository, Workflow-Datei und Umgebung Buchstabe für Buchstabe. Der Benutzername, den der Build nennt, ist der von dem, der die Regel angelegt hat, nicht der des Besitzers des Pakets.',
  },
  event_not_allowed: {
    what: 'Die Regel lässt Builds nach dieser Art von Ereignis nicht zu.',
    next: 'Veröffentlichen Sie nach einem Push, einem Release oder von Hand, nicht aus einem Pull Request.',
  },
  token_used: {
    what: 'Ein Token eines Builds reicht für einen Schlüssel, und dieses wurde schon benutzt.',
    next: 'Fordern Sie im selben Build ein neues Token an.',
  },
  microsoft_cancelled: {
    what: 'Die Anmeldung wurde abgebrochen oder die Erlaubnis verweigert.',
    next: 'Es wurde nichts geändert. Beginnen Sie neu, und stimmen Sie zu, wenn Microsoft fragt.',
  },
  microsoft_consent: {
    what: 'Microsoft will zuerst eine Erlaubnis, vielleicht von der Administration Ihres Unternehmens.',
    next: 'Schicken Sie ihr die Nachricht unten. Ein Konto, das Sie erst registrieren wollen, kann stattdessen ein anderes Microsoft-Konto haben.',
  },
  microsoft_wrong_account: {
    what: 'Mit dieser Art von Microsoft-Konto kann man sich dort nicht anmelden.',
    next: 'Melden Sie sich auf der Seite von Microsoft ab und wählen Sie ein anderes Konto; ein privates Fenster hilft.',
  },
  microsoft_second_factor: {
    what: 'Microsoft will einen zweiten Faktor.',
    next: 'Richten Sie ihn auf der Seite von Microsoft ein, und melden Sie sich dann noch einmal an.',
  },
  microsoft_policy: {
    what: 'Eine Vorgabe Ihres Unternehmens verhindert diese Anmeldung.',
    next: 'Nur die Administration Ihres Unternehmens kann das ändern. Schicken Sie ihr die Nachricht unten.',
  },
  microsoft_operator: {
    what: 'Die Galerie ist bei Microsoft nicht so registriert, wie sie sein sollte. Sie selbst können daran nichts ändern.',
    next: 'Schicken Sie die Nachricht unten an die Betreiber der Galerie.',
    nuget_org: {
      what: 'Die Anmeldung von nuget.org ist bei Microsoft nicht so registriert, wie sie sein sollte. Sie selbst können daran nichts ändern.',
      next: 'Sehen Sie auf status.nuget.org nach. Wenn dort nichts steht, schicken Sie die Nachricht unten an support@nuget.org.',
    },
  },
  microsoft_transient: {
    what: 'Microsoft ist überlastet oder gestört.',
    next: 'Versuchen Sie es in einigen Minuten noch einmal.',
  },
  microsoft_expired: {
    what: 'Die Anmeldung hat zu lange gedauert oder wurde schon benutzt.',
    next: 'Beginnen Sie von vorn; benutzen Sie nicht „Zurück“ im Browser.',
    nuget_org: { next: 'Beginnen Sie auf der Anmeldeseite von nuget.org neu; benutzen Sie nicht „Zurück“ im Browser.' },
    service: { next: 'Beginnen Sie in der App neu; benutzen Sie nicht „Zurück“ im Browser.' },
  },
  microsoft_other: {
    what: 'Microsoft hat die Anmeldung aus einem Grund abgelehnt, den die App nicht kennt.',
    next: 'Kopieren Sie die Nachricht unten für die Person, die Ihnen hilft. Sie enthält die Kennungen, nach denen Microsoft fragt.',
  },
  sign_in_return: {
    what: 'Das ist die Adresse, auf der eine Anmeldung geendet hat.',
    next: 'Fügen Sie sie auf der Seite der Anmeldung ein, die in dieser App läuft. Schicken Sie sie niemandem: Sie öffnet das Konto.',
  },
  mailed_link: {
    what: 'Das ist ein Link aus einer E-Mail einer Galerie. Ihn zu öffnen ändert noch nichts.',
    next: 'Öffnen Sie ihn im Browser, um zu lesen, worum es geht, oder geben Sie den Code aus derselben E-Mail ein. Soll er ein Konto behalten, das gelöscht wird, benutzen Sie ihn hier.',
  },
  conversion_link: {
    what: 'Das ist ein Link aus der E-Mail an das Konto, das ein anderes verwalten soll, wenn dieses eine Organisation ist.',
    next: 'Ihn zu öffnen ändert noch nichts. Antworten Sie als das Konto, an das die E-Mail ging.',
    nuget_org: {
      next: 'Ihn zu öffnen führt nur auf die Seite der Organisationen von nuget.org. Antworten Sie dort, angemeldet als das Konto, an das die E-Mail ging.',
    },
  },
  sign_in_page: {
    what: 'Das ist die Seite zum Anmelden.',
    next: 'Die App öffnet sie in Ihrem Browser, wenn sie gebraucht wird.',
  },
  account_page: {
    what: 'Das ist die Seite mit den Einstellungen des Kontos.',
    next: 'Sagen Sie unten, was Sie dort tun wollen.',
  },
  delete_page: {
    what: 'Das ist die Seite zum Löschen eines Kontos.',
    next: 'Sehen Sie sich zuerst an, was dabei verloren geht.',
  },
  convert_page: {
    what: 'Das ist die Seite zum Umwandeln eines Kontos in eine Organisation.',
    next: 'Sehen Sie sich zuerst an, was im Weg steht.',
  },
  organization_page: {
    what: 'Das ist eine Seite über Organisationen.',
    next: 'Was eine Organisation hat und wer darin ist, können nur ihre Administratoren ändern.',
  },
  keys_page: {
    what: 'Das ist die Seite mit Ihren API-Schlüsseln bei nuget.org.',
    next: 'Schlüssel werden dort erstellt, erneuert und gelöscht; die App rührt sie nicht an. Ein verlorener Schlüssel wird nicht noch einmal gezeigt: Erstellen Sie einen neuen und löschen Sie den alten.',
  },
  no_connection: {
    what: 'Die andere Seite war nicht erreichbar.',
    next: 'Prüfen Sie die Verbindung, einen Proxy oder ein VPN, und versuchen Sie es noch einmal.',
  },
  not_trusted: {
    what: 'Der sicheren Verbindung wurde nicht vertraut. Oft sieht das Netzwerk eines Unternehmens in die Verbindungen hinein.',
    next: 'Fragen Sie die Betreiber des Netzwerks; umgehen Sie die Warnung nicht.',
  },
  wrong_clock: {
    what: 'Die Uhr dieses Computers geht um Minuten falsch.',
    next: 'Lassen Sie sie vom Netzwerk stellen, und beginnen Sie dann neu.',
  },
};

export const trouble = {
  title: 'Ist etwas schiefgegangen?',
  lead: 'Fügen Sie den Text des Fehlers oder die Adresse der Seite ein. Die App sagt, was es bedeutet. Nichts davon verlässt diesen Computer.',
  label: 'Text des Fehlers oder Adresse',
  hint: 'So viel von der Seite, wie Sie wollen; was darum herum steht, spielt keine Rolle.',
  submit: 'Was bedeutet das?',
  otherwise: 'Hilft das nicht? Sagen Sie, was Sie aussperrt, und lassen Sie sich von dort führen.',
  without: 'Keine Fehlermeldung zur Hand? Sagen Sie, was Sie aussperrt, und lassen Sie sich von dort führen.',
  what: 'Was wollen Sie tun?',
  which: 'Um welches Konto geht es?',
  place: (wizard: string, username: string | null, gallery: string) =>
    username ? `${wizard}: ${username} (${gallery})` : `${wizard} (${gallery})`,
  members: (wizard: string, organization: string, username: string | null, gallery: string) =>
    username ? `${wizard}: ${organization}, als ${username} (${gallery})` : `${wizard}: ${organization} (${gallery})`,
  numbers: (numbers: number[]) => `Nummer bei Microsoft: ${numbers.map((number) => `AADSTS${number}`).join(', ')}`,
  domain: (domain: string) => `Die Domain: ${domain}`,
  message: 'Für die Person, die Ihnen hilft',
  messageHint:
    'E-Mail-Adressen, die Namen Ihrer Konten, Codes und Netzwerkadressen sind entfernt. Lesen Sie die Nachricht, bevor Sie sie verschicken: Andere Namen bleiben stehen.',
  causes,
};
