/** Whoever resumes at the edge of what is kept misses nothing, or is told that the log begins later. */
import type { AgentActor } from '../../src/auth/actor';
import type { EventScope } from '../../src/events/topics';
import { says, type Stage, valueOf } from '../support/stage';
import { listenToEvents, nextFrame } from '../support/event-frames';
import { type Data, type Graph, openGraph, type Stream } from '../support/graph';
import { aWeekPasses, endsOf, keepsEventsFor, muchHappens, trims } from '../support/old-events';

let graph: Graph;
let stage: Stage;
let viewer: AgentActor;
let scope: EventScope;

beforeEach(async () => {
  graph = await openGraph();
  ({ stage } = graph);
  viewer = await stage.agent({ permissions: ['ALL_CONVERSATIONS_VIEW'], available: false });
  scope = { kind: 'WORKSPACE', viewer: viewer.agentId };
  await keepsEventsFor(stage, 7);
});
afterEach(async () => {
  const left = graph.open;
  await graph.close();
  expect(left).toBe(0);
});

const cursorAt = (position: number): string => graph.cursors.seal(scope, stage.workspaceId, position);
const from = (position: number): Promise<Stream> => listenToEvents(graph.as(viewer), { after: cursorAt(position) });

const positionOf = (cursor: string): number => {
  const position = graph.cursors.open(scope, stage.workspaceId, cursor);
  if (typeof position !== 'number') throw new Error(`This is no cursor: ${cursor}.`);
  return position;
};

/** How many events each position up to CaughtUp brought, or why there is a reset. */
async function readsOn(stream: Stream): Promise<{ readonly count: number; readonly end: number } | string> {
  let count = 0;
  for (;;) {
    const frame: Data = await nextFrame(stream);
    if (frame.__typename === 'EventBatch') count += frame.events.length;
    if (frame.__typename === 'CaughtUp') return { count, end: positionOf(frame.cursor) };
    if (frame.__typename === 'ResetRequired') {
      expect(await stream.next()).toBeNull();
      return frame.reason;
    }
  }
}

/** `old` events that may go, then `young` ones. */
async function history(old: number, young: number): Promise<void> {
  await muchHappens(graph.db, stage, old);
  await aWeekPasses(graph.db, stage);
  await muchHappens(graph.db, stage, young);
}

test('a cursor at the edge brings all that is kept; one event older, and it has expired', async () => {
  await history(100, 30);
  const { newest } = await endsOf(graph.db, stage);
  await trims(stage);
  const { trimmed } = await endsOf(graph.db, stage);
  expect(trimmed).toBe(newest - 30);
  const stream = await from(trimmed);
  expect(await readsOn(stream)).toEqual({ count: 30, end: newest });
  await stream.leave();
  expect(await readsOn(await from(trimmed - 1))).toBe('CURSOR_EXPIRED');
});

test('pulled: without a cursor from the oldest that is kept, with one that is older not at all', async () => {
  await history(100, 30);
  await trims(stage);
  const { trimmed, oldest } = await endsOf(graph.db, stage);
  const document = `query ($after: EventCursor) { events(first: 1, after: $after) { edges { cursor } } }`;
  const asker = graph.as(viewer);
  for (const after of [null, cursorAt(trimmed)]) {
    const { events } = await asker.data(document, { after });
    expect(positionOf(events.edges[0].cursor)).toBe(oldest);
  }
  expect(await asker.refusal(document, { after: cursorAt(trimmed - 1) })).toBe('BAD_USER_INPUT at events');
});

test('thrown away between the subscribe and the first page: told, and not skipped', async () => {
  await history(100, 30);
  const { newest } = await endsOf(graph.db, stage);
  graph.meanwhile = () => trims(stage);
  expect(await readsOn(await from(newest - 60))).toBe('CURSOR_EXPIRED');
});

test('thrown away between two pages of somebody far behind: told, and not skipped', async () => {
  await history(1_500, 30);
  const { oldest } = await endsOf(graph.db, stage);
  const stream = await from(oldest);
  expect((await nextFrame(stream)).events).toHaveLength(200);
  await trims(stage);
  expect(await readsOn(stream)).toBe('CURSOR_EXPIRED');
});

test('who was not in the way of it goes on: what is thrown away behind a reader is nothing to them', async () => {
  await history(300, 600);
  const { newest } = await endsOf(graph.db, stage);
  const stream = await from(newest - 600);
  expect((await nextFrame(stream)).events).toHaveLength(200);
  await trims(stage);
  expect(await readsOn(stream)).toEqual({ count: 400, end: newest });
  await stream.leave();
});

test('many resume anywhere while it goes on: each has everything behind its cursor, or is told', async () => {
  await history(3_500, 300);
  const { newest } = await endsOf(graph.db, stage);
  const begins = Array.from({ length: 24 }, (_, index) => newest - 20 - index * 155);
  let outcomes: readonly Awaited<ReturnType<typeof readsOn>>[] = [];
  const reads = async (begin: number) => {
    const stream = await from(begin);
    const outcome = await readsOn(stream);
    await stream.leave();
    return outcome;
  };
  await Promise.all([
    trims(stage).then(() => trims(stage)),
    Promise.all(begins.map(reads)).then((all) => (outcomes = all)),
  ]);
  for (const [index, outcome] of outcomes.entries()) {
    const begin = begins[index] ?? 0;
    if (outcome === 'CURSOR_EXPIRED') expect(begin).toBeLessThan(newest - 300);
    else expect(outcome).toEqual({ count: newest - begin, end: newest });
  }
  // What is young was never in question.
  expect(outcomes.slice(0, 2)).not.toContain('CURSOR_EXPIRED');
});

test('a visitor who comes back after weeks reads the whole conversation: messages are no events', async () => {
  await stage.agent();
  await stage.dialog();
  const visitor = await stage.visitor();
  const { id } = await stage.isServed(visitor);
  valueOf(await says(stage, visitor, { conversationId: id, text: 'Long ago' }));
  const before = await stage.messages(id);
  await history(0, 1);
  await trims(stage);
  expect(await stage.messages(id)).toEqual(before);
});
