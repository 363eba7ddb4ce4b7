/** Whoever listens or whispers, and is deactivated or loses the right meanwhile: what ends, what stays, and what is written down. */
import { agentDeactivate } from '../../src/actions/agent-deactivate';
import { agentUpdate } from '../../src/actions/agent-update';
import { chatListen } from '../../src/actions/chat-listen';
import { conversationEnd } from '../../src/actions/conversation-end';
import { listeningEnd } from '../../src/actions/listening-end';
import { messageWhisper } from '../../src/actions/message-whisper';
import { profileCreate } from '../../src/actions/profile-create';
import { profileUpdate } from '../../src/actions/profile-update';
import type { AgentActor, VisitorActor } from '../../src/auth/actor';
import { mostListeners } from '../../src/routing/supervision';
import type { ConversationId, Permission, ProfileId } from '../../src/routing/terms';
import { createReads } from '../../src/stores/reads/reads';
import { createDueQueue } from '../../src/stores/due-queue.store';
import { dueIsDone } from '../support/due';
import { db, stage } from '../support/empty-stage';
import { admin } from '../support/staff';
import { codeOf, says, type Stage, valueOf } from '../support/stage';

const watching: readonly Permission[] = ['CHATS_MONITOR', 'CHATS_LISTEN', 'CHATS_WHISPER'];
const deaf: readonly Permission[] = ['CHATS_MONITOR', 'CHATS_WHISPER'];

let ann: AgentActor;
let sue: AgentActor;
let profileId: ProfileId;
let visitor: VisitorActor;
let id: ConversationId;
beforeEach(async () => {
  ann = await stage.agent({ name: 'Ann' });
  await stage.dialog();
  visitor = await stage.visitor();
  ({ id } = await stage.isServed(visitor));
  const profile = { name: 'Watches', description: null, permissions: watching };
  profileId = valueOf(await profileCreate(stage.ports, admin(stage), profile));
  sue = await supervisor('Sue');
  valueOf(await chatListen(stage.ports, sue, { conversationId: id }));
});

async function supervisor(name: string): Promise<AgentActor> {
  const agent = await stage.agent({ name, permissions: watching, available: false });
  valueOf(await agentUpdate(stage.ports, admin(stage), { agentId: agent.agentId, profileId }));
  return agent;
}

const deactivates = async () => valueOf(await agentDeactivate(stage.ports, admin(stage), { agentId: sue.agentId }));
const changesProfile = async (permissions: readonly Permission[]) =>
  valueOf(await profileUpdate(stage.ports, admin(stage), { profileId, permissions }));
const listeners = async () => (await stage.conversation(id)).listenerIds;
const visitorSays = async (text: string) => valueOf(await says(stage, visitor, { conversationId: id, text }));
const copies = () =>
  stage.events.filter(
    ({ event }) => event.onlyAgent && event.agentId === sue.agentId && event.type === 'MESSAGE_ADDED',
  );
const dueFor = (agent: AgentActor) =>
  db.rows(`SELECT 1 FROM due_work WHERE kind = 'LISTENING_END' AND subject_id = $1`, [agent.agentId]);

async function audited() {
  const page = { limit: 100, direction: 'FORWARD', after: null, before: null, withTotal: false } as const;
  const reads = createReads(db.database, stage.workspaceId);
  const { rows } = await reads.auditPage({ conversationId: id, actorId: sue.agentId }, page);
  return rows.map(({ row }) => [row.action, row.agentId === ann.agentId, row.detail]);
}

test.each([
  ['is deactivated', deactivates],
  ['loses the right by a change of the profile', () => changesProfile(deaf)],
  [
    'loses the right by another profile',
    async () => valueOf(await agentUpdate(stage.ports, admin(stage), { agentId: sue.agentId, profile: 'LIVE_AGENT' })),
  ],
] as const)(
  'who listens and %s listens no more: no copy, no place, and a line in the audit log',
  async (_what, takes) => {
    const before = copies().length;
    await takes();
    await dueIsDone(db, stage);
    expect(await listeners()).toEqual([]);
    await visitorSays('In private');
    expect(copies()).toHaveLength(before);
    expect(await audited()).toEqual([
      ['LISTEN_ENDED', true, 'RIGHT_LOST'],
      ['LISTEN_BEGUN', true, null],
    ]);
    expect(stage.events.filter(({ event }) => event.type === 'LISTENING_CHANGED').at(-1)?.event).toMatchObject({
      listenerAgentId: sue.agentId,
      listens: false,
      visitorId: null,
    });
    expect(await dueFor(sue)).toEqual([]);
  },
);

test('the chat itself goes on, and nobody in it is told', async () => {
  const told = () => stage.events.filter(({ event }) => event.visitorId !== null).length;
  const before = told();
  await deactivates();
  await dueIsDone(db, stage);
  expect(told()).toBe(before);
  expect(await stage.chat(id)).toMatchObject({ state: 'CONNECTED', agentId: ann.agentId });
});

test('a right that is given back opens nothing by itself: whoever listens again is written down again', async () => {
  await changesProfile(deaf);
  await dueIsDone(db, stage);
  await changesProfile(watching);
  await visitorSays('In private');
  expect(copies().map(({ event }) => (event.type === 'MESSAGE_ADDED' ? event.message?.text : null))).not.toContain(
    'In private',
  );
  valueOf(await chatListen(stage.ports, sue, { conversationId: id }));
  expect((await audited()).map(([action]) => action)).toEqual(['LISTEN_BEGUN', 'LISTEN_ENDED', 'LISTEN_BEGUN']);
});

test('given back before anybody was taken out, they listen on', async () => {
  await changesProfile(deaf);
  await changesProfile(watching);
  await dueIsDone(db, stage);
  expect(await listeners()).toEqual([sue.agentId]);
  expect((await audited()).map(([action]) => action)).toEqual(['LISTEN_BEGUN']);
});

test('other rights taken leave whoever listens where they are', async () => {
  await changesProfile(['CHATS_LISTEN']);
  expect(await dueFor(sue)).toEqual([]);
  expect(await listeners()).toEqual([sue.agentId]);
});

test('the place of who may listen no more is another’s', async () => {
  for (let count = 1; count < mostListeners; count += 1) {
    valueOf(await chatListen(stage.ports, await supervisor(`S${count}`), { conversationId: id }));
  }
  const late = await supervisor('Late');
  expect(codeOf(await chatListen(stage.ports, late, { conversationId: id }))).toBe('LIMIT_REACHED');
  await deactivates();
  await dueIsDone(db, stage);
  valueOf(await chatListen(stage.ports, late, { conversationId: id }));
});

test('a process that dies behind the commit that took the right leaves it to the next, for every chat', async () => {
  const other = (await stage.isServed(await stage.visitor())).id;
  valueOf(await chatListen(stage.ports, sue, { conversationId: other }));
  await deactivates();
  // The worker dies holding it, half-way through.
  const { work } = await createDueQueue(db.database).claim(100);
  expect(work).toContainEqual(expect.objectContaining({ kind: 'LISTENING_END', subjectId: sue.agentId }));
  let chats = 0;
  const dying: Stage['ports'] = {
    ...stage.ports,
    work: (workspaceId, run) => {
      chats += 1;
      return chats > 2 ? Promise.reject(new Error('Dead.')) : stage.ports.work(workspaceId, run);
    },
  };
  await expect(listeningEnd(dying, { workspaceId: stage.workspaceId, agentId: sue.agentId })).rejects.toThrow('Dead.');
  await db.moveClock(60_000);
  await dueIsDone(db, stage);
  expect(await Promise.all([id, other].map(async (one) => (await stage.conversation(one)).listenerIds))).toEqual([
    [],
    [],
  ]);
});

test('who begins to listen while the right is taken either finds it gone or is found: nobody stays', async () => {
  for (let turn = 0; turn < 10; turn += 1) {
    const racer = await supervisor(`Racer ${turn}`);
    const [begun] = await Promise.all([
      chatListen(stage.ports, racer, { conversationId: id }),
      agentDeactivate(stage.ports, admin(stage), { agentId: racer.agentId }),
    ]);
    expect(['OK', 'FORBIDDEN']).toContain(codeOf(begun));
    await dueIsDone(db, stage);
    expect(await listeners()).toEqual([sue.agentId]);
  }
});

test('what was whispered stays, by the name of who said it; who is out of the chat whispers into it no more', async () => {
  const line = { conversationId: id, text: 'Mind the tone', clientMessageId: null };
  valueOf(await messageWhisper(stage.ports, sue, line));
  await deactivates();
  await dueIsDone(db, stage);
  // A session that was looked at before the deactivation: its rights are those of then, what it listens to is that of now.
  expect(codeOf(await messageWhisper(stage.ports, sue, line))).toBe('FORBIDDEN');
  const [whispers] = await createReads(db.database, stage.workspaceId).whispersOf([id]);
  expect(whispers?.map(({ agentName, text }) => [agentName, text])).toEqual([['Sue', 'Mind the tone']]);
});

test('a chat that ended first leaves nothing to end', async () => {
  valueOf(await conversationEnd(stage.ports, ann, { conversationId: id }));
  await deactivates();
  await dueIsDone(db, stage);
  expect((await audited()).map(([action]) => action)).toEqual(['LISTEN_BEGUN']);
});
