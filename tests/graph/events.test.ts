import type { VisitorActor } from '../../src/auth/actor';
import { EventStream } from '../../src/resolvers/event-stream';
import { pulled } from '../../src/resolvers/pulled';
import type { ConversationId } from '../../src/routing/terms';
import { globalId } from '../../src/schema/global-ids';
import { idsOf, listenToEvents, nextFrame, pastViewer, typesOf, untilCaughtUp } from '../support/event-frames';
import { type Data, type Graph, openGraph } from '../support/graph';
import { accepts, says, type Stage, valueOf } from '../support/stage';

let graph: Graph;
let stage: Stage;

beforeEach(async () => {
  graph = await openGraph();
  ({ stage } = graph);
  await stage.dialog();
});
afterEach(async () => {
  const left = graph.open;
  await graph.close();
  expect(left).toBe(0);
});

/** What the log holds for that visitor, in its order. */
const storedFor = (visitor: VisitorActor): string[] =>
  stage.events
    .filter(({ event }) => event.visitorId === visitor.visitorId && !event.onlyAgent)
    .map(({ id }) => globalId('Event', id));

async function talk(visitor: VisitorActor, conversationId: ConversationId, count: number): Promise<void> {
  for (let line = 1; line <= count; line += 1) {
    valueOf(await says(stage, visitor, { conversationId, text: `line ${line}` }));
  }
}

test('without a cursor a stream is caught up at once, and then live', async () => {
  await stage.agent();
  const visitor = await stage.visitor();
  const stream = await listenToEvents(graph.as(visitor));
  const first = await nextFrame(stream);
  expect(first).toMatchObject({ __typename: 'CaughtUp', cursor: expect.any(String) });
  expect(Date.parse(first.serverTime)).not.toBeNaN();

  const { id } = await stage.isServed(visitor);
  await talk(visitor, id, 1);
  const seen: Data[] = [];
  while (!typesOf(seen).includes('LiveChatConnected')) seen.push(await nextFrame(stream));
  while (idsOf(seen).length < storedFor(visitor).length) seen.push(await nextFrame(stream));
  expect(idsOf(seen)).toEqual(storedFor(visitor));
  // What is for staff alone is not among them.
  expect(typesOf(seen).filter((type) => type.startsWith('Offer') || type === 'AgentChanged')).toEqual([]);
  await stream.leave();
});

test('a line that drops and comes back, again and again, misses nothing and repeats nothing', async () => {
  await stage.agent();
  const visitor = await stage.visitor();
  const asker = graph.as(visitor);
  const start = await listenToEvents(asker);
  let { cursor } = await nextFrame(start);
  await start.leave();

  const { id } = await stage.isServed(visitor);
  const talking = talk(visitor, id, 60);
  const seen: string[] = [];
  let drops = 0;
  for (let isDone = false; !isDone; drops += 1) {
    const stream = await listenToEvents(asker, { after: cursor });
    // One frame more each time, so that the cuts fall into the tail, on CaughtUp, and into what is live.
    for (let frames = 0; frames <= drops % 4; frames += 1) {
      const frame = await nextFrame(stream);
      seen.push(...idsOf([frame]));
      cursor = frame.cursor;
      isDone = seen.length === storedFor(visitor).length && seen.length > 60;
      if (isDone) break;
    }
    await stream.leave();
  }
  await talking;
  const last = await listenToEvents(asker, { after: cursor });
  seen.push(...idsOf(await untilCaughtUp(last)));
  await last.leave();
  expect(drops).toBeGreaterThan(3);
  expect(seen).toEqual(storedFor(visitor));
});

test('a reader who was away for longer than a queue is long catches up while more comes in', async () => {
  await stage.agent();
  const visitor = await stage.visitor();
  const { id } = await stage.isServed(visitor);
  const begin = (
    await graph.as(visitor).data('query ($id: ID!) { conversation(id: $id) { eventCursor } }', {
      id: globalId('Conversation', id),
    })
  ).conversation.eventCursor;
  const before = storedFor(visitor).length;
  await Promise.all([talk(visitor, id, 250), talk(visitor, id, 250)]);

  const stream = await listenToEvents(graph.as(visitor), { after: begin });
  const frames = [await nextFrame(stream)];
  // Behind the reader's back, and more than a queue holds: nothing of it may cut the reader, who reads at once.
  await Promise.all([talk(visitor, id, 150), talk(visitor, id, 150)]);
  while (frames.at(-1)?.__typename !== 'CaughtUp') frames.push(await nextFrame(stream));
  expect(idsOf(frames)).toEqual(storedFor(visitor).slice(before));
  await stream.leave();
});

test('a snapshot and the events behind its cursor make the whole, whenever it is taken', async () => {
  await stage.agent();
  const visitor = await stage.visitor();
  const { id } = await stage.isServed(visitor);
  const asker = graph.as(visitor);
  const snapshot = `query ($id: ID!) { conversations { nodes { lastMessage { sequence } } }
    conversation(id: $id) { messages(last: 100) { nodes { sequence } } eventCursor } }`;
  let isTalking = true;
  const talking = talk(visitor, id, 60).finally(() => (isTalking = false));
  const taken: Data[] = [];
  while (isTalking) taken.push((await asker.data(snapshot, { id: globalId('Conversation', id) })).conversation);
  await talking;

  const { lastSequence } = await stage.conversation(id);
  const whole = Array.from({ length: lastSequence }, (_, index) => index + 1);
  for (const { messages, eventCursor } of taken) {
    const stream = await listenToEvents(asker, { after: eventCursor });
    const later = (await untilCaughtUp(stream)).flatMap((frame) => frame.events ?? []);
    await stream.leave();
    const sequences = [...messages.nodes, ...later.flatMap(({ message }: Data) => message ?? [])].map(
      ({ sequence }: Data) => sequence,
    );
    expect([...new Set(sequences)].sort((one, other) => one - other)).toEqual(whole);
  }
  expect(taken.length).toBeGreaterThan(1);
});

test('what one commit brings comes in one frame', async () => {
  const ann = await stage.agent({ permissions: pastViewer });
  const asker = graph.as(ann);
  const stream = await listenToEvents(asker);
  await nextFrame(stream);
  const id = await stage.asks(await stage.visitor());
  expect(typesOf([await nextFrame(stream)])).toEqual(expect.arrayContaining(['OfferCreated', 'AgentChanged']));
  valueOf(await accepts(stage, await stage.ringing(id)));
  expect(typesOf([await nextFrame(stream)])).toEqual(
    expect.arrayContaining(['OfferAccepted', 'LiveChatConnected', 'MessageAdded', 'AgentChanged']),
  );
  await stream.leave();
});

test('somebody who leaves is gone at once, though nothing has happened since', async () => {
  const stream = await listenToEvents(graph.as(await stage.visitor()));
  await nextFrame(stream);
  const waiting = stream.next();
  await stream.leave();
  expect(await waiting).toBeNull();
});

test('an agent is reachable while a stream is open that lets offers through', async () => {
  const ann = await stage.agent({ reachable: false });
  const isReachable = async (): Promise<boolean> => (await stage.agentRecord(ann)).reachable;
  const without = await listenToEvents(graph.as(ann), { filter: { types: ['MESSAGE_ADDED'] } });
  await nextFrame(without);
  expect(await isReachable()).toBe(false);
  await without.leave();

  const stream = await listenToEvents(graph.as(ann), { filter: { types: ['OFFER_CREATED', 'MESSAGE_ADDED'] } });
  await nextFrame(stream);
  expect(await isReachable()).toBe(true);
  await stream.leave();
});

test('typing is shown to the other side, with a time to forget it', async () => {
  const ann = await stage.agent({ permissions: pastViewer });
  const visitor = await stage.visitor();
  const { id } = await stage.isServed(visitor);
  const streams = { agent: await listenToEvents(graph.as(ann)), visitor: await listenToEvents(graph.as(visitor)) };
  await nextFrame(streams.agent);
  await nextFrame(streams.visitor);
  const type = 'mutation ($id: ID!) { typingSend(input: { conversationId: $id }) { userErrors { code } } }';
  const conversationId = globalId('Conversation', id);
  await graph.as(visitor).data(type, { id: conversationId });
  expect(await nextFrame(streams.agent)).toMatchObject({
    __typename: 'TypingIndicator',
    conversationId,
    author: 'VISITOR',
  });
  await graph.as(ann).data(type, { id: conversationId });
  const shown = await nextFrame(streams.visitor);
  expect(shown).toMatchObject({ __typename: 'TypingIndicator', conversationId, author: 'AGENT' });
  expect(Date.parse(shown.until)).not.toBeNaN();
  await streams.agent.leave();
  await streams.visitor.leave();
});

test("a quiet stream's cursor moves on with the workspace", async () => {
  await stage.agent();
  const visitor = await stage.visitor();
  const scope = { kind: 'VISITOR', visitorId: visitor.visitorId } as const;
  const { workspaceId } = stage;
  let isReleased = false;
  const stream = new EventStream({
    context: graph.contextOf(visitor),
    workspaceId,
    scope,
    selection: { types: null, conversationId: null },
    after: null,
    behind: 0,
    release: () => (isReleased = true),
    heartbeatMs: 20,
  });
  const frames = pulled(stream);
  await stream.listen();
  const positionOf = (frame: Data): unknown => graph.cursors.open(scope, workspaceId, frame.cursor);
  const first = positionOf((await frames.next()).value);

  // Of another visitor: nothing of it is for this stream.
  await stage.isServed(await stage.visitor());
  const newest = stage.events.at(-1)?.position;
  let beat: Data = null;
  do beat = (await frames.next()).value;
  while (positionOf(beat) !== newest);
  expect(beat.frame).toBe('CaughtUp');
  expect(newest).toBeGreaterThan(Number(first));
  await frames.return?.();
  expect(isReleased).toBe(true);
  expect(await frames.next()).toEqual({ done: true, value: undefined });
});

test('a beat that the database does not answer is left out, and the stream goes on', async () => {
  const visitor = await stage.visitor();
  const context = graph.contextOf(visitor);
  let asked = 0;
  const forkOf = context.fork.bind(context);
  context.fork = () => {
    const fork = forkOf();
    const { scope } = fork;
    if (scope === null) return fork;
    const { reads } = scope;
    const serverTime = () => ((asked += 1) === 2 ? Promise.reject(new Error('too busy')) : reads.serverTime());
    const slow = Object.assign(Object.create(reads) as typeof reads, { serverTime });
    return Object.defineProperty(fork, 'scope', { value: { ...scope, reads: slow } });
  };
  const frames = pulled(
    new EventStream({
      context,
      workspaceId: stage.workspaceId,
      scope: { kind: 'VISITOR', visitorId: visitor.visitorId },
      selection: { types: null, conversationId: null },
      after: 0,
      behind: 0,
      release: () => undefined,
      heartbeatMs: 20,
    }),
  );
  for (let frame = 0; frame < 2; frame += 1)
    expect((await frames.next()).value).toMatchObject({ frame: 'CaughtUp', serverTime: expect.any(Date) });
  expect(asked).toBe(3);
  await frames.return?.();
});
