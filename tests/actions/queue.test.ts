/** Waiting for an agent: who waits, for how long, and what those who wait are told. */
import { conversationEnd } from '../../src/actions/conversation-end';
import { routingSettingsUpdate } from '../../src/actions/routing-settings-update';
import { securitySettingsUpdate } from '../../src/actions/security-settings-update';
import { usageLimitsUpdate } from '../../src/actions/usage-limits-update';
import { waitEnd } from '../../src/actions/wait-end';
import type { DueKind } from '../../src/actions/records';
import type { ConversationId } from '../../src/routing/terms';
import { db, stage } from '../support/empty-stage';
import { admin } from '../support/staff';
import { codeOf, declines, says, valueOf } from '../support/stage';
import {
  asksAsSomebody,
  getsPlaces,
  manyAsk,
  matches,
  opensLine,
  statesOf,
  tells,
  toldPlaces,
} from '../support/stage-queue';

const second = 1_000;

async function asks(): Promise<ConversationId> {
  return (await asksAsSomebody(stage)).id;
}

async function planned(kind: DueKind): Promise<readonly Date[]> {
  const rows = await db.rows<{ due_at: Date }>(
    'SELECT due_at FROM due_work WHERE workspace_id = $1 AND kind = $2 ORDER BY due_at',
    [stage.workspaceId, kind],
  );
  return rows.map(({ due_at: at }) => at);
}

async function lastDecision(id: ConversationId): Promise<Readonly<Record<string, unknown>> | undefined> {
  const rows = await db.rows(
    'SELECT outcome, fallback_reason FROM routing_decision WHERE conversation_id = $1 ORDER BY decided_at DESC, routing_decision_id DESC LIMIT 1',
    [id],
  );
  return rows[0];
}

async function waitIsOver(id: ConversationId): Promise<void> {
  await waitEnd(stage.ports, { workspaceId: stage.workspaceId, liveChatId: (await stage.chat(id)).id });
}

describe('a visitor for whom nobody is free', () => {
  test('waits where the card has a queue, and is told at which place', async () => {
    await stage.agent({ capacity: 1 });
    await opensLine(stage);
    const [, one, two] = await manyAsk(stage, 3);
    expect(await stage.chat(one as ConversationId)).toMatchObject({ state: 'WAITING', attempts: 0, step: 0 });
    expect(await stage.conversation(two as ConversationId)).toMatchObject({
      status: 'OPEN',
      liveChatState: 'WAITING',
      waitingCard: null,
    });
    expect(toldPlaces(stage)).toEqual([
      [one, 1],
      [two, 2],
    ]);
    expect(await lastDecision(one as ConversationId)).toEqual({
      outcome: 'QUEUED',
      fallback_reason: 'NOBODY_ELIGIBLE',
    });
  });

  test('may write while waiting', async () => {
    await opensLine(stage);
    const { id, visitor } = await asksAsSomebody(stage);
    expect(codeOf(await says(stage, visitor, { conversationId: id, text: 'still here' }))).toBe('OK');
  });

  test('gets the fallback at once where the card has no queue', async () => {
    await opensLine(stage, { isQueue: false });
    expect(await stage.chat(await asks())).toMatchObject({ state: 'MISSED', waitingSince: null });
    expect(toldPlaces(stage)).toEqual([]);
    expect(await planned('QUEUE_MATCH')).toEqual([]);
  });

  test('gets the fallback where the line is full, and the reason says so', async () => {
    await opensLine(stage, { maxLength: 2 });
    const ids = await manyAsk(stage, 3);
    expect(await statesOf(stage, ids)).toEqual(['WAITING', 'WAITING', 'MISSED']);
    expect(await lastDecision(ids[2] as ConversationId)).toEqual({
      outcome: 'FALLBACK',
      fallback_reason: 'QUEUE_FULL',
    });
  });

  test('waits in the line of that card alone', async () => {
    await opensLine(stage, { maxLength: 1 });
    const first = await asks();
    await opensLine(stage, { maxLength: 1 });
    const other = await asks();
    expect(await statesOf(stage, [first, other])).toEqual(['WAITING', 'WAITING']);
    expect(toldPlaces(stage)).toEqual([
      [first, 1],
      [other, 1],
    ]);
  });

  test('does not wait with an address that is kept out', async () => {
    const blocked = { blockedEmailDomains: ['spam.example'], blocksEmailDomains: true };
    valueOf(await securitySettingsUpdate(stage.ports, admin(stage), blocked));
    await opensLine(stage);
    const id = await stage.asks(await stage.visitor({ email: 'v@spam.example' }));
    expect(await stage.chat(id)).toMatchObject({ state: 'MISSED' });
  });
});

describe('the end of a wait', () => {
  test('comes when the line lets nobody wait longer, with the fallback and the reason', async () => {
    await opensLine(stage, { maxWaitSeconds: 60 });
    const id = await asks();
    await db.moveClock(59 * second);
    await waitIsOver(id);
    expect(await statesOf(stage, [id])).toEqual(['WAITING']);
    await db.moveClock(2 * second);
    await waitIsOver(id);
    expect(await stage.chat(id)).toMatchObject({ state: 'MISSED' });
    expect(await stage.conversation(id)).toMatchObject({ status: 'COMPLETED' });
    expect(await lastDecision(id)).toEqual({ outcome: 'FALLBACK', fallback_reason: 'WAIT_EXCEEDED' });
    expect(await planned('WAIT_END')).toEqual([]);
  });

  test('comes earlier where the workspace lets nobody wait as long, also where it says so only later', async () => {
    await opensLine(stage, { maxWaitSeconds: 600 });
    const id = await asks();
    valueOf(await routingSettingsUpdate(stage.ports, admin(stage), { maxWaitSeconds: 30 }));
    await db.moveClock(31 * second);
    await matches(stage);
    expect(await stage.chat(id)).toMatchObject({ state: 'MISSED' });
  });

  test('mails those who manage agents, once', async () => {
    await opensLine(stage, { maxWaitSeconds: 60 });
    await stage.agent({ permissions: ['AGENTS_MANAGE'] });
    const id = await asks();
    await db.moveClock(61 * second);
    await waitIsOver(id);
    await waitIsOver(id);
    const mails = await db.rows('SELECT text FROM mail WHERE workspace_id = $1', [stage.workspaceId]);
    expect(mails).toHaveLength(1);
    expect(JSON.stringify(mails)).toContain('waited for as long as the settings allow');
  });

  test('comes with the visitor, who may stop waiting at any time', async () => {
    await opensLine(stage);
    const { id, visitor } = await asksAsSomebody(stage);
    valueOf(await conversationEnd(stage.ports, visitor, { conversationId: id }));
    expect(await stage.chat(id)).toMatchObject({ state: 'ABANDONED' });
    expect(await stage.conversation(id)).toMatchObject({ status: 'DROPPED' });
    expect(await planned('WAIT_END')).toEqual([]);
  });

  test('comes with the package: nobody is offered who was not counted', async () => {
    const agent = await stage.agent({ capacity: 1, available: false });
    await opensLine(stage);
    const ids = await manyAsk(stage, 2);
    valueOf(await usageLimitsUpdate(stage.ports, admin(stage), { liveChatEngagementLimit: 0 }));
    await getsPlaces(stage, agent, 5);
    await matches(stage);
    expect(await statesOf(stage, ids)).toEqual(['MISSED', 'MISSED']);
    expect(await lastDecision(ids[0] as ConversationId)).toMatchObject({ outcome: 'LIMIT_REACHED' });
  });
});

describe('those who wait', () => {
  test('are told when they move up, at most once a second', async () => {
    await opensLine(stage);
    const { id: first, visitor } = await asksAsSomebody(stage);
    const [next, last] = await manyAsk(stage, 2);
    const before = toldPlaces(stage).length;
    valueOf(await conversationEnd(stage.ports, visitor, { conversationId: first }));
    await tells(stage);
    // Both were told their place a moment ago.
    expect(toldPlaces(stage).slice(before)).toEqual([]);
    await db.moveClock(2 * second);
    await tells(stage);
    expect(toldPlaces(stage).slice(before)).toEqual([
      [next, 1],
      [last, 2],
    ]);
    await db.moveClock(2 * second);
    await tells(stage);
    expect(toldPlaces(stage).slice(before)).toHaveLength(2);
  });

  test('are told when it is their turn, before anybody has accepted', async () => {
    const agent = await stage.agent({ available: false });
    await opensLine(stage);
    const [first] = await manyAsk(stage, 1);
    await stage.work(async (tx) => tx.agents.update(agent.agentId, { available: true }));
    await matches(stage);
    const turn = stage.events.find(({ event }) => event.type === 'LIVE_CHAT_WAITING' && event.queuePosition === 0);
    expect(turn?.event).toMatchObject({ conversationId: first, visitorId: expect.any(String) as string });
    expect(await stage.ringing(first as ConversationId)).toMatchObject({ agentId: agent.agentId });
  });

  test('are told once of many changes', async () => {
    await opensLine(stage);
    const early = [await asksAsSomebody(stage), await asksAsSomebody(stage), await asksAsSomebody(stage)];
    const late = await asks();
    for (const { id, visitor } of early) await conversationEnd(stage.ports, visitor, { conversationId: id });
    expect(await planned('QUEUE_TELL')).toHaveLength(1);
    const before = toldPlaces(stage).length;
    await db.moveClock(2 * second);
    await tells(stage);
    expect(toldPlaces(stage).slice(before)).toEqual([[late, 1]]);
    expect(await planned('QUEUE_TELL')).toEqual([]);
  });

  test('are told how long it may take, once there is something to go by', async () => {
    const agent = await stage.agent({ capacity: 1, available: false });
    await opensLine(stage);
    await manyAsk(stage, 3);
    const waits = () =>
      stage.events.flatMap(({ event }) => (event.type === 'LIVE_CHAT_WAITING' ? [event.estimatedWaitSeconds] : []));
    expect(waits()).toEqual([null, null, null]);
    await stage.work(async (tx) => tx.agents.update(agent.agentId, { available: true }));
    await getsPlaces(stage, agent, 1);
    await matches(stage);
    await db.moveClock(40 * second);
    await getsPlaces(stage, agent, 2);
    await matches(stage);
    await asks();
    // Two places within forty seconds; second in the line.
    expect(waits().at(-1)).toBeGreaterThanOrEqual(79);
    expect(waits().at(-1)).toBeLessThanOrEqual(82);
  });

  test('keep their place when whoever was found does not take the chat', async () => {
    const agent = await stage.agent({ capacity: 1 });
    const other = await stage.agent({ capacity: 1, available: false });
    await opensLine(stage);
    const [first, next] = await manyAsk(stage, 2);
    await declines(stage, await stage.ringing(first as ConversationId));
    expect(await statesOf(stage, [first as ConversationId])).toEqual(['WAITING']);
    // The one behind gets the place that the first does not want again.
    await matches(stage);
    expect(await stage.ringing(next as ConversationId)).toMatchObject({ agentId: agent.agentId });
    const late = await asks();
    await stage.work(async (tx) => tx.agents.update(other.agentId, { available: true }));
    await matches(stage);
    expect(await stage.ringing(first as ConversationId)).toMatchObject({ agentId: other.agentId, attempt: 2 });
    expect(await statesOf(stage, [late])).toEqual(['WAITING']);
  });
});
