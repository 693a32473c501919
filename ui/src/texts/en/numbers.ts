/** Numbers, times and dates in English. `now` is always given, in milliseconds. */

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The person's own English, so that dates look as they do elsewhere on this computer. */
const locale = navigator.languages.find((language) => language.startsWith('en-')) ?? 'en-GB';
const dayFormat = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric' });
const timeFormat = new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit' });
const numberFormat = new Intl.NumberFormat(locale);

/** A number, with its thousands told apart. */
export function amount(number: number): string {
  return numberFormat.format(number);
}

export function count(number: number, one: string, many: string): string {
  return `${amount(number)} ${number === 1 ? one : many}`;
}

/** "a", "a and b", "a, b and c". */
export function list(names: string[]): string {
  const last = names.at(-1) ?? '';
  return names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${last}` : last;
}

/** A length of time in its largest whole unit. */
export function duration(seconds: number): string {
  if (seconds < MINUTE) return count(seconds, 'second', 'seconds');
  if (seconds < HOUR) return count(Math.ceil(seconds / MINUTE), 'minute', 'minutes');
  return count(Math.ceil(seconds / HOUR), 'hour', 'hours');
}

/** What is left of a deadline: minutes, and seconds in the last one. */
export function left(seconds: number): string {
  if (seconds <= 0) return 'No time left';
  return seconds <= MINUTE ? `${count(seconds, 'second', 'seconds')} left` : `${duration(seconds)} left`;
}

/** The time of day. */
export function time(at: string): string {
  return timeFormat.format(new Date(at));
}

/** The day, in full. */
export function date(at: string): string {
  return dayFormat.format(new Date(at));
}

/** The day and the time, in a sentence. */
export function dayAndTime(at: string): string {
  return `${date(at)}, ${time(at)}`;
}

/** The day and the time, with today and yesterday by name. */
export function moment(at: string, now: number): string {
  const day = date(at);
  if (day === dayFormat.format(now)) return `today, ${time(at)}`;
  if (day === dayFormat.format(now - DAY * 1000)) return `yesterday, ${time(at)}`;
  return `${day}, ${time(at)}`;
}

/** How long ago, for what is recent; the day for what is not. */
export function ago(at: string, now: number): string {
  const seconds = Math.max(0, Math.floor((now - Date.parse(at)) / 1000));
  if (seconds < MINUTE) return 'just now';
  if (seconds < HOUR) return `${count(Math.floor(seconds / MINUTE), 'minute', 'minutes')} ago`;
  if (seconds < DAY) return `${count(Math.floor(seconds / HOUR), 'hour', 'hours')} ago`;
  if (seconds < 30 * DAY) return `${count(Math.floor(seconds / DAY), 'day', 'days')} ago`;
  return date(at);
}
