import type { guidedAccount as english } from '../../en/wizards/guided_account';
import type { Translated } from '../../words';

/** Open an account, its address, its mails and its name, at nuget.org. */
export const guidedAccount: Translated<typeof english> = {
  guided_register_name: {
    title: 'Welchen Benutzernamen möchten Sie?',
    lead: 'Er ist öffentlich, steht bei jedem Paket und bleibt.',
    fields: {
      username: {
        label: 'Benutzername',
        hint: '3 bis 64 Buchstaben, Ziffern, Punkte, Bindestriche oder Unterstriche.',
      },
    },
  },
  guided_register_check: {
    title: ({ username }) => `Bevor Sie ${username} eröffnen`,
    lead: 'Es gibt kein Passwort und kein Formular: Ein Microsoft-Konto öffnet es.',
  },
  guided_register_do_sign_in: {
    title: ({ username }) => `Melden Sie sich an, und registrieren Sie sich als ${username}`,
    lead: 'Solange Sie bei nuget.org nicht „Register“ drücken, entsteht nichts.',
    how: [
      'Öffnen Sie die Seite, und drücken Sie „Sign in with Microsoft“.',
      'Wählen Sie das Microsoft-Konto, und erlauben Sie NuGet.org, Name und Adresse zu sehen.',
      'Geben Sie den zweiten Faktor an, wenn Microsoft danach fragt.',
      ({ username }) =>
        `Geben Sie bei nuget.org ${username} als Benutzernamen ein. Wenn Sie stattdessen in einem anderen Konto landen, öffnet dieses Microsoft-Konto schon jenes.`,
      'Drücken Sie „Register“.',
    ],
    done: ({ username }) => `Sie haben sich als ${username} registriert`,
  },
  guided_register_do_confirm: {
    title: 'Bestätigen Sie die Adresse',
    lead: 'Vorher können Sie nichts veröffentlichen, und niemand kann Sie einladen.',
    how: [
      'Suchen Sie die E-Mail von nuget.org, und öffnen Sie den Link darin in dem Browser, in dem Sie angemeldet sind.',
      'Wenn keine kommt, öffnen Sie die Seite: Die Kontoeinstellungen schicken sie noch einmal.',
    ],
    done: 'Sie haben die Adresse bestätigt',
  },
  guided_register_verify: {
    title: ({ username }) => `Ist ${username} da?`,
    lead: 'Die Profilseite gibt es auch schon, bevor die Adresse bestätigt ist. Sehen Sie deshalb einmal in die Kontoeinstellungen: Sie dürfen nicht um eine Bestätigung bitten.',
  },
  guided_register_done: {
    title: ({ username }) => `${username} eröffnen`,
    lead: 'Das wurde getan, und das wurde gesehen. Fügen Sie es dieser App als Konto bei nuget.org hinzu, und sie sagt Ihnen, wenn mit seinen Paketen etwas geschieht.',
  },
  guided_contact_email_address: {
    title: ({ organization }) =>
      organization
        ? `Wohin sollen die E-Mails von ${organization} gehen?`
        : 'Wohin sollen die E-Mails von nuget.org gehen?',
    lead: 'Es muss nicht die Adresse des Microsoft-Kontos sein. Am besten eine, die nicht mit einer Stelle endet.',
    fields: {
      email: {
        label: 'Neue E-Mail-Adresse',
        hint: 'Sie geben sie auch bei nuget.org ein; die App schickt sie nirgendwohin.',
      },
    },
  },
  guided_contact_email_check: {
    title: ({ address }) => `Bevor ${address} die Kontaktadresse wird`,
    lead: 'Wenn Sie möchten, fragt die App nuget.org nach der jetzigen Adresse, verdeckt, und vergleicht sie danach. Das schickt den Benutzernamen, und nur wenn Sie drücken.',
  },
  guided_contact_email_do_change: {
    title: 'Ändern Sie sie bei nuget.org',
    lead: 'Bis zur Bestätigung bleibt die alte Adresse, was sie ist. Danach bekommt sie Bescheid.',
    how: [
      ({ organization }) =>
        organization
          ? `Öffnen Sie die Seite von ${organization}, angemeldet als einer ihrer Administratoren, und klappen Sie „Email Address“ auf.`
          : 'Öffnen Sie die Seite, und klappen Sie „Email Address“ auf.',
      ({ address }) => `Geben Sie ${address} ein, und speichern Sie.`,
    ],
    done: ({ address }) => `Sie haben nuget.org ${address} angegeben`,
  },
  guided_contact_email_do_confirm: {
    title: ({ address }) => `Öffnen Sie den Link in der E-Mail an ${address}`,
    lead: ({ organization }) =>
      organization
        ? 'In einem Browser, in dem einer ihrer Administratoren angemeldet ist; niemand sonst kann sie bestätigen.'
        : 'In dem Browser, in dem Sie als dieses Konto angemeldet sind; niemand sonst kann sie bestätigen.',
    how: [
      'Suchen Sie die E-Mail von nuget.org, und öffnen Sie den Link darin.',
      'Die Seite sagt, dass die Adresse bestätigt ist. Wenn keine E-Mail kommt, schickt die Seite dieses Schritts sie noch einmal.',
    ],
    done: ({ address }) => `Sie haben ${address} bestätigt`,
  },
  guided_contact_email_verify: {
    title: ({ address }) => `Ist ${address} die Kontaktadresse?`,
    lead: 'Die verdeckte Adresse ändert sich, sobald die neue bestätigt ist. Die Einstellungen zeigen sie ganz, und dort darf nicht „Pending Email Address“ stehen.',
    choices: { ask_mask: { title: 'Die verdeckte Adresse jetzt ansehen' } },
  },
  guided_contact_email_done: {
    title: ({ address }) => `${address} als Kontaktadresse`,
    lead: 'Das wurde getan, und das wurde gesehen.',
  },
  guided_username_name: {
    title: ({ username }) => `Welchen Namen soll ${username} bekommen?`,
    lead: 'Der Support von nuget.org ändert ihn von Hand, wenn man ihn per E-Mail darum bittet.',
  },
  guided_username_check: {
    title: ({ username, word }) => `Bevor ${username} zu ${word} wird`,
    lead: 'Ein neuer Name hat mehr Folgen, als es scheint. nuget.org fragt, ob Sie das verstanden haben.',
  },
  guided_username_do_mail: {
    title: 'Schreiben Sie an support@nuget.org',
    lead: 'Von der Kontaktadresse aus; auf E-Mails von anderswo wird nichts geändert.',
    how: ['Kopieren Sie den Text in eine E-Mail von der Kontaktadresse aus.', 'Schicken Sie sie an support@nuget.org.'],
    done: 'Sie haben an support@nuget.org geschrieben',
    choices: { mark_done: { title: 'Ich habe sie geschickt' }, says_else: { title: 'Es klappt nicht' } },
  },
  guided_username_do_answer: {
    title: 'Warten Sie auf die Rückfrage, und beantworten Sie sie',
    lead: 'Dort wird es angesehen und gefragt, ob Sie verstehen, was es bedeutet. Schließen Sie die App solange; dieser Assistent merkt sich die Stelle.',
    how: ['Sehen Sie in das Postfach der Kontaktadresse.', 'Antworten Sie, dass Sie es verstehen und wollen.'],
    done: 'Sie haben die Rückfrage beantwortet',
    choices: { mark_done: { title: 'Ich habe geantwortet' }, says_else: { title: 'Es klappt nicht' } },
  },
  guided_username_verify: {
    title: ({ username, word }) => `Heißt ${username} jetzt ${word}?`,
    lead: 'Die Profilseite zieht zum neuen Namen um, und beim alten ist keine mehr.',
    choices: { continue: { title: 'Abschließen' } },
  },
  guided_username_done: {
    title: ({ username, word }) => `${username} und ${word}`,
    lead: 'Das wurde getan, und das wurde gesehen. Fügen Sie das Konto dieser App unter seinem neuen Namen hinzu.',
  },
  guided_mail_choices_do_choose: {
    title: 'Wählen Sie, was nuget.org Ihnen schickt',
    lead: 'Zwei Schalter. Ohne den ersten warten Einladungen und Umwandlungen weiter auf der Seite der Organisationen, aber Sie bekommen keine E-Mail darüber.',
    how: [
      ({ organization }) =>
        organization
          ? `Öffnen Sie die Seite von ${organization}, angemeldet als einer ihrer Administratoren, und klappen Sie „Email Notifications“ auf.`
          : 'Öffnen Sie die Seite, und klappen Sie „Email Notifications“ auf.',
      'Wählen Sie, ob andere Sie über nuget.org erreichen, und ob Sie von jedem Paket hören, das unter dem Namen veröffentlicht wird.',
      'Speichern Sie. Lassen Sie das zweite an: Es sagt Ihnen, was Sie nicht getan haben.',
    ],
    done: 'Sie haben gewählt, was geschickt wird',
  },
  guided_mail_choices_verify: {
    title: 'Stehen die Schalter so, wie Sie es wollen?',
    lead: 'nuget.org sagt „Your email preferences have been updated“, und die Einstellungen zeigen sie.',
  },
  guided_mail_choices_done: {
    title: 'Was nuget.org Ihnen schickt',
    lead: 'Das wurde getan, und das wurde gesehen.',
  },
};
