import type { refusalsOfMails as english } from '../../en/wizards/guided_refusals_mails';
import type { Translated } from '../../words';

/** What registering, confirming an address, support and Microsoft’s help say instead. */
export const refusalsOfMails: Translated<typeof english> = {
  says_name_taken: {
    title: '„The username … is not available“',
    text: 'Jemand hat ihn, oder hatte ihn: Auch die Namen gelöschter und umbenannter Konten und von Organisationen zählen. Gehen Sie zurück, und wählen Sie einen anderen.',
  },
  says_email_taken: {
    title: '„The email address … is already in use by a different account“',
    text: 'Ein Konto oder eine Organisation hat sie bestätigt. Wenn es Ihres ist, finden Sie heraus, welches Microsoft-Konto es öffnet; sonst nehmen Sie eine andere Adresse.',
  },
  says_other_user: {
    title: '„… cannot confirm a different user’s email address“',
    text: 'Der Browser ist als jemand anderes angemeldet. Melden Sie sich ab, melden Sie sich als das richtige Konto an, und öffnen Sie den Link noch einmal. Bei einer Organisation ist das einer ihrer Administratoren.',
  },
  says_link_stale: {
    title: 'Es ließ sich nicht bestätigen, und die E-Mail kann noch einmal geschickt werden',
    text: 'Eine neuere E-Mail ist an die Stelle dieser getreten. Nehmen Sie die neueste, oder lassen Sie sie noch einmal schicken.',
  },
  says_no_confirmation: {
    title: 'Es kommt keine E-Mail',
    text: 'Sehen Sie bei den unerwünschten E-Mails nach, und lassen Sie sie in den Einstellungen noch einmal schicken. Ein Konto, das nie eine Adresse bestätigt hat, bekommt nur auf diesen Knopf hin eine.',
  },
  says_password_asked: {
    title: 'Nach einem Passwort wird gefragt',
    text: 'Das Konto hat noch eines von früher. Ohne dieses wechseln Sie zuerst das Microsoft-Konto: Dabei fällt das Passwort weg.',
  },
  says_microsoft_gone: {
    title: 'Das Microsoft-Konto gibt es nicht mehr',
    text: 'Wenn ein Microsoft-Konto geschlossen wird, löscht nuget.org sein Konto auch, innerhalb von 30 Tagen. Wer Pakete hat, bekommt 3 Werktage vorher eine E-Mail und kann sie übergeben. Schreiben Sie sofort an nuget.org.',
  },
  says_microsoft_no: {
    title: 'Microsoft kann nicht helfen',
    text: 'Versuchen Sie es noch einmal an einem Computer und einem Ort, wo Sie es früher benutzt haben; das zählt dort. Gehen Sie dann zurück, und schreiben Sie an nuget.org.',
  },
  says_no_support_needed: {
    title: 'Die Kontaktseite will, dass Sie sich anmelden, oder sagt, dass es keine Hilfe braucht',
    text: 'Die Seite ist für Angemeldete. Schreiben Sie stattdessen eine E-Mail: support@nuget.org nimmt sie an.',
  },
  says_no_answer: {
    title: 'Niemand antwortet',
    text: 'Warten Sie einige Werktage, und sehen Sie bei den unerwünschten E-Mails nach. Antworten Sie dann auf Ihre eigene E-Mail, damit alles beisammen bleibt. Öffentliche Fehlerlisten helfen nicht: Dort klärt niemand Konten.',
  },
  says_no_switch: {
    title: 'In den Einstellungen ist kein Schalter für die Zwei-Faktor-Anmeldung',
    text: 'So ist es bei einem Geschäfts- oder Schulkonto: Das Unternehmen bestimmt. Er fehlt auch, wo sie sich nicht ausschalten lässt.',
  },
  says_not_allowed_here: {
    title: 'Dort lässt sich nichts hinzufügen',
    text: 'Das Unternehmen bestimmt, welche zweiten Faktoren es gibt. Fragen Sie die IT-Abteilung.',
  },
};
