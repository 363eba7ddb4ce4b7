/** A replay goes by what was so then: what was known of a visitor, schedules and holidays. What it cannot know it says. */
import { agentScheduleSet } from '../../src/actions/agent-schedule-set';
import { conversationEnd } from '../../src/actions/conversation-end';
import { offerDecline } from '../../src/actions/offer-decline';
import { visitorConsentSet } from '../../src/actions/visitor-consent-set';
import { visitorForget } from '../../src/actions/visitor-forget';
import { visitorUpdate } from '../../src/actions/visitor-update';
import { workspaceHolidaysSet } from '../../src/actions/workspace-holidays-set';
import type { AgentActor, VisitorActor } from '../../src/auth/actor';
import type { ConversationId, TeamId } from '../../src/routing/terms';
import { globalId } from '../../src/schema/global-ids';
import { type Data, type Graph, openGraph } from '../support/graph';
import { admin } from '../support/staff';
import { accepts, type Stage, valueOf } from '../support/stage';

let graph: Graph;
let stage: Stage;
let ann: AgentActor;
let bo: AgentActor;
let team: TeamId;
const day = 24 * 3_600_000;

beforeEach(async () => {
  graph = await openGraph();
  stage = graph.stage;
  ann = await stage.agent({ name: 'Ann', capacity: 5 });
  bo = await stage.agent({ name: 'Bo', capacity: 5 });
  team = await stage.team('Sales', [ann]);
  await stage.dialog({ routing: { strategy: 'TEAM', agentId: null, teamId: team } });
});
afterEach(() => graph.close());

const start = `mutation ($input: RoutingReplayStartInput!) { routingReplayStart(input: $input) {
  replay { id } userErrors { message } } }`;
const follow = `subscription ($id: ID!) { routingReplay(id: $id) { state result {
  requests attributesAsThen schedulesAsThenFrom after { served missed } agents { agent { name } servedAfter } } } }`;

async function replayed(draft: object): Promise<Data> {
  const boss: AgentActor = {
    ...ann,
    permissions: new Set(['CUSTOM_RULES_VIEW', 'CUSTOM_RULES_MANAGE', 'ALL_CONVERSATIONS_VIEW']),
  };
  const { now } = await stage.work(async (tx) => {
    await tx.workspace.find();
    return { now: tx.now.getTime() };
  });
  const input = { from: new Date(now - 10 * day).toISOString(), to: new Date(now + 1).toISOString(), ...draft };
  const { replay, userErrors } = (await graph.as(boss).data(start, { input })).routingReplayStart;
  expect(userErrors).toEqual([]);
  const frames = await graph.as(boss).listen(follow, { id: replay.id });
  let last: Data = null;
  for (let frame = await frames.next(); frame !== null; frame = await frames.next()) last = frame.routingReplay;
  expect(last.state).toBe('DONE');
  return last.result;
}

/** Who would have served, with how many. */
const servers = ({ agents }: Data): readonly string[] =>
  agents.flatMap(({ agent, servedAfter }: Data) => (servedAfter > 0 ? [`${agent.name} ${servedAfter}`] : []));

/** Swedes to Bo, everybody else to Ann. */
const bySweden = () => ({
  routing: { strategy: 'CUSTOM_RULES' },
  rules: [
    {
      name: 'Sweden',
      conditions: [{ attribute: 'country', operator: 'IS', values: ['SE'] }],
      agentIds: [globalId('Agent', bo.agentId)],
    },
    { name: 'Rest', conditions: [], agentIds: [globalId('Agent', ann.agentId)] },
  ],
});

async function served(visitor: VisitorActor): Promise<ConversationId> {
  const id = await stage.asks(visitor);
  valueOf(await accepts(stage, await stage.ringing(id)));
  valueOf(await conversationEnd(stage.ports, admin(stage), { conversationId: id }));
  return id;
}

describe('what was known of a visitor', () => {
  test('is what was known when they asked, whatever was said since', async () => {
    const moved = await stage.visitor({ country: 'SE' });
    const arrived = await stage.visitor({ country: 'NL' });
    for (const visitor of [moved, arrived]) await served(visitor);
    for (const [visitor, value] of [
      [moved, 'NL'],
      [arrived, 'SE'],
    ] as const) {
      const attributes = [{ name: 'country', value }];
      valueOf(await visitorUpdate(stage.ports, admin(stage), { visitorId: visitor.visitorId, attributes, remove: [] }));
    }
    await served(await stage.visitor());
    const result = await replayed(bySweden());
    expect(servers(result).toSorted()).toEqual(['Ann 2', 'Bo 1']);
    expect(result).toMatchObject({ requests: 3, attributesAsThen: 3 });
    const who = await graph.db.rows<{ readonly known: object }>(
      'SELECT known FROM routing_decision WHERE workspace_id = $1 ORDER BY decided_at',
      [stage.workspaceId],
    );
    expect(who).toEqual([{ known: { country: 'SE' } }, { known: { country: 'NL' } }, { known: {} }]);
  });

  test('is told as unknown where it is older than the record', async () => {
    await served(await stage.visitor({ country: 'SE' }));
    await served(await stage.visitor({ country: 'SE' }));
    await graph.db.rows(
      `UPDATE routing_decision SET known = NULL WHERE routing_decision_id = (
        SELECT routing_decision_id FROM routing_decision WHERE workspace_id = $1 ORDER BY decided_at LIMIT 1)`,
      [stage.workspaceId],
    );
    const result = await replayed(bySweden());
    expect(servers(result)).toEqual(['Bo 2']);
    expect(result).toMatchObject({ requests: 2, attributesAsThen: 1 });
  });

  test('is forgotten with the visitor, and with what a page was allowed to tell', async () => {
    const [one, two, three] = [
      await stage.visitor({ country: 'SE' }),
      await stage.visitor({ country: 'SE' }),
      await stage.visitor({ country: 'SE' }),
    ];
    for (const visitor of [one, two, three]) await served(visitor);
    valueOf(await visitorForget(stage.ports, admin(stage), { visitorId: one.visitorId, personId: null }));
    valueOf(await visitorConsentSet(stage.ports, two, { purpose: 'PAGE_CONTEXT', granted: false }));
    const known = await graph.db.rows(
      `SELECT c.visitor_id AS id, rd.known FROM routing_decision rd JOIN conversation c USING (workspace_id, conversation_id)
       WHERE workspace_id = $1 AND rd.known IS NOT NULL`,
      [stage.workspaceId],
    );
    expect(known).toEqual([{ id: three.visitorId, known: { country: 'SE' } }]);
    expect(await replayed(bySweden())).toMatchObject({ requests: 3, attributesAsThen: 1 });
  });

  test('stands in the first decision of a request alone', async () => {
    await stage.work(async (tx) => tx.agents.update(bo.agentId, { available: false }));
    const offer = await stage.ringing(await stage.asks(await stage.visitor({ country: 'SE' })));
    valueOf(await offerDecline(stage.ports, ann, { offerId: offer.id, reason: null }));
    const rows = await graph.db.rows(
      'SELECT outcome, known FROM routing_decision WHERE workspace_id = $1 ORDER BY decided_at',
      [stage.workspaceId],
    );
    expect(rows).toEqual([
      { outcome: 'OFFERED', known: { country: 'SE' } },
      { outcome: 'FALLBACK', known: null },
    ]);
  });
});

describe('schedules and holidays', () => {
  const always = {
    timeZone: 'UTC',
    blocks: ([1, 2, 3, 4, 5, 6, 7] as const).map((weekday) => ({ weekday, from: '00:00', to: '24:00' })),
  };
  /** Of whom no decision of that day says a word: what is known of Bo is the schedule. */
  const withBo = () => ({ teams: [{ teamId: globalId('Team', team), agentIds: [globalId('Agent', bo.agentId)] }] });
  const schedule = (agentId: AgentActor['agentId'], hours: typeof always | null) =>
    agentScheduleSet(stage.ports, admin(stage), { agentId, hours, breaks: [], holidays: [] });
  const today = async (): Promise<string> =>
    stage.work(async (tx) => {
      await tx.workspace.find();
      return tx.now.toISOString().slice(0, 10);
    });

  test('a holiday that was taken back since is one of that day', async () => {
    valueOf(await schedule(bo.agentId, always));
    const date = await today();
    valueOf(
      await workspaceHolidaysSet(stage.ports, admin(stage), { holidays: [{ from: date, to: date, name: 'Off' }] }),
    );
    await served(await stage.visitor());
    await graph.db.moveClock(3 * day);
    valueOf(await workspaceHolidaysSet(stage.ports, admin(stage), { holidays: [] }));
    await served(await stage.visitor());
    expect(servers(await replayed(withBo()))).toEqual(['Bo 1']);
  });

  test('hours that were changed since are those of that day', async () => {
    await served(await stage.visitor());
    await graph.db.moveClock(day);
    valueOf(await schedule(bo.agentId, always));
    await stage.work(async (tx) => tx.agents.update(bo.agentId, { available: false }));
    await graph.db.moveClock(day);
    await served(await stage.visitor());
    await graph.db.moveClock(day);
    valueOf(await schedule(bo.agentId, { ...always, blocks: [] }));
    // The first day: no schedule, and away now; the third: there by schedule; now: never.
    expect(servers(await replayed(withBo()))).toEqual(['Bo 1']);
  });

  test('the result says since when there is a record of them: of a workspace that is newer than the record, always', async () => {
    await served(await stage.visitor());
    expect((await replayed({})).schedulesAsThenFrom).toBeNull();
    await graph.db.rows(
      `INSERT INTO schedule_past (workspace_id, subject_id, until, schedule) VALUES ($1, $1, $2, NULL)`,
      [stage.workspaceId, new Date('2026-01-05T09:00:00Z')],
    );
    expect((await replayed({})).schedulesAsThenFrom).toBe('2026-01-05T09:00:00.000Z');
  });
});
