/** Does what is due by now, as the runner would. */
import { dueActions } from '../../src/jobs/due-actions';
import { createDueQueue } from '../../src/stores/due-queue.store';
import type { TestDatabase } from './database';
import type { Stage } from './stage';

export async function dueIsDone(db: TestDatabase, stage: Stage): Promise<void> {
  const { work } = await createDueQueue(db.database).claim(100);
  for (const one of work) await dueActions[one.kind](stage.ports, one);
}

export async function inMinutes(db: TestDatabase, minutes: number): Promise<Date> {
  const [row] = await db.rows<{ now: Date }>('SELECT parley_now() AS now');
  return new Date((row?.now.getTime() ?? NaN) + minutes * 60_000);
}
