import fc from 'fast-check';
import { createRelay, type Relay } from '../../src/events/relay';
import { TooSlow, type Delivery, type Interest } from '../../src/events/topics';
import type { AgentId, ConversationId, VisitorId } from '../../src/routing/terms';
import { createMemoryBus, MemoryHub } from '../support/memory-bus';
import { ann, chat, event, FakeLog, vera, workspaceId } from './fake-log';
import { eventsIn, nextDelivery, numbers, positionsUpTo, within } from './reading';

const relays: Relay[] = [];
afterEach(() => relays.splice(0).forEach((relay) => relay.close()));

async function node(log: FakeLog, settings: { hub?: MemoryHub; sweepMs?: number; now?: () => number } = {}) {
  const bus = createMemoryBus(settings.hub ?? new MemoryHub());
  await bus.start();
  const relay = createRelay({ log, bus, gapMs: 1, sweepMs: 60_000, ...settings });
  relays.push(relay);
  return relay;
}
const everything = (): boolean => true;

test('whatever is announced twice, out of order or not at all, each event is delivered once and in order', async () => {
  const plan = fc.array(
    fc.record({
      size: fc.integer({ min: 1, max: 4 }),
      /** At which later turns the transaction is announced: never, once or several times. */
      announcedAt: fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 3 }),
      pause: fc.boolean(),
    }),
    { minLength: 1, maxLength: 25 },
  );
  await fc.assert(
    fc.asyncProperty(plan, fc.integer({ min: 0, max: 3 }), async (transactions, failures) => {
      const log = new FakeLog();
      const relay = await node(log, { sweepMs: 3 });
      const listening = await relay.listen(workspaceId, everything);
      log.failures = failures;
      const later: (() => void)[][] = [];
      for (const [turn, { size, announcedAt, pause }] of transactions.entries()) {
        const stored = log.append(...Array.from({ length: size }, () => event()));
        for (const delay of announcedAt) (later[turn + delay] ??= []).push(() => relay.announce(stored));
        later[turn]?.reverse().forEach((announce) => announce());
        if (pause) await new Promise(setImmediate);
      }
      later.slice(transactions.length).forEach((announcements) => announcements.forEach((announce) => announce()));
      expect(await positionsUpTo(listening, log.stored.length)).toEqual(numbers(1, log.stored.length));
      expect(listening.position()).toBe(log.stored.length);
      relay.close();
      expect((await listening.next()).done).toBe(true);
    }),
    { numRuns: 60 },
  );
});

test('an event of this process is delivered without reading the log', async () => {
  const log = new FakeLog();
  const relay = await node(log);
  const listening = await relay.listen(workspaceId, everything);
  const readsBefore = log.reads;
  relay.announce(log.append(event(), event()));
  expect(eventsIn(listening.drain()).map(({ position }) => position)).toEqual([1, 2]);
  expect(log.reads).toBe(readsBefore);
});

test('a hint of another process makes the relay read what it has missed', async () => {
  const log = new FakeLog();
  const hub = new MemoryHub();
  const here = await node(log, { hub });
  const there = await node(log, { hub });
  const listening = await here.listen(workspaceId, everything);
  there.announce(log.append(event(), event(), event()));
  expect(await positionsUpTo(listening, 3)).toEqual([1, 2, 3]);
});

test('what was committed before the listener came is not repeated, what comes while it opens is not missed', async () => {
  const log = new FakeLog();
  log.append(event(), event());
  const relay = await node(log);
  const opening = relay.listen(workspaceId, everything);
  relay.announce(log.append(event()));
  const first = await opening;
  relay.announce(log.append(event()));
  expect(first.from).toBe(2);
  expect(await positionsUpTo(first, 4)).toEqual([3, 4]);

  const joining = relay.listen(workspaceId, everything);
  relay.announce(log.append(event()));
  const second = await joining;
  expect(second.from).toBe(4);
  expect(await positionsUpTo(second, 5)).toEqual([5]);
});

test('a reader that falls behind is cut with TooSlow while the others go on', async () => {
  const log = new FakeLog();
  const relay = await node(log);
  const slow = await relay.listen(workspaceId, everything);
  const quick = await relay.listen(workspaceId, everything);
  const reading = positionsUpTo(quick, 400);
  for (let count = 0; count < 40; count += 1) {
    relay.announce(log.append(...Array.from({ length: 10 }, () => event())));
    await new Promise(setImmediate);
  }
  expect(await reading).toEqual(numbers(1, 400));
  await expect(slow.next()).rejects.toBeInstanceOf(TooSlow);
  await expect(slow.next()).resolves.toEqual({ done: true, value: undefined });
});

test('catching up over more than a queue holds cuts nobody who reads', async () => {
  const log = new FakeLog();
  const hub = new MemoryHub();
  const here = await node(log, { hub });
  const there = await node(log, { hub });
  const listening = await here.listen(workspaceId, everything);
  there.announce(log.append(...Array.from({ length: 1_000 }, () => event())));
  expect(await positionsUpTo(listening, 1_000)).toEqual(numbers(1, 1_000));
});

test('a listener whose predicate fails is cut alone, and told', async () => {
  const log = new FakeLog();
  const relay = await node(log);
  const broken = await relay.listen(workspaceId, () => {
    throw new Error('a bug of the listener');
  });
  const sound = await relay.listen(workspaceId, everything);
  relay.announce(log.append(event()));
  expect(await positionsUpTo(sound, 1)).toEqual([1]);
  await expect(broken.next()).rejects.toThrow('a bug of the listener');
});

test('a stream whose beginning was thrown away meanwhile cuts its listeners instead of skipping', async () => {
  const log = new FakeLog();
  const hub = new MemoryHub();
  const here = await node(log, { hub });
  const there = await node(log, { hub });
  const listening = await here.listen(workspaceId, everything);
  const stored = log.append(event(), event(), event());
  log.trimmed = 2;
  there.announce(stored);
  await expect(within(listening.next(), 'The cut')).rejects.toBeInstanceOf(TooSlow);
  const anew = await here.listen(workspaceId, everything);
  expect(anew.from).toBe(3);
});

test('a database that has lost what was delivered cuts the listeners, who then start from its own position', async () => {
  const log = new FakeLog();
  const relay = await node(log, { sweepMs: 3 });
  const listening = await relay.listen(workspaceId, everything);
  relay.announce(log.append(event(), event(), event()));
  expect(await positionsUpTo(listening, 3)).toEqual([1, 2, 3]);
  log.stored.length = 1;
  await expect(within(listening.next(), 'The cut')).rejects.toBeInstanceOf(TooSlow);
  const anew = await relay.listen(workspaceId, everything);
  expect(anew.from).toBe(1);
  relay.announce(log.append(event()));
  expect(await positionsUpTo(anew, 2)).toEqual([2]);
});

test('what this process wrote is delivered as it was written, also where a gap had to be read', async () => {
  const log = new FakeLog();
  const relay = await node(log);
  const listening = await relay.listen(workspaceId, everything);
  log.append(event());
  const [own] = log.append(event());
  if (own === undefined) throw new Error('Nothing was stored.');
  const carrying = { ...own, occurredAt: new Date(0) };
  relay.announce([carrying]);
  expect(await positionsUpTo(listening, 1)).toEqual([1]);
  const second = await nextDelivery(listening);
  expect(second.kind === 'EVENT' && second.stored).toBe(carrying);
});

test('the last listener that leaves takes the workspace with it, and the next one opens it anew', async () => {
  const log = new FakeLog();
  const relay = await node(log);
  const first = await relay.listen(workspaceId, everything);
  const second = await relay.listen(workspaceId, everything);
  await first.return?.();
  relay.announce(log.append(event()));
  expect(eventsIn(second.drain())).toHaveLength(1);
  second.close();
  const readsBefore = log.reads;
  relay.announce(log.append(event()));
  const third = await relay.listen(workspaceId, everything);
  expect(log.reads).toBe(readsBefore + 1);
  expect(third.from).toBe(2);
});

test('a listener that cannot be opened is refused and leaves nothing behind', async () => {
  const log = new FakeLog();
  const relay = await node(log);
  log.failures = 1;
  await expect(relay.listen(workspaceId, everything)).rejects.toThrow('The log is away.');
  const listening = await relay.listen(workspaceId, everything);
  relay.announce(log.append(event()));
  expect(await positionsUpTo(listening, 1)).toEqual([1]);
});

describe('only those whom an event may concern are asked about it', () => {
  const bob = 'agent-bob' as AgentId;
  const otherChat = 'conversation-2' as ConversationId;
  const interests: Readonly<Record<string, Interest | undefined>> = {
    whole: { scope: { kind: 'WORKSPACE', viewer: 'admin' } },
    ann: { scope: { kind: 'AGENT', agentId: ann } },
    bob: { scope: { kind: 'AGENT', agentId: bob } },
    vera: { scope: { kind: 'VISITOR', visitorId: vera } },
    stranger: { scope: { kind: 'VISITOR', visitorId: 'visitor-other' as VisitorId } },
    chat: { conversationId: chat },
    otherChat: { conversationId: otherChat },
    uninterested: undefined,
  };
  async function askedAbout(happen: (relay: Relay, log: FakeLog) => void): Promise<string[]> {
    const log = new FakeLog();
    const relay = await node(log);
    const asked: string[] = [];
    for (const [name, interest] of Object.entries(interests)) {
      await relay.listen(workspaceId, () => asked.push(name) > 0, interest);
    }
    happen(relay, log);
    return asked.sort();
  }
  const typing = { workspaceId, conversationId: chat, authorName: null, visitorId: vera, agentId: ann };

  test.each([
    ['a message of a chat', event({ agentId: ann }), ['ann', 'chat', 'uninterested', 'vera', 'whole']],
    ['a message before anybody accepted', event(), ['chat', 'uninterested', 'vera', 'whole']],
    ['an offer', event({ agentId: bob, visitorId: null }), ['bob', 'chat', 'uninterested', 'whole']],
    [
      'a missed chat, to the agent who missed it',
      event({ agentId: bob, onlyAgent: true }),
      ['bob', 'chat', 'uninterested'],
    ],
    [
      'a change of an agent',
      event({ agentId: ann, visitorId: null, conversationId: null }),
      ['ann', 'uninterested', 'whole'],
    ],
  ])('%s', async (_, happened, asked) => {
    expect(await askedAbout((relay, log) => relay.announce(log.append(happened)))).toEqual(asked);
  });

  test('the visitor types: the agent of the chat', async () => {
    expect(await askedAbout((relay) => relay.announceTyping({ ...typing, author: 'VISITOR', authorId: vera }))).toEqual(
      ['ann', 'uninterested'],
    );
  });

  test('the agent types: the visitor', async () => {
    expect(await askedAbout((relay) => relay.announceTyping({ ...typing, author: 'AGENT', authorId: ann }))).toEqual([
      'uninterested',
      'vera',
    ]);
  });

  test('an admin who chats sees the visitor of the own chat typing', async () => {
    const relay = await node(new FakeLog());
    const listening = await relay.listen(workspaceId, everything, { scope: { kind: 'WORKSPACE', viewer: ann } });
    relay.announceTyping({ ...typing, author: 'VISITOR', authorId: vera });
    expect((await nextDelivery(listening)).kind).toBe('TYPING');
  });
});

test('typing goes out at most once a second for each author, crosses processes and is dated five seconds ahead', async () => {
  let now = Date.parse('2030-01-01T00:00:00Z');
  const hub = new MemoryHub();
  const settings = { hub, now: () => now };
  const [here, there] = [await node(new FakeLog(), settings), await node(new FakeLog(), settings)];
  const listening = await there.listen(workspaceId, everything, { scope: { kind: 'VISITOR', visitorId: vera } });
  const typing = { workspaceId, conversationId: chat, author: 'AGENT', authorId: ann, authorName: 'Ann' } as const;
  const say = (): void => here.announceTyping({ ...typing, visitorId: vera, agentId: ann });
  say();
  now += 999;
  say();
  const first: Delivery = await nextDelivery(listening);
  expect(first).toMatchObject({ kind: 'TYPING', typing: { author: 'AGENT', authorName: 'Ann', conversationId: chat } });
  expect(first.kind === 'TYPING' && first.typing.until.toISOString()).toBe('2030-01-01T00:00:05.000Z');
  now += 1;
  say();
  const second = await nextDelivery(listening);
  expect(second.kind === 'TYPING' && second.typing.until.toISOString()).toBe('2030-01-01T00:00:06.000Z');
  expect(listening.drain()).toEqual([]);
});
