import type { Reads } from '../../src/actions/reads';
import type { AgentActor } from '../../src/auth/actor';
import { createLoaders } from '../../src/server/loaders';
import { createScriptCache } from '../../src/stores/script-cache';
import { createEventLog } from '../../src/stores/event-log.store';
import type { Database } from '../../src/stores/database';
import { newId } from '../../src/stores/ids';
import { createReads } from '../../src/stores/reads/reads';
import type { AgentId, ConversationId, OfferId } from '../../src/routing/terms';
import { at, Seed } from './seed';
import { openTestDatabase, type TestDatabase } from '../support/database';

let store: TestDatabase;
let seed: Seed;
let reads: Reads;
beforeAll(async () => {
  store = await openTestDatabase();
  seed = await Seed.workspace(store);
  reads = createReads(store.database, seed.workspaceId);
});
afterAll(() => store.close());

const firstFifty = { limit: 50, direction: 'FORWARD', after: null, before: null, withTotal: false } as const;
const notAnId = 'no-id-at-all' as ConversationId;

/** The same database, with a record of what was asked of it. */
function watched(database: Database): { readonly database: Database; readonly names: string[] } {
  const names: string[] = [];
  return {
    names,
    database: {
      ...database,
      read: (workspaceId, statement) => {
        names.push(statement.name);
        return database.read(workspaceId, statement);
      },
    },
  };
}

test('an inbox of fifty with last message, unread and visitor needs four statements', async () => {
  const own = await Seed.workspace(store);
  const agent = await own.agent();
  for (let number = 0; number < 50; number += 1) {
    const visitor = await own.visitor({ firstName: `Visitor ${number}` });
    await own.chat(visitor, agent, 'VAVV', { started_at: at(number) });
  }
  const { database, names } = watched(store.database);
  const actor: AgentActor = {
    kind: 'AGENT',
    workspaceId: own.workspaceId,
    agentId: agent,
    permissions: new Set(['LIVE_CHAT_TAKE']),
  };
  const ownReads = createReads(database, own.workspaceId);
  const loaders = createLoaders({
    reads: ownReads,
    actor,
    log: createEventLog(database),
    scripts: createScriptCache(),
  });
  const page = await ownReads.inboxPage(agent, 'ACTIVE', firstFifty);
  const shown = await Promise.all(
    page.rows.map(async ({ row }) => {
      const [last, unread, visitor] = await Promise.all([
        loaders.message.load(`${row.id}:${row.lastSequence}`),
        loaders.unreadCount.load(row.id),
        loaders.visitor.load(row.visitorId),
      ]);
      return { last: last?.text, unread, name: visitor?.attributes[0]?.value };
    }),
  );
  expect(names).toHaveLength(4);
  expect(shown).toHaveLength(50);
  expect(shown[0]).toEqual({ last: 'line 4', unread: 3, name: 'Visitor 49' });
  expect(shown[49]).toEqual({ last: 'line 4', unread: 3, name: 'Visitor 0' });
});

test('an inbox holds what the agent accepted: running chats, past ones, or both', async () => {
  const [ann, bob] = [await seed.agent(), await seed.agent()];
  const running = await seed.chat(await seed.visitor(), ann, 'V');
  const past = await seed.chat(await seed.visitor(), ann, 'V', { live_chat_state: 'ENDED' });
  await seed.chat(await seed.visitor(), bob, 'V');
  const idsOf = async (state: 'ACTIVE' | 'PAST' | 'ALL'): Promise<string[]> =>
    (await reads.inboxPage(ann, state, firstFifty)).rows.map(({ row }) => row.id).sort();
  expect(await idsOf('ACTIVE')).toEqual([running]);
  expect(await idsOf('PAST')).toEqual([past]);
  expect(await idsOf('ALL')).toEqual([running, past].sort());
});

test('records come in the order of the ids, null for unknown and senseless ones, each as often as asked', async () => {
  const [ann, bob] = [await seed.agent({ name: 'Ann' }), await seed.agent({ name: 'Bob' })];
  const nobody = newId<'Agent'>();
  const found = await reads.agents([bob, nobody, ann, notAnId as string as AgentId, bob]);
  expect(found.map((agent) => agent?.name ?? null)).toEqual(['Bob', null, 'Ann', null, 'Bob']);
});

test('one’s own messages are never unread, others’ are until they are marked', async () => {
  const [visitor, agent] = [await seed.visitor(), await seed.agent()];
  const chat = await seed.chat(visitor, agent, 'VSAVA');
  const other = await seed.chat(await seed.visitor(), agent, 'VV');
  expect(await reads.unreadCounts(agent, [chat, other, notAnId])).toEqual([3, 2, 0]);
  expect(await reads.unreadCounts(visitor, [chat])).toEqual([3]);
  await seed.insert('read_mark', { conversation_id: chat, reader_id: agent, up_to_sequence: 3 });
  expect(await reads.unreadCounts(agent, [other, chat])).toEqual([2, 1]);
});

test('messages are found by their place, by their id and behind a sequence', async () => {
  const chat = await seed.chat(await seed.visitor(), await seed.agent(), 'VAV');
  const bySequence = await reads.messagesBySequence([`${chat}:3`, `${chat}:9`, `${chat}:1`, 'nonsense', `${chat}:x`]);
  expect(bySequence.map((message) => message?.sequence ?? null)).toEqual([3, null, 1, null, null]);
  const ids = bySequence.flatMap((message) => (message === null ? [] : [message.id]));
  expect((await reads.messagesById(ids)).map((message) => message?.sequence)).toEqual([3, 1]);
  expect((await reads.messagesAfter(chat, 1, 10)).map(({ sequence }) => sequence)).toEqual([2, 3]);
  expect((await reads.messagesAfter(chat, 0, 2)).map(({ sequence }) => sequence)).toEqual([1, 2]);
});

test('an agent is reachable as long as some process holds a lease', async () => {
  const [ann, bob, eve] = [await seed.agent(), await seed.agent(), await seed.agent()];
  const lease = { process_id: 'node-1', connected: true };
  await seed.insert('reachability', { agent_id: ann, ...lease, lease_until: new Date(Date.now() + 60_000) });
  await seed.insert('reachability', { agent_id: bob, ...lease, lease_until: new Date(Date.now() - 60_000) });
  const found = await reads.agents([ann, bob, eve]);
  expect(found.map((agent) => agent?.reachable)).toEqual([true, false, false]);
});

test("offers come by request and by agent, a conversation's pending one alone, and the newest twenty decisions", async () => {
  const [visitor, ann] = [await seed.visitor(), await seed.agent()];
  const conversation = await seed.chat(visitor, ann, 'V');
  const liveChatId = (await reads.conversations([conversation]))[0]?.liveChatId;
  if (liveChatId === null || liveChatId === undefined) throw new Error('The chat has no request.');
  const offer = async (state: string, minute: number): Promise<OfferId> => {
    const id = newId<'Offer'>();
    await seed.insert('offer', {
      offer_id: id,
      live_chat_id: liveChatId,
      conversation_id: conversation,
      agent_id: ann,
      state,
      attempt: minute,
      offered_at: at(minute),
      expires_at: at(minute + 1),
      decided_at: state === 'PENDING' ? null : at(minute),
      decision_id: newId<'RoutingDecision'>(),
    });
    return id;
  };
  const second = await offer('PENDING', 2);
  const first = await offer('DECLINED', 1);
  for (let minute = 1; minute <= 21; minute += 1) {
    await seed.insert('routing_decision', {
      routing_decision_id: newId<'RoutingDecision'>(),
      live_chat_id: liveChatId,
      conversation_id: conversation,
      decided_at: at(minute),
      strategy: 'TEAM',
      outcome: 'FALLBACK',
      rules: '[]',
      candidates: '[]',
      verdict_counts: '[]',
    });
  }
  expect((await reads.offersOf([liveChatId]))[0]?.map(({ id }) => id)).toEqual([first, second]);
  expect((await reads.pendingOffersOf([ann]))[0]?.map(({ id }) => id)).toEqual([second]);
  expect((await reads.pendingOfferOfConversation([conversation, notAnId])).map((each) => each?.id)).toEqual([
    second,
    undefined,
  ]);
  const decisions = (await reads.decisionsOf([liveChatId]))[0] ?? [];
  expect(decisions).toHaveLength(20);
  expect(decisions[0]?.decidedAt.toISOString()).toBe(new Date(at(21)).toISOString());
  expect((await reads.decisions([decisions[3]?.id ?? '']))[0]).toEqual(decisions[3]);
  expect((await reads.liveChats([liveChatId]))[0]?.routing).toEqual({
    strategy: 'ROUND_ROBIN',
    agentId: null,
    teamId: null,
  });
});

test('a published script is found by dialog and version', async () => {
  const { dialogId } = seed;
  expect(await reads.scripts([`${dialogId}:2`, `${dialogId}:1`])).toEqual([null, [{ key: 'hello' }]]);
});

test('settings that nobody set are the defaults and the choice of the plan', async () => {
  expect((await reads.workspace()).settings).toMatchObject({
    acceptWindowSeconds: 100,
    defaultCapacity: 10,
    idleTimeoutSeconds: 600,
    idleWarningSeconds: 60,
    teamAttempts: 2,
    maxWaitSeconds: null,
    disconnectGraceSeconds: 20,
    requireReachable: true,
    roundRobinFallback: false,
  });
  expect(await reads.usage()).toMatchObject({ liveChatEngagements: 0, engagedConversationsThisMonth: 0 });
  expect((await reads.pools()).map(({ kind }) => kind)).toContain('WORKSPACE');
  expect((await reads.attributeDefinitions())[0]).toMatchObject({ name: 'firstName', builtIn: true });
  expect(Math.abs((await reads.serverTime()).getTime() - Date.now())).toBeLessThan(60_000);
});

test('nothing of another workspace is found, by id, by page or in the log', async () => {
  const other = await Seed.workspace(store);
  const [visitor, agent] = [await seed.visitor({ email: 'v@example.com' }), await seed.agent()];
  const chat = await seed.chat(visitor, agent, 'VA');
  const team = await seed.team([agent]);
  await seed.insert('event', {
    position: 1,
    event_id: newId<'Event'>(),
    type: 'CONVERSATION_STARTED',
    occurred_at: at(0),
    conversation_id: chat,
    visitor_id: visitor,
  });
  const theirs = createReads(store.database, other.workspaceId);
  const liveChatId = (await reads.conversations([chat]))[0]?.liveChatId ?? null;
  expect(liveChatId).not.toBeNull();
  expect(await theirs.conversations([chat])).toEqual([null]);
  expect(await theirs.visitors([visitor])).toEqual([null]);
  expect(await theirs.agents([agent])).toEqual([null]);
  expect(await theirs.teams([team])).toEqual([null]);
  expect(await theirs.dialogs([seed.dialogId])).toEqual([null]);
  expect(await theirs.liveChats(liveChatId === null ? [] : [liveChatId])).toEqual([null]);
  expect(await theirs.messagesBySequence([`${chat}:1`])).toEqual([null]);
  expect(await theirs.messagesAfter(chat, 0, 10)).toEqual([]);
  expect(await theirs.unreadCounts(agent, [chat])).toEqual([0]);
  expect(await theirs.scripts([`${seed.dialogId}:1`])).toEqual([null]);
  for (const page of [
    await theirs.inboxPage(agent, 'ALL', firstFifty),
    await theirs.conversationsOfVisitor(visitor, firstFifty),
    await theirs.messagePage(chat, firstFifty),
    await theirs.teamMembers(team, firstFifty),
    await theirs.agentPage(firstFifty),
  ]) {
    expect(page.rows).toEqual([]);
  }
  expect((await theirs.workspace()).id).toBe(other.workspaceId);
  const log = createEventLog(store.database);
  expect(await log.readAll(seed.workspaceId, 0, 10)).toHaveLength(1);
  expect(await log.readAll(other.workspaceId, 0, 10)).toEqual([]);
  const tail = { selection: { types: null, conversationId: chat }, after: 0, upTo: null, limit: 10 } as const;
  const scope = { kind: 'VISITOR', visitorId: visitor } as const;
  expect(await log.read({ ...tail, workspaceId: seed.workspaceId, scope })).toHaveLength(1);
  expect(await log.read({ ...tail, workspaceId: other.workspaceId, scope })).toEqual([]);
});
