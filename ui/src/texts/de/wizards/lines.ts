import type { ListName } from '../../../contract';
import type { LineWords } from '../../words';
import { date } from '../numbers';
import { apiKeyLines } from './api_key_words';

/** The sentence of each line of a list that has lines. */
export const lines: Partial<Record<ListName, LineWords>> = {
  ...apiKeyLines,
  mails: {
    title: ({ word, is }) => `${mails[word ?? '']?.title ?? ''}: ${is ? 'wird geschickt' : 'wird nicht geschickt'}`,
    text: ({ word }) => mails[word ?? '']?.text ?? '',
    about: ({ word }) => mails[word ?? '']?.title ?? '',
  },
  rename_means: { title: ({ word, username }) => rename[word ?? '']?.(username ?? '') ?? '' },
  conversion_means: { title: ({ word, username }) => convert[word ?? '']?.(username ?? '') ?? '' },
  orphans: {
    title: ({ word }) => word ?? '',
    text: ({ member }) => (member ? `${member} angeboten, aber noch nicht angenommen.` : ''),
  },
  blockers: {
    title: ({ organization, is }) =>
      organization && is !== undefined
        ? is
          ? `Sie sind Mitglied von ${organization}`
          : `${organization} lädt Sie ein`
        : '',
  },
  members: {
    title: ({ member, is }) => `${member}${is ? ' (Sie)' : ''}`,
    text: ({ word, at }) => `${roles[word ?? ''] ?? ''}${at ? `, seit dem ${date(at)}` : ''}`,
  },
  invited: {
    title: ({ member }) => member ?? '',
    text: ({ word, other, until }) =>
      `Als ${roles[word ?? ''] ?? ''}${other ? `, von ${other}` : ''}${until ? `, bis zum ${date(until)}` : ''}`,
  },
};

const roles: Record<string, string> = { administrator: 'Administrator', collaborator: 'Mitwirkender' };

const mails: Record<string, { title: string; text: string }> = {
  from_others: {
    title: 'Anfragen und Neues von anderen',
    text: 'Einladungen, Angebote von Mitbesitz, Umwandlungen.',
  },
  package_published: {
    title: 'Ein Paket wurde unter Ihrem Namen veröffentlicht',
    text: 'Damit Sie bemerken, was Sie nicht getan haben.',
  },
};

const rename: Record<string, (username: string) => string> = {
  decided: () => 'Die Betreiber der Galerie entscheiden und können ablehnen.',
  old_name: (username) =>
    `${username} bleibt für immer vergeben. Niemand kann den Namen wieder haben, auch Sie nicht, in keiner Schreibweise.`,
  addresses: (username) =>
    `Seiten und Links mit ${username} in ihrer Adresse funktionieren nicht mehr. Von dort führt nichts zum neuen Namen.`,
  packages: (username) =>
    `Die Pakete bleiben Ihre. Was schon veröffentlicht ist, nennt weiter ${username}: Angaben zum Autor, und Signaturen, die Sie als Besitzer nennen.`,
  policies: (username) =>
    `Wer Paketen nach dem Besitzer ${username} vertraut, muss das ändern, sonst werden sie bei der Installation abgelehnt.`,
};

const convert: Record<string, (username: string) => string> = {
  for_ever: (username) =>
    `${username} wird für immer eine Organisation. Daraus kann nie wieder das Konto einer Person werden.`,
  sign_in: (username) =>
    `Als ${username} meldet sich niemand mehr an. Ein Microsoft-Konto, das es öffnete, ist frei für ein anderes Konto.`,
  administrator: () =>
    'Ein anderes Konto verwaltet sie: Sie nennen dieses Konto, und es muss innerhalb von 7 Tagen zustimmen.',
  stays: () => 'Name, Pakete, E-Mail-Adresse und Aktivität bleiben, wie sie sind.',
};
