import type { CalendarKind, LeavingState, LeavingStepKind } from '../../contract';
import { dayAndTime } from './numbers';

/** A step in words: whom it is about, how it stands, until when, and whether the account is at nuget.org. */
type Say = (
  names: string,
  state: LeavingState,
  until: string | null,
  guided: boolean,
) => { title: string; text: string };

const steps: Record<LeavingStepKind, Say> = {
  contact_address: (names, state, _, guided) => ({
    title: 'Eine Kontaktadresse, die Ihnen bleibt',
    text: guided
      ? 'Sie steht nur in Ihren Kontoeinstellungen bei nuget.org. Gehört sie dem Unternehmen, ändern Sie sie, solange Sie dort noch E-Mails lesen können.'
      : state === 'done'
        ? `${names} liegt nicht beim Unternehmen.`
        : state === 'unknown'
          ? `Gehört ${names} Ihnen selbst? Wenn das Unternehmen dieses Postfach betreibt, ändern Sie die Adresse, solange Sie es noch lesen können.`
          : `Ändern Sie sie zuerst: Solange sich ein Wechsel der Anmeldung rückgängig machen lässt, geht das nicht.${names ? ` Jetzt ist es ${names}.` : ''}`,
  }),
  recovery_codes: (_, state) => ({
    title: 'Wiederherstellungscodes, außerhalb des Unternehmens',
    text:
      state === 'done'
        ? 'Sie haben welche. Achten Sie darauf, dass sie nicht nur auf einem Computer des Unternehmens liegen.'
        : 'Erstellen Sie sie, bevor Sie die Anmeldung wechseln, und bewahren Sie sie zu Hause auf.',
  }),
  login: (names, state, _, guided) => ({
    title: 'Ein eigenes Microsoft-Konto',
    text: guided
      ? 'Womit Sie sich anmelden, steht nur in Ihren Kontoeinstellungen bei nuget.org. Gehört es dem Unternehmen, wechseln Sie, solange Sie sich damit noch anmelden können.'
      : state === 'done'
        ? `${names} ist ein persönliches Konto.`
        : `Wechseln Sie, solange Sie sich noch anmelden können${names ? ` (${names})` : ''}: Das jetzige Konto muss zustimmen.`,
  }),
  undo_window: (_, __, until) => ({
    title: 'Der Wechsel der Anmeldung wird endgültig',
    text: until
      ? `Bis ${dayAndTime(until)} kann das frühere Microsoft-Konto ihn rückgängig machen.`
      : 'Das frühere Microsoft-Konto kann ihn noch rückgängig machen.',
  }),
  administrators: (names, state) => ({
    title: 'Ein weiterer Administrator für jede Organisation',
    text:
      state === 'done'
        ? 'Keine hängt allein von Ihnen ab.'
        : names
          ? `${names}: Sie sind der einzige Administrator. Was dem Unternehmen gehört, sollte in ihren Händen bleiben.`
          : 'Was dem Unternehmen gehört, sollte in ihren Händen bleiben. Treten Sie danach aus den Organisationen aus, die nicht Ihre sind.',
  }),
  owners: (names, state) => ({
    title: 'Ein weiterer Besitzer für die Pakete des Unternehmens',
    text:
      state === 'done'
        ? 'Kein Paket hat nur Sie.'
        : `${names ? `${names}. ` : ''}Was das Unternehmen braucht, sollte einer Organisation des Unternehmens gehören. Was Ihnen gehört, kann bleiben.`,
  }),
  keys: (names, state) => ({
    title: 'API-Schlüssel in den Systemen des Unternehmens',
    text:
      state === 'done'
        ? 'Kein Schlüssel gilt mehr.'
        : `${names ? `${names}. ` : ''}Was mit Ihren Schlüsseln veröffentlicht, hört auf, wenn diese enden. Lassen Sie sie durch Schlüssel von jemandem ersetzen, der bleibt, und beenden Sie Ihre dann.`,
  }),
  sessions: (names, state) => ({
    title: 'Sitzungen auf Computern des Unternehmens',
    text:
      state === 'done'
        ? 'Sie sind nur auf diesem Computer angemeldet.'
        : `Beenden Sie die, die nicht auf Ihren eigenen Computern sind: ${names}.`,
  }),
};

const dates: Record<CalendarKind, (subject: string) => string> = {
  begin: () => 'Mit dieser Liste beginnen',
  look_again: () => 'Diese Liste noch einmal durchsehen',
  last_day: () => 'Letzter Tag mit der Geschäftsadresse',
  login_change_final: () => 'Der Wechsel des Microsoft-Kontos ist endgültig',
  key_ends: (subject) => `Der API-Schlüssel „${subject}“ endet`,
  invitation_ends: (subject) => `Die Einladung von ${subject} endet`,
  deletion: () => 'Das Konto wird gelöscht',
};

const states: Record<LeavingState, string> = {
  done: 'Erledigt',
  open: 'Zu tun',
  unknown: 'Das wissen Sie',
  waits: 'Von selbst',
};

/** Was von dem, was die App sieht, noch zu tun ist. */
const open = (points: number): string => (points === 1 ? 'Ein Punkt ist zu tun.' : `${points} Punkte sind zu tun.`);

/** Was niemand abhaken kann als der Mensch selbst. */
const unknown = (points: number): string =>
  points === 1
    ? 'Einen Punkt kann die App nicht sehen: Ob er erledigt ist, wissen nur Sie.'
    : `${points} Punkte kann die App nicht sehen: Ob sie erledigt sind, wissen nur Sie.`;

/** Was ein Tag erledigt. */
const waits = (points: number): string =>
  points === 1 ? 'Ein Punkt erledigt sich von selbst.' : `${points} Punkte erledigen sich von selbst.`;

export const leaving = {
  title: 'Was ist zu tun, bevor Sie Ihre Geschäftsadresse verlieren?',
  lead: 'In dieser Reihenfolge: Was später kommt, kann das Frühere unmöglich machen.',
  context: (username: string, gallery: string) => `${username} · ${gallery}`,
  left: { all: 'Alles ist erledigt.', open, unknown, waits },
  steps,
  states,
  calendar: 'Termine für Ihren Kalender',
  calendarText: 'Die App speichert eine Kalenderdatei in Ihrem Ordner für Downloads. Verschickt wird nichts.',
  lastDay: 'Ihr letzter Arbeitstag',
  lastDayHint: 'Jahr, Monat und Tag, zum Beispiel 2026-06-30. Er bleibt auf diesem Computer.',
  lastDayWrong: 'Das ist kein Tag. Geben Sie ihn so ein: 2026-06-30.',
  dates,
  datesOf: 'Termine in der Datei',
  noDates: 'Es kommt nichts mehr.',
  save: 'Kalenderdatei speichern',
};
