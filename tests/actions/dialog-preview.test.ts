import { cardAnswer } from '../../src/actions/card-answer';
import { conversationEnd } from '../../src/actions/conversation-end';
import { conversationStart } from '../../src/actions/conversation-start';
import { dialogDelete } from '../../src/actions/dialog-delete';
import { dialogPreviewTokenCreate } from '../../src/actions/dialog-preview-token-create';
import type { VisitorActor } from '../../src/auth/actor';
import { isFor } from '../../src/events/topics';
import type { ConversationId, DialogId } from '../../src/routing/terms';
import { createEventLog } from '../../src/stores/event-log.store';
import { createReads } from '../../src/stores/reads/reads';
import { type Authoring, authoring } from '../support/authoring';
import { db, stage } from '../support/empty-stage';
import { admin, faultsOf, staff } from '../support/staff';
import { createStage, valueOf } from '../support/stage';

const hour = 60 * 60_000;
let desk: Authoring;
let dialogId: DialogId;
beforeEach(async () => {
  desk = authoring(stage);
  dialogId = await desk.create();
  await desk.says(dialogId, 'Published');
  valueOf(await desk.publish(dialogId));
});

async function previewer(actor = admin(stage)): Promise<VisitorActor> {
  const { token } = valueOf(await dialogPreviewTokenCreate(stage.ports, actor, { dialogId }));
  const session = await stage.ports.doorstep.findVisitorSession(stage.ports.secrets.hashToken(token));
  if (session === null) throw new Error('The token opens nothing.');
  return { kind: 'VISITOR', workspaceId: session.workspaceId, visitorId: session.visitorId };
}
async function starts(visitor: VisitorActor, named: DialogId | null = null): Promise<ConversationId> {
  const input = { dialogId: named, pageUrl: 'https://shop.example/' };
  const started = valueOf(await conversationStart(stage.ports, visitor, input));
  if (started === null) throw new Error('Nothing was started.');
  return started;
}
const linesOf = async (id: ConversationId) => (await stage.messages(id)).map(({ text }) => text);
const usage = () => stage.work((tx) => tx.usage.find());
const says = (visitor: VisitorActor, conversationId: ConversationId, value: string) =>
  cardAnswer(stage.ports, visitor, {
    conversationId,
    cardKey: 'ask',
    responseKey: value,
    response: null,
    value: null,
    clientMessageId: null,
  });
const asks = (next: string) =>
  ({ key: 'ask', question: { text: 'Well?', responses: [{ key: 'Yes', label: 'Yes', next }] } }) as const;

test('a preview plays the working copy as it is at the start; visitors meet what is published', async () => {
  await desk.replace(dialogId, asks('bye'), { key: 'bye', message: { text: 'Draft' } });
  const visitor = await previewer();
  const id = await starts(visitor);
  await desk.says(dialogId, 'Changed meanwhile');
  valueOf(await says(visitor, id, 'Yes'));
  expect(await linesOf(id)).toEqual(['Well?', 'Yes', 'Draft']);
  expect(await linesOf(await starts(await stage.visitor()))).toEqual(['Published']);
  expect(await linesOf(await starts(await previewer()))).toEqual(['Changed meanwhile']);
});

test('it plays the one dialog whatever else it asks for, published or not, and whoever it is for', async () => {
  const other = await stage.dialog({ priority: 99 });
  await desk.says(dialogId, 'Draft');
  const visitor = await previewer();
  expect(await linesOf(await starts(visitor, other))).toEqual(['Draft']);
  await db.rows('UPDATE workspace SET chat_enabled = false WHERE workspace_id = $1', [stage.workspaceId]);
  expect(await linesOf(await starts(await previewer()))).toEqual(['Draft']);
});

test('it is counted nowhere and stands in no list', async () => {
  await desk.replace(dialogId, asks('goal'), { key: 'goal', goal: { name: 'Played', score: 3 } });
  const before = await usage();
  const visitor = await previewer();
  const id = await starts(visitor);
  valueOf(await says(visitor, id, 'Yes'));
  expect(await usage()).toEqual(before);
  const reads = createReads(db.database, stage.workspaceId);
  const anything = { status: null, live: null, missed: null, agentId: null, visitorId: null, engaged: null };
  const page = { limit: 100, direction: 'FORWARD', after: null, before: null, withTotal: true } as const;
  expect((await reads.conversationPage(anything, page)).rows).toEqual([]);
});

test('nobody but its own visitor is told of it, live and behind a cursor', async () => {
  await desk.replace(dialogId, asks('goal'), { key: 'goal', goal: { name: 'Played', score: 3 } });
  const visitor = await previewer();
  const id = await starts(visitor);
  valueOf(await says(visitor, id, 'Yes'));
  const own = stage.events.filter(({ event }) => event.conversationId === id);
  expect(own.map(({ event }) => event.type)).toContain('MESSAGE_ADDED');
  const { visitorId } = visitor;
  expect(own.filter(({ event }) => isFor({ kind: 'WORKSPACE', viewer: 'x' }, event))).toEqual([]);
  expect(own.every(({ event }) => isFor({ kind: 'VISITOR', visitorId }, event))).toBe(true);
  const log = createEventLog(db.database);
  const selection = { types: null, conversationId: id };
  const stored = (scope: Parameters<typeof log.read>[0]['scope']) =>
    log.read({ workspaceId: stage.workspaceId, scope, selection, after: 0, upTo: null, limit: 100 });
  expect(await stored({ kind: 'WORKSPACE', viewer: 'x' })).toEqual([]);
  expect(await stored({ kind: 'VISITOR', visitorId })).toHaveLength(own.length);
});

test('its live chat rings nobody and says so', async () => {
  const agent = await stage.agent();
  await desk.replace(dialogId, asks('chat'), {
    key: 'chat',
    liveChat: { routing: { strategy: 'ROUND_ROBIN', agentId: null, teamId: null } },
  });
  const visitor = await previewer();
  const id = await starts(visitor);
  valueOf(await says(visitor, id, 'Yes'));
  expect(await stage.pending(id)).toBeNull();
  expect((await stage.agentRecord(agent)).pendingOffers).toBe(0);
  expect((await linesOf(id)).slice(-2)).toEqual([
    expect.stringMatching(/preview.*nobody was asked/i),
    expect.stringMatching(/nobody is free/i),
  ]);
  expect((await stage.conversation(id)).status).not.toBe('OPEN');
});

test('a draft with errors plays as far as it can', async () => {
  await desk.replace(dialogId, asks('nowhere'), { key: 'lonely', message: { text: 'Nobody comes here' } });
  const visitor = await previewer();
  const id = await starts(visitor);
  valueOf(await says(visitor, id, 'Yes'));
  expect((await stage.conversation(id)).status).toBe('COMPLETED');
  await desk.replace(dialogId);
  expect(await linesOf(await starts(await previewer()))).toEqual([]);
});

test('one revision is kept once, however often it is previewed, and takes no number of a version', async () => {
  await desk.says(dialogId, 'Draft');
  for (let times = 0; times < 3; times += 1) await starts(await previewer());
  await desk.says(dialogId, 'Another draft');
  await starts(await previewer());
  const versions = await db.rows<{ version: number }>(
    'SELECT version FROM dialog_version WHERE dialog_id = $1 ORDER BY version DESC',
    [dialogId],
  );
  expect(versions).toHaveLength(3);
  expect(versions.filter(({ version }) => version > 0)).toEqual([{ version: 1 }]);
  valueOf(await desk.publish(dialogId));
  expect((await desk.dialog(dialogId)).publishedVersion).toBe(2);
});

test('two tabs of one preview play one conversation', async () => {
  const visitor = await previewer();
  await desk.replace(dialogId, asks('nowhere'));
  const ids = await Promise.all([starts(visitor), starts(visitor), starts(visitor)]);
  expect(new Set(ids).size).toBe(1);
});

test('its token opens nothing an hour later', async () => {
  const { token, expiresAt } = valueOf(await dialogPreviewTokenCreate(stage.ports, admin(stage), { dialogId }));
  const found = () => stage.ports.doorstep.findVisitorSession(stage.ports.secrets.hashToken(token));
  expect(await found()).not.toBeNull();
  const [clock] = await db.rows<{ now: Date }>('SELECT parley_now() AS now');
  expect(Math.round((expiresAt.getTime() - (clock?.now.getTime() ?? 0)) / 60_000)).toBe(60);
  await db.moveClock(hour - 60_000);
  expect(await found()).not.toBeNull();
  await db.moveClock(61_000);
  expect(await found()).toBeNull();
});

test('it is for whoever may view the dialog; a deleted dialog plays no more', async () => {
  const create = (actor: Parameters<typeof dialogPreviewTokenCreate>[1]) =>
    dialogPreviewTokenCreate(stage.ports, actor, { dialogId });
  expect((await create(staff(stage, ['DIALOGS_VIEW']))).ok).toBe(true);
  expect(faultsOf(await create(staff(stage, ['FLOWS_VIEW'])))).toEqual(['NOT_FOUND dialogId']);
  expect(faultsOf(await create(staff(stage, ['FLOWS_MANAGE'])))).toEqual(['FORBIDDEN']);
  expect(faultsOf(await create(await stage.visitor()))).toEqual(['FORBIDDEN']);
  const other = await createStage(db);
  expect(faultsOf(await dialogPreviewTokenCreate(other.ports, admin(other), { dialogId }))).toEqual([
    'NOT_FOUND dialogId',
  ]);
  const draft = await desk.create({ name: 'Draft' });
  dialogId = draft;
  await desk.replace(draft, asks('nowhere'));
  const [first, second] = [await previewer(), await previewer()];
  const id = await starts(first);
  // A preview that goes on keeps nobody from deleting.
  valueOf(await dialogDelete(stage.ports, admin(stage), { dialogId: draft }));
  expect(valueOf(await conversationStart(stage.ports, second, { dialogId: null, pageUrl: null }))).toBeNull();
  valueOf(await conversationEnd(stage.ports, first, { conversationId: id }));
});
