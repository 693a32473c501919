import type { refusalsThere as english } from '../../en/wizards/guided_refusals';
import type { Translated } from '../../words';

/** What nuget.org and Microsoft say instead, in English as it stands there, and what it means. */
export const refusalsThere: Translated<typeof english> = {
  says_other_signed_in: {
    title: 'Oben rechts steht ein anderer Benutzername',
    text: 'Der Browser hat Sie mit einem anderen Microsoft-Konto angemeldet. Melden Sie sich dort ab, oder nehmen Sie ein privates Fenster, und wählen Sie „Anderes Konto verwenden“.',
  },
  says_register: {
    title: 'Sie sollen einen Benutzernamen wählen',
    text: 'Dieses Microsoft-Konto öffnet kein Konto. Registrieren Sie sich nicht: Das wäre ein zweites Konto. Verlassen Sie die Seite, und finden Sie heraus, welches Microsoft-Konto es ist.',
  },
  says_linked_elsewhere: {
    title: '„… is linked to another Microsoft account“',
    text: 'Die Adresse dieses Microsoft-Kontos ist die Kontaktadresse eines Kontos, das ein anderes öffnet.',
  },
  says_linked_organization: {
    title: '„… is linked to an organization“',
    text: 'Die Adresse gehört einer Organisation. Als Organisation meldet sich niemand an: Melden Sie sich als einer ihrer Administratoren an.',
  },
  says_legacy_password: {
    title: '„Legacy account“ oder „legacy password login“',
    text: 'Das Konto ist aus der Zeit der Passwörter und wurde nie verknüpft. Passwörter lassen sich nicht mehr wiederherstellen; support@nuget.org hilft vielleicht und verlangt Nachweise.',
  },
  says_second_factor: {
    title: 'Ein zweiter Faktor wird verlangt, oder „Weitere Informationen erforderlich“',
    text: 'Das ist Microsoft, und es ist Pflicht. Richten Sie einen ein, wenn danach gefragt wird.',
  },
  says_admin_approval: {
    title: '„Administratorgenehmigung erforderlich“ („Need admin approval“)',
    text: 'Ein Unternehmen bestimmt, welche Apps seine Konten benutzen dürfen. Bitten Sie die IT-Abteilung, NuGet.org zu erlauben. Wo Sie ohnehin ein neues wählen, braucht ein persönliches Microsoft-Konto keine Genehmigung.',
  },
  says_unmanaged: {
    title: 'AADSTS65005 oder AADSTS650051, mit „unmanaged“',
    text: 'Niemand verwaltet das Verzeichnis der Domain, und deshalb kann niemand die Anmeldung erlauben.',
  },
  says_expired: {
    title: '„… credential expired or you did not allow us access“',
    text: 'Der Zugriff wurde bei Microsoft abgelehnt, oder dazwischen vergingen mehr als fünf Minuten. Beginnen Sie diesen Schritt neu.',
  },
  says_failed_to_update: {
    title: '„Failed to update the Microsoft account …“',
    text: 'Das neue öffnet schon ein anderes Konto bei nuget.org. Es wurde nichts geändert.',
  },
  says_address_differs: {
    title: '„… the email address associated with the new linked Microsoft account is different …“',
    text: 'Das heißt: Es ist erledigt. Die Kontaktadresse ist noch die alte; ändern Sie auch sie, wenn Sie jenes Postfach verlieren.',
  },
  says_tenant_forbids: {
    title: '„… not allowed by your organization(s)“',
    text: 'Eine Organisation bindet Sie an das Microsoft-Konto Ihres Unternehmens. Treten Sie zuerst aus, oder fragen Sie ihre Administratoren.',
  },
  says_locked: {
    title: '„… account is locked“',
    text: 'Nur support@nuget.org kann es entsperren. Schreiben Sie von der Kontaktadresse aus.',
  },
  says_not_submitted: {
    title: '„The request failed to be submitted …“',
    text: 'Es wurde nichts beantragt. Versuchen Sie es noch einmal; wenn es so bleibt, schreiben Sie von der Kontaktadresse aus an support@nuget.org.',
  },
  says_delete_failed: {
    title: '„An exception … while trying to delete the account“',
    text: 'Es ist nicht sicher, was getan wurde. Markieren Sie den Schritt als erledigt, sehen Sie, was die nächste Seite zeigt, und schreiben Sie an support@nuget.org.',
  },
  says_requested: {
    title: '„Request submitted“, bevor Sie etwas gedrückt haben',
    text: 'Dann wartet er auf die Menschen von nuget.org. Markieren Sie den Schritt als erledigt.',
  },
  says_owner_unknown: {
    title: 'Der neue Besitzer ist dort nicht bekannt',
    text: 'Es gilt der genaue Benutzername, keine E-Mail-Adresse, und nur der eines Kontos, das seine eigene Adresse bestätigt hat.',
  },
  says_prefix: {
    title: 'Ein reserviertes Präfix steht im Weg',
    text: 'Das muss tun, wem das Präfix des Paketnamens gehört. Fragen Sie dort, oder schreiben Sie an account@nuget.org.',
  },
  says_unknown_user: {
    title: '„A user with the provided user name does not exist.“',
    text: 'Er schreibt sich anders, oder das Konto wurde gelöscht oder umbenannt. Gemeint ist der Name in nuget.org/profiles/…, keine E-Mail-Adresse.',
  },
  says_address_wrong: {
    title: '„The email address you provided does not match …“',
    text: 'Gefragt ist die Kontaktadresse des Kontos, die eine andere sein kann als die des Microsoft-Kontos.',
  },
  says_address_invalid: {
    title: '„Invalid email address. Please contact support …“',
    text: 'An die Adresse, die nuget.org hat, lässt sich nichts schicken. Nur support@nuget.org kann helfen.',
  },
  mail_names_one: {
    title: 'Ein Microsoft-Konto, das Sie benutzen können',
    text: 'Melden Sie sich damit an. Um danach ein anderes zu benutzen, wechseln Sie es.',
  },
  mail_names_lost: {
    title: 'Ein Microsoft-Konto, das Sie nicht mehr benutzen können',
    text: 'Sehen Sie, was noch hilft.',
  },
  mail_names_none: {
    title: 'Es wurde kein Microsoft-Konto gefunden',
    text: 'So ist es bei Organisationen, die ihre Administratoren öffnen, und bei Konten, die immer nur ein Passwort hatten.',
  },
  no_mail: {
    title: 'Nichts: Es kommt keine E-Mail',
    text: 'Warten Sie zehn Minuten, und sehen Sie bei den unerwünschten E-Mails nach. Sie geht an die Kontaktadresse, die nuget.org hat, und nirgendwohin sonst.',
  },
};
