import { conversationEnd } from '../../src/actions';
import type { AgentActor, VisitorActor } from '../../src/auth/actor';
import type { ConversationId, Permission } from '../../src/routing/terms';
import { globalId } from '../../src/schema/global-ids';
import { type Asker, type Graph, openGraph, type Stream } from '../support/graph';
import { accepts, says, type Stage, valueOf } from '../support/stage';

let graph: Graph;
let stage: Stage;
let ann: AgentActor;
let visitor: VisitorActor;

beforeEach(async () => {
  graph = await openGraph();
  ({ stage } = graph);
  await stage.dialog();
  ann = await stage.agent({ permissions: ['LIVE_CHAT_TAKE'] });
  visitor = await stage.visitor();
});
afterEach(async () => {
  const left = graph.open;
  await graph.close();
  expect(left).toBe(0);
});

function listen(asker: Asker, id: ConversationId, afterSequence?: number): Promise<Stream> {
  return asker.listen(
    'subscription ($id: ID!, $after: Int) { messageAdded(conversationId: $id, afterSequence: $after) { sequence text author } }',
    { id: globalId('Conversation', id), ...(afterSequence !== undefined && { after: afterSequence }) },
  );
}

async function sequences(stream: Stream, upTo: number): Promise<readonly number[]> {
  const seen: number[] = [];
  while (seen.at(-1) !== upTo) {
    const data = await stream.next();
    if (data === null) break;
    seen.push(data.messageAdded.sequence);
  }
  return seen;
}

const upTo = (count: number, from = 1): readonly number[] =>
  Array.from({ length: count - from + 1 }, (_, index) => from + index);

async function talk(who: VisitorActor | AgentActor, conversationId: ConversationId, count: number): Promise<number> {
  let last = 0;
  for (let line = 1; line <= count; line += 1) {
    last = valueOf(await says(stage, who, { conversationId, text: `line ${line}` })).sequence;
  }
  return last;
}

test('the stored ones come first, then what is live, each once and in order', async () => {
  const { id } = await stage.isServed(visitor);
  await talk(visitor, id, 120);
  const stream = await listen(graph.as(visitor), id, 0);
  const talking = Promise.all([talk(visitor, id, 40), talk(ann, id, 40)]);
  const last = Math.max(...(await talking));
  expect(await sequences(stream, last)).toEqual(upTo(last));
  await stream.leave();
});

test('a client that has some gets what lies behind them, and one that says nothing only what is new', async () => {
  const { id } = await stage.isServed(visitor);
  const last = await talk(visitor, id, 5);
  const behind = await listen(graph.as(visitor), id, last - 2);
  expect(await sequences(behind, last)).toEqual([last - 1, last]);
  await behind.leave();

  const fresh = await listen(graph.as(visitor), id);
  const next = await talk(ann, id, 1);
  expect(await sequences(fresh, next)).toEqual([next]);
  await fresh.leave();
});

test('it completes when the conversation ends, behind its last words', async () => {
  const { id } = await stage.isServed(visitor);
  const both = [await listen(graph.as(visitor), id, 0), await listen(graph.as(ann), id, 0)];
  await talk(visitor, id, 2);
  valueOf(await conversationEnd(stage.ports, ann, { conversationId: id }));
  const { lastSequence } = await stage.conversation(id);
  for (const stream of both) {
    expect(await sequences(stream, lastSequence)).toEqual(upTo(lastSequence));
    expect(await stream.next()).toBeNull();
  }
});

test('of one that has ended already it gives the stored ones and completes', async () => {
  const { id } = await stage.isServed(visitor);
  valueOf(await conversationEnd(stage.ports, visitor, { conversationId: id }));
  const { lastSequence } = await stage.conversation(id);
  const stream = await listen(graph.as(visitor), id, 0);
  expect(await sequences(stream, lastSequence)).toEqual(upTo(lastSequence));
  expect(await stream.next()).toBeNull();
  const nothingNew = await listen(graph.as(visitor), id);
  expect(await nothingNew.next()).toBeNull();
});

test('what is stored while the line is being opened is among them, and so is an end', async () => {
  const { id } = await stage.isServed(visitor);
  graph.meanwhile = () => talk(visitor, id, 3);
  const stream = await listen(graph.as(visitor), id, 0);
  const { lastSequence } = await stage.conversation(id);
  expect(await sequences(stream, lastSequence)).toEqual(upTo(lastSequence));
  await stream.leave();

  graph.meanwhile = () => conversationEnd(stage.ports, visitor, { conversationId: id });
  const last = await listen(graph.as(visitor), id, lastSequence);
  expect(await sequences(last, lastSequence + 1)).toEqual([lastSequence + 1]);
  expect(await last.next()).toBeNull();
});

test('what another process wrote comes with its text, in the same order', async () => {
  const { id } = await stage.isServed(visitor);
  const stream = await listen(graph.as(visitor), id, 0);
  await stream.next();
  for (let round = 0; round < 10; round += 1) {
    graph.isWrittenElsewhere = round % 2 === 0;
    await talk(visitor, id, 3);
  }
  const { lastSequence } = await stage.conversation(id);
  expect(await sequences(stream, lastSequence)).toEqual(upTo(lastSequence, 2));
  await stream.leave();
});

test('who may not read it is refused: a stranger, a colleague, and its agent before the accept', async () => {
  const id = await stage.asks(visitor);
  const colleague = await stage.agent({ reachable: false, permissions: ['MY_CONVERSATIONS_VIEW'] });
  for (const actor of [await stage.visitor(), colleague, ann]) {
    await expect(listen(graph.as(actor), id, 0)).rejects.toThrow('FORBIDDEN at messageAdded');
  }
  await expect(listen(graph.as(null), id, 0)).rejects.toThrow('UNAUTHENTICATED at messageAdded');
  const unknown = '0190f1de-5e1c-7c2c-8000-0123456789ab' as ConversationId;
  await expect(listen(graph.as(visitor), unknown, 0)).rejects.toThrow('FORBIDDEN at messageAdded');
  await expect(listen(graph.as(visitor), id, -1)).rejects.toThrow('BAD_USER_INPUT at messageAdded');

  valueOf(await accepts(stage, await stage.ringing(id)));
  const stream = await listen(graph.as(ann), id, 0);
  expect((await stream.next()).messageAdded.sequence).toBe(1);
  await stream.leave();
});

test('a right that is lost ends it before the next message', async () => {
  const { id } = await stage.isServed(visitor);
  const watcher = graph.as({ ...ann, permissions: new Set<Permission>(['ALL_CONVERSATIONS_VIEW']) });
  const other = await stage.agent({ reachable: false });
  watcher.actor = { ...other, permissions: new Set<Permission>(['ALL_CONVERSATIONS_VIEW']) };
  const stream = await listen(watcher, id);
  const first = await talk(visitor, id, 1);
  expect(await sequences(stream, first)).toEqual([first]);
  watcher.actor = other;
  await talk(visitor, id, 1);
  expect(await stream.next()).toBeNull();
});

test('somebody who leaves is gone at once', async () => {
  const { id } = await stage.isServed(visitor);
  const stream = await listen(graph.as(visitor), id);
  const waiting = stream.next();
  await stream.leave();
  expect(await waiting).toBeNull();
});
