/** Numbers, times and dates in German. `now` is always given, in milliseconds. */

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The person's own German, so that dates look as they do elsewhere on this computer. */
const locale = navigator.languages.find((language) => language.startsWith('de-')) ?? 'de-DE';
const dayFormat = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric' });
const timeFormat = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' });
const numberFormat = new Intl.NumberFormat(locale);
const listFormat = new Intl.ListFormat(locale, { type: 'conjunction' });
const agoFormat = new Intl.RelativeTimeFormat(locale, { numeric: 'always' });

/** A number, with its thousands told apart. */
export function amount(number: number): string {
  return numberFormat.format(number);
}

export function count(number: number, one: string, many: string): string {
  return `${amount(number)} ${number === 1 ? one : many}`;
}

/** "a", "a und b", "a, b und c". */
export function list(names: string[]): string {
  return listFormat.format(names);
}

/** A length of time in its largest whole unit: "5 Minuten", also after "in" and "noch". */
export function duration(seconds: number): string {
  if (seconds < MINUTE) return count(seconds, 'Sekunde', 'Sekunden');
  if (seconds < HOUR) return count(Math.ceil(seconds / MINUTE), 'Minute', 'Minuten');
  return count(Math.ceil(seconds / HOUR), 'Stunde', 'Stunden');
}

/** What is left of a deadline: minutes, and seconds in the last one. */
export function left(seconds: number): string {
  if (seconds <= 0) return 'Die Zeit ist abgelaufen';
  return seconds <= MINUTE ? `Noch ${count(seconds, 'Sekunde', 'Sekunden')}` : `Noch ${duration(seconds)}`;
}

/** The time of day. */
export function time(at: string): string {
  return `${timeFormat.format(new Date(at))} Uhr`;
}

/** The day, in full. */
export function date(at: string): string {
  return dayFormat.format(new Date(at));
}

/** The day and the time, in a sentence. */
export function dayAndTime(at: string): string {
  return `${date(at)} um ${time(at)}`;
}

/** The day and the time, with today and yesterday by name. */
export function moment(at: string, now: number): string {
  const day = date(at);
  if (day === dayFormat.format(now)) return `heute, ${time(at)}`;
  if (day === dayFormat.format(now - DAY * 1000)) return `gestern, ${time(at)}`;
  return `${day}, ${time(at)}`;
}

/** How long ago, for what is recent; the day for what is not. */
export function ago(at: string, now: number): string {
  const seconds = Math.max(0, Math.floor((now - Date.parse(at)) / 1000));
  if (seconds < MINUTE) return 'gerade eben';
  if (seconds < HOUR) return agoFormat.format(-Math.floor(seconds / MINUTE), 'minute');
  if (seconds < DAY) return agoFormat.format(-Math.floor(seconds / HOUR), 'hour');
  if (seconds < 30 * DAY) return agoFormat.format(-Math.floor(seconds / DAY), 'day');
  return date(at);
}
