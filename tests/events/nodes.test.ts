/** Two nodes on one database, as in production: own pools, own relays, hints over NOTIFY. */
import { setTimeout as wait } from 'node:timers/promises';
import type { UnitOfWork } from '../../src/actions/ports';
import type { Bus, Hint } from '../../src/events/bus';
import { createNotifyBus } from '../../src/events/notify-bus';
import { createRelay, type Relay } from '../../src/events/relay';
import { TooSlow } from '../../src/events/topics';
import type { AgentId, ConversationId, VisitorId, WorkspaceId } from '../../src/routing/terms';
import { type Database, openDatabase } from '../../src/stores/database';
import { createEventLog } from '../../src/stores/event-log.store';
import { newId } from '../../src/stores/ids';
import { createUnitOfWork } from '../../src/stores/unit-of-work';
import { nextDelivery, numbers, positionsUpTo, within } from './reading';
import { Seed } from './seed';
import { openTestDatabase, type TestDatabase } from '../support/database';

interface Node {
  readonly bus: Bus;
  readonly relay: Relay;
  readonly work: UnitOfWork;
  /** Whether its hints are lost. */
  isDumb: boolean;
  stop(): Promise<void>;
}

let store: TestDatabase;
let workspaceId: WorkspaceId;
let nodes: Node[] = [];
beforeAll(async () => {
  store = await openTestDatabase();
});
afterAll(() => store.close());
beforeEach(async () => {
  ({ workspaceId } = await Seed.workspace(store));
});
afterEach(async () => {
  await Promise.all(nodes.map((node) => node.stop()));
  nodes = [];
});

async function node(settings: { sweepMs?: number; isDumb?: boolean } = {}): Promise<Node> {
  const database: Database = await openDatabase({ url: store.url, poolSize: 8 });
  const bus = createNotifyBus({ connectionString: store.url });
  await bus.start();
  const spoken: Bus = { ...bus, publish: (hint) => (started.isDumb ? undefined : bus.publish(hint)) };
  const relay = createRelay({ log: createEventLog(database), bus: spoken, sweepMs: settings.sweepMs ?? 60_000 });
  const started: Node = {
    isDumb: settings.isDumb ?? false,
    bus,
    relay,
    work: createUnitOfWork({ database, announce: (events) => relay.announce(events), wake: () => undefined }),
    async stop() {
      relay.close();
      await bus.stop();
      await database.close();
    },
  };
  nodes.push(started);
  return started;
}

const chats = numbers(1, 4).map(() => newId<'Conversation'>());
const vera = newId<'Visitor'>();

async function happen({ work }: Node, conversationId: ConversationId, count = 1, delayMs = 0): Promise<void> {
  await work(workspaceId, async (tx) => {
    await tx.workspace.find();
    if (delayMs > 0) await wait(delayMs);
    for (let number = 0; number < count; number += 1) {
      tx.emit({ type: 'CONVERSATION_STARTED', conversationId, visitorId: vera, agentId: null, onlyAgent: false });
    }
  });
}

const everything = (): boolean => true;
const chatOf = (index: number): ConversationId => chats[index % chats.length] ?? newId<'Conversation'>();

test('while sixteen writers commit with delays on two nodes, each listener of both gets every event once and in order', async () => {
  const both = [await node(), await node()];
  const listeners = await Promise.all(both.map(({ relay }) => relay.listen(workspaceId, everything)));
  const ofOneChat = await Promise.all(
    both.map(({ relay }) => relay.listen(workspaceId, everything, { conversationId: chatOf(0) })),
  );
  const stalled = await Promise.all(both.map(({ relay }) => relay.listen(workspaceId, everything)));
  const [writers, rounds, perCommit] = [16, 12, 2];
  const total = writers * rounds * perCommit;
  const reading = Promise.all(listeners.map((listening) => positionsUpTo(listening, total, 20_000)));
  await Promise.all(
    numbers(1, writers).map(async (writer) => {
      for (let round = 0; round < rounds; round += 1) {
        const where = both[(writer + round) % 2] ?? both[0];
        if (where !== undefined) await happen(where, chatOf(writer), perCommit, Math.random() * 8);
      }
    }),
  );
  expect(await reading).toEqual([numbers(1, total), numbers(1, total)]);
  const inOneChat = ofOneChat.map((listening) => {
    const seen = listening.drain();
    return seen.map((delivery) => (delivery.kind === 'EVENT' ? delivery.stored.event.conversationId : null));
  });
  const expected = Array<ConversationId>(total / chats.length).fill(chatOf(0));
  expect(inOneChat).toEqual([expected, expected]);
  for (const listening of stalled) await expect(listening.next()).rejects.toBeInstanceOf(TooSlow);
});

test('with every hint lost, the sweep delivers what another node committed', async () => {
  const [writer, reader] = [await node({ isDumb: true }), await node({ sweepMs: 20 })];
  const listening = await reader.relay.listen(workspaceId, everything);
  await happen(writer, chatOf(0), 3);
  expect(await positionsUpTo(listening, 3)).toEqual([1, 2, 3]);
  await happen(writer, chatOf(1), 2);
  expect(await positionsUpTo(listening, 5)).toEqual([4, 5]);
});

async function killConnections(name: string): Promise<void> {
  const killed = await store.rows(
    'SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = current_database() AND application_name = $1',
    [name],
  );
  expect(killed).toHaveLength(nodes.length);
}

test('a node whose LISTEN connection was killed finds what it missed when it is back, and hears again', async () => {
  const [writer, reader] = [await node({ isDumb: true }), await node()];
  const listening = await reader.relay.listen(workspaceId, everything);
  const back = new Promise<void>((resolve) => {
    reader.bus.subscribe({ onHint: () => undefined, onReconnect: resolve });
  });
  await happen(writer, chatOf(0), 2);
  await killConnections('parley-listen');
  await within(back, 'The connection');
  expect(await positionsUpTo(listening, 2)).toEqual([1, 2]);
  writer.isDumb = false;
  await happen(writer, chatOf(0));
  expect(await positionsUpTo(listening, 3)).toEqual([3]);
});

test('a node whose NOTIFY connection was killed speaks again when it is back', async () => {
  const [writer, reader] = [await node(), await node({ sweepMs: 50 })];
  const listening = await reader.relay.listen(workspaceId, everything);
  await killConnections('parley-notify');
  await happen(writer, chatOf(0));
  expect(await positionsUpTo(listening, 1)).toEqual([1]);
  const heard = new Promise<void>((resolve) => {
    reader.bus.subscribe({
      onReconnect: () => undefined,
      onHint: (hint) => {
        if (hint.kind === 'REVOKED') resolve();
      },
    });
  });
  const calling = setInterval(() => writer.bus.publish({ kind: 'REVOKED', workspaceId, subjectId: vera }), 20);
  await within(heard, 'A hint').finally(() => clearInterval(calling));
});

test('typing crosses to the node of the other side', async () => {
  const [here, there] = [await node(), await node()];
  const ann: AgentId = newId<'Agent'>();
  const listening = await there.relay.listen(workspaceId, everything, { scope: { kind: 'VISITOR', visitorId: vera } });
  here.relay.announceTyping({
    workspaceId,
    conversationId: chatOf(0),
    author: 'AGENT',
    authorId: ann,
    authorName: 'Ann Ö',
    visitorId: vera,
    agentId: ann,
  });
  const delivery = await nextDelivery(listening);
  expect(delivery).toMatchObject({ kind: 'TYPING', typing: { authorName: 'Ann Ö', conversationId: chatOf(0) } });
  expect(delivery.kind === 'TYPING' && delivery.typing.until.getTime() > Date.now()).toBe(true);
});

test('of many hints of one tick each arrives once at the others, in as many payloads as they need, and never at home', async () => {
  const [here, there] = [await node(), await node()];
  const atHome: Hint[] = [];
  const hints: Hint[] = [];
  const answer: Hint = { kind: 'COMMITTED', workspaceId, position: 10 };
  const answered = new Promise<void>((resolve) => {
    here.bus.subscribe({
      onReconnect: () => undefined,
      onHint: (hint) => {
        atHome.push(hint);
        if (hint.kind === 'COMMITTED' && hint.position === 10) resolve();
      },
    });
  });
  const subjects = numbers(1, 600).map(() => newId<'Visitor'>());
  const complete = new Promise<void>((resolve) => {
    there.bus.subscribe({
      onReconnect: () => undefined,
      onHint: (hint) => {
        hints.push(hint);
        if (hints.length === subjects.length + 2) resolve();
      },
    });
  });
  const soon = new Date('2030-01-01T00:00:00Z');
  for (const position of [3, 9, 7]) here.bus.publish({ kind: 'COMMITTED', workspaceId, position });
  for (const subjectId of [...subjects, ...subjects]) here.bus.publish({ kind: 'REVOKED', workspaceId, subjectId });
  here.bus.publish({ kind: 'DUE', at: new Date('2031-01-01T00:00:00Z') });
  here.bus.publish({ kind: 'DUE', at: soon });
  await within(complete, 'The last hint');
  const revoked = hints.flatMap((hint) => (hint.kind === 'REVOKED' ? [hint.subjectId as VisitorId] : []));
  expect(revoked).toEqual(subjects);
  expect(hints[0]).toEqual({ kind: 'COMMITTED', workspaceId, position: 9 });
  expect(hints.at(-1)).toEqual({ kind: 'DUE', at: soon });
  // What comes from there comes behind all that went out from here.
  there.bus.publish(answer);
  await within(answered, 'The answer');
  expect(atHome).toEqual([answer]);
});

test('a notification that is none of ours is passed over', async () => {
  const [here, there] = [await node(), await node()];
  const listening = await there.relay.listen(workspaceId, everything);
  for (const payload of [
    '',
    'hello',
    '{"from":1}',
    '{"from":"x","hints":[{"kind":"COMMITTED","position":"1"}]}',
    '[]',
  ]) {
    await store.rows('SELECT pg_notify($1, $2)', ['parley_hint', payload]);
  }
  await happen(here, chatOf(0));
  expect(await positionsUpTo(listening, 1)).toEqual([1]);
});
