/** Weekly hours as they were given, checked and put in the order of the week. */
import { isTimeZone } from '../routing/zone';
import { done, type Outcome } from '../routing/refusal';
import type { HoursBlock, WeeklyHours } from '../routing/terms';
import { cleanName } from '../routing/text';
import { Faults } from './faults';

export interface WeeklyHoursDraft {
  readonly timeZone: string;
  readonly blocks: readonly {
    readonly weekday: HoursBlock['weekday'];
    /** Local time as `HH:MM`. */
    readonly from: string;
    readonly to: string;
  }[];
}

const maxBlocks = 100;
const dayMinutes = 1_440;
const days = ['', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;

export function readWeeklyHours(draft: WeeklyHoursDraft, field: readonly string[]): Outcome<WeeklyHours> {
  const faults = new Faults();
  const timeZone = cleanName(draft.timeZone);
  if (!isTimeZone(timeZone)) {
    const message = `“${timeZone.slice(0, 100)}” is no time zone. Give its IANA name, such as Europe/Stockholm or UTC.`;
    faults.add(message, [...field, 'timeZone']);
  }
  const blocks = faults.read(readBlocks(draft.blocks, [...field, 'blocks']));
  return faults.any || blocks === undefined ? faults.refused() : done({ timeZone, blocks });
}

/** In the order of the week; none may overlap another. */
export function readBlocks(
  drafts: WeeklyHoursDraft['blocks'],
  field: readonly string[],
): Outcome<readonly HoursBlock[]> {
  const faults = new Faults();
  if (drafts.length > maxBlocks) {
    faults.add(`These are ${drafts.length} blocks. Give at most ${maxBlocks}.`, field);
    return faults.refused();
  }
  const blocks = drafts.map((block, index) => readBlock(block, [...field, String(index)], faults));
  if (!faults.any) findOverlap(blocks, field, faults);
  return faults.any ? faults.refused() : done([...blocks].sort(byTime));
}

/** `from` and `to` as minutes of the day; a fault where one is no time of a day or closes before it opens. */
function readBlock(draft: WeeklyHoursDraft['blocks'][number], field: readonly string[], faults: Faults): HoursBlock {
  const opens = minutesOf(draft.from);
  const from = opens === dayMinutes ? null : opens;
  const to = minutesOf(draft.to);
  if (from === null) {
    faults.add(`“${draft.from.slice(0, 20)}” is no time at which a day's block opens. Write one from 00:00 to 23:59.`, [
      ...field,
      'from',
    ]);
  }
  if (to === null) {
    faults.add(`“${draft.to.slice(0, 20)}” is no time of a day. Write one such as 17:30; 24:00 is its end.`, [
      ...field,
      'to',
    ]);
  }
  if (from !== null && to !== null && from >= to) {
    const message =
      'This block closes before it opens. Let it end later; beyond midnight, go on with a block of the next day.';
    faults.add(message, [...field, 'to']);
  }
  return { weekday: draft.weekday, from: from ?? 0, to: to ?? dayMinutes };
}

function findOverlap(blocks: readonly HoursBlock[], field: readonly string[], faults: Faults): void {
  const placed = blocks.map((block, index) => ({ block, index })).sort((one, other) => byTime(one.block, other.block));
  placed.forEach(({ block, index }, place) => {
    const before = placed[place - 1]?.block;
    if (before === undefined || before.weekday !== block.weekday || before.to <= block.from) return;
    const [one, other] = [spellHours(before), spellHours(block)];
    faults.add(`On ${days[block.weekday]} ${other} overlaps ${one}. Join the two or move one.`, [
      ...field,
      String(index),
    ]);
  });
}

function byTime(one: HoursBlock, other: HoursBlock): number {
  return one.weekday - other.weekday || one.from - other.from || one.to - other.to;
}

function minutesOf(text: string): number | null {
  const parts = /^([01]\d|2[0-4]):([0-5]\d)$/.exec(text.trim());
  if (parts === null) return null;
  const minutes = Number(parts[1]) * 60 + Number(parts[2]);
  return minutes <= dayMinutes ? minutes : null;
}

/** `540` is `09:00`. */
export function spellMinutes(minutes: number): string {
  const two = (number: number): string => String(number).padStart(2, '0');
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

export function spellHours({ from, to }: HoursBlock): string {
  return `${spellMinutes(from)}–${spellMinutes(to)}`;
}
