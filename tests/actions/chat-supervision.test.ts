/** Listening, whispering, taking over: a permission each, each written down, and none of it told to the visitor. */
import { chatListen } from '../../src/actions/chat-listen';
import { chatListenEnd } from '../../src/actions/chat-listen-end';
import { chatTakeOver } from '../../src/actions/chat-take-over';
import { conversationEnd } from '../../src/actions/conversation-end';
import { messageWhisper } from '../../src/actions/message-whisper';
import { visitorForget } from '../../src/actions/visitor-forget';
import type { AgentActor, VisitorActor } from '../../src/auth/actor';
import { mostListeners } from '../../src/routing/supervision';
import type { ConversationId, Permission } from '../../src/routing/terms';
import { createReads } from '../../src/stores/reads/reads';
import { openTestDatabase, type TestDatabase } from '../support/database';
import { reconcile } from '../support/reconcile';
import { admin } from '../support/staff';
import { dueIsDone } from '../support/due';
import { opensLine, toldPlaces } from '../support/stage-queue';
import { accepts, codeOf, createStage, declines, says, type Stage, valueOf } from '../support/stage';

let db: TestDatabase;
let stage: Stage;
let ann: AgentActor;
let sue: AgentActor;
let visitor: VisitorActor;
let id: ConversationId;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  stage = await createStage(db);
  ann = await stage.agent({ name: 'Ann' });
  await stage.dialog();
  visitor = await stage.visitor();
  ({ id } = await stage.isServed(visitor));
  sue = await supervisor('Sue', ['CHATS_LISTEN', 'CHATS_WHISPER', 'CHATS_TAKE_OVER']);
});

/** In no ring: their own chats are those they take over. */
function supervisor(name: string, permissions: readonly Permission[]): Promise<AgentActor> {
  return stage.agent({ name, permissions, available: false, capacity: 2 });
}

async function audited() {
  const page = { limit: 100, direction: 'FORWARD', after: null, before: null, withTotal: false } as const;
  const { rows } = await createReads(db.database, stage.workspaceId).auditPage(
    { conversationId: id, actorId: null },
    page,
  );
  return rows.map(({ row }) => [row.action, row.actorId === sue.agentId ? 'Sue' : 'another', row.detail]);
}

const copiesFor = (actor: AgentActor) =>
  stage.events.filter(({ event }) => event.onlyAgent && event.agentId === actor.agentId).map(({ event }) => event.type);
const toldToVisitor = () => stage.events.filter(({ event }) => event.visitorId !== null).map(({ event }) => event.type);

test('who listens hears every line from then on, and nobody in the chat is told', async () => {
  const before = toldToVisitor().length;
  valueOf(await chatListen(stage.ports, sue, { conversationId: id }));
  valueOf(await chatListen(stage.ports, sue, { conversationId: id }));
  expect(toldToVisitor()).toHaveLength(before);
  valueOf(await says(stage, visitor, { conversationId: id, text: 'Hello?' }));
  expect(copiesFor(sue)).toEqual(['MESSAGE_ADDED']);
  expect(codeOf(await says(stage, sue, { conversationId: id, text: 'Hello' }))).toBe('FORBIDDEN');
  valueOf(await chatListenEnd(stage.ports, sue, { conversationId: id }));
  valueOf(await says(stage, visitor, { conversationId: id, text: 'Anybody?' }));
  expect(copiesFor(sue)).toEqual(['MESSAGE_ADDED']);
  expect(await audited()).toEqual([
    ['LISTEN_ENDED', 'Sue', null],
    ['LISTEN_BEGUN', 'Sue', null],
  ]);
});

test('listening ends with the chat', async () => {
  valueOf(await chatListen(stage.ports, sue, { conversationId: id }));
  valueOf(await conversationEnd(stage.ports, ann, { conversationId: id }));
  expect(copiesFor(sue)).toEqual(['MESSAGE_ADDED', 'LIVE_CHAT_ENDED', 'CONVERSATION_ENDED']);
  expect((await stage.conversation(id)).listenerIds).toEqual([]);
});

test.each([
  ['without the permission', 'FORBIDDEN', async () => chatListen(stage.ports, ann, { conversationId: id })],
  ['by a visitor', 'FORBIDDEN', async () => chatListen(stage.ports, visitor, { conversationId: id })],
  [
    'to a conversation of another workspace',
    'NOT_FOUND',
    async () => chatListen(stage.ports, sue, { conversationId: stage.ports.newId<'Conversation'>() }),
  ],
  [
    'to what is over',
    'CONFLICT',
    async () => {
      valueOf(await conversationEnd(stage.ports, ann, { conversationId: id }));
      return chatListen(stage.ports, sue, { conversationId: id });
    },
  ],
  [
    'to the own chat',
    'CONFLICT',
    async () => {
      valueOf(await chatTakeOver(stage.ports, sue, { conversationId: id }));
      return chatListen(stage.ports, sue, { conversationId: id });
    },
  ],
  [
    'as one too many',
    'LIMIT_REACHED',
    async () => {
      for (let count = 0; count < mostListeners; count += 1) {
        valueOf(await chatListen(stage.ports, await supervisor(`S${count}`, ['CHATS_LISTEN']), { conversationId: id }));
      }
      return chatListen(stage.ports, sue, { conversationId: id });
    },
  ],
] as const)('listening %s: %s', async (_what, code, listens) => {
  expect(codeOf(await listens())).toBe(code);
});

test('a whisper is heard by staff alone, stands in no transcript and breaks no silence', async () => {
  valueOf(await chatListen(stage.ports, sue, { conversationId: id }));
  const before = await stage.conversation(id);
  const line = { conversationId: id, text: 'Offer her the discount', clientMessageId: 'w1' };
  const said = valueOf(await messageWhisper(stage.ports, sue, line));
  expect(valueOf(await messageWhisper(stage.ports, sue, line))).toEqual(said);
  const whispers = stage.events.filter(({ event }) => event.type === 'WHISPER_ADDED').map(({ event }) => event);
  expect(whispers.map(({ visitorId, agentId, onlyAgent }) => [visitorId, agentId, onlyAgent])).toEqual([
    [null, ann.agentId, false],
    [null, sue.agentId, true],
  ]);
  const after = await stage.conversation(id);
  expect([after.lastSequence, after.lastActivityAt]).toEqual([before.lastSequence, before.lastActivityAt]);
  valueOf(await messageWhisper(stage.ports, ann, { ...line, text: 'Thank you', clientMessageId: null }));
  const [told] = await createReads(db.database, stage.workspaceId).whispersOf([id]);
  expect(told?.map(({ agentName, text }) => [agentName, text])).toEqual([
    ['Sue', 'Offer her the discount'],
    ['Ann', 'Thank you'],
  ]);
  // What an agent of the chat answers is no supervision.
  expect(await audited()).toEqual([
    ['WHISPERED', 'Sue', null],
    ['LISTEN_BEGUN', 'Sue', null],
  ]);
});

test('what staff said of a visitor goes when the visitor is forgotten', async () => {
  const line = { conversationId: id, text: 'She is always late to pay', clientMessageId: null };
  valueOf(await messageWhisper(stage.ports, ann, line));
  valueOf(await conversationEnd(stage.ports, ann, { conversationId: id }));
  valueOf(await visitorForget(stage.ports, admin(stage), { visitorId: visitor.visitorId, personId: null }));
  const [whispers] = await createReads(db.database, stage.workspaceId).whispersOf([id]);
  expect(whispers?.map(({ text }) => text)).not.toContain('She is always late to pay');
  expect(whispers).toHaveLength(1);
});

test('a whisper needs the sight of the chat, and a visitor has none to give', async () => {
  const line = { conversationId: id, text: 'Psst', clientMessageId: null };
  expect(codeOf(await messageWhisper(stage.ports, sue, line))).toBe('NOT_FOUND');
  expect(codeOf(await messageWhisper(stage.ports, visitor, line))).toBe('FORBIDDEN');
  const deaf: AgentActor = { ...sue, permissions: new Set(['CHATS_LISTEN']) };
  valueOf(await chatListen(stage.ports, sue, { conversationId: id }));
  expect(codeOf(await messageWhisper(stage.ports, deaf, line))).toBe('FORBIDDEN');
  valueOf(await conversationEnd(stage.ports, ann, { conversationId: id }));
  expect(codeOf(await messageWhisper(stage.ports, sue, line))).toBe('NOT_FOUND');
  expect(codeOf(await messageWhisper(stage.ports, sue, { ...line, text: ' ' }))).toBe('INVALID');
});

test('a running chat that is taken over is the supervisor’s, and its agent is told that it is gone', async () => {
  valueOf(await chatListen(stage.ports, sue, { conversationId: id }));
  valueOf(await chatTakeOver(stage.ports, sue, { conversationId: id }));
  valueOf(await chatTakeOver(stage.ports, sue, { conversationId: id }));
  expect(await stage.conversation(id)).toMatchObject({ agentId: sue.agentId, listenerIds: [] });
  expect(await stage.chat(id)).toMatchObject({ state: 'CONNECTED', agentName: 'Sue' });
  expect(await stage.agentRecord(ann)).toMatchObject({ activeChats: 0 });
  expect(await stage.agentRecord(sue)).toMatchObject({ activeChats: 1, pendingOffers: 0 });
  expect(copiesFor(ann)).toEqual(['LIVE_CHAT_TRANSFERRED']);
  valueOf(await says(stage, sue, { conversationId: id, text: 'I am the manager' }));
  expect((await audited())[0]).toEqual(['TAKEN_OVER', 'Sue', 'CONNECTED']);
});

test('a chat that rings is taken before anybody accepts, and the offer is withdrawn', async () => {
  const other = await stage.asks(await stage.visitor());
  const offer = await stage.ringing(other);
  valueOf(await chatTakeOver(stage.ports, sue, { conversationId: other }));
  expect(await stage.offer(offer.id)).toMatchObject({ state: 'WITHDRAWN' });
  expect(codeOf(await accepts(stage, offer))).toBe('OFFER_WITHDRAWN');
  expect(await stage.chat(other)).toMatchObject({ state: 'CONNECTED', agentId: sue.agentId });
  expect(await stage.agentRecord(ann)).toMatchObject({ activeChats: 1, pendingOffers: 0 });
});

describe('a visitor who waits in the queue', () => {
  let waiting: ConversationId;
  beforeEach(async () => {
    stage = await createStage(db, { plan: 'SELECT' });
    await stage.agent({ name: 'Busy', available: false });
    await opensLine(stage);
    waiting = await stage.asks(await stage.visitor());
    expect(await stage.chat(waiting)).toMatchObject({ state: 'WAITING' });
    sue = await supervisor('Sue', ['CHATS_TAKE_OVER']);
  });

  test('is taken out of it, and counts as a live chat from then on', async () => {
    valueOf(await chatTakeOver(stage.ports, sue, { conversationId: waiting }));
    expect(await stage.chat(waiting)).toMatchObject({ state: 'CONNECTED', agentId: sue.agentId, agentName: 'Sue' });
    expect(await stage.work((tx) => tx.usage.find())).toMatchObject({ liveChatEngagements: 1 });
    const due = await db.rows(`SELECT kind FROM due_work WHERE workspace_id = $1 AND kind = 'WAIT_END'`, [
      stage.workspaceId,
    ]);
    expect(due).toEqual([]);
    // Counted without an offer.
    expect(await stage.offers(waiting)).toEqual([]);
    expect(await db.rows(reconcile)).toEqual([]);
  });

  test('is not taken beyond the package’s limit', async () => {
    await stage.work(async (tx) => tx.usage.updateLimits({ liveChatEngagementLimit: 0 }));
    expect(codeOf(await chatTakeOver(stage.ports, sue, { conversationId: waiting }))).toBe('LIMIT_REACHED');
    expect(await stage.chat(waiting)).toMatchObject({ state: 'WAITING' });
    expect(await stage.agentRecord(sue)).toMatchObject({ activeChats: 0, pendingOffers: 0 });
  });

  test('is counted nowhere where the supervisor has no place left', async () => {
    await stage.work(async (tx) => tx.agents.update(sue.agentId, { capacity: 1 }));
    valueOf(await chatTakeOver(stage.ports, sue, { conversationId: waiting }));
    const next = await stage.asks(await stage.visitor());
    expect(codeOf(await chatTakeOver(stage.ports, sue, { conversationId: next }))).toBe('AT_CAPACITY');
    expect(await stage.work((tx) => tx.usage.find())).toMatchObject({ liveChatEngagements: 1 });
    expect(await db.rows(reconcile)).toEqual([]);
  });

  test('is counted once where an agent had been found before, and is taken although the package is used up by now', async () => {
    const ann = await stage.agent({ name: 'Ann' });
    const again = await stage.asks(await stage.visitor());
    valueOf(await declines(stage, await stage.ringing(again)));
    expect(await stage.chat(again)).toMatchObject({ state: 'WAITING', attempts: 1 });
    await stage.work(async (tx) => tx.usage.updateLimits({ liveChatEngagementLimit: 1 }));
    valueOf(await chatTakeOver(stage.ports, sue, { conversationId: again }));
    expect(await stage.work((tx) => tx.usage.find())).toMatchObject({ liveChatEngagements: 1 });
    expect(await stage.agentRecord(ann)).toMatchObject({ activeChats: 0, pendingOffers: 0 });
  });

  test('makes place for those behind, who are told', async () => {
    const behind = await stage.asks(await stage.visitor());
    valueOf(await chatTakeOver(stage.ports, sue, { conversationId: waiting }));
    await db.moveClock(1_000);
    await dueIsDone(db, stage);
    expect(toldPlaces(stage)).toEqual([
      [waiting, 1],
      [behind, 2],
      [behind, 1],
    ]);
  });

  test('is nobody’s to be listened to: there is nothing said', async () => {
    const lea = await supervisor('Lea', ['CHATS_LISTEN']);
    expect(codeOf(await chatListen(stage.ports, lea, { conversationId: waiting }))).toBe('CONFLICT');
  });
});

test('a supervisor’s places are counted like everybody’s', async () => {
  const full = await supervisor('Full', ['CHATS_TAKE_OVER']);
  await stage.work(async (tx) => tx.agents.update(full.agentId, { capacity: 1 }));
  valueOf(await chatTakeOver(stage.ports, full, { conversationId: id }));
  const other = (await stage.isServed(await stage.visitor())).id;
  expect(codeOf(await chatTakeOver(stage.ports, full, { conversationId: other }))).toBe('AT_CAPACITY');
  expect(await stage.chat(other)).toMatchObject({ agentId: ann.agentId });
});

test('taking over needs the permission and something that goes on', async () => {
  expect(codeOf(await chatTakeOver(stage.ports, ann, { conversationId: id }))).toBe('FORBIDDEN');
  valueOf(await conversationEnd(stage.ports, visitor, { conversationId: id }));
  expect(codeOf(await chatTakeOver(stage.ports, sue, { conversationId: id }))).toBe('CONFLICT');
});

test('a monitor who may not whisper is told whose it is to whisper; who is being rung, to accept first', async () => {
  const mona = await supervisor('Mona', ['CHATS_MONITOR']);
  const said = async (actor: AgentActor, conversationId: ConversationId) => {
    const outcome = await messageWhisper(stage.ports, actor, { conversationId, text: 'Psst', clientMessageId: null });
    return outcome.ok ? 'whispered' : outcome.refusals[0]?.message;
  };
  expect(await said(mona, id)).toContain('CHATS_WHISPER');
  const ringing = await stage.asks(await stage.visitor());
  expect(await said(ann, ringing)).toBe('Accept the offer first.');
  expect(await said(mona, ringing)).toContain('CHATS_WHISPER');
});
