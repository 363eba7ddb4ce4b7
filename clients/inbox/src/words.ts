/** How times, pages and states are said. */
const hour = 3_600_000;
const day = 24 * hour;

/** "now", "4 min", "2 h", "Tue", "12 Nov": short enough for a row. */
export function shortAge(at: string, now: number): string {
  const then = Date.parse(at);
  const age = Math.max(0, now - then);
  if (age < 60_000) return 'now';
  if (age < hour) return `${Math.floor(age / 60_000)} min`;
  if (age < day) return `${Math.floor(age / hour)} h`;
  const date = new Date(then);
  if (age < 6 * day) return date.toLocaleDateString('en-GB', { weekday: 'short' });
  return date.toLocaleDateString('en-GB', { day: 'numeric', month: 'short' });
}

export function clockTime(at: string): string {
  return new Date(at).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
}

/** "Today", "Yesterday", "Tuesday 12 November". */
export function dayName(at: string, now: number): string {
  const date = new Date(at);
  if (date.toDateString() === new Date(now).toDateString()) return 'Today';
  if (date.toDateString() === new Date(now - day).toDateString()) return 'Yesterday';
  return date.toLocaleDateString('en-GB', { weekday: 'long', day: 'numeric', month: 'long' });
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
