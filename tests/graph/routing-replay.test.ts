import type { AgentActor } from '../../src/auth/actor';
import { globalId } from '../../src/schema/global-ids';
import { newId } from '../../src/stores/ids';
import { type Data, type Graph, openGraph } from '../support/graph';
import { accepts, valueOf } from '../support/stage';

let graph: Graph;
let ann: AgentActor;
let bo: AgentActor;
let boss: AgentActor;
let teamId: string;

const hour = 3_600_000;
const at = (hours: number): string => new Date(Date.now() + hours * hour).toISOString();

/** Three visitors asked for the team of Ann alone, who has one place: the first was served, the others were missed. */
beforeAll(async () => {
  graph = await openGraph();
  const { stage } = graph;
  ann = await stage.agent({ name: 'Ann', capacity: 1 });
  bo = await stage.agent({ name: 'Bo', capacity: 1 });
  boss = await stage.agent({
    permissions: ['CUSTOM_RULES_VIEW', 'CUSTOM_RULES_MANAGE', 'ALL_CONVERSATIONS_VIEW'],
    reachable: false,
  });
  const team = await stage.team('Sales', [ann]);
  teamId = globalId('Team', team);
  await stage.dialog({ routing: { strategy: 'TEAM', agentId: null, teamId: team } });
  const first = await stage.asks(await stage.visitor());
  valueOf(await accepts(stage, await stage.ringing(first)));
  await stage.asks(await stage.visitor());
  await stage.asks(await stage.visitor());
});
afterAll(() => graph.close());

const start = `mutation ($input: RoutingReplayStartInput!) { routingReplayStart(input: $input) {
  replay { id state requestsTotal startedBy { name } } userErrors { code field message } } }`;
const follow = `subscription ($id: ID!) { routingReplay(id: $id) { state progress requestsDone requestsTotal sentence result {
  requests gained lost differing before { served missed left offerSpread } after { served missed left offerSpread servedSpread }
  agents { agent { name } offersBefore offersAfter servedBefore servedAfter }
  differences { requestedAt conversation { id } before { outcome agent { name } } after { outcome agent { name } fallbackReason ruleName } }
} } }`;
const cancel = `mutation ($input: RoutingReplayCancelInput!) { routingReplayCancel(input: $input) {
  replay { state sentence endedAt } userErrors { code } } }`;
const find = 'query ($id: ID!) { routingReplay(id: $id) { state sentence } node(id: $id) { id } }';

const started = async (more: object = {}, as: AgentActor = boss): Promise<Data> =>
  (await graph.as(as).data(start, { input: { from: at(-1), to: at(1), ...more } })).routingReplayStart;
const faults = async (more: object, as: AgentActor = boss): Promise<readonly string[]> =>
  (await started(more, as)).userErrors.map(
    ({ code, field }: { readonly code: string; readonly field: readonly string[] | null }) =>
      `${code} ${(field ?? []).join('.')}`.trim(),
  );

/** All frames up to the last. */
async function watched(id: string, as: AgentActor = boss): Promise<readonly Data[]> {
  const stream = await graph.as(as).listen(follow, { id });
  const frames: Data[] = [];
  for (let frame = await stream.next(); frame !== null; frame = await stream.next()) frames.push(frame.routingReplay);
  return frames;
}
async function replayed(more: object = {}): Promise<Data> {
  const { replay, userErrors } = await started(more);
  expect(userErrors).toEqual([]);
  const last = (await watched(replay.id)).at(-1);
  expect(last).toMatchObject({ state: 'DONE', progress: 1, sentence: 'All 3 requests were routed once more.' });
  return last.result;
}

test('by what is in force the past comes out as it was', async () => {
  const result = await replayed();
  const counts = { served: 1, missed: 2, left: 0, offerSpread: 0 };
  expect(result).toMatchObject({ requests: 3, differing: 0, gained: 0, lost: 0, before: counts, after: counts });
  expect(result.agents).toEqual([
    { agent: { name: 'Ann' }, offersBefore: 1, offersAfter: 1, servedBefore: 1, servedAfter: 1 },
  ]);
});

test('a drafted team serves whom nobody served, and the result says whom', async () => {
  const agentIds = [ann, bo].map(({ agentId }) => globalId('Agent', agentId));
  const result = await replayed({ teams: [{ teamId, agentIds }] });
  expect(result).toMatchObject({ gained: 1, lost: 0, differing: 1, after: { served: 2, missed: 1, servedSpread: 0 } });
  expect(result.differences).toMatchObject([
    {
      conversation: { id: expect.any(String) },
      before: { outcome: 'MISSED', agent: null },
      after: { outcome: 'SERVED', agent: { name: 'Bo' }, fallbackReason: null },
    },
  ]);
});

test('other settings, other rules, another route', async () => {
  const agentIds = [globalId('Agent', bo.agentId)];
  const byRules = { routing: { strategy: 'CUSTOM_RULES' }, rules: [{ name: 'All to Bo', conditions: [], agentIds }] };
  const ruled = await replayed(byRules);
  expect(ruled.differences[0]).toMatchObject({ after: { agent: { name: 'Bo' }, ruleName: 'All to Bo' } });
  const alone = { routing: { strategy: 'AGENT', agentId: agentIds[0] }, differences: 0 };
  expect(await replayed(alone)).toMatchObject({ after: { served: 1 }, differing: 1, differences: [] });
  expect(await replayed({ settings: { roundRobinFallback: true } })).toMatchObject({ gained: 1 });
});

test('it changes nothing: no event, no turn, no offer', async () => {
  const { stage } = graph;
  const before = [stage.events.length, await turns()];
  await replayed({ routing: { strategy: 'ROUND_ROBIN' } });
  expect([stage.events.length, await turns()]).toEqual(before);
});

async function turns(): Promise<Data> {
  return graph.db.rows('SELECT pool_id, last_offered FROM round_robin_pool ORDER BY pool_id');
}

test('its starter and whoever may start one follow it; nobody else learns that it is there', async () => {
  const { replay } = await started();
  expect(replay).toMatchObject({ requestsTotal: 3, startedBy: { name: expect.any(String) } });
  const { id } = replay;
  await watched(id);
  const demoted: AgentActor = { ...boss, permissions: new Set(['CUSTOM_RULES_VIEW']) };
  const colleague: AgentActor = { ...ann, permissions: new Set(['CUSTOM_RULES_VIEW', 'ALL_CONVERSATIONS_VIEW']) };
  const manager: AgentActor = { ...ann, permissions: new Set(['CUSTOM_RULES_VIEW', 'CUSTOM_RULES_MANAGE']) };
  for (const as of [boss, demoted, manager]) {
    expect((await graph.as(as).data(find, { id })).node).toEqual({ id });
    expect((await watched(id, as)).at(-1)).toMatchObject({ state: 'DONE' });
  }
  expect(await graph.as(colleague).data(find, { id })).toEqual({ routingReplay: null, node: null });
  await expect(graph.as(colleague).listen(follow, { id })).rejects.toThrow('FORBIDDEN');
  expect((await graph.as(colleague).data(cancel, { input: { replayId: id } })).routingReplayCancel).toMatchObject({
    userErrors: [{ code: 'NOT_FOUND' }],
  });
  const plain: AgentActor = { ...ann, permissions: new Set() };
  expect(await graph.as(plain).refusal(find, { id })).toBe('FORBIDDEN at routingReplay');
  expect(await graph.as(await graph.stage.visitor()).refusal(find, { id })).toBe('FORBIDDEN at routingReplay');
  await expect(graph.as(await graph.stage.visitor()).listen(follow, { id })).rejects.toThrow('FORBIDDEN');
});

test('another workspace neither finds nor replays it', async () => {
  const { replay } = await started();
  await watched(replay.id);
  const workspaceId = newId<'Workspace'>();
  await graph.db.createWorkspace({ id: workspaceId, key: 'wk_replay', plan: 'PRIME' });
  const stranger: AgentActor = { ...boss, workspaceId, agentId: newId<'Agent'>() };
  expect((await graph.as(stranger).data(find, { id: replay.id })).routingReplay).toBeNull();
  const own = await started({}, stranger);
  expect(own).toMatchObject({ userErrors: [], replay: { requestsTotal: 0 } });
  expect((await watched(own.replay.id, stranger)).at(-1)).toMatchObject({ state: 'DONE', result: { requests: 0 } });
  expect(await faults({ teams: [{ teamId, agentIds: [] }] }, stranger)).toEqual(['NOT_FOUND teams.0.teamId']);
});

test('starting one takes the permission', async () => {
  const reader: AgentActor = { ...boss, permissions: new Set(['CUSTOM_RULES_VIEW', 'ALL_CONVERSATIONS_VIEW']) };
  expect(await faults({}, reader)).toEqual(['FORBIDDEN']);
});

test('what cannot be replayed is refused at its field, all of it at once', async () => {
  expect(await faults({ from: at(1), to: at(-1) })).toEqual(['INVALID to', 'INVALID from']);
  expect(await faults({ from: at(-24 * 93), to: at(0) })).toEqual(['INVALID to']);
  expect(await faults({ differences: 201 })).toEqual(['INVALID differences']);
  const nobody = globalId('Agent', newId<'Agent'>());
  const nowhere = globalId('Team', newId<'Team'>());
  expect(
    await faults({
      settings: { acceptWindowSeconds: 5, teamAttempts: 11, rampSeconds: -1 },
      rules: [{ name: '', conditions: [{ attribute: 'shoeSize', operator: 'IS', values: ['9'] }], agentIds: [nobody] }],
      teams: [
        { teamId: nowhere, agentIds: [] },
        { teamId, agentIds: [nobody] },
        { teamId, agentIds: [] },
      ],
      routing: { strategy: 'AGENT', agentId: nobody },
    }),
  ).toEqual([
    'INVALID settings.acceptWindowSeconds',
    'INVALID settings.teamAttempts',
    'INVALID settings.rampSeconds',
    'INVALID rules.0.name',
    'INVALID rules.0.conditions.0.attribute',
    'NOT_FOUND rules.0.agentIds.0',
    'NOT_FOUND teams.0.teamId',
    'NOT_FOUND teams.1.agentIds.0',
    'INVALID routing.agentId',
  ]);
  expect(await faults({ ruleVersion: 4_000 })).toEqual(['NOT_FOUND ruleVersion']);
  expect(await faults({ ruleVersion: 1, ruleDraft: true })).toEqual(['INVALID rules']);
  expect(await faults({ ruleDraft: true })).toEqual(['INVALID ruleDraft']);
});

describe('one that is under way', () => {
  /** As another process would have begun it, whose lease is good for so long. */
  async function running(seconds: number): Promise<string> {
    const id = newId<'RoutingReplay'>();
    await graph.stage.work(async (tx) => {
      const period = { from: new Date(Date.now() - hour), to: new Date(Date.now()) };
      const rest = { state: 'RUNNING', requestsTotal: 9, requestsDone: 0, result: null, endedAt: null } as const;
      const lease = new Date(tx.now.getTime() + seconds * 1_000);
      await tx.replays.countRequests(period);
      tx.replays.insert({ id, startedBy: boss.agentId, ...period, ...rest, startedAt: tx.now }, lease);
    });
    return globalId('RoutingReplay', id);
  }

  test('keeps others from beginning, tells how far it is, and ends when somebody says so', async () => {
    const id = await running(60);
    expect(await faults({})).toEqual(['CONFLICT']);
    const stream = await graph.as(boss).listen(follow, { id });
    expect((await stream.next()).routingReplay).toMatchObject({
      state: 'RUNNING',
      progress: 0,
      result: null,
      sentence: '0 of 9 requests are routed once more.',
    });
    const { routingReplayCancel } = await graph.as(boss).data(cancel, { input: { replayId: id } });
    expect(routingReplayCancel).toMatchObject({ replay: { state: 'CANCELLED' }, userErrors: [] });
    expect((await stream.next()).routingReplay).toMatchObject({ state: 'CANCELLED', result: null });
    expect(await stream.next()).toBeNull();
    const again = await graph.as(boss).data(cancel, { input: { replayId: id } });
    expect(again.routingReplayCancel.replay.state).toBe('CANCELLED');
  });

  test('whose process died is told as lost, and makes room for the next', async () => {
    const id = await running(-1);
    expect((await watched(id)).at(-1)).toMatchObject({
      state: 'LOST',
      sentence: 'The process that ran it has ended, and its result with it. Start it again.',
    });
    await replayed();
    expect((await graph.as(boss).data(find, { id })).routingReplay.state).toBe('LOST');
  });

  test('is told no more to whoever lost the right', async () => {
    const id = await running(60);
    const asker = graph.as(boss);
    const stream = await asker.listen(follow, { id });
    await stream.next();
    asker.actor = { ...boss, permissions: new Set() };
    expect(await stream.next()).toBeNull();
    await graph.as(boss).data(cancel, { input: { replayId: id } });
  });
});

test('of replays that are over the newest twenty are kept', async () => {
  for (let count = 0; count < 21; count += 1) await replayed();
  const [row] = await graph.db.rows<{ count: number }>(
    `SELECT count(*)::integer AS count FROM routing_replay WHERE workspace_id = '${graph.stage.workspaceId}'`,
  );
  expect(row?.count).toBe(20);
});
