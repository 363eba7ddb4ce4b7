import { idleEnd } from '../../src/actions/idle-end';
import { idleWarn } from '../../src/actions/idle-warn';
import type { AgentActor, VisitorActor } from '../../src/auth/actor';
import type { ConversationId, LiveChatId } from '../../src/routing/terms';
import { db, stage } from '../support/empty-stage';
import { says, valueOf } from '../support/stage';

let visitor: VisitorActor;
let ann: AgentActor;
let conversationId: ConversationId;
let liveChatId: LiveChatId;
beforeEach(async () => {
  await stage.agent();
  await stage.dialog();
  visitor = await stage.visitor();
  ({ id: conversationId, agent: ann } = await stage.isServed(visitor));
  liveChatId = (await stage.chat(conversationId)).id;
});

const looksToWarn = () => idleWarn(stage.ports, { workspaceId: stage.workspaceId, liveChatId });
const looksToEnd = () => idleEnd(stage.ports, { workspaceId: stage.workspaceId, liveChatId });
const dueAt = async (kind: string): Promise<Date | undefined> => {
  const rows = await db.rows<{ due_at: Date }>('SELECT due_at FROM due_work WHERE kind = $1 AND subject_id = $2', [
    kind,
    liveChatId,
  ]);
  return rows[0]?.due_at;
};
const seconds = async (kind: string): Promise<number | undefined> => {
  const at = await dueAt(kind);
  const { lastActivityAt } = await stage.conversation(conversationId);
  return at === undefined ? undefined : (at.getTime() - lastActivityAt.getTime()) / 1_000;
};

test('the clock starts with the accept: a warning at nine minutes, the end at ten', async () => {
  expect([await seconds('IDLE_WARN'), await seconds('IDLE_END')]).toEqual([540, 600]);
});

test('silence is warned of once, to both sides, and the warning does not put off the end', async () => {
  await db.moveClock(541_000);
  await looksToWarn();
  await looksToWarn();
  const warnings = stage.events.filter(({ event }) => event.type === 'LIVE_CHAT_IDLE_WARNING');
  expect(warnings).toHaveLength(1);
  const { lastActivityAt } = await stage.conversation(conversationId);
  expect(warnings[0]?.event).toMatchObject({
    visitorId: visitor.visitorId,
    agentId: ann.agentId,
    endsAt: new Date(lastActivityAt.getTime() + 600_000),
  });
  const said = (await stage.messages(conversationId)).filter(({ systemCode }) => systemCode === 'IDLE_WARNING');
  expect(said).toHaveLength(1);
  expect(await dueAt('IDLE_WARN')).toBeUndefined();
});

test('ten minutes of silence end the chat and free the place', async () => {
  await db.moveClock(600_000);
  await looksToEnd();
  expect(await stage.chat(conversationId)).toMatchObject({ state: 'ENDED', endReason: 'IDLE_TIMEOUT' });
  expect(await stage.conversation(conversationId)).toMatchObject({ status: 'DROPPED' });
  expect(await stage.agentRecord(ann)).toMatchObject({ activeChats: 0 });
  expect((await stage.messages(conversationId)).at(-1)).toMatchObject({
    systemCode: 'IDLE_ENDED',
    text: 'The chat has ended because nobody wrote for 10 minutes',
  });
  expect([await dueAt('IDLE_WARN'), await dueAt('IDLE_END')]).toEqual([undefined, undefined]);
});

test('a message of either side begins the silence anew, and writes no timer', async () => {
  await db.moveClock(500_000);
  const before = await dueAt('IDLE_END');
  valueOf(await says(stage, ann, { conversationId, text: 'still there?' }));
  expect(await dueAt('IDLE_END')).toEqual(before);
  await db.moveClock(100_000);
  await looksToWarn();
  await looksToEnd();
  expect(await stage.chat(conversationId)).toMatchObject({ state: 'CONNECTED', warnedForEndAt: null });
  expect([await seconds('IDLE_WARN'), await seconds('IDLE_END')]).toEqual([540, 600]);
});

test('each silence has its own warning', async () => {
  await db.moveClock(545_000);
  await looksToWarn();
  valueOf(await says(stage, visitor, { conversationId, text: 'wait' }));
  await db.moveClock(60_000);
  await looksToEnd();
  await db.moveClock(490_000);
  await looksToWarn();
  expect(stage.events.filter(({ event }) => event.type === 'LIVE_CHAT_IDLE_WARNING')).toHaveLength(2);
});

test('a changed timeout counts for the running chat', async () => {
  await stage.work(async (tx) => tx.workspace.updateSettings({ idleTimeoutSeconds: 1_200, idleWarningSeconds: 0 }));
  await db.moveClock(600_000);
  await looksToWarn();
  await looksToEnd();
  expect(await stage.chat(conversationId)).toMatchObject({ state: 'CONNECTED' });
  expect([await seconds('IDLE_WARN'), await seconds('IDLE_END')]).toEqual([undefined, 1_200]);
});

test('a message against the end: either the chat goes on with it, or it is refused', async () => {
  await db.moveClock(599_990);
  const [sent] = await Promise.all([
    says(stage, visitor, { conversationId, text: 'wait' }),
    looksToEnd(),
    looksToEnd(),
  ]);
  const { state } = await stage.chat(conversationId);
  expect(state).toBe(sent.ok ? 'CONNECTED' : 'ENDED');
});
