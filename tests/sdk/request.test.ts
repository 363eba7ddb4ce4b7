import { refusalOf } from '../../clients/sdk/answer';
import { createServerClock } from '../../clients/sdk/clock';
import { MessageSendDocument, TypingSendDocument, WorkspaceDocument } from '../../clients/sdk/generated/graphql';
import { createParley, type ParleyOptions } from '../../clients/sdk/parley';
import { DeskServer } from './desk-server';

let server: DeskServer;

beforeEach(async () => {
  server = await new DeskServer().start();
});

afterEach(() => server.stop());

const open = (options: Partial<ParleyOptions> = {}): ReturnType<typeof createParley> =>
  createParley({ url: server.url, retry: { baseMs: 2, capMs: 10 }, ...options });

const message = (text: string): { input: { conversationId: string; text: string; clientMessageId: string } } => ({
  input: { conversationId: 'c', text, clientMessageId: text },
});

test('a query whose answer is lost is asked again; a mutation is not, unless it says that it may', async () => {
  const parley = open();
  server.loseAnswers = 1;
  expect((await parley.request(WorkspaceDocument, {})).ok).toBe(true);
  expect(server.requests).toBe(2);
  server.loseAnswers = 1;
  const once = await parley.request(TypingSendDocument, { input: { conversationId: 'c' } });
  expect(once).toMatchObject({ ok: false, failure: { kind: 'NETWORK' } });
  server.loseAnswers = 1;
  expect((await parley.request(MessageSendDocument, message('a'), { repeatable: true })).ok).toBe(true);
  parley.close();
});

test('an expected refusal is data', async () => {
  const parley = open();
  const answer = await parley.request(MessageSendDocument, message('refuse me'));
  expect(answer.ok && refusalOf(answer.data.messageSend)?.code).toBe('CONVERSATION_CLOSED');
  parley.close();
});

test('a refused token is replaced once for all requests, and each is sent again', async () => {
  server.acceptToken = (token) => token === 'fresh';
  let asked = 0;
  const parley = open({
    token: 'stale',
    onUnauthenticated: () => {
      asked += 1;
      parley.setToken('fresh');
    },
  });
  const answers = await Promise.all([
    parley.request(WorkspaceDocument, {}),
    parley.request(MessageSendDocument, message('b')),
  ]);
  expect(answers.map(({ ok }) => ok)).toEqual([true, true]);
  expect(asked).toBe(1);
  parley.close();
});

test('a session that cannot be replaced is told as UNAUTHENTICATED', async () => {
  server.acceptToken = () => false;
  const parley = open({ token: 'stale' });
  expect(await parley.request(WorkspaceDocument, {})).toMatchObject({
    ok: false,
    failure: { kind: 'UNAUTHENTICATED' },
  });
  parley.close();
});

test('a server that does not answer in time is told as TIMEOUT', async () => {
  const never: typeof fetch = (_url, init) =>
    new Promise((_resolve, reject) => init?.signal?.addEventListener('abort', () => reject(new Error('aborted'))));
  const parley = open({ fetch: never, timeoutMs: 5 });
  expect(await parley.request(WorkspaceDocument, {})).toMatchObject({ ok: false, failure: { kind: 'TIMEOUT' } });
  parley.close();
});

test('what is no GraphQL at all is told as SERVER, and too many requests with their wait', async () => {
  const page =
    (status: number, headers: Record<string, string>): typeof fetch =>
    () =>
      Promise.resolve(new Response('<html>', { status, headers }));
  const gateway = open({ fetch: page(502, {}) });
  expect(await gateway.request(WorkspaceDocument, {})).toMatchObject({ ok: false, failure: { kind: 'SERVER' } });
  const busy = open({ fetch: page(429, { 'retry-after': '3' }) });
  expect(await busy.request(WorkspaceDocument, {})).toMatchObject({
    ok: false,
    failure: { kind: 'THROTTLED', retryAfterMs: 3_000 },
  });
});

test('the clock follows the best sample, and a computer whose clock was set', () => {
  let local = 1_000_000;
  const clock = createServerClock(() => local);
  const at = (ms: number): string => new Date(ms).toISOString();
  clock.hearPushed(at(local + 60_000));
  expect(clock.skewMs()).toBe(60_000);
  clock.hear(at(local + 60_300), local - 20, local + 20);
  expect(clock.skewMs()).toBe(60_300);
  clock.hearPushed(at(local + 60_000));
  expect(clock.skewMs()).toBe(60_300);
  local += 3_600_000;
  clock.hearPushed(at(local - 5_000));
  expect(clock.now()).toBe(local - 5_000);
});
