/** Tokens at the doorstep: who comes in, for how long, and when the door is shut on them. */
import { randomBytes } from 'node:crypto';
import type { Transaction } from '../../src/actions/ports';
import type { AgentId, WorkspaceId } from '../../src/routing/terms';
import { createDoorstep, type ServerDoorstep } from '../../src/stores/doorstep.store';
import { newId } from '../../src/stores/ids';
import { openTestDatabase, type TestDatabase } from '../support/database';
import { insertAgent, newBench, newWorkspace } from '../support/rows';

let db: TestDatabase;
let doorstep: ServerDoorstep;
let workspaceId: WorkspaceId;
let ann: AgentId;
beforeAll(async () => {
  db = await openTestDatabase();
  doorstep = createDoorstep(db.database);
});
afterAll(() => db.close());
beforeEach(async () => {
  workspaceId = await newWorkspace(db);
  ann = await work(async (tx) => insertAgent(tx));
});

const work = <T>(run: (tx: Transaction) => Promise<T>): Promise<T> => newBench(db.database).work(workspaceId, run);
const hour = 3_600;

async function signIn(slidesSeconds: number | null = hour, expiresAt: Date | null = null): Promise<Buffer> {
  const tokenHash = randomBytes(32);
  await work(async (tx) =>
    tx.sessions.insert({ id: newId(), tokenHash, kind: 'AGENT', subjectId: ann, slidesSeconds, expiresAt }),
  );
  return tokenHash;
}
const ended = async (hash: Buffer) => (await doorstep.findEnded([hash])).length === 1;

test('a session tells whose it is, where, and what they may do now', async () => {
  const hash = await signIn();
  const expected = { workspaceId, kind: 'AGENT', subjectId: ann, active: true, permissions: ['LIVE_CHAT_TAKE'] };
  expect(await doorstep.findSession(hash)).toMatchObject(expected);
  await work(async (tx) => tx.agents.update(ann, { permissions: ['AGENTS_MANAGE'] }));
  expect(await doorstep.findSession(hash)).toMatchObject({ permissions: ['AGENTS_MANAGE'] });
  expect(await doorstep.findSession(randomBytes(32))).toBeNull();
});

test('use renews a session; without use it ends', async () => {
  const hash = await signIn();
  for (let use = 0; use < 3; use += 1) {
    await db.moveClock(0.9 * hour * 1_000);
    expect(await doorstep.findSession(hash)).not.toBeNull();
  }
  await db.moveClock((hour + 1) * 1_000);
  expect(await doorstep.findSession(hash)).toBeNull();
  expect(await ended(hash)).toBe(true);
});

test('a session with an end of its own ends then, used or not', async () => {
  const [clock] = await db.rows<{ now: Date }>('SELECT parley_now() AS now');
  const hash = await signIn(null, new Date((clock?.now.getTime() ?? NaN) + 60_000));
  expect(await doorstep.findSession(hash)).not.toBeNull();
  await db.moveClock(60_000);
  expect(await doorstep.findSession(hash)).toBeNull();
});

test('signing out ends one session, and a lost password all of them', async () => {
  const [one, other, third] = [await signIn(), await signIn(), await signIn()];
  await work(async (tx) => tx.sessions.revoke(one));
  expect(await Promise.all([one, other, third].map(ended))).toEqual([true, false, false]);
  await work(async (tx) => tx.sessions.revokeAllOf(ann));
  expect(await Promise.all([one, other, third].map(ended))).toEqual([true, true, true]);
});

test('a deactivated agent is shown the door', async () => {
  const hash = await signIn();
  await work(async (tx) => tx.agents.update(ann, { active: false }));
  expect(await doorstep.findSession(hash)).toMatchObject({ active: false });
  expect(await ended(hash)).toBe(true);
});

test('an API token is known by its own rights until it is revoked, and remembers when it was used', async () => {
  const [apiTokenId, tokenHash] = [newId<'ApiToken'>(), randomBytes(32)];
  const session = { id: newId<'Session'>(), tokenHash, subjectId: apiTokenId, slidesSeconds: null, expiresAt: null };
  await work(async (tx) => {
    tx.apiTokens.insert({ id: apiTokenId, name: 'T', permissions: ['DIALOGS_VIEW'], expiresAt: null, createdBy: ann });
    tx.sessions.insert({ ...session, kind: 'INTEGRATION' });
  });
  expect(await doorstep.findSession(tokenHash)).toMatchObject({
    permissions: ['DIALOGS_VIEW'],
    active: true,
    expiresAt: null,
  });
  expect((await work((tx) => tx.apiTokens.find(apiTokenId)))?.lastUsedAt).toBeInstanceOf(Date);
  await work(async (tx) => tx.apiTokens.revoke(apiTokenId));
  expect(await ended(tokenHash)).toBe(true);
  expect(await doorstep.findSession(tokenHash)).toMatchObject({ active: false });
});

test('an agent is found by the address however it is spelt, in whichever workspace', async () => {
  expect(await doorstep.findAgentByEmail(`${ann.toUpperCase()}@EXAMPLE.com`)).toMatchObject({
    workspaceId,
    agentId: ann,
  });
  expect(await doorstep.findAgentByEmail('nobody@example.com')).toBeNull();
});

test('a process that starts gives everyone who was connected one fresh grace, and only one', async () => {
  const lease = (connected: boolean) =>
    work(async (tx) => {
      await tx.agents.lock(ann);
      tx.reachability.renew(ann, 'dead', new Date(tx.now.getTime() - 1_000), connected);
    });
  const isReachable = () => work((tx) => tx.reachability.isReachable(ann));
  await lease(true);
  expect(await isReachable()).toBe(false);
  await db.rows('SELECT reachability_grace()');
  expect(await isReachable()).toBe(true);
  expect(await db.rows('SELECT kind FROM due_work WHERE subject_id = $1', [ann])).toEqual([
    { kind: 'REACHABILITY_END' },
  ]);
  await db.moveClock(20_001);
  await db.rows('SELECT reachability_grace()');
  expect(await isReachable()).toBe(false);
});
