import { createJobs, type Jobs } from '../../src/jobs/runner';
import { createDueQueue } from '../../src/stores/due-queue.store';
import { db, stage } from './empty-stage';

const running: Jobs[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((jobs) => jobs.stop()));
});

/** Until the test is over: does what is due on the stage, and hears of nothing that this process plans. */
export async function anotherProcess(): Promise<void> {
  const jobs = createJobs({
    due: createDueQueue(db.database),
    ports: stage.ports,
    log: {
      error: ({ err }: { readonly err?: unknown }) => {
        throw err;
      },
    },
  });
  running.push(jobs);
  await jobs.start();
}
