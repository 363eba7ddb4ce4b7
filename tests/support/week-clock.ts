/** The database's clock by the days of the week. */
import { dayMs, minuteMs } from '../../src/routing/zone';
import type { TestDatabase } from './database';

export interface WeekClock {
  readonly now: () => Promise<Date>;
  /** Moves on to the next such time by UTC, and answers it. Days count from Monday, 1. */
  readonly becomes: (weekday: number, time: string) => Promise<Date>;
}

export function weekClockOf(db: () => TestDatabase): WeekClock {
  const now = async (): Promise<Date> => {
    const [row] = await db().rows<{ now: Date }>('SELECT parley_now() AS now');
    if (row === undefined) throw new Error('The database has no clock.');
    return row.now;
  };
  return {
    now,
    becomes: async (weekday, time) => {
      const at = await now();
      const midnight = Math.floor(at.getTime() / dayMs) * dayMs;
      const daysAhead = (weekday - (new Date(midnight).getUTCDay() || 7) + 7) % 7;
      const minutes = Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
      const goal = midnight + daysAhead * dayMs + minutes * minuteMs;
      const aim = goal > at.getTime() ? goal : goal + 7 * dayMs;
      await db().moveClock(aim - at.getTime());
      return new Date(aim);
    },
  };
}
