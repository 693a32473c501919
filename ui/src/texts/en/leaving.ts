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
    title: 'A contact e-mail that stays yours',
    text: guided
      ? 'Only your account settings at nuget.org show it. If it is the company’s, change it while you can still read mail there.'
      : state === 'done'
        ? `${names} is not at the company.`
        : state === 'unknown'
          ? `Is ${names} your own? If the company runs that mailbox, change it while you can still read it.`
          : `Change it first: while a change of the sign-in can be undone, it cannot be changed.${names ? ` Now it is ${names}.` : ''}`,
  }),
  recovery_codes: (_, state) => ({
    title: 'Recovery codes, kept outside the company',
    text:
      state === 'done'
        ? 'You have some. Make sure that they are not only on a company computer.'
        : 'Make them before you change the sign-in, and keep them at home.',
  }),
  login: (names, state, _, guided) => ({
    title: 'A Microsoft account of your own',
    text: guided
      ? 'Only your account settings at nuget.org show which one signs in. If it is the company’s, change it while you can still sign in with it.'
      : state === 'done'
        ? `${names} is a personal account.`
        : `Change it while you can still sign in${names ? ` with ${names}` : ''}: the present one has to agree.`,
  }),
  undo_window: (_, __, until) => ({
    title: 'The change of the sign-in becomes final',
    text: until
      ? `Until ${dayAndTime(until)} the Microsoft account before can take it back.`
      : 'The Microsoft account before can still take it back.',
  }),
  administrators: (names, state) => ({
    title: 'Another administrator for each organization',
    text:
      state === 'done'
        ? 'None of them depends on you alone.'
        : names
          ? `${names}: you are the only administrator. What belongs to the company should stay in its hands.`
          : 'What belongs to the company should stay in its hands. Then leave the organizations that are not yours.',
  }),
  owners: (names, state) => ({
    title: 'Another owner for the company’s packages',
    text:
      state === 'done'
        ? 'None of the packages has you alone.'
        : `${names ? `${names}. ` : ''}What the company needs should belong to an organization of the company. What is yours can stay.`,
  }),
  keys: (names, state) => ({
    title: 'API keys in the company’s systems',
    text:
      state === 'done'
        ? 'No key works any more.'
        : `${names ? `${names}. ` : ''}Builds that publish with your keys stop when these end. Have them replaced by keys of somebody who stays, then end yours.`,
  }),
  sessions: (names, state) => ({
    title: 'Sessions on the company’s computers',
    text:
      state === 'done'
        ? 'You are signed in on this computer only.'
        : `End those that are not on your own computers: ${names}.`,
  }),
};

const dates: Record<CalendarKind, (subject: string) => string> = {
  begin: () => 'Begin with this list',
  look_again: () => 'Look through this list once more',
  last_day: () => 'Last day with the work address',
  login_change_final: () => 'The change of the Microsoft account is final',
  key_ends: (subject) => `The API key “${subject}” ends`,
  invitation_ends: (subject) => `The invitation of ${subject} ends`,
  deletion: () => 'The account is deleted',
};

const states: Record<LeavingState, string> = {
  done: 'Done',
  open: 'To do',
  unknown: 'You know this',
  waits: 'By itself',
};

/** What is to be done still, of what the app sees. */
const open = (points: number): string =>
  points === 1 ? 'One point is to be done.' : `${points} points are to be done.`;

/** What nobody but the person can tick off. */
const unknown = (points: number): string =>
  points === 1
    ? 'One point the app cannot see: only you know whether it is done.'
    : `${points} points the app cannot see: only you know whether they are done.`;

/** What a day settles. */
const waits = (points: number): string =>
  points === 1 ? 'One point ends by itself.' : `${points} points end by themselves.`;

export const leaving = {
  title: 'What has to be done before you lose your work address?',
  lead: 'In this order: what comes later can make what comes before impossible.',
  context: (username: string, gallery: string) => `${username} · ${gallery}`,
  left: { all: 'Everything is done.', open, unknown, waits },
  steps,
  states,
  calendar: 'Dates for your calendar',
  calendarText: 'The app saves a calendar file in your downloads folder. Nothing is sent anywhere.',
  lastDay: 'Your last day at work',
  lastDayHint: 'Year, month and day, for example 2026-06-30. It stays on this computer.',
  lastDayWrong: 'That is no day. Type it as 2026-06-30.',
  dates,
  datesOf: 'Dates in the file',
  noDates: 'Nothing is to come.',
  save: 'Save the calendar file',
};
