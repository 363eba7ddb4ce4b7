import type { AgentActor } from '../../src/auth/actor';
import { routingStrategies } from '../../src/routing/terms';
import { globalId } from '../../src/schema/global-ids';
import { newId } from '../../src/stores/ids';
import { type Data, type Graph, openGraph } from '../support/graph';
import { accepts, declines, valueOf } from '../support/stage';

let graph: Graph;
let ann: AgentActor;
let bo: AgentActor;
let boss: AgentActor;
let conversationId: string;

const hour = 3_600_000;
const period = () => ({
  from: new Date(Date.now() - hour).toISOString(),
  to: new Date(Date.now() + hour).toISOString(),
});

/** Ann declines, so the team's second agent is asked and takes it. */
beforeAll(async () => {
  graph = await openGraph();
  const { stage } = graph;
  ann = await stage.agent({ name: 'Ann' });
  bo = await stage.agent({ name: 'Bo' });
  await stage.agent({ name: 'Cy', available: false });
  boss = await stage.agent({
    name: 'Boss',
    permissions: ['CUSTOM_RULES_VIEW', 'ALL_CONVERSATIONS_VIEW', 'ROUND_ROBIN_VIEW', 'LIVE_CHAT_REPORTS_VIEW'],
    reachable: false,
  });
  const teamId = await stage.team('Sales', [ann, bo]);
  await stage.dialog({ routing: { strategy: 'TEAM', agentId: null, teamId } });
  const id = await stage.asks(await stage.visitor());
  valueOf(await declines(stage, await stage.ringing(id)));
  valueOf(await accepts(stage, await stage.ringing(id)));
  conversationId = globalId('Conversation', id);
});
afterAll(() => graph.close());

const verdicts = `query ($id: ID!, $from: DateTime!, $to: DateTime!, $first: Int, $after: String) {
  node(id: $id) { ... on Agent { routingVerdicts(from: $from, to: $to, first: $first, after: $after) {
    totalCount pageInfo { hasNextPage endCursor }
    nodes { decidedAt strategy outcome told chosen eligible reason sentence verdictCounts { reason count } decision { id } }
  } } }
}`;
const verdictsOf = async (who: AgentActor, as: AgentActor, more: object = {}): Promise<Data> =>
  (await graph.as(as).data(verdicts, { id: globalId('Agent', who.agentId), ...period(), ...more })).node
    .routingVerdicts;
const refusedVerdicts = (who: AgentActor, as: AgentActor, more: object = {}): Promise<string> =>
  graph.as(as).refusal(verdicts, { id: globalId('Agent', who.agentId), ...period(), ...more });

test('a decision tells its steps, the one that chose, the ring, and who would have been next', async () => {
  const told = `{ agent { name } next { name } pool { kind } stepIndex steps { index kind finding eligibleAgents } }`;
  const document = `query ($id: ID!) { conversation(id: $id) { routingDecisions ${told} liveChat { decisions ${told} } } }`;
  const { conversation } = await graph.as(boss).data(document, { id: conversationId });
  expect(conversation.routingDecisions).toEqual([
    {
      agent: { name: 'Bo' },
      next: null,
      pool: { kind: 'TEAM' },
      stepIndex: 0,
      steps: [{ index: 0, kind: 'TEAM', finding: 'CHOSE', eligibleAgents: 1 }],
    },
    {
      agent: { name: 'Ann' },
      next: { name: 'Bo' },
      pool: { kind: 'TEAM' },
      stepIndex: 0,
      steps: [{ index: 0, kind: 'TEAM', finding: 'CHOSE', eligibleAgents: 2 }],
    },
  ]);
  expect(conversation.liveChat.decisions).toEqual(conversation.routingDecisions);
});

test('the ring of a decision takes the permission to see rings', async () => {
  const plain = { ...boss, permissions: new Set(['ALL_CONVERSATIONS_VIEW'] as const) };
  const document = 'query ($id: ID!) { conversation(id: $id) { routingDecisions { pool { kind } } } }';
  const { conversation } = await graph.as(plain).data(document, { id: conversationId });
  expect(conversation.routingDecisions).toEqual([{ pool: null }, { pool: null }]);
});

test('an agent reads what routing found about the agent, newest first, page by page', async () => {
  const first = await verdictsOf(ann, ann, { first: 1 });
  expect(first).toMatchObject({
    totalCount: 2,
    pageInfo: { hasNextPage: true },
    nodes: [
      {
        outcome: 'OFFERED',
        told: true,
        chosen: false,
        eligible: false,
        reason: 'ALREADY_TRIED',
        sentence: 'Had been offered this very request before.',
        decision: null,
      },
    ],
  });
  const second = await verdictsOf(ann, ann, { first: 1, after: first.pageInfo.endCursor });
  expect(second.nodes).toMatchObject([{ chosen: true, sentence: 'It was offered to this agent.' }]);
  const [latest, earlier] = (await verdictsOf(bo, bo)).nodes;
  expect(latest).toMatchObject({ chosen: true, eligible: true });
  expect(earlier).toMatchObject({ chosen: false, sentence: 'Could have taken it, but somebody else came first.' });
});

test('whose own it is not needs to see the rules and every conversation, and then sees the decision', async () => {
  const { nodes } = await verdictsOf(ann, boss);
  expect(nodes.map(({ decision }: Data) => typeof decision?.id)).toEqual(['string', 'string']);
  expect(await refusedVerdicts(ann, bo)).toBe('FORBIDDEN at node.routingVerdicts');
  for (const permission of ['CUSTOM_RULES_VIEW', 'ALL_CONVERSATIONS_VIEW'] as const) {
    const half: AgentActor = { ...boss, permissions: new Set([permission]) };
    expect(await refusedVerdicts(ann, half)).toBe('FORBIDDEN at node.routingVerdicts');
  }
});

test('outside the period there is nothing, and a period has a beginning before its end and a month at most', async () => {
  const at = (days: number): string => new Date(Date.now() + days * 24 * hour).toISOString();
  expect((await verdictsOf(ann, ann, { from: at(-2), to: at(-1) })).nodes).toEqual([]);
  const wrong = [
    { from: at(0), to: at(-1) },
    { from: at(-40), to: at(0) },
  ];
  for (const given of wrong)
    expect(await refusedVerdicts(ann, ann, given)).toBe('BAD_USER_INPUT at node.routingVerdicts');
});

test('whoever may have been among those that are not told one by one is told the counts', async () => {
  const { stage } = graph;
  const crowd = Array.from({ length: 60 }, () => newId<'Agent'>());
  const chat = (await stage.work((tx) => tx.conversations.find(plain(conversationId)))) ?? null;
  const decision = {
    id: newId<'RoutingDecision'>(),
    liveChatId: chat?.liveChatId ?? newId<'LiveChat'>(),
    conversationId: plain(conversationId),
    decidedAt: new Date(Date.now() - 20 * 24 * hour),
    strategy: routingStrategies[0],
    outcome: 'FALLBACK' as const,
    agentId: null,
    poolId: null,
    ruleId: null,
    ruleName: null,
    rules: [],
    candidates: crowd.slice(0, 50).map((agentId) => ({ agentId, eligible: false, reason: 'UNAVAILABLE' as const })),
    verdictCounts: [{ reason: 'UNAVAILABLE' as const, count: 60 }],
    fallbackReason: 'NOBODY_ELIGIBLE' as const,
  };
  await stage.work(async (tx) => tx.decisions.insert(decision));
  const days = (count: number): string => new Date(Date.now() - count * 24 * hour).toISOString();
  const { nodes } = await verdictsOf(ann, ann, { from: days(21), to: days(19) });
  expect(nodes).toMatchObject([
    { told: false, chosen: false, eligible: null, reason: null, verdictCounts: [{ reason: 'UNAVAILABLE', count: 60 }] },
  ]);
  expect(nodes[0].sentence).toMatch(/looked at 60 agents and tells 50 of them/);
});

const plain = (id: string) => Buffer.from(id, 'base64url').toString().split(':')[1] as never;

describe('over time', () => {
  const document = `query ($from: DateTime!, $to: DateTime!, $by: RoutingSummaryUnit!, $timeZone: String!) {
    routingSummary(from: $from, to: $to, by: $by, timeZone: $timeZone) {
      total { ...figures } rows { at figures { ...figures } } } }
    fragment figures on RoutingFigures { decisions outcomes { key count } fallbackReasons { key count }
      ineligibleReasons { key count } strategies { key count } steps { kind finding count } rules { key count } }`;
  const asked = (more: object = {}) => ({ ...period(), by: 'DAY', timeZone: 'Europe/Stockholm', ...more });

  test('decisions are counted by what they say, in all and by the hour', async () => {
    const { routingSummary } = await graph.as(boss).data(document, asked({ by: 'HOUR' }));
    expect(routingSummary.total).toEqual({
      decisions: 2,
      outcomes: [{ key: 'OFFERED', count: 2 }],
      fallbackReasons: [],
      ineligibleReasons: [{ key: 'ALREADY_TRIED', count: 1 }],
      strategies: [{ key: 'TEAM', count: 2 }],
      steps: [{ kind: 'TEAM', finding: 'CHOSE', count: 2 }],
      rules: [],
    });
    const sum = routingSummary.rows.reduce((all: number, { figures }: Data) => all + figures.decisions, 0);
    expect(sum).toBe(2);
    for (const { at } of routingSummary.rows) expect(at).toMatch(/:00:00\.000Z$/);
  });

  test('a day begins at midnight of the zone', async () => {
    const { routingSummary } = await graph.as(boss).data(document, asked());
    for (const { at } of routingSummary.rows) expect(at).toMatch(/T2[23]:00:00\.000Z$/);
  });

  test('bad input is refused, and so is whoever may not read live chat reports', async () => {
    const days = (count: number): string => new Date(Date.now() - count * 24 * hour).toISOString();
    const wrong = [
      { timeZone: 'Europe/Atlantis' },
      { from: days(-2) },
      { from: days(100) },
      { by: 'HOUR', from: days(40) },
    ];
    for (const given of wrong) {
      expect(await graph.as(boss).refusal(document, asked(given))).toBe('BAD_USER_INPUT at routingSummary');
    }
    expect(await graph.as(ann).refusal(document, asked())).toBe('FORBIDDEN at routingSummary');
    expect(await graph.as(await graph.stage.visitor()).refusal(document, asked())).toBe('FORBIDDEN at routingSummary');
  });
});

test('another workspace counts and tells nothing of it, a visitor is told that it is for staff', async () => {
  const workspaceId = newId<'Workspace'>();
  await graph.db.createWorkspace({ id: workspaceId, key: 'wk_elsewhere', plan: 'PRIME' });
  const stranger: AgentActor = { ...boss, workspaceId, agentId: newId<'Agent'>() };
  const summary = `query ($from: DateTime!, $to: DateTime!) {
    routingSummary(from: $from, to: $to, by: DAY) { total { decisions } rows { at } } }`;
  expect((await graph.as(stranger).data(summary, period())).routingSummary).toEqual({
    total: { decisions: 0 },
    rows: [],
  });
  const found = await graph.as(stranger).data(verdicts, { id: globalId('Agent', ann.agentId), ...period() });
  expect(found.node).toBeNull();
  const vera = await graph.stage.visitor();
  const asked = await graph.as(vera).ask(verdicts, { id: globalId('Agent', ann.agentId), ...period() });
  expect(asked.data?.['node']?.['routingVerdicts'] ?? null).toBeNull();
});
