import { EventsDocument } from '../../clients/sdk/generated/graphql';
import { documentOf } from '../support/documents';
import { type Desk, openDesk } from '../support/desk';
import { Happenings } from '../support/happenings';
import type { Person } from '../support/person';

async function aChat() {
  const desk = await openDesk();
  const ann = await desk.agent({ name: 'Ann' });
  const vera = await desk.visitor();
  await vera.asksForAnAgent();
  await ann.accepts();
  await vera.isTold('CONNECTED');
  return { desk, ann, vera };
}

/** 1, 2, 3 … as the log has them, whatever was told how often. */
async function storedTexts(desk: Desk): Promise<readonly string[]> {
  const rows = await desk.db.rows<{ text: string }>('SELECT text FROM message ORDER BY sequence');
  return rows.map(({ text }) => text);
}

test('a visitor whose line drops in mid-chat misses nothing and reads nothing twice', async () => {
  const { desk, ann, vera } = await aChat();
  await ann.says('one');
  await vera.sees('one');

  vera.lineDrops();
  await ann.says('two');
  await ann.says('three');
  const unsent = vera.says('four');
  vera.lineReturns();
  await unsent;
  await ann.says('five');

  await vera.sees('five');
  await ann.sees('five');
  expect(vera.transcript.slice(-5).map((line) => line.split(' ')[1])).toEqual(['one', 'two', 'three', 'four', 'five']);
  expect(vera.read.all.map(({ text }) => text)).toEqual(await storedTexts(desk));
  expect(ann.transcript).toEqual(vera.transcript);
});

test('a line that drops again and again loses nothing', async () => {
  const { desk, ann, vera } = await aChat();
  for (let round = 1; round <= 8; round += 1) {
    vera.lineDrops();
    const both = [ann.says(`from Ann ${round}`), vera.says(`from Vera ${round}`)];
    vera.lineReturns();
    ann.lineDrops();
    ann.lineReturns();
    await Promise.all(both);
  }
  await ann.says('goodbye');
  await vera.sees('goodbye');
  await ann.sees('goodbye');
  const stored = await storedTexts(desk);
  expect(stored).toHaveLength(3 + 16 + 1);
  expect(vera.read.all.map(({ text }) => text)).toEqual(stored);
  expect(ann.transcript).toEqual(vera.transcript);
});

test('a chat goes on over a restart of the server', async () => {
  const { desk, ann, vera } = await aChat();
  await ann.says('before');
  await vera.sees('before');

  await desk.stops();
  const [asked, answered] = [vera.says('while you were gone'), ann.says('and I was')];
  await desk.startsAgain();
  await Promise.all([asked, answered]);
  await ann.says('after');

  await vera.sees('after');
  await ann.sees('after');
  expect(vera.read.all.map(({ text }) => text)).toEqual(await storedTexts(desk));
  expect(ann.transcript).toEqual(vera.transcript);
});

test('an offer that was made before a restart rings on behind it', async () => {
  const desk = await openDesk();
  const ann = await desk.agent({ name: 'Ann' });
  const vera = await desk.visitor();
  await vera.asksForAnAgent();
  const offer = await ann.rings();

  await desk.stops();
  await desk.startsAgain();
  await ann.isLive();
  expect(ann.ringing.map(({ id }) => id)).toEqual([offer.id]);
  await ann.accepts();
  await vera.isTold('CONNECTED');
});

interface LoggedIds {
  readonly events: { readonly nodes: readonly { readonly id: string; readonly conversation: object | null }[] };
}
const log = documentOf<LoggedIds>('{ events(first: 100) { nodes { id } } }');

test("an agent's stream goes on behind its cursor: every event once, in the order of the log", async () => {
  const { ann, vera } = await aChat();
  for (let round = 1; round <= 5; round += 1) {
    await vera.says(`said ${round}`);
    ann.lineDrops();
    await vera.says(`said into the dark ${round}`);
    ann.lineReturns();
  }
  await vera.leaves();
  await ann.hears('LiveChatEnded');
  await ann.sees('The chat has ended');

  const told = ann.heard.all.map(({ id }) => id);
  const { events } = await ann.asks(log, {});
  const logged = events.nodes.map(({ id }) => id);
  expect(told.length).toBeGreaterThan(10);
  expect(logged.slice(logged.indexOf(told[0] ?? ''))).toEqual(expect.arrayContaining(told));
  expect(told).toEqual(logged.filter((id) => told.includes(id)));
  expect(new Set(told).size).toBe(told.length);
  expect(ann.loads).toBe(1);
});

/** What a stream of the SDK does that is given these cursors, one for each time that it loads. */
async function listensWith(person: Person, cursors: readonly (string | null)[]) {
  const loaded = new Happenings<string | null>(person.name);
  const stream = person.parley.events({
    document: EventsDocument,
    load: async () => {
      const cursor = cursors[loaded.all.length] ?? null;
      loaded.add(cursor);
      return cursor;
    },
    onEvents: () => undefined,
  });
  stream.state.subscribe(() => loaded.changed());
  await loaded.until('a live stream', () => (stream.state.getSnapshot() === 'live' ? true : null));
  stream.stop();
  return loaded.all;
}

test('the SDK loads anew where its cursor is somebody else’s', async () => {
  const desk = await openDesk();
  const ann = await desk.agent({ name: 'Ann' });
  const bo = await desk.agent({ name: 'Bo' });
  expect(ann.cursor).not.toBeNull();
  // Read once: Bo's moves on when Bo hears of having come.
  const cursors = [ann.cursor, bo.cursor];
  expect(await listensWith(bo, cursors)).toEqual(cursors);
});

test('the SDK loads anew where its cursor is garbled', async () => {
  const desk = await openDesk();
  const ann = await desk.agent({ name: 'Ann' });
  const garbled = `${(ann.cursor ?? '').slice(0, -2)}zz`;
  expect(await listensWith(ann, [garbled, null])).toEqual([garbled, null]);
});

test('a cursor that is none of ours asks for a reset, and the operation ends', async () => {
  const desk = await openDesk();
  const ann = await desk.agent({ name: 'Ann' });
  const socket = await desk.server.socket(ann.token);
  const document =
    'subscription ($after: EventCursor) { events(after: $after) { __typename ... on ResetRequired { reason } } }';
  for (const [index, after] of ['', 'c_17', 'äöü', '0'.repeat(5_000)].entries()) {
    const id = String(index);
    socket.subscribe(id, document, { after });
    const reset = { events: { __typename: 'ResetRequired', reason: expect.any(String) } };
    expect(await socket.nextOf(id)).toEqual({ id, type: 'next', payload: { data: reset } });
    expect(await socket.nextOf(id)).toEqual({ id, type: 'complete' });
  }
});
