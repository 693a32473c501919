import type { Step } from '../../../contract';
import type { StepTable } from '../../words';
import { dayAndTime } from '../numbers';

type Steps = Extract<Step, `convert_${string}` | 'answer_conversion' | `answer_conversion_${string}`>;

/** "am 3. März 2026, 10:14 Uhr". */
function on(at: string | undefined): string {
  return at ? `am ${dayAndTime(at)}` : 'dann';
}

/** "bis zum 3. März 2026, 10:14 Uhr". */
function until(at: string | undefined): string {
  return at ? `bis zum ${dayAndTime(at)}` : 'bis dahin';
}

/** Conversion to an organization, from both sides. */
export const conversion: StepTable<Steps> = {
  convert_intro: {
    title: ({ username }) => `${username} in eine Organisation umwandeln?`,
    lead: 'Das bedeutet es. Es wurde nichts geändert.',
  },
  convert_blockers: {
    title: ({ count = 0 }) => (count === 0 ? 'Es steht nichts mehr im Weg' : 'Zuerst muss das aus dem Weg'),
    lead: ({ username, count = 0 }) =>
      count === 0
        ? `${username} kann umgewandelt werden.`
        : 'Hier steht alles, jeweils mit dem, was hilft. Was erledigt ist, verschwindet aus der Liste.',
  },
  convert_leave: {
    title: ({ organization }) => `Aus ${organization} austreten?`,
    lead: ({ username, organization }) =>
      `${username} kann keine Organisation werden, solange es Mitglied in einer ist. Um in ${organization} zurückzukommen, müssten Sie wieder eingeladen werden.`,
    choices: { leave_organization: { title: ({ organization }) => `Aus ${organization} austreten` } },
  },
  convert_administrator: {
    title: ({ username }) => `Wer wird ${username} verwalten?`,
    lead: 'Ein anderes Konto: Ihr eigenes zweites, oder jemand, dem Sie vertrauen. Es wird angefragt und muss zustimmen.',
    fields: {
      username: {
        label: 'Benutzername des Administrators',
        hint: 'Der Benutzername, nicht die E-Mail-Adresse, einer Person dieser Galerie, deren Adresse bestätigt ist.',
      },
    },
  },
  convert_proof: {
    title: ({ username }) => `Melden Sie sich noch einmal als ${username} an`,
    lead: ({ person }) =>
      `Damit niemand sonst an diesem Computer es weggibt. ${person ? `Melden Sie sich als ${person} an. ` : ''}Durch die Anmeldung ändert sich nichts.`,
  },
  convert_wrong_person: {
    title: ({ username }) => `Dieses Microsoft-Konto öffnet ${username} nicht`,
    lead: ({ person, other_person }) =>
      `Erwartet war ${person ?? 'das, das es öffnet'}; zurück kam ${other_person ?? 'jemand anderes'}. Es wurde nichts geändert. Wählen Sie bei Microsoft „Anderes Konto verwenden“.`,
    choices: {
      open_browser: { title: ({ person }) => (person ? `Als ${person} anmelden` : 'Mit dem richtigen anmelden') },
    },
  },
  convert_check: {
    title: ({ username, other }) => `${other} anfragen, um ${username} in eine Organisation umzuwandeln?`,
    lead: ({ other, is }) =>
      is
        ? `Das ändert sich 72 Stunden, nachdem ${other} zugestimmt hat, weil es in einer Wiederherstellung angefragt wird. Bis dahin können Sie, ${other}, und wer die E-Mails von beiden liest, es anhalten; danach kann es nie mehr rückgängig gemacht werden.`
        : `Das ändert sich, wenn ${other} zustimmt, und kann dann nie mehr rückgängig gemacht werden. Bis dahin können Sie die Anfrage zurückziehen.`,
    choices: { request_conversion: { title: ({ other }) => `${other} anfragen` } },
  },
  convert_waiting: {
    title: ({ username, other, is, until: at }) =>
      is ? `${username} wird ${on(at)} eine Organisation` : `${other} muss zustimmen`,
    lead: ({ username, other, is, until: at }) =>
      is
        ? `${other} hat zugestimmt. Sie, ${other}, und wer die E-Mails von beiden liest, können es bis dahin anhalten.`
        : `Das geht ${until(at)}. Bis dahin bleibt ${username}, wie es ist, und Sie können die Anfrage zurückziehen. Sie können dies schließen; es geht weiter.`,
    choices: { cancel_conversion: { title: 'Anfrage zurückziehen' }, cancel: { title: 'Schließen' } },
  },
  convert_signed_out: {
    title: ({ username }) => `Sie sind bei ${username} abgemeldet`,
    lead: ({ username, other, address, is, until: at }) =>
      is
        ? `Eine Wiederherstellung dauert 30 Minuten; was Sie bei ${other} angefragt haben, gilt ${until(at)} weiter. Um zu sehen, wie es steht, oder es zurückzuziehen, öffnen Sie das Konto noch einmal.`
        : `Das geschieht, wenn ${other} zustimmt: ${username} ist dann eine Organisation, und niemand meldet sich mehr dort an. Eine E-Mail${address ? ` an ${address}` : ''} sagt es. Wenn keine kam, melden Sie sich neu an. Ist ${other} auch Ihr Konto, fügen Sie es hier hinzu und sehen noch einmal nach.`,
    choices: {
      sign_in_elsewhere: { title: 'Neu anmelden' },
      begin_again: { title: 'Noch einmal öffnen' },
      finish: { title: 'Schließen' },
    },
  },
  convert_done: {
    title: ({ username }) => `${username} ist jetzt eine Organisation`,
    lead: ({ username, other }) => `${other} verwaltet sie. Als ${username} meldet sich niemand mehr an.`,
  },
  convert_cancelled: {
    title: ({ username }) => `${username} bleibt, wie es ist`,
    lead: ({ other }) =>
      `Die Anfrage ist zurückgezogen${other ? `, und ${other} erfährt es` : ''}. Sie können jederzeit wieder anfragen.`,
  },
  convert_over: {
    title: ({ username }) => `${username} wurde nicht umgewandelt`,
    lead: ({ other }) =>
      `${other ?? 'Der Administrator'} hat die Anfrage abgelehnt, sie wurde anderswo zurückgezogen, oder ihre Zeit ist abgelaufen. Die Aktivität des Kontos sagt, was davon. Es wurde nichts geändert.`,
  },
  answer_conversion: {
    title: ({ other }) => `${other} als Organisation verwalten?`,
    lead: ({ other, is, until: at }) =>
      `${other} fragt Sie. Sie können ${until(at)} antworten. ${is ? 'Es gilt 72 Stunden nach Ihrer Zustimmung, weil es in einer Wiederherstellung angefragt wurde; bis dahin können Sie beide es anhalten.' : 'Es gilt, sobald Sie zustimmen, und kann nie mehr rückgängig gemacht werden.'}`,
    fields: {
      confirmation: {
        label: ({ other }) => `Geben Sie ${other} ein, um zuzustimmen`,
        hint: 'Groß- und Kleinschreibung spielt keine Rolle.',
      },
    },
    choices: {
      accept_conversion: { title: ({ other }) => `Zustimmen und ${other} verwalten` },
      reject_conversion: { title: 'Ablehnen' },
    },
  },
  answer_conversion_accepted: {
    title: ({ other }) => `${other} ist jetzt eine Organisation`,
    lead: 'Sie sind ihr einziger Administrator. In der Liste ihrer Mitglieder können Sie andere einladen.',
  },
  answer_conversion_later: {
    title: ({ other, until: at }) => `${other} wird ${on(at)} eine Organisation`,
    lead: ({ other }) => `Sie haben zugestimmt. Bis dahin können Sie oder ${other} es noch anhalten.`,
    choices: { reject_conversion: { title: 'Anhalten' }, finish: { title: 'Schließen' } },
  },
  answer_conversion_rejected: {
    title: ({ other }) => `${other} bleibt, wie es ist`,
    lead: ({ other }) => `Sie haben die Umwandlung abgelehnt, und ${other} erfährt es per E-Mail.`,
  },
  answer_conversion_gone: {
    title: ({ other }) => `${other} fragt nicht mehr`,
    lead: 'Die Anfrage wurde zurückgezogen, anderswo beantwortet, oder ihre Zeit ist abgelaufen. Hier wurde nichts geändert.',
  },
};
