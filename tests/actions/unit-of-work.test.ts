/** One transaction for each action: what is promised of order, of failures and of the time. */
import { setTimeout as wait } from 'node:timers/promises';
import { ConstraintViolation, type Transaction } from '../../src/actions/ports';
import type { AgentId, WorkspaceId } from '../../src/routing/terms';
import { newId } from '../../src/stores/ids';
import { comes } from '../support/becomes';
import { openTestDatabase, type TestDatabase } from '../support/database';
import { type Bench, emitSomething, insertAgent, insertConversation, newBench, newWorkspace } from '../support/rows';

let db: TestDatabase;
let bench: Bench;
let workspaceId: WorkspaceId;
let ann: AgentId;
let bob: AgentId;
beforeAll(async () => {
  db = await openTestDatabase({ poolSize: 16 });
});
afterAll(() => db.close());
beforeEach(async () => {
  bench = newBench(db.database);
  workspaceId = await newWorkspace(db);
  await work(async (tx) => {
    await tx.workspace.find();
    [ann, bob] = [insertAgent(tx), insertAgent(tx)];
  });
});

const work = <T>(run: (tx: Transaction) => Promise<T>): Promise<T> => bench.work(workspaceId, run);
const positions = () => bench.announced.map(({ position }) => position).sort((one, other) => one - other);
const upTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1);
const nameOf = async (id: AgentId) => (await work((tx) => tx.agents.find(id)))?.name;

test('sixteen writers at once number their events without a gap, and announce what is stored', async () => {
  const writers = Array.from({ length: 16 }, async (_, writer) => {
    for (let round = 0; round < 10; round += 1) {
      await work(async (tx) => {
        emitSomething(tx, ann);
        await tx.agents.find(bob);
        await wait(Math.random() * 4);
        if ((writer + round) % 3 === 0) emitSomething(tx, bob);
      });
    }
  });
  await Promise.all(writers);
  expect(positions()).toEqual(upTo(bench.announced.length));
  const stored = await db.rows<{ position: number; id: string }>(
    'SELECT position::integer, event_id AS id FROM event WHERE workspace_id = $1 ORDER BY position',
    [workspaceId],
  );
  const announced = [...bench.announced].sort((one, other) => one.position - other.position);
  expect(stored).toEqual(announced.map(({ position, id }) => ({ position, id })));
});

test('what was thrown leaves no row, no event and no number behind', async () => {
  const failed = work(async (tx) => {
    tx.agents.update(ann, { name: 'Eve' });
    emitSomething(tx, ann);
    tx.schedule({ kind: 'OFFER_EXPIRE', subjectId: newId(), at: new Date() });
    await tx.agents.find(ann);
    throw new Error('changed my mind');
  });
  await expect(failed).rejects.toThrow('changed my mind');
  expect([bench.announced, bench.woken]).toEqual([[], []]);
  expect(await nameOf(ann)).toBe('Ann');
  await work(async (tx) => emitSomething(tx, ann));
  expect(positions()).toEqual([1]);
});

test('the events of one action are announced together, in its order, with what they carried in memory', async () => {
  const conversationId = newId<'Conversation'>();
  await work(async (tx) => {
    await tx.workspace.find();
    emitSomething(tx, ann);
    tx.emit({
      type: 'MESSAGE_ADDED',
      sequence: 1,
      message: {
        id: newId(),
        conversationId,
        sequence: 1,
        author: 'BOT',
        authorId: null,
        authorName: null,
        text: 'Hello',
        systemCode: null,
        clientMessageId: null,
        createdAt: tx.now,
      },
      conversationId,
      visitorId: null,
      agentId: null,
      onlyAgent: false,
    });
  });
  expect(bench.announced.map(({ event }) => event.type)).toEqual(['AGENT_CHANGED', 'MESSAGE_ADDED']);
  expect(bench.announced[1]?.event).toMatchObject({ message: { text: 'Hello' } });
});

test('the timer is told of the earliest thing that was planned, once, and only behind the commit', async () => {
  const [soon, later] = [new Date('2030-01-01T00:00:00Z'), new Date('2031-01-01T00:00:00Z')];
  await work(async (tx) => {
    tx.schedule({ kind: 'IDLE_END', subjectId: ann, at: later });
    tx.schedule({ kind: 'IDLE_WARN', subjectId: ann, at: soon });
    await tx.agents.find(ann);
    expect(bench.woken).toEqual([]);
  });
  expect(bench.woken).toEqual([soon]);
});

test('a failed write fails the action with the name of the constraint, whoever notices it', async () => {
  const twice = (tx: Transaction) => {
    const attribute = { name: 'plan', label: 'Plan', type: 'TEXT', builtIn: false, options: [] } as const;
    tx.attributeDefinitions.insert(attribute);
    tx.attributeDefinitions.insert(attribute);
  };
  const refusal = { name: 'ConstraintViolation', constraint: 'attribute_definition_pkey' };
  await expect(work(async (tx) => twice(tx))).rejects.toMatchObject(refusal);
  const asksBehindIt = work(async (tx) => {
    twice(tx);
    await tx.agents.find(ann);
  });
  await expect(asksBehindIt).rejects.toMatchObject(refusal);
  const swallowsIt = work(async (tx) => {
    twice(tx);
    await tx.agents.find(ann).catch(() => undefined);
    emitSomething(tx, ann);
  });
  await expect(swallowsIt).rejects.toBeInstanceOf(ConstraintViolation);
  expect(bench.announced).toEqual([]);
});

test('a constraint that is asked at the commit fails it, too', async () => {
  const rule = { name: 'R', position: 1, enabled: true, match: 'ALL', conditions: [], teamId: null } as const;
  const both = work(async (tx) => {
    tx.rules.insert({ ...rule, id: newId() });
    tx.rules.insert({ ...rule, id: newId() });
    emitSomething(tx, ann);
  });
  await expect(both).rejects.toMatchObject({ constraint: 'custom_rule_position_unique' });
  expect(bench.announced).toEqual([]);
  expect(await work((tx) => tx.rules.findAll())).toEqual([]);
});

test('statements of TypeORM and our own keep the order in which they were asked for', async () => {
  const team = newId<'Team'>();
  const seen = await work(async (tx) => {
    tx.teams.insert({ id: team, name: 'one' });
    tx.routing.insertPool({ id: newId(), kind: 'TEAM', teamId: team, ruleId: null, order: [], lastOffered: null });
    tx.teams.replaceMembers(team, [ann, bob]);
    const before = tx.teams.findMemberIds(team);
    tx.teams.replaceMembers(team, [bob]);
    const pool = tx.routing.findTeamPool(team);
    const after = tx.teams.findMemberIds(team);
    return [await before, (await pool)?.kind, await after];
  });
  expect(seen).toEqual([[ann, bob], 'TEAM', [bob]]);
});

test('two actions that wait for each other both come through', async () => {
  let runs = 0;
  let bothHold = (): void => undefined;
  const deadlock = new Promise<void>((resolve) => (bothHold = resolve));
  const both = async (first: AgentId, second: AgentId) => {
    await work(async (tx) => {
      const run = (runs += 1);
      await tx.agents.lock(first);
      // The first two runs meet with one lock each; who comes again finds the way free.
      if (run <= 2) {
        holding += 1;
        if (holding === 2) bothHold();
        await deadlock;
      }
      await tx.agents.lock(second);
      tx.agents.update(second, { name: `${run}` });
      emitSomething(tx, first);
    });
  };
  let holding = 0;
  await Promise.all([both(ann, bob), both(bob, ann)]);
  expect(runs).toBeGreaterThan(2);
  expect(positions()).toEqual([1, 2]);
});

test('the time is read again behind a lock, so that whoever waited decides by the time of now', async () => {
  let isLocked = (): void => undefined;
  const locked = new Promise<void>((resolve) => (isLocked = resolve));
  let release = (): void => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  const holder = work(async (tx) => {
    await tx.agents.lock(ann);
    isLocked();
    await released;
  });
  await locked;
  const waiter = work(async (tx) => {
    await tx.agents.lock(ann);
    return tx.now;
  });
  await somebodyWaitsForALock();
  const [clock] = await db.rows<{ now: Date }>('SELECT parley_now() AS now');
  release();
  await holder;
  // Read before the wait it would be earlier than what another one saw while it lasted.
  expect((await waiter).getTime()).toBeGreaterThanOrEqual(clock?.now.getTime() ?? NaN);
});

const somebodyWaitsForALock = (): Promise<void> =>
  comes('somebody to wait for a lock', async () => {
    const waiting = `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    return (await db.rows(waiting)).length > 0;
  });

test('an action may ask for the time before anything else', async () => {
  const now = await work(async (tx) => tx.now);
  const [clock] = await db.rows<{ now: Date }>('SELECT parley_now() AS now');
  expect(Math.abs((clock?.now.getTime() ?? NaN) - now.getTime())).toBeLessThan(5_000);
  const id = await work(async (tx) => insertConversation(tx));
  expect(await work((tx) => tx.conversations.find(id))).toMatchObject({ id, status: 'OPEN' });
});

test('what an action did not wait for cannot slip into the transaction of somebody else', async () => {
  let left: Transaction | undefined;
  await work(async (tx) => {
    left = tx;
    await tx.agents.find(ann);
  });
  await expect(left?.agents.find(ann)).rejects.toThrow('The transaction is over.');
  expect(() => left?.agents.update(ann, { name: 'Eve' })).toThrow('The transaction is over.');
  expect(await nameOf(ann)).toBe('Ann');
});

test('a rule, a team, a dialog and settings come back as they were stored', async () => {
  const [rule, dialog, token] = [newId<'CustomRule'>(), newId<'Dialog'>(), newId<'ApiToken'>()];
  const conditions = [{ attribute: 'country', operator: 'IS', values: ['SE'] }] as const;
  const stored = { id: rule, name: 'R', position: 1, enabled: true, match: 'ANY', conditions, teamId: null } as const;
  await work(async (tx) => {
    tx.rules.insert(stored);
    tx.dialogs.insert({ id: dialog, name: 'D', priority: 3 });
    tx.dialogs.replaceCards(dialog, [{ kind: 'MESSAGE', key: 'a', text: 'Hi', next: null }]);
    tx.workspace.updateSettings({ maxWaitSeconds: 30, fallbackMessage: 'Later' });
    tx.apiTokens.insert({ id: token, name: 'T', permissions: ['AGENTS_MANAGE'], expiresAt: null, createdBy: ann });
  });
  await work(async (tx) => {
    expect(await tx.rules.find(rule)).toEqual(stored);
    expect(await tx.dialogs.find(dialog)).toMatchObject({ status: 'DRAFT', revision: 1, priority: 3 });
    expect((await tx.workspace.find()).settings).toMatchObject({ maxWaitSeconds: 30, fallbackMessage: 'Later' });
    expect(await tx.apiTokens.find(token)).toMatchObject({ permissions: ['AGENTS_MANAGE'], revokedAt: null });
    expect((await tx.attributeDefinitions.findAll()).slice(0, 3).map(({ name }) => name)).toEqual([
      'firstName',
      'lastName',
      'email',
    ]);
  });
});
