/** Holidays as they were given, checked and in order. */
import type { Holiday } from '../routing/availability';
import { done, type Outcome } from '../routing/refusal';
import { cleanName, isBlank, isLongerThan } from '../routing/text';
import { dayMs } from '../routing/zone';
import { Faults } from './faults';

export interface HolidayDraft {
  /** `2026-12-24` */
  readonly from: string;
  /** The last day; null: the same. */
  readonly to: string | null;
  readonly name: string | null;
}

const maxHolidays = 100;
const maxDays = 366;
const maxName = 100;

export function readHolidays(drafts: readonly HolidayDraft[], field: readonly string[]): Outcome<readonly Holiday[]> {
  const faults = new Faults();
  if (drafts.length > maxHolidays) {
    faults.add(`These are ${drafts.length} holidays. Give at most ${maxHolidays}; past ones may go.`, field);
    return faults.refused();
  }
  const holidays = drafts.map((draft, index) => readHoliday(draft, [...field, String(index)], faults));
  if (faults.any) return faults.refused();
  return done([...holidays].sort((one, other) => (one.from < other.from ? -1 : 1)));
}

function readHoliday(draft: HolidayDraft, field: readonly string[], faults: Faults): Holiday {
  const from = readDate(draft.from, [...field, 'from'], faults);
  const to = draft.to === null ? from : readDate(draft.to, [...field, 'to'], faults);
  if (from !== null && to !== null) {
    const days = (to.at - from.at) / dayMs + 1;
    if (days < 1) faults.add('This holiday ends before it begins. Let it end on a later day.', [...field, 'to']);
    else if (days > maxDays) faults.add(`This holiday has ${days} days. Give at most ${maxDays}.`, [...field, 'to']);
  }
  const name = draft.name === null || isBlank(draft.name) ? null : cleanName(draft.name);
  if (name !== null && isLongerThan(name, maxName)) {
    faults.add(`Shorten the name to ${maxName} characters.`, [...field, 'name']);
  }
  return { from: from?.text ?? '', to: to?.text ?? '', name };
}

interface WallDay {
  readonly text: string;
  readonly at: number;
}

/** `Date` alone would take 30 February for 2 March. */
function readDate(text: string, field: readonly string[], faults: Faults): WallDay | null {
  const trimmed = text.trim();
  const at = /^20\d\d-\d\d-\d\d$/.test(trimmed) ? Date.parse(`${trimmed}T00:00:00Z`) : NaN;
  if (!Number.isNaN(at) && new Date(at).toISOString().startsWith(trimmed)) return { text: trimmed, at };
  faults.add(`“${text.slice(0, 20)}” is no day. Write one of the years 2000 to 2099, such as 2026-12-24.`, field);
  return null;
}
