import type { ReplayPace, ReplayRunner } from '../../src/actions/replay-ports';
import { createReplays } from '../../src/server/replays';
import { newId } from '../../src/stores/ids';

type Job = Parameters<ReplayRunner['run']>[0];

function job(work: Job['work'], change: Partial<Job> = {}): Job {
  const nothing = () => Promise.resolve();
  return {
    workspaceId: newId<'Workspace'>(),
    id: newId<'RoutingReplay'>(),
    work,
    waits: nothing,
    failed: nothing,
    ...change,
  };
}

/** Until the process is stopped. */
async function untilStopped(pace: ReplayPace): Promise<void> {
  while (!pace.isStopping) await pace.breathe();
}

test('they run one after another, in the order in which they were begun', async () => {
  const replays = createReplays();
  const told: string[] = [];
  for (const name of ['a', 'b']) {
    replays.run(
      job(async (pace) => {
        told.push(`${name} begins`);
        await pace.breathe();
        told.push(`${name} ends`);
      }),
    );
  }
  expect(told).toEqual(['a begins']);
  await replays.close();
  expect(told).toEqual(['a begins', 'a ends', 'b begins', 'b ends']);
});

test('a process that stops tells those that run, and those that have not begun', async () => {
  const replays = createReplays();
  const stopped: string[] = [];
  for (const name of ['running', 'waiting']) {
    replays.run(job(async (pace) => untilStopped(pace).then(() => void stopped.push(name))));
  }
  await replays.close();
  expect(stopped).toEqual(['running', 'waiting']);
});

test('one that breaks is logged and ended, and the next one has its turn', async () => {
  const logged: string[] = [];
  const replays = createReplays({ log: { error: (_about, message) => void logged.push(message) } });
  const ended: string[] = [];
  const broken = job(() => Promise.reject(new Error('no')), { failed: async () => void ended.push('broken') });
  replays.run(broken);
  replays.run(job(async () => void ended.push('next')));
  await replays.close();
  expect([logged, ended]).toEqual([['A replay broke.'], ['broken', 'next']]);
});
