/** A period as it was typed: the right way round, and not longer than can be answered in good time. */
import { type Faults } from './faults';
import type { Period } from './explain-ports';

const dayMs = 86_400_000;

export function judgePeriod(
  faults: Faults,
  { from, to }: Period,
  { maxDays, what }: { readonly maxDays: number; readonly what: string },
): void {
  if (from.getTime() >= to.getTime()) {
    faults.add('The period ends before it begins. Give a `from` that lies before `to`.', ['to']);
  } else if (to.getTime() - from.getTime() > maxDays * dayMs) {
    faults.add(`${what} covers ${maxDays} days at most. Choose a shorter period.`, ['to']);
  }
}
