import type { Mailer } from '../../src/actions/mail-ports';
import { createJobs, type Jobs } from '../../src/jobs/runner';
import { newId } from '../../src/stores/ids';
import { createDueQueue } from '../../src/stores/due-queue.store';
import { openTestDatabase, type TestDatabase } from '../support/database';
import { promptMs } from '../support/happenings';
import { createStage } from '../support/stage';

let db: TestDatabase;
let jobs: Jobs | null = null;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());
afterEach(() => jobs?.stop());

test('a mail server that hangs with every hand full makes no offer late', async () => {
  const stage = await createStage(db);
  await stage.agent();
  await stage.dialog();
  let hanging = 0;
  let letGo = (): void => undefined;
  const released = new Promise<void>((resolve) => (letGo = resolve));
  const hangs: Mailer = {
    send: async () => {
      hanging += 1;
      await released;
      return { kind: 'SENT' };
    },
  };
  await stage.work(async (tx) => {
    await tx.workspace.find();
    for (let count = 0; count < 20; count += 1) {
      tx.storeMail({ to: 'ann@example.com', subject: 'Hello', text: 'Hello.', cause: newId() });
    }
  });
  const failures: object[] = [];
  jobs = createJobs({
    due: createDueQueue(db.database),
    slow: createDueQueue(db.database, 'SLOW'),
    ports: { ...stage.ports, mailer: hangs },
    log: { error: (details) => void failures.push(details) },
  });
  await jobs.start();
  const id = await stage.asks(await stage.visitor());
  const offer = await stage.ringing(id);
  await db.moveClock(100_000);
  const expired = await stage.happens('OFFER_EXPIRED');
  // A mail that hangs is given up after half a minute, and nothing lets these go.
  expect(expired.occurredAt.getTime() - offer.expiresAt.getTime()).toBeLessThan(promptMs);
  expect(hanging).toBeGreaterThan(0);
  letGo();
  await jobs.stop();
  expect(failures).toEqual([]);
});

test('each lane has its own queue', async () => {
  const stage = await createStage(db);
  await stage.work(async (tx) => {
    await tx.workspace.find();
    tx.schedule({ kind: 'MAIL_SEND', subjectId: newId(), at: tx.now });
    tx.schedule({ kind: 'OFFER_EXPIRE', subjectId: newId(), at: tx.now });
  });
  const kinds = async (lane: 'QUICK' | 'SLOW') => {
    const { work } = await createDueQueue(db.database, lane).claim(100);
    return work.filter(({ workspaceId }) => workspaceId === stage.workspaceId).map(({ kind }) => kind);
  };
  expect([await kinds('QUICK'), await kinds('SLOW')]).toEqual([['OFFER_EXPIRE'], ['MAIL_SEND']]);
});
