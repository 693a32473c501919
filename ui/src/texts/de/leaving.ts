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
      ? 'Sie steht nur in Ihren Kontoeinstellungen bei nuget.org. Gehört sie der Firma, ändern Sie sie, solange Sie dort noch E-Mails lesen können.'
      : state === 'done'
        ? `${names} liegt nicht bei der Firma.`
        : state === 'unknown'
          ? `Gehört ${names} Ihnen selbst? Wenn die Firma dieses Postfach betreibt, ändern Sie die Adresse, solange Sie es noch lesen können.`
          : `Ändern Sie sie zuerst: Solange sich ein Wechsel der Anmeldung rückgängig machen lässt, geht das nicht.${names ? ` Jetzt ist es ${names}.` : ''}`,
  }),
  recovery_codes: (_, state) => ({
    title: 'Wiederherstellungscodes, außerhalb der Firma',
    text:
      state === 'done'
        ? 'Sie haben welche. Achten Sie darauf, dass sie nicht nur auf einem Computer der Firma liegen.'
        : 'Machen Sie sie, bevor Sie die Anmeldung wechseln, und bewahren Sie sie zu Hause auf.',
  }),
  login: (names, state, _, guided) => ({
    title: 'Ein eigenes Microsoft-Konto',
    text: guided
      ? 'Womit Sie sich anmelden, steht nur in Ihren Kontoeinstellungen bei nuget.org. Gehört es der Firma, wechseln Sie, solange Sie sich damit noch anmelden können.'
      : state === 'done'
        ? `${names} ist ein persönliches Konto.`
        : `Wechseln Sie, solange Sie sich noch anmelden können${names ? ` (${names})` : ''}: Das jetzige Konto muss zustimmen.`,
  }),
  undo_window: (_, __, until) => ({
    title: 'Der Wechsel der Anmeldung wird endgültig',
    text: until
      ? `Bis ${dayAndTime(until)} kann das vorherige Microsoft-Konto ihn zurücknehmen.`
      : 'Das vorherige Microsoft-Konto kann ihn noch zurücknehmen.',
  }),
  administrators: (names, state) => ({
    title: 'Ein weiterer Administrator für jede Organisation',
    text:
      state === 'done'
        ? 'Keine hängt allein von Ihnen ab.'
        : names
          ? `${names}: Sie sind der einzige Administrator. Was der Firma gehört, sollte in ihren Händen bleiben.`
          : 'Was der Firma gehört, sollte in ihren Händen bleiben. Verlassen Sie danach die Organisationen, die nicht Ihre sind.',
  }),
  owners: (names, state) => ({
    title: 'Ein weiterer Besitzer für die Pakete der Firma',
    text:
      state === 'done'
        ? 'Kein Paket hat nur Sie.'
        : `${names ? `${names}. ` : ''}Was die Firma braucht, sollte einer Organisation der Firma gehören. Was Ihnen gehört, kann bleiben.`,
  }),
  keys: (names, state) => ({
    title: 'API-Schlüssel in den Systemen der Firma',
    text:
      state === 'done'
        ? 'Kein Schlüssel gilt mehr.'
        : `${names ? `${names}. ` : ''}Was mit Ihren Schlüsseln veröffentlicht, hört auf, wenn diese enden. Lassen Sie sie durch Schlüssel von jemandem ersetzen, der bleibt, und beenden Sie Ihre dann.`,
  }),
  sessions: (names, state) => ({
    title: 'Sitzungen auf Computern der Firma',
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

export const leaving = {
  title: 'Was ist zu tun, bevor Sie Ihre Geschäftsadresse verlieren?',
  lead: 'In dieser Reihenfolge: Was später kommt, kann das Frühere unmöglich machen.',
  context: (username: string, gallery: string) => `${username} · ${gallery}`,
  left: (left: number) =>
    left === 0 ? 'Alles ist erledigt.' : left === 1 ? 'Ein Punkt ist noch offen.' : `${left} Punkte sind noch offen.`,
  steps,
  states,
  calendar: 'Termine für Ihren Kalender',
  calendarText: 'Die App speichert eine Kalenderdatei in Ihrem Ordner für Downloads. Nirgendwohin wird etwas gesendet.',
  lastDay: 'Ihr letzter Arbeitstag',
  lastDayHint: 'Jahr, Monat und Tag, zum Beispiel 2026-06-30. Er bleibt auf diesem Computer.',
  lastDayWrong: 'Das ist kein Tag. Tippen Sie ihn als 2026-06-30.',
  dates,
  datesOf: 'Termine in der Datei',
  noDates: 'Es kommt nichts mehr.',
  save: 'Kalenderdatei speichern',
};
