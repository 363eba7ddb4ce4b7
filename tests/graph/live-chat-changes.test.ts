/** The list of what goes on, kept by what is told of it: at each moment the same as a list that is asked for anew. */
import { chatListen, chatListenEnd, chatTransfer, conversationEnd, offerAccept } from '../../src/actions';
import type { AgentActor, VisitorActor } from '../../src/auth/actor';
import type { Permission } from '../../src/routing/terms';
import { globalId } from '../../src/schema/global-ids';
import { type Asker, type Data, type Graph, openGraph, type Stream } from '../support/graph';
import { accepts, declines, says, type Stage, valueOf } from '../support/stage';
import { asksAsSomebody, opensLine, team } from '../support/stage-queue';

let graph: Graph;
let stage: Stage;
let ann: AgentActor;
let mia: AgentActor;
let visitor: VisitorActor;

const watching: readonly Permission[] = ['CHATS_MONITOR', 'CHATS_LISTEN'];

beforeEach(async () => {
  graph = await openGraph();
  ({ stage } = graph);
  ann = await stage.agent({ name: 'Ann', permissions: ['LIVE_CHAT_TAKE', 'CHATS_TRANSFER', 'CHATS_MONITOR'] });
  mia = await stage.agent({ name: 'Mia', available: false, permissions: watching });
  await stage.dialog();
  visitor = await stage.visitor({ firstName: 'Vera' });
});
afterEach(async () => {
  const left = graph.open;
  await graph.close();
  expect(left).toBe(0);
});

const chatFields = `state ringsAt { name } conversation { id visitor { name } guest { name } listeners { name } }`;
const listDocument = `{ liveChats(first: 100) { eventCursor totalCount nodes { ${chatFields} } } }`;
const changesDocument = `subscription ($after: EventCursor) { liveChatChanges(after: $after) { __typename
  ... on EventBatch { cursor events { __typename id occurredAt ... on LiveChatChanged { conversationId liveChat { ${chatFields} } } } }
  ... on CaughtUp { cursor }
  ... on ResetRequired { reason } } }`;

async function list(asker: Asker): Promise<Data> {
  return (await asker.data(listDocument)).liveChats;
}

/** What somebody shows who loads once and then only listens. */
class Picture {
  readonly chats = new Map<string, Data>();
  readonly told: string[] = [];
  cursor = '';
  private constructor(
    private readonly asker: Asker,
    private stream: Stream,
  ) {}

  static async of(actor: AgentActor): Promise<Picture> {
    const asker = graph.as(actor);
    const { eventCursor, nodes } = await list(asker);
    const picture = new Picture(asker, await asker.listen(changesDocument, { after: eventCursor }));
    for (const chat of nodes) picture.chats.set(chat.conversation.id, chat);
    return picture;
  }

  /** Reads on until the picture is what the list says by now. */
  async agrees(): Promise<readonly Data[]> {
    const { nodes } = await list(this.asker);
    const wanted = new Set(nodes.map((chat: Data) => JSON.stringify(chat)));
    const isSame = (): boolean =>
      this.chats.size === wanted.size && [...this.chats.values()].every((chat) => wanted.has(JSON.stringify(chat)));
    while (!isSame()) await this.reads();
    return nodes;
  }

  async reads(): Promise<Data> {
    const answer = await this.stream.next();
    if (answer === null) throw new Error('The stream has ended.');
    const frame = answer.liveChatChanges;
    this.cursor = frame.cursor;
    for (const { id, conversationId, liveChat } of frame.events ?? []) {
      this.told.push(id);
      if (liveChat === null) this.chats.delete(conversationId);
      else this.chats.set(conversationId, liveChat);
    }
    return frame;
  }

  async comesBack(): Promise<void> {
    await this.leaves();
    this.stream = await this.asker.listen(changesDocument, { after: this.cursor });
  }

  ends(): Promise<Data> {
    return this.stream.next();
  }

  leaves(): Promise<void> {
    return this.stream.leave();
  }
}

test('asked for, ringing, served, listened to, handed over and ended: each is told to who watches', async () => {
  const picture = await Picture.of(mia);
  const id = await stage.asks(visitor);
  const [first] = await picture.agrees();
  expect(first).toMatchObject({
    state: 'OFFERED',
    ringsAt: { name: 'Ann' },
    conversation: { visitor: { name: 'Vera' } },
  });

  valueOf(await accepts(stage, await stage.ringing(id)));
  expect(await picture.agrees()).toMatchObject([{ state: 'CONNECTED', ringsAt: null }]);

  valueOf(await chatListen(stage.ports, mia, { conversationId: id }));
  expect(await picture.agrees()).toMatchObject([{ conversation: { listeners: [{ name: 'Mia' }] } }]);
  valueOf(await chatListenEnd(stage.ports, mia, { conversationId: id }));
  expect(await picture.agrees()).toMatchObject([{ conversation: { listeners: [] } }]);

  const ben = await stage.agent({ name: 'Ben' });
  const target = { conversationId: id, agentId: ben.agentId, teamId: null, ruleId: null, note: 'a word' };
  const offerId = valueOf(await chatTransfer(stage.ports, ann, target));
  expect(await picture.agrees()).toMatchObject([{ state: 'CONNECTED', ringsAt: { name: 'Ben' } }]);
  valueOf(await offerAccept(stage.ports, ben, { offerId }));
  expect(await picture.agrees()).toMatchObject([{ state: 'CONNECTED', ringsAt: null }]);

  valueOf(await conversationEnd(stage.ports, ben, { conversationId: id }));
  expect(await picture.agrees()).toEqual([]);
  await picture.leaves();
});

test('who waits, who moves on to the next agent, and who leaves', async () => {
  await stage.work(async (tx) => tx.agents.update(ann.agentId, { available: false }));
  await opensLine(stage);
  const picture = await Picture.of(mia);
  const [gone, stays] = [await asksAsSomebody(stage), await asksAsSomebody(stage)];
  expect(await picture.agrees()).toMatchObject([{ state: 'WAITING' }, { state: 'WAITING' }]);
  valueOf(await conversationEnd(stage.ports, gone.visitor, { conversationId: gone.id }));
  expect(await picture.agrees()).toHaveLength(1);
  valueOf(await conversationEnd(stage.ports, stays.visitor, { conversationId: stays.id }));
  expect(await picture.agrees()).toEqual([]);

  const members = [await stage.agent({ name: 'Bo' }), await stage.agent({ name: 'Cy' })];
  await opensLine(stage, { routing: team(await stage.team('Sales', members)) });
  const { id } = await asksAsSomebody(stage);
  const [{ ringsAt }] = await picture.agrees();
  valueOf(await declines(stage, await stage.ringing(id)));
  const [next] = await picture.agrees();
  expect([ringsAt.name, next.ringsAt.name].sort()).toEqual(['Bo', 'Cy']);
  valueOf(await declines(stage, await stage.ringing(id)));
  expect(await picture.agrees()).toMatchObject([{ state: 'WAITING', ringsAt: null }]);
  await picture.leaves();
});

test('whoever comes back with the cursor is told what is different, each once, and nothing twice', async () => {
  const picture = await Picture.of(mia);
  const id = await stage.asks(visitor);
  await picture.agrees();
  await picture.comesBack();
  valueOf(await accepts(stage, await stage.ringing(id)));
  const { id: other } = await asksAsSomebody(stage);
  await picture.agrees();
  await picture.comesBack();
  valueOf(await accepts(stage, await stage.ringing(other)));
  valueOf(await conversationEnd(stage.ports, visitor, { conversationId: id }));
  const [left] = await picture.agrees();
  expect(left).toMatchObject({ state: 'CONNECTED', conversation: { id: globalId('Conversation', other) } });
  expect(new Set(picture.told).size).toBe(picture.told.length);
  await picture.leaves();
});

test('nothing of what is said is told, nor that it is', async () => {
  const { id } = await stage.isServed(visitor);
  const picture = await Picture.of(mia);
  expect((await picture.reads()).__typename).toBe('CaughtUp');
  valueOf(await says(stage, visitor, { conversationId: id, text: 'in confidence' }));
  valueOf(await says(stage, ann, { conversationId: id, text: 'of course' }));
  // The next frame is of what happened behind the two lines.
  valueOf(await chatListen(stage.ports, mia, { conversationId: id }));
  const frame = await picture.reads();
  expect(frame.events).toHaveLength(1);
  expect(frame.events[0].liveChat.conversation.listeners).toEqual([{ name: 'Mia' }]);
  expect(JSON.stringify(frame)).not.toContain('confidence');
  await picture.leaves();
});

test('an agent who watches, too, does not learn who listens to the own chat', async () => {
  const { id } = await stage.isServed(visitor);
  valueOf(await chatListen(stage.ports, mia, { conversationId: id }));
  const [own] = (await list(graph.as(ann))).nodes;
  expect(own.conversation.listeners).toEqual([]);
  const [watched] = (await list(graph.as(mia))).nodes;
  expect(watched.conversation.listeners).toEqual([{ name: 'Mia' }]);
  const deaf: AgentActor = { ...mia, permissions: new Set<Permission>(['CHATS_LISTEN']) };
  await expect(graph.as(deaf).listen(changesDocument)).rejects.toThrow('FORBIDDEN');
});

test('without the permission there is none of it, and who loses it is let go before the next word', async () => {
  const simple: AgentActor = { ...mia, permissions: new Set<Permission>(['LIVE_CHAT_TAKE']) };
  await expect(graph.as(simple).listen(changesDocument)).rejects.toThrow('FORBIDDEN');
  await expect(graph.as(visitor).listen(changesDocument)).rejects.toThrow('FORBIDDEN');
  const asker = graph.as(mia);
  const stream = await asker.listen(changesDocument);
  expect((await stream.next()).liveChatChanges.__typename).toBe('CaughtUp');
  asker.actor = simple;
  await stage.asks(visitor);
  expect(await stream.next()).toBeNull();
});

test('a cursor of another stream is no place here', async () => {
  const asker = graph.as(mia);
  const events = graph.cursors.seal({ kind: 'AGENT', agentId: mia.agentId }, stage.workspaceId, 1);
  const stream = await asker.listen(changesDocument, { after: events });
  expect((await stream.next()).liveChatChanges).toEqual({ __typename: 'ResetRequired', reason: 'SCOPE_CHANGED' });
  expect(await stream.next()).toBeNull();
  const watching = (await list(asker)).eventCursor;
  const other = await asker.listen(
    `subscription ($after: EventCursor) { events(after: $after) { __typename ... on ResetRequired { reason } } }`,
    { after: watching },
  );
  expect((await other.next()).events).toEqual({ __typename: 'ResetRequired', reason: 'SCOPE_CHANGED' });
  expect(await other.next()).toBeNull();
});
