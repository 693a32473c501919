import type { guidedOrganizations as english } from '../../en/wizards/guided_organizations';
import type { Translated } from '../../words';

/** Conversion, organizations and members, at nuget.org. */
export const guidedOrganizations: Translated<typeof english> = {
  guided_convert_administrator: {
    title: ({ username }) => `Wer wird ${username} verwalten?`,
    lead: 'Eine Organisation hat keine eigene Anmeldung. Ein anderes Konto kümmert sich darum: ein zweites von Ihnen, oder das von jemand anderem.',
  },
  guided_convert_check: {
    title: ({ username, other }) => `Bevor ${username} bei ${other} anfragt`,
    lead: 'nuget.org lehnt ab, wenn nicht alles zutrifft.',
  },
  guided_convert_confirm: {
    title: ({ username }) => `${username} für immer umwandeln?`,
    lead: ({ other }) => `Es wurde nichts angefragt. Es geschieht, wenn ${other} annimmt.`,
    choices: { continue: { title: 'Weiter zur Anfrage' } },
  },
  guided_convert_do_request: {
    title: ({ other }) => `Fragen Sie bei ${other} an`,
    lead: ({ username }) => `Angemeldet als ${username}. Danach werden Sie abgemeldet; das gehört so.`,
    how: [
      ({ username }) => `Öffnen Sie die Seite. Oben rechts muss ${username} stehen.`,
      ({ other }) => `Geben Sie ${other} ein: den Benutzernamen, keine E-Mail-Adresse.`,
      'Lesen Sie die Warnungen, und drücken Sie „Transform“.',
    ],
    done: ({ other }) => `Sie haben ${other} gebeten, es zu verwalten`,
    choices: { mark_done: { title: 'Ich habe angefragt' } },
  },
  guided_convert_do_accept: {
    title: ({ other }) => `Jetzt nimmt ${other} an`,
    lead: ({ username }) =>
      `Bis dahin ist nichts geändert, und ${username} kann die Anfrage auf derselben Seite zurückziehen. Die E-Mail kommt nur, wenn andere dort schreiben dürfen.`,
    how: [
      ({ other }) =>
        `Wenn ${other} Ihnen gehört, öffnen Sie die Seite, angemeldet als ${other}; sonst schicken Sie die Nachricht.`,
      ({ username }) => `Drücken Sie den Haken neben ${username}.`,
      ({ username }) => `Die Seite von ${username} öffnet sich und sagt, dass es umgewandelt ist.`,
    ],
    done: ({ other }) => `${other} hat angenommen`,
    choices: { mark_done: { title: 'Es ist angenommen' } },
  },
  guided_convert_verify: {
    title: ({ username }) => `Ist ${username} eine Organisation?`,
    lead: ({ username, other }) =>
      `Von außen sieht es aus wie bisher. Angemeldet als ${other} zeigt „Manage Organizations“ ${username}, mit ${other} als Administrator.`,
  },
  guided_convert_done: {
    title: ({ username }) => `${username} als Organisation`,
    lead: 'Das wurde getan, und das wurde gesehen. Nehmen Sie als Nächstes einen zweiten Administrator dazu.',
  },
  guided_answer_conversion_account: {
    title: 'Welches Konto fragt Sie?',
    lead: 'Die E-Mail nennt es, und „Manage Organizations“ auch.',
  },
  guided_answer_conversion_check: {
    title: ({ other, username }) => `Soll ${username} ${other} verwalten?`,
    lead: 'Es geschieht nichts, wenn Sie nicht annehmen.',
  },
  guided_answer_conversion_do_accept: {
    title: 'Nehmen Sie an, oder lehnen Sie ab',
    lead: ({ username }) => `Angemeldet als ${username}.`,
    how: [
      ({ username }) => `Öffnen Sie die Seite. Oben rechts muss ${username} stehen.`,
      ({ other }) =>
        `Neben ${other} nimmt der Haken an und lehnt das Kreuz ab. Beim Ablehnen bekommt ${other} eine E-Mail und bleibt, wie es ist.`,
    ],
    done: ({ other }) => `Sie haben die Anfrage von ${other} beantwortet`,
  },
  guided_answer_conversion_verify: {
    title: ({ other }) => `Zeigt „Manage Organizations“ ${other}?`,
    lead: 'Nach dem Annehmen ja. Nach dem Ablehnen ist die Anfrage weg.',
  },
  guided_answer_conversion_done: {
    title: ({ other }) => `Die Anfrage von ${other}`,
    lead: 'Das wurde getan, und das wurde gesehen.',
  },
  guided_organization_name: {
    title: 'Wie heißt die Organisation, und wohin gehen ihre E-Mails?',
    lead: 'Sie teilt sich die Namen mit den Konten von Personen und braucht eine eigene Adresse.',
    fields: {
      email: { label: 'Ihre E-Mail-Adresse', hint: 'Eine, die kein Konto bei nuget.org hat, auch Ihres nicht.' },
    },
  },
  guided_organization_check: {
    title: ({ organization }) => `Bevor Sie ${organization} erstellen`,
    lead: 'Sie werden ihr Administrator.',
  },
  guided_organization_do_create: {
    title: ({ organization }) => `Erstellen Sie ${organization}`,
    lead: ({ username }) => `Angemeldet als ${username}.`,
    how: [
      'Öffnen Sie die Seite.',
      ({ organization, address }) => `Geben Sie ${organization} und ${address} ein.`,
      'Drücken Sie „Add“. Die Seite der Organisation öffnet sich.',
    ],
    done: ({ organization }) => `Sie haben ${organization} erstellt`,
  },
  guided_organization_do_confirm: {
    title: ({ address }) => `Öffnen Sie den Link in der E-Mail an ${address}`,
    lead: 'In dem Browser, in dem Sie angemeldet sind. Wer ihn anderswo öffnet, soll sich dort nicht mit Microsoft anmelden: Daraus würde ein Konto mit dieser Adresse.',
    how: [
      'Suchen Sie die E-Mail von nuget.org, und öffnen Sie den Link darin.',
      'Wenn keine kommt, schickt die Seite der Organisation sie noch einmal.',
    ],
    done: ({ organization }) => `Sie haben die Adresse von ${organization} bestätigt`,
  },
  guided_organization_verify: {
    title: ({ organization }) => `Ist ${organization} da, und bestätigt?`,
    lead: 'Die Profilseite gibt es auch schon, bevor die Adresse bestätigt ist. Angemeldet darf die Seite der Organisation nicht um eine Bestätigung bitten.',
  },
  guided_organization_done: {
    title: ({ organization }) => `${organization} erstellen`,
    lead: 'Das wurde getan, und das wurde gesehen. Nehmen Sie als Nächstes einen zweiten Administrator dazu, damit sie nicht von Ihnen allein abhängt.',
  },
  guided_members_organization: {
    title: 'Um welche Organisation geht es?',
    lead: 'Wer Mitglied ist, ist nicht öffentlich. Das sieht nur, wer angemeldet ist.',
  },
  guided_members_what: {
    title: ({ organization }) => `Was soll sich in ${organization} ändern?`,
    lead: 'Alles außer dem Austreten braucht einen Administrator.',
    choices: {
      choose_invite: { title: 'Jemanden einladen', text: 'Die Einladung muss angenommen werden.' },
      choose_role: { title: 'Jemandem eine andere Rolle geben', text: 'Administrator oder Mitwirkender.' },
      choose_remove: { title: 'Jemanden entfernen', text: 'Eine E-Mail darüber geht nicht dorthin.' },
      choose_leave: {
        title: ({ organization }) => `Aus ${organization} austreten`,
        text: 'Nicht als ihr letzter Administrator.',
      },
      choose_delete: { title: ({ organization }) => `${organization} löschen`, text: 'Sofort, und für immer.' },
    },
  },
  guided_members_whom: {
    title: ({ organization }) => `Wer soll ${organization} beitreten?`,
    lead: 'Der Benutzername, niemals eine E-Mail-Adresse.',
  },
  guided_members_check: {
    title: ({ other, organization }) => `Bevor Sie ${other} zu ${organization} einladen`,
    lead: 'Ob jemand schon Mitglied ist, zeigt nur die Seite der Organisation.',
  },
  guided_members_do_invite: {
    title: ({ other }) => `Laden Sie ${other} ein`,
    lead: 'Administratoren kümmern sich um alles. Mitwirkende veröffentlichen Pakete, und sonst nichts.',
    how: [
      ({ organization }) => `Öffnen Sie die Seite von ${organization}, angemeldet als einer ihrer Administratoren.`,
      ({ other }) => `Klappen Sie „Members“ auf, geben Sie ${other} ein, wählen Sie die Rolle, und drücken Sie „Add“.`,
      ({ other }) => `${other} steht dort als „pending“.`,
    ],
    done: ({ other }) => `Sie haben ${other} eingeladen`,
  },
  guided_members_do_accept: {
    title: ({ other }) => `Jetzt nimmt ${other} an`,
    lead: 'Eine Einladung läuft nie ab. Die E-Mail kommt nur, wenn andere dort schreiben dürfen.',
    how: [
      ({ other }) => `Schicken Sie die Nachricht an ${other}.`,
      'Angenommen wird mit dem Haken unter „Manage Organizations“, angemeldet als dieses Konto.',
    ],
    done: ({ other }) => `${other} hat angenommen`,
    choices: { mark_done: { title: 'Es ist angenommen' }, says_else: { title: 'Es klappt nicht' } },
  },
  guided_members_do_role: {
    title: 'Geben Sie die andere Rolle',
    lead: 'Sie gilt sofort. Die E-Mail darüber geht an die Adresse der Organisation.',
    how: [
      ({ organization }) => `Öffnen Sie die Seite von ${organization}, angemeldet als einer ihrer Administratoren.`,
      'Klappen Sie „Members“ auf, und wählen Sie neben dem Namen die andere Rolle.',
    ],
    done: 'Sie haben jemandem eine andere Rolle gegeben',
  },
  guided_members_do_remove: {
    title: 'Entfernen Sie das Mitglied',
    lead: 'API-Schlüssel, die es für die Organisation erstellt hat, gelten nicht mehr. Die E-Mail darüber geht an die Adresse der Organisation.',
    how: [
      ({ organization }) => `Öffnen Sie die Seite von ${organization}, angemeldet als einer ihrer Administratoren.`,
      'Klappen Sie „Members“ auf, und drücken Sie das Kreuz neben dem Namen.',
    ],
    done: 'Sie haben jemanden entfernt',
  },
  guided_members_do_leave: {
    title: ({ organization }) => `Treten Sie aus ${organization} aus`,
    lead: 'Ihre API-Schlüssel dafür gelten nicht mehr, und Ihre Regeln für „Trusted Publishing“ auch nicht.',
    how: [
      ({ organization }) => `Öffnen Sie die Seite von ${organization}, angemeldet als Sie selbst.`,
      'Klappen Sie „Members“ auf, und drücken Sie das Kreuz neben Ihrem eigenen Namen: „that’s you“.',
    ],
    done: ({ organization }) => `Sie sind aus ${organization} ausgetreten`,
  },
  guided_members_verify: {
    title: ({ organization }) => `Sieht ${organization} so aus, wie es soll?`,
    lead: ({ organization }) =>
      `Ihre Seite zeigt die Mitglieder und ihre Rollen. Wenn Sie ausgetreten sind, zeigt „Manage Organizations“ ${organization} nicht mehr.`,
  },
  guided_members_confirm: {
    title: ({ organization }) => `${organization} für immer löschen?`,
    lead: 'Es ist noch nichts geschehen. Das bedeutet es.',
    fields: {
      confirmation: {
        label: ({ organization }) => `Geben Sie zur Bestätigung ${organization} ein`,
        hint: 'Groß- und Kleinschreibung spielt keine Rolle.',
      },
    },
    choices: { continue: { title: 'Weiter zu ihrer Seite' } },
  },
  guided_members_do_delete: {
    title: ({ organization }) => `Löschen Sie ${organization}`,
    lead: 'Es geschieht sofort.',
    how: [
      ({ organization }) => `Öffnen Sie die Seite, angemeldet als Administrator. Dort muss ${organization} stehen.`,
      'Drücken Sie „Delete organization“, und bestätigen Sie.',
      'nuget.org sagt „successfully deleted“.',
    ],
    done: ({ organization }) => `Sie haben ${organization} gelöscht`,
  },
  guided_members_gone: {
    title: ({ organization }) => `Ist ${organization} weg?`,
    lead: 'Dann ist auch ihre Profilseite weg.',
    choices: { continue: { title: 'Abschließen' } },
  },
  guided_members_done: {
    title: ({ organization }) => `Die Mitglieder von ${organization}`,
    lead: 'Das wurde getan, und das wurde gesehen.',
  },
  guided_answer_invitation_organization: {
    title: 'Welche Organisation lädt Sie ein?',
    lead: 'Die E-Mail nennt sie, und „Manage Organizations“ auch.',
  },
  guided_answer_invitation_do_answer: {
    title: ({ organization }) => `${organization} beitreten, oder ablehnen`,
    lead: ({ username }) => `Angemeldet als ${username}. Eine Einladung läuft nie ab.`,
    how: [
      ({ username }) => `Öffnen Sie die Seite. Oben rechts muss ${username} stehen.`,
      ({ organization }) => `Neben ${organization} nimmt der Haken an und lehnt das Kreuz ab.`,
      'Wenn sie an Geschäftskonten ihres Unternehmens gebunden ist, können Sie Ihr Microsoft-Konto nicht wechseln, solange Sie dabei sind.',
    ],
    done: ({ organization }) => `Sie haben die Einladung von ${organization} beantwortet`,
  },
  guided_answer_invitation_verify: {
    title: ({ organization }) => `Zeigt „Manage Organizations“ ${organization}?`,
    lead: 'Nach dem Annehmen ja. Nach dem Ablehnen ist die Einladung weg.',
  },
  guided_answer_invitation_done: {
    title: ({ organization }) => `Die Einladung von ${organization}`,
    lead: 'Das wurde getan, und das wurde gesehen.',
  },
};
