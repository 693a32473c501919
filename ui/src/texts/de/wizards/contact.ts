import type { Step } from '../../../contract';
import type { StepWords, StepTable } from '../../words';
import { dayAndTime } from '../numbers';

type Steps = Extract<Step, `contact_email_${string}` | `username_${string}` | 'mail_choices'>;

const confirmation: StepWords['choices'] = {
  confirm_code: { title: 'Bestätigen' },
};

/** Contact e-mail, what is mailed, username. */
export const contact: StepTable<Steps> = {
  contact_email_address: {
    title: ({ username }) => `Wohin sollen die E-Mails für ${username} gehen?`,
    lead: ({ address, other_address }) =>
      other_address
        ? `${other_address} ist noch zu bestätigen. Eine andere Adresse tritt an ihre Stelle.`
        : address
          ? `Jetzt gehen sie an ${address}. Das bleibt so, bis die neue Adresse bestätigt ist.`
          : 'Ein Code geht dorthin, damit niemand eine Adresse angibt, die ihm nicht gehört.',
    fields: {
      email: { label: 'Neue E-Mail-Adresse', hint: 'Ein Code geht dorthin.' },
    },
  },
  contact_email_later: {
    title: ({ is, until }) =>
      is
        ? `Sie hören, wann die Kontaktadresse geändert werden kann${until ? `: am ${dayAndTime(until)}` : ''}`
        : 'Welche Adresse soll es dann sein?',
    lead: ({ username, address, other_address, is, until }) =>
      is
        ? `Bis dahin gehen die E-Mails für ${username} an ${address ?? 'die jetzige Adresse'}. ${other_address ? `${other_address} bleibt hier stehen und wird erst verlangt, wenn Sie darauf drücken.` : 'Die neue Adresse geben Sie dann ein.'} Sie können diese Seite schließen, auch die App: Links in der Liste steht es, und eine Benachrichtigung gibt Bescheid, wenn es so weit ist.`
        : `Das Microsoft-Konto von ${username} wurde vor kurzem gewechselt. Solange das rückgängig gemacht werden kann${until ? `, bis zum ${dayAndTime(until)}` : ''}, gehen die E-Mails an ${address ?? 'die jetzige Adresse'}: So übernimmt niemand das Konto und seine E-Mails auf einmal.`,
    fields: {
      email: {
        label: 'Neue E-Mail-Adresse',
        hint: 'Dorthin wird noch nichts geschickt. Sie können das Feld leer lassen.',
      },
    },
    choices: { look_again: { title: 'Nachsehen, ob es jetzt geht' } },
  },
  contact_email_proof: {
    title: ({ username }) => `Melden Sie sich noch einmal als ${username} an`,
    lead: ({ person, other_address }) =>
      `Anstelle des Passworts, damit niemand sonst an diesem Computer die E-Mails übernimmt. ${person ? `Melden Sie sich als ${person} an. ` : ''}Durch die Anmeldung wird nichts geändert; bevor ein Code an ${other_address ?? 'die neue Adresse'} geht, werden Sie gefragt.`,
  },
  contact_email_wrong_person: {
    title: ({ username }) => `Dieses Microsoft-Konto öffnet ${username} nicht`,
    lead: ({ person, other_person }) =>
      `Erwartet war ${person ?? 'das, das es öffnet'}; zurück kam ${other_person ?? 'jemand anderes'}. Es wurde nichts geändert. Wählen Sie bei Microsoft „Anderes Konto verwenden“.`,
    choices: {
      open_browser: { title: ({ person }) => (person ? `Als ${person} anmelden` : 'Mit dem richtigen anmelden') },
    },
  },
  contact_email_check: {
    title: ({ other_address }) => `Einen Code an ${other_address} schicken?`,
    lead: ({ address, other_address }) =>
      address
        ? `${address} gilt weiter, bis der Code eingegeben ist. Danach kann ein Link, der an ${address} geht, sie 72 Stunden lang wieder einsetzen.`
        : `${other_address} gilt, sobald der Code eingegeben ist.`,
    choices: {
      change_email: { title: ({ other_address }) => `Code an ${other_address} schicken` },
    },
  },
  contact_email_code: {
    title: 'Geben Sie den Code aus der E-Mail ein',
    lead: ({ other_address }) => `Er ging an ${other_address}. Er gilt 15 Minuten und für fünf Versuche.`,
    fields: {
      code: {
        label: 'Code aus der E-Mail',
        hint: ({ organization }) =>
          organization
            ? '8 Ziffern. Leerzeichen spielen keine Rolle.'
            : '8 Ziffern; Leerzeichen spielen keine Rolle. Sie können auch den Link der E-Mail einfügen.',
      },
    },
    choices: {
      ...confirmation,
      withdraw_email: { title: ({ address }) => `Bei ${address} bleiben` },
    },
  },
  contact_email_done: {
    title: ({ username, address }) => `Die E-Mails für ${username} gehen jetzt an ${address}`,
    lead: ({ other_address }) =>
      other_address
        ? `${other_address} wurde benachrichtigt, mit einem Link, der diese Adresse wieder einsetzt. Der Link gilt 72 Stunden.`
        : 'Die Adresse ist bestätigt.',
  },
  contact_email_withdrawn: {
    title: ({ address }) =>
      address ? `Die E-Mails gehen weiter an ${address}` : 'Keine andere Adresse ist mehr zu bestätigen',
    lead: 'Der Code, der geschickt wurde, gilt nicht mehr.',
  },
  mail_choices: {
    title: ({ username }) => `Welche E-Mails soll ${username} bekommen?`,
    lead: ({ address }) =>
      `Jede Wahl gilt sofort. Was die Sicherheit des Kontos selbst betrifft, wird immer${address ? ` an ${address}` : ''} geschickt.`,
    choices: {
      mail_on: { title: 'Das schicken' },
      mail_off: { title: 'Das nicht mehr schicken' },
    },
  },
  username_intro: {
    title: ({ username }) => `Ein anderer Name für ${username}?`,
    lead: 'Das bedeutet ein neuer Name. Es wurde nichts geändert.',
  },
  username_name: {
    title: 'Welcher Name, und warum?',
    lead: 'Die Betreiber der Galerie lesen beides.',
    fields: {
      username: {
        label: 'Neuer Benutzername',
        hint: '3 bis 64 Buchstaben, Ziffern, Punkte, Bindestriche und Unterstriche.',
      },
    },
  },
  username_check: {
    title: ({ username, other }) => `${other} anstelle von ${username} beantragen?`,
    lead: 'Der Antrag ändert nichts. Das hier ändert sich, wenn die Betreiber ihn gewähren:',
    choices: {
      request_username: { title: ({ other }) => `${other} beantragen` },
    },
  },
  username_waiting: {
    title: ({ other }) => `Sie haben ${other} beantragt`,
    lead: ({ username, at }) =>
      `${at ? `Der Antrag vom ${dayAndTime(at)}` : 'Der Antrag'} wartet auf die Betreiber der Galerie. Bis dahin heißen Sie ${username}. Sie können dies schließen; es geht weiter.`,
    choices: {
      withdraw_username: { title: 'Antrag zurückziehen' },
      cancel: { title: 'Schließen' },
    },
  },
  username_done: {
    title: ({ other }) => `Sie heißen jetzt ${other}`,
    lead: 'Ihre Sitzungen gehen weiter. Der frühere Name bleibt für immer vergeben.',
  },
  username_withdrawn: {
    title: ({ username }) => `Sie heißen weiter ${username}`,
    lead: 'Der Antrag ist zurückgezogen. Sie können jederzeit einen neuen stellen.',
  },
  username_refused: {
    title: ({ username }) => `Sie heißen weiter ${username}`,
    lead: ({ other }) =>
      `Der Antrag auf ${other ?? 'einen anderen Namen'} ist vorbei: Die Betreiber haben ihn abgelehnt, oder er wurde anderswo zurückgezogen. Die Aktivität des Kontos sagt, was davon, und warum.`,
  },
};
