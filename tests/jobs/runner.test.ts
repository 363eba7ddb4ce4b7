import { EventEmitter, once } from 'node:events';
import type { ClaimedWork, DueClaim, DueQueue } from '../../src/actions/due-queue';
import type { Ports, UnitOfWork } from '../../src/actions/ports';
import { createJobs, type Jobs } from '../../src/jobs/runner';
import type { WorkspaceId } from '../../src/routing/terms';

/**
 * The queue as it cannot be had from PostgreSQL on command: away, slow, or with just so much in it. What the actions do with
 * the rows is tested on the real one.
 */
class FakeQueue implements DueQueue {
  readonly happenings = new EventEmitter();
  readonly waiting: ClaimedWork[] = [];
  limits: number[] = [];
  isAway = false;
  nextAt: Date | null = null;
  graces = 0;

  async claim(limit: number): Promise<DueClaim> {
    this.limits.push(limit);
    setImmediate(() => this.happenings.emit('looked'));
    if (this.isAway) throw new Error('The database is away.');
    return { work: this.waiting.splice(0, limit), now: new Date(), nextAt: this.nextAt };
  }

  async wakeMails(): Promise<void> {}

  async renewGrace(): Promise<void> {
    this.graces += 1;
  }
}

const rows = (count: number): ClaimedWork[] =>
  Array.from({ length: count }, (_, index) => ({
    workspaceId: 'workspace' as WorkspaceId,
    kind: 'OFFER_EXPIRE',
    subjectId: `offer ${index}`,
    attempt: 1,
  }));

/** Actions are told apart by the transactions that they open. */
function portsWith(work: () => Promise<unknown>): Ports {
  return { work: work as UnitOfWork } as Ports;
}

let jobs: Jobs | null = null;
const logged: string[] = [];
const log = { error: (_details: object, message: string) => void logged.push(message) };

beforeEach(() => {
  logged.length = 0;
});
afterEach(() => jobs?.stop());

test('what is due is done, and whoever was connected gets one fresh grace at the start', async () => {
  const queue = new FakeQueue();
  queue.waiting.push(...rows(3));
  let done = 0;
  jobs = createJobs({ due: queue, ports: portsWith(async () => void (done += 1)), log });
  await jobs.start();
  while (done < 3) await once(queue.happenings, 'looked');
  expect(queue.graces).toBe(1);
  expect(logged).toEqual([]);
});

test('no more than a few at a time are taken out of the queue', async () => {
  const queue = new FakeQueue();
  queue.waiting.push(...rows(9));
  const gates: (() => void)[] = [];
  let busiest = 0;
  const work = () => {
    const gate = new Promise<void>((open) => gates.push(open));
    busiest = Math.max(busiest, gates.length);
    return gate;
  };
  jobs = createJobs({ due: queue, ports: portsWith(work), log, atOnce: 2 });
  await jobs.start();
  for (let done = 0; done < 9; done += 1) {
    while (gates.length === 0) await once(queue.happenings, 'looked');
    gates.shift()?.();
  }
  expect(busiest).toBe(2);
  expect(Math.max(...queue.limits)).toBe(2);
});

test('a failing action is logged and keeps nothing else from being done', async () => {
  const queue = new FakeQueue();
  queue.waiting.push(...rows(4));
  let calls = 0;
  const work = async () => {
    calls += 1;
    if (calls <= 2) throw new Error('A bug.');
  };
  jobs = createJobs({ due: queue, ports: portsWith(work), log, atOnce: 1 });
  await jobs.start();
  while (calls < 4) await once(queue.happenings, 'looked');
  expect(logged).toHaveLength(2);
});

test('a queue that cannot be read is asked again until it can', async () => {
  const queue = new FakeQueue();
  queue.isAway = true;
  let done = 0;
  jobs = createJobs({ due: queue, ports: portsWith(async () => void (done += 1)), log });
  await jobs.start();
  await once(queue.happenings, 'looked');
  queue.waiting.push(...rows(1));
  queue.isAway = false;
  while (done < 1) await once(queue.happenings, 'looked');
  expect(logged).toEqual(['The queue of due work could not be read; trying again.']);
});

test('work that is planned for earlier than the next sweep is not left to the sweep', async () => {
  const queue = new FakeQueue();
  jobs = createJobs({ due: queue, ports: portsWith(async () => undefined), log });
  await jobs.start();
  await once(queue.happenings, 'looked');
  // The answer of the first look is taken before the clock stands still: from here on only what is waited for moves it.
  await new Promise((resolve) => setImmediate(resolve));
  jest.useFakeTimers({ doNotFake: ['setImmediate'] });
  try {
    const looks = queue.limits.length;
    jobs.wake(new Date(Date.now() + 30));
    jest.advanceTimersByTime(29);
    expect(queue.limits).toHaveLength(looks);
    jest.advanceTimersByTime(1);
    expect(queue.limits).toHaveLength(looks + 1);
  } finally {
    jest.useRealTimers();
  }
});

test('a stop waits for what is being done and takes nothing more', async () => {
  const queue = new FakeQueue();
  queue.waiting.push(...rows(2));
  let finish = (): void => undefined;
  let began = 0;
  const work = () => {
    began += 1;
    return new Promise<void>((done) => (finish = done));
  };
  jobs = createJobs({ due: queue, ports: portsWith(work), log, atOnce: 1 });
  await jobs.start();
  await once(queue.happenings, 'looked');
  let stopped = false;
  const stopping = jobs.stop().then(() => (stopped = true));
  await new Promise((turn) => setImmediate(turn));
  expect(stopped).toBe(false);
  finish();
  await stopping;
  expect(began).toBe(1);
  expect(queue.waiting).toHaveLength(1);
});
