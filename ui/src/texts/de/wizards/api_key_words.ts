import type { KeyCard, KeyScope } from '../../../contract';
import type {
  apiKeyCard as englishCard,
  apiKeyChoices as englishChoices,
  apiKeyFields as englishFields,
  apiKeyLines as englishLines,
  apiKeyLists as englishLists,
} from '../../en/wizards/api_key_words';
import type { ChoiceWords, Translated } from '../../words';
import { count, date, dayAndTime, list } from '../numbers';

const DAY = 86_400_000;

/** What a key may do, in a sentence about it. */
const may: Record<KeyScope, string> = {
  push_new: 'neue Pakete und neue Versionen veröffentlichen',
  push_version: 'neue Versionen vorhandener Pakete veröffentlichen',
  unlist: 'Pakete aus der Suche nehmen und wieder aufnehmen',
};

const scopeLines: Record<string, ChoiceWords> = {
  push_new: {
    title: 'Neue Pakete und neue Versionen veröffentlichen',
    text: 'Auch IDs, die noch niemand benutzt hat.',
  },
  push_version: { title: 'Neue Versionen veröffentlichen', text: 'Nur von Paketen, die es gibt.' },
  push_version_too: {
    title: 'Neue Versionen veröffentlichen',
    text: 'Wer neue Pakete veröffentlichen darf, darf auch das.',
  },
  unlist: { title: 'Aus der Suche nehmen und wieder aufnehmen', text: 'Gelöscht wird dabei nichts.' },
};

export const apiKeyChoices: Translated<typeof englishChoices> = {
  choose_make_key: { title: 'Schlüssel erstellen' },
  choose_renew_key: { title: 'Erneuern' },
  choose_change_key: { title: 'Ändern' },
  choose_revoke_key: { title: 'Widerrufen' },
  more_keys: { title: ({ of = 0 }) => `Mehr zeigen (${String(of)})` },
  all_keys: { title: 'Alle API-Schlüssel' },
  ask_description: { title: 'Wie er heißt' },
  ask_scopes: { title: 'Was er darf' },
  ask_packages: { title: 'Für welche Pakete' },
  ask_life: { title: 'Wann er endet' },
  choose_owner: { title: 'Wählen' },
  allow_scope: { title: 'Erlauben' },
  forbid_scope: { title: 'Nicht erlauben' },
  choose_life: { title: 'Wählen' },
  make_key: { title: 'Schlüssel erstellen' },
  renew_key: { title: 'Schlüssel erneuern' },
  change_key: { title: 'Schlüssel ändern' },
  revoke_key: { title: 'Schlüssel widerrufen' },
  copy_key: { title: 'Kopieren' },
  show_key: { title: 'Zeigen' },
  hide_key: { title: 'Verbergen' },
  key_kept: { title: 'Ich habe ihn aufbewahrt' },
};

export const apiKeyFields: Translated<typeof englishFields> = {
  description: { label: 'Beschreibung', hint: 'Eine Zeile mit höchstens 200 Zeichen.' },
  packages: { label: 'Pakete', hint: '* steht für beliebige Zeichen.' },
};

export const apiKeyLists: Translated<typeof englishLists> = {
  keys: { title: 'Schlüssel' },
  keys_ending: { title: 'Enden bald' },
  keys_ended: { title: 'Abgelaufen' },
  this_key: { title: 'Der Schlüssel' },
  next_key: { title: 'Wie er sein wird' },
  key_owners: { title: 'Besitzer' },
  key_scopes: { title: 'Er darf' },
  key_lives: { title: 'Laufzeit' },
  key_held: {
    title: 'Ein neuer Schlüssel gilt nicht sofort.',
    text: ({ until }) =>
      `Das Microsoft-Konto wurde vor Kurzem gewechselt. Solange sich das rückgängig machen lässt${until ? `, bis ${dayAndTime(until)}` : ''}, warten neue Schlüssel; wird es rückgängig gemacht, werden sie widerrufen.`,
  },
  keys_full: {
    title: 'Mehr Schlüssel sind nicht möglich.',
    text: 'Ein Konto hat höchstens 500, die gelten. Widerrufen Sie einen, der nicht mehr benutzt wird.',
  },
  key_stops: {
    title: 'Der alte Schlüssel gilt sofort nicht mehr.',
    text: 'Was damit veröffentlicht, wird abgewiesen, bis es den neuen Text hat.',
  },
  key_use: {
    title: 'Wohin der Text gehört',
    text: 'In den Geheimnisspeicher des Build-Servers oder in Ihren Passwortmanager. dotnet nuget push nimmt ihn als --api-key; lassen Sie ihn von dort kommen, damit er in keinem Skript und in keinem Befehlsverlauf steht.',
  },
  key_forgotten: {
    title: 'Der Schlüssel bleibt, und sein Text wird vergessen.',
    text: 'Wenn Sie den Text nicht aufbewahrt haben, widerrufen oder erneuern Sie den Schlüssel.',
  },
  key_not_made: {
    title: 'Es wurde noch kein Schlüssel erstellt.',
    text: 'Die Antwort ging verloren, und die Sitzung ist seitdem zu Ende. Darum wurde die Galerie nach Ihren Schlüsseln gefragt: Dieser ist nicht darunter.',
  },
};

export const apiKeyLines: Translated<typeof englishLines> = {
  key_owners: {
    title: ({ organization, is }) => (is ? `${organization ?? ''} (Sie)` : (organization ?? '')),
    text: ({ is }) => (is ? 'Pakete dieses Kontos.' : 'Pakete dieser Organisation.'),
    about: ({ organization }) => organization ?? '',
  },
  key_scopes: {
    title: ({ word }) => (scopeLines[word ?? '']?.title as string | undefined) ?? '',
    text: ({ word }) => (scopeLines[word ?? '']?.text as string | undefined) ?? '',
    about: ({ word }) => (scopeLines[word ?? '']?.title as string | undefined) ?? '',
  },
  key_lives: {
    title: ({ count: days = 0 }) => count(days, 'Tag', 'Tage'),
    text: ({ until }) => (until ? `Bis ${date(until)}.` : ''),
    about: ({ count: days = 0 }) => count(days, 'Tag', 'Tage'),
  },
};

function packages({ packages: patterns }: KeyCard): string {
  return patterns.includes('*') ? 'alle Pakete' : list(patterns);
}

/** Who publishes new packages publishes new versions too; that is said once. */
function scopes({ scopes: all }: KeyCard): string {
  const said = all.filter((scope) => scope !== 'push_version' || !all.includes('push_new'));
  return list(said.map((scope) => may[scope]));
}

/** What stands on the card of a key. */
export const apiKeyCard: typeof englishCard = {
  owner: (owner, own) => (own ? 'Ihre eigenen Pakete' : `Pakete von ${owner}`),
  fullAccess:
    'Alles, für jeden Besitzer, zu dem Sie gehören: ein Schlüssel aus der Vergangenheit der Galerie. Er lässt sich nur widerrufen.',
  may: (key) => `Darf ${scopes(key)}`,
  packages: (key) => `Für ${packages(key)}`,
  ending: (ending) => `…${ending}`,
  ends: (at, now) => {
    const days = Math.ceil((Date.parse(at) - now) / DAY);
    return days < 1 ? `Am ${date(at)} abgelaufen` : `Endet in ${count(days, 'Tag', 'Tagen')}, am ${date(at)}`;
  },
  lives: (days) => `Gilt ${count(days, 'Tag', 'Tage')} von jetzt an`,
  used: (at, ago) => (at ? `Zuletzt benutzt: ${ago}` : 'Nie benutzt'),
  held: (until) => `Wartet bis ${dayAndTime(until)}: Das Microsoft-Konto wurde vor Kurzem gewechselt.`,
  about: (key) => [key.description, key.ending && `…${key.ending}`].filter(Boolean).join(' '),
  text: 'Der Text des Schlüssels',
  masked: (ending) => `Verborgen; die letzten Zeichen sind ${ending}`,
};
