import type { Step } from '../../../contract';
import type { StepTable } from '../../words';
import { date } from '../numbers';

type Steps = Extract<
  Step,
  `organization_${string}` | `members_${string}` | 'answer_invitation' | `answer_invitation_${string}`
>;

/** What was done to the members. */
const did: Record<string, string> = {
  invite: 'ist eingeladen',
  role: 'hat die neue Rolle',
  remove: 'ist kein Mitglied mehr',
  cancel: 'ist nicht mehr eingeladen',
};

/** Organizations, their members and invitations. */
export const organizations: StepTable<Steps> = {
  organization_new: {
    title: 'Wie soll die Organisation heißen?',
    lead: ({ username }) =>
      `${username} ist ihr erster Administrator. Als die Organisation selbst meldet sich niemand an.`,
    fields: {
      username: {
        label: 'Name der Organisation',
        hint: 'Für immer: Er kann nicht geändert und nicht wieder vergeben werden. Groß- und Kleinschreibung spielt keine Rolle.',
      },
      email: {
        label: 'Ihre E-Mail-Adresse',
        hint: 'Ein eigenes Postfach, nicht das eines anderen Kontos. Ein Code geht dorthin.',
      },
    },
    choices: { create_organization: { title: 'Organisation erstellen' } },
  },
  organization_code: {
    title: ({ organization }) => `Geben Sie den Code ein, der an ${organization} ging`,
    lead: ({ organization, address }) =>
      `${organization} ist erstellt. Der Code ging an ${address}; sobald er eingegeben ist, können Sie Personen einladen. Er gilt 15 Minuten.`,
    choices: { confirm_code: { title: 'Bestätigen' } },
  },
  organization_done: {
    title: ({ organization }) => `${organization} ist bereit`,
    lead: 'Ihre E-Mail-Adresse ist bestätigt. Laden Sie nun die Personen ein, die dazugehören.',
  },
  members_list: {
    title: ({ organization }) => `Wer gehört zu ${organization}?`,
    lead: 'Administratoren verwalten die Organisation und ihre Mitglieder; Mitwirkende veröffentlichen Pakete für sie.',
    choices: {
      choose_leave: { title: 'Austreten' },
      choose_delete: { title: 'Organisation löschen' },
    },
  },
  members_invite: {
    title: ({ organization }) => `Wen laden Sie zu ${organization} ein, und als was?`,
    lead: 'Die Einladung kommt per E-Mail und kann 30 Tage lang angenommen werden.',
    fields: {
      username: {
        label: 'Benutzername',
        hint: 'Der Benutzername, nicht die E-Mail-Adresse, einer Person dieser Galerie, deren Adresse bestätigt ist.',
      },
    },
  },
  members_role: {
    title: ({ member, word }) =>
      word === 'administrator' ? `${member} zum Mitwirkenden machen?` : `${member} zum Administrator machen?`,
    lead: ({ organization, member, word, is }) =>
      word === 'administrator'
        ? `${is ? 'Sie könnten' : `${member} könnte`} weiter Pakete für ${organization} veröffentlichen, aber die Organisation und ihre Mitglieder nicht mehr verwalten.`
        : `${member} könnte ${organization}, die Mitglieder und die Besitzer der Pakete verwalten und auch Sie entfernen.`,
  },
  members_remove: {
    title: ({ organization, member }) => `${member} aus ${organization} entfernen?`,
    lead: ({ member }) => `${member} erfährt es per E-Mail. Um zurückzukommen, braucht es eine neue Einladung.`,
    choices: { remove_member: { title: ({ member }) => `${member} entfernen` } },
  },
  members_cancel: {
    title: ({ organization, member }) => `Die Einladung von ${member} zu ${organization} zurückziehen?`,
    lead: 'Die Einladung kann dann nicht mehr angenommen werden. Sie können jederzeit wieder einladen.',
    choices: { cancel_invitation: { title: 'Einladung zurückziehen' } },
  },
  members_leave: {
    title: ({ organization }) => `Aus ${organization} austreten?`,
    lead: 'Um zurückzukommen, muss ein Administrator Sie wieder einladen.',
    choices: {
      leave_organization: { title: ({ organization }) => `Aus ${organization} austreten` },
      back_to_list: { title: 'Mitglieder zeigen' },
    },
  },
  members_delete: {
    title: ({ organization }) => `${organization} löschen?`,
    lead: 'Sofort und für immer; es gibt keine Bedenkzeit. Die Organisation darf kein Paket allein besitzen und kein anderes Mitglied haben.',
    fields: {
      confirmation: {
        label: ({ organization }) => `Geben Sie zur Bestätigung ${organization} ein`,
        hint: 'Groß- und Kleinschreibung spielt keine Rolle.',
      },
    },
    choices: {
      delete_organization: { title: ({ organization }) => `${organization} löschen` },
      back_to_list: { title: 'Mitglieder zeigen' },
    },
  },
  members_hand_over: {
    title: ({ word }) => `Wem soll ${word} gehören?`,
    lead: ({ organization }) =>
      `Ihrem eigenen Konto gehört es sofort; andere bekommen eine E-Mail, und es gehört ihnen, sobald sie annehmen. ${organization} bleibt Besitzer, bis die Organisation gelöscht ist.`,
    fields: {
      username: {
        label: 'Benutzername des neuen Besitzers',
        hint: 'Ihr eigenes Konto, eine andere Person oder eine Organisation dieser Galerie. Keine E-Mail-Adresse.',
      },
    },
  },
  members_done: {
    title: ({ member, word }) => `${member} ${did[word ?? ''] ?? ''}`,
    lead: ({ organization, word, is }) =>
      word === 'role'
        ? `Von nun an ${is ? 'Administrator' : 'Mitwirkender'} von ${organization}.`
        : word === 'invite'
          ? `Als ${is ? 'Administrator' : 'Mitwirkender'} von ${organization}. Die Einladung kann 30 Tage lang angenommen werden.`
          : word === 'cancel'
            ? 'Das wird per E-Mail mitgeteilt, wenn E-Mails von anderen erwünscht sind. Sie können jederzeit wieder einladen.'
            : `Alle Mitglieder von ${organization} erfahren es.`,
  },
  members_left: {
    title: ({ organization }) => `Sie sind aus ${organization} ausgetreten`,
    lead: 'Die Pakete der Organisation bleiben bei ihr.',
  },
  members_deleted: {
    title: ({ organization }) => `${organization} ist gelöscht`,
    lead: 'Sie ist endgültig gelöscht. Unten steht, was aus ihrem Namen wird.',
  },
  members_gone: {
    title: ({ username, organization }) => `${username} gehört nicht zu ${organization}`,
    lead: 'Sie sind ausgetreten oder wurden entfernt, oder die Organisation gibt es nicht mehr.',
  },
  answer_invitation: {
    title: ({ organization }) => `${organization} beitreten?`,
    lead: ({ organization, other, is, until }) =>
      `${other ?? 'Ein Administrator'} lädt Sie als ${is ? 'Administrator ein: Sie würden die Organisation, ihre Mitglieder und ihre Pakete verwalten' : `Mitwirkenden ein: Sie könnten Pakete für ${organization} veröffentlichen`}. ${until ? `Sie können bis zum ${date(until)} antworten.` : ''}`,
    choices: {
      accept_invitation: { title: ({ organization }) => `${organization} beitreten` },
      decline_invitation: { title: 'Ablehnen' },
    },
  },
  answer_invitation_accepted: {
    title: ({ organization }) => `Sie gehören jetzt zu ${organization}`,
    lead: 'Die anderen Mitglieder erfahren es. Sie können jederzeit austreten.',
  },
  answer_invitation_declined: {
    title: ({ organization }) => `Sie sind ${organization} nicht beigetreten`,
    lead: 'Die Administratoren erfahren es und können Sie wieder einladen.',
  },
  answer_invitation_gone: {
    title: ({ organization }) => `${organization} lädt Sie nicht mehr ein`,
    lead: 'Die Einladung wurde zurückgezogen, anderswo beantwortet, oder ihre Zeit ist abgelaufen.',
  },
};
