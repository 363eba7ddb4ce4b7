import WebSocket from 'ws';
import type { OutgoingMessage } from '../../clients/sdk/outbox';
import { createParley, type Parley, type ParleyOptions } from '../../clients/sdk/parley';
import type { Request } from '../../clients/sdk/request';
import type { ParleyStorage } from '../../clients/sdk/storage';
import { createTypingTeller } from '../../clients/sdk/typing';
import { DeskServer } from './desk-server';
import { until } from './waiting';

let server: DeskServer;
const opened: Parley[] = [];

beforeEach(async () => {
  server = await new DeskServer().start();
});

afterEach(async () => {
  for (const parley of opened.splice(0)) parley.close();
  await server.stop();
});

function open(options: Partial<ParleyOptions> = {}): Parley {
  const parley = createParley({
    url: server.url,
    token: 'ann',
    webSocketImpl: WebSocket,
    retry: { baseMs: 4, capMs: 20 },
    ...options,
  });
  opened.push(parley);
  return parley;
}

const states = (parley: Parley): readonly string[] => parley.outbox.messages.getSnapshot().map(({ state }) => state);
const all =
  (state: OutgoingMessage['state']) =>
  (messages: readonly OutgoingMessage[]): boolean =>
    messages.length > 0 && messages.every((message) => message.state === state);

class Memory implements ParleyStorage {
  readonly values = new Map<string, string>();
  getItem = (key: string): string | null => this.values.get(key) ?? null;
  setItem = (key: string, value: string): void => void this.values.set(key, value);
  removeItem = (key: string): void => void this.values.delete(key);
}

test('a message is shown at once, and is stored once although its answer was lost twice', async () => {
  server.loseAnswers = 2;
  const parley = open();
  parley.outbox.send('c', 'hello');
  expect(states(parley)).toEqual(['sending']);
  await until(parley.outbox.messages, all('sent'));
  expect(server.requests).toBe(3);
  expect(server.messages.map(({ text }) => text)).toEqual(['hello']);
});

test('messages of a conversation arrive in the order they were written, whatever is lost between', async () => {
  server.loseAnswers = 1;
  const parley = open();
  for (const text of ['one', 'two', 'three']) parley.outbox.send('c', text);
  await until(parley.outbox.messages, all('sent'));
  expect(server.messages.map(({ text }) => text)).toEqual(['one', 'two', 'three']);
});

test('a refusal is told in the words of the server, and the next message goes on', async () => {
  const parley = open();
  parley.outbox.send('c', 'refuse me');
  parley.outbox.send('c', 'and me not');
  await until(parley.outbox.messages, (messages) => messages[1]?.state === 'sent');
  expect(parley.outbox.messages.getSnapshot()[0]).toMatchObject({
    state: 'failed',
    problem: 'This chat has ended.',
    willRetry: false,
  });
});

test('what was written before a reload is sent after it', async () => {
  const storage = new Memory();
  const nowhere = 'http://127.0.0.1:9/graphql';
  const before = open({ url: nowhere, storage });
  before.outbox.send('c', 'written in a tunnel');
  before.close();
  const after = open({ storage });
  await until(after.outbox.messages, all('sent'));
  expect(server.messages.map(({ text }) => text)).toEqual(['written in a tunnel']);
  expect(storage.values.size).toBe(0);
});

test('a message that fails for want of a line goes out by itself when the line is back', async () => {
  const storage = new Memory();
  let reachable = false;
  const parley = open({
    storage,
    giveUpAfterMs: 0,
    fetch: (...args) => (reachable ? fetch(...args) : Promise.reject(new TypeError('no line'))),
  });
  parley.outbox.send('c', 'hello');
  await until(parley.outbox.messages, all('failed'));
  expect(storage.values.size).toBe(1);
  reachable = true;
  parley.messages({ conversationId: 'c', afterSequence: 0, onMessage: () => undefined });
  await until(parley.outbox.messages, all('sent'));
  expect(server.messages).toHaveLength(1);
});

test('a sent message leaves the outbox when it is seen in the conversation', async () => {
  const parley = open();
  parley.outbox.send('c', 'hello');
  await until(parley.outbox.messages, all('sent'));
  parley.messages({
    conversationId: 'c',
    afterSequence: 0,
    onMessage: (message) => parley.outbox.settle('c', message),
  });
  await until(parley.outbox.messages, (messages) => messages.length === 0);
});

test('a retry uses the same id, and a discarded message is gone', async () => {
  const parley = open({ fetch: () => Promise.reject(new TypeError('no line')), giveUpAfterMs: 0 });
  const id = parley.outbox.send('c', 'hello');
  await until(parley.outbox.messages, all('failed'));
  parley.outbox.retry(id);
  expect(states(parley)).toEqual(['sending']);
  await until(parley.outbox.messages, all('failed'));
  expect(parley.outbox.messages.getSnapshot()[0]?.clientMessageId).toBe(id);
  parley.outbox.discard(id);
  expect(states(parley)).toEqual([]);
});

test('writing is told once in a while, and again soon after the message went out', () => {
  let now = 0;
  const told: number[] = [];
  const teller = createTypingTeller(
    (() => {
      told.push(now);
      return Promise.resolve();
    }) as unknown as Request,
    () => now,
  );
  for (; now < 5_000; now += 100) teller.tell('c');
  expect(told).toEqual([0, 3_000]);
  teller.rest('c');
  teller.tell('c');
  expect(told).toEqual([0, 3_000, 5_000]);
});
