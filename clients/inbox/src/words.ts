/** How times, pages and states are said. */
const hour = 3_600_000;
const day = 24 * hour;

// Made once: a formatter costs a hundred times what it formats, and a long transcript asks for thousands of times.
const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const weekday = new Intl.DateTimeFormat('en-GB', { weekday: 'short' });
const shortDay = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });
const fullDay = new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long' });
const dayOfYear = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });
const shortWeekday = new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'short' });

/** "now", "4 min", "2 h", "Tue", "12 Nov": short enough for a row. */
export function shortAge(at: string, now: number): string {
  const then = Date.parse(at);
  const age = Math.max(0, now - then);
  if (age < 60_000) return 'now';
  if (age < hour) return `${Math.floor(age / 60_000)} min`;
  if (age < day) return `${Math.floor(age / hour)} h`;
  return (age < 6 * day ? weekday : shortDay).format(then);
}

export function clockTime(at: string): string {
  return clock.format(new Date(at));
}

export function sameDay(one: Date, other: Date): boolean {
  return (
    one.getDate() === other.getDate() &&
    one.getMonth() === other.getMonth() &&
    one.getFullYear() === other.getFullYear()
  );
}

/** "Today", "Yesterday", "Tuesday 12 November". */
export function dayName(at: string, now: number): string {
  const date = new Date(at);
  const today = new Date(now);
  if (sameDay(date, today)) return 'Today';
  // By the calendar: the day that the clocks change has not 24 hours.
  const yesterday = new Date(today.getFullYear(), today.getMonth(), today.getDate() - 1);
  return sameDay(date, yesterday) ? 'Yesterday' : fullDay.format(date);
}

/** "24 November 2026" */
export function longDate(at: Date): string {
  return dayOfYear.format(at);
}

/** "Tue 24 Nov, 14:00" by the viewer's clock. */
export function dayAndTime(at: string): string {
  return `${shortWeekday.format(new Date(at))}, ${clockTime(at)}`;
}

/** An answer to a card, as people would have written it: the transcript has the value that was stored. */
export function spokenAnswer(text: string): string {
  if (text === 'true' || text === 'false') return spokenValue(text, 'BOOLEAN');
  return spokenValue(text, 'DATE_TIME');
}

/** What is stored for machines, as people write it. A time with an offset is an instant: it is told by the viewer's clock. */
export function spokenValue(value: string, type: string | undefined): string {
  if (type === 'BOOLEAN') return value === 'true' ? 'Yes' : value === 'false' ? 'No' : value;
  if (type !== 'DATE_TIME') return value;
  const [, day, time, offset] =
    /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})[\d:.]*(Z|[+-]\d{2}:?\d{2})?)?$/i.exec(value) ?? [];
  if (day === undefined) return value;
  const at = new Date(offset === undefined ? `${day}T${time ?? '12:00'}` : value.replace(' ', 'T'));
  if (Number.isNaN(at.getTime())) return value;
  return time === undefined
    ? longDate(at)
    : `${longDate(at)}, ${offset === undefined ? time : clockTime(at.toISOString())}`;
}

/** "1:05" */
export function countdown(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1_000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** "shop.example/pricing": without what every address has. */
export function pageName(url: string): string {
  try {
    const { host, pathname } = new URL(url);
    return `${host}${pathname === '/' ? '' : pathname}`;
  } catch {
    return url;
  }
}

/** Only what a browser may safely follow. */
export function isWebAddress(url: string): boolean {
  return /^https?:\/\//i.test(url);
}

/** "Malmö", or "Sweden" for "SE": what is told of a country is often its code. */
export function placeName(place: string): string {
  if (!/^[A-Z]{2}$/.test(place)) return place;
  return new Intl.DisplayNames(['en'], { type: 'region' }).of(place) ?? place;
}

export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/);
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return letters.map((word) => [...(word ?? '')][0]?.toUpperCase() ?? '').join('');
}

/** The same person has the same tint everywhere and always: one of twelve hues by a hash of the id. */
export function hueOf(id: string): number {
  let hash = 0;
  for (const letter of id) hash = (hash * 31 + (letter.codePointAt(0) ?? 0)) >>> 0;
  return (hash % 12) * 30;
}
