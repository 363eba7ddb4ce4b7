/** Times and spans as people write them, in the reader's own way. */
export function span(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1_000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

const timeOfDay = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const day = new Intl.DateTimeFormat(undefined, { weekday: 'long', day: 'numeric', month: 'long' });
const full = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

export function timeOf(at: string): string {
  return timeOfDay.format(new Date(at));
}

export function dateAndTimeOf(at: string): string {
  return full.format(new Date(at));
}

export function sameDay(one: string, other: string): boolean {
  return new Date(one).toDateString() === new Date(other).toDateString();
}

export function dayOf(at: string, now: number, names: { readonly today: string; readonly yesterday: string }): string {
  const date = new Date(at).toDateString();
  if (date === new Date(now).toDateString()) return names.today;
  // By the calendar: the day that the clocks change has not 24 hours.
  const yesterday = new Date(now);
  yesterday.setDate(yesterday.getDate() - 1);
  if (date === yesterday.toDateString()) return names.yesterday;
  return day.format(new Date(at));
}

/** A moment with its weekday, for what is still to come. */
export function whenOf(at: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, {
    ...{ weekday: 'long', day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit' },
  }).format(new Date(at));
}

/** From when to when: `Friday 27 November at 10:00–10:30`. */
export function spanOf(from: string, to: string, locale: string): string {
  const format = new Intl.DateTimeFormat(locale, {
    ...{ weekday: 'long', day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit' },
  });
  return format.formatRange(new Date(from), new Date(to));
}

/** A day of the calendar, `2026-11-27`, wherever its zone is. */
export function calendarDayOf(date: string, locale: string, length: 'short' | 'long'): string {
  const parts = { weekday: length, day: 'numeric', month: length, timeZone: 'UTC' } as const;
  return new Intl.DateTimeFormat(locale, parts).format(new Date(`${date}T12:00:00Z`));
}
