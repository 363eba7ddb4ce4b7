/** Many who listen for the same: what they are told is made once where it may be, and never where it may not. */
import { conversationMarkRead } from '../../src/actions';
import { globalId } from '../../src/schema/global-ids';
import type { Frame, FrameSocket } from '../support/frames';
import { aRunningChat, type RunningChat } from '../support/running-chat';
import { got, startServer, type TestServer } from '../support/server';

let server: TestServer;
beforeAll(async () => {
  // Nobody is cut for being slow to answer a ping, or for a network that stands still: only for what waits unread.
  const patient = 10 * 60_000;
  server = await startServer({ sockets: { pingEveryMs: patient, stalledMs: patient, lingerMs: patient } });
});
afterEach(() => server.settle());
afterAll(() => server.close());

const messageAdded = (parts: string): string => `subscription ($after: EventCursor, $full: Boolean = true) {
  events(after: $after, filter: { types: [MESSAGE_ADDED] }) {
    __typename
    ... on EventBatch { cursor events { id ${parts} ... on MessageAdded { message { sequence text @include(if: $full) } } } }
    ... on CaughtUp { cursor }
    ... on ResetRequired { reason }
  } }`;

interface Reader {
  readonly token: string;
  readonly socket: FrameSocket;
  /** What the next frame brings, as it came. */
  readonly next: () => Promise<Frame>;
}

/** Somebody who sees the whole workspace, listening from now on. */
async function reader(id: string, token: string, query: string, variables: object = {}): Promise<Reader> {
  const socket = await server.socket(token);
  socket.subscribe(id, query, variables);
  const next = async (): Promise<Frame> => (await socket.nextOf(id)).payload;
  expect((await next()).data.events.__typename).toBe('CaughtUp');
  return { token, socket, next };
}

async function admins({ workspace }: RunningChat, count: number): Promise<readonly string[]> {
  const people = await Promise.all(Array.from({ length: count }, () => workspace.person('ADMIN')));
  return Promise.all(people.map((person) => person.signIn()));
}

const textsOf = (frame: Frame): readonly string[] =>
  frame.data.events.events.map(({ message }: Frame) => message.text as string);

test('all who see the workspace are told the same, under their own operations and with cursors of their own', async () => {
  const chat = await aRunningChat(server);
  const query = messageAdded('');
  const names = ['one', '2', 'drei "\\ 😀'];
  const tokens = await admins(chat, names.length);
  const readers = await Promise.all(tokens.map((token, index) => reader(names[index] ?? '', token, query)));

  const cursors: string[][] = readers.map(() => []);
  for (const text of ['grüß dich 😀', 'two', 'three']) {
    await chat.annSays(text);
    const frames = await Promise.all(readers.map(({ next }) => next()));
    expect(frames.map(textsOf)).toEqual(readers.map(() => [text]));
    expect(new Set(frames.map(({ data }) => data.events.events[0].id)).size).toBe(1);
    frames.forEach(({ data }, index) => cursors[index]?.push(data.events.cursor as string));
  }
  expect(new Set(cursors.flat()).size).toBe(9);

  // Each goes on by its own cursor, and by nobody else's.
  const [first = '', second = ''] = tokens;
  const again = await server.socket(second);
  again.subscribe('own', query, { after: cursors[1]?.[0] });
  again.subscribe('other', query, { after: cursors[0]?.[0] });
  expect(textsOf((await again.nextOf('own')).payload)).toEqual(['two', 'three']);
  expect((await again.nextOf('other')).payload.data.events).toEqual({
    __typename: 'ResetRequired',
    reason: 'SCOPE_CHANGED',
  });
  expect(first).not.toBe(second);
});

test('many at once who came in different ways miss nothing and keep the order', async () => {
  const chat = await aRunningChat(server);
  const [token = ''] = await admins(chat, 1);
  const watched = Array.from({ length: 8 }, (_, index) => reader(`r${index}`, token, messageAdded('')));
  const readers = await Promise.all(watched);
  const lines = Array.from({ length: 60 }, (_, index) => `line ${index}`);
  const said = lines.reduce((before, text) => before.then(() => chat.annSays(text)), Promise.resolve());
  const read = async ({ next }: Reader): Promise<readonly string[]> => {
    const texts: string[] = [];
    while (texts.length < lines.length) texts.push(...textsOf(await next()));
    return texts;
  };
  const all = await Promise.all([said, ...readers.map(read)]);
  expect(all.slice(1)).toEqual(readers.map(() => lines));
});

test('what is a reader’s own in an answer is never another’s', async () => {
  const chat = await aRunningChat(server);
  const { ports } = server.parley;
  const { workspace, conversationId } = chat;
  const people = [await workspace.person('ADMIN'), await workspace.person('ADMIN')] as const;
  const tokens = await Promise.all(people.map((person) => person.signIn()));
  const query = messageAdded('conversation { unreadCount eventCursor }');
  const readers = await Promise.all(tokens.map((token, index) => reader(`r${index}`, token, query)));

  await chat.annSays('one');
  await Promise.all(readers.map(({ next }) => next()));
  got(await conversationMarkRead(ports, people[0].actor, { conversationId, upToSequence: 1_000 }));
  await chat.annSays('two');
  const seen = await Promise.all(readers.map(async ({ next }) => (await next()).data.events.events[0].conversation));
  expect(seen.map(({ unreadCount }) => unreadCount as number)[0]).toBe(1);
  expect(seen.map(({ unreadCount }) => unreadCount as number)[1]).toBeGreaterThan(1);
  expect(seen[0].eventCursor).not.toBe(seen[1].eventCursor);
});

test('of two with different rights neither gets what was made for the other', async () => {
  const chat = await aRunningChat(server);
  const { workspace } = chat;
  const people = await Promise.all([1, 2, 3, 4].map(() => workspace.person('ADMIN')));
  const without = people.slice(2).map(({ id }) => `'${id}'`);
  await server.db.rows(
    `UPDATE agent SET permissions = array_remove(permissions, 'TEAMS_VIEW') WHERE agent_id IN (${without.join()})`,
  );
  const tokens = await Promise.all(people.map((person) => person.signIn()));
  const query = messageAdded('conversation { liveChat { agent { name teams(first: 1) { totalCount } } } }');
  const readers = await Promise.all(tokens.map((token, index) => reader(`r${index}`, token, query)));

  for (const text of ['one', 'two']) {
    await chat.annSays(text);
    const frames = await Promise.all(readers.map(({ next }) => next()));
    const told = frames.map(({ data, errors }) => ({
      teams: data.events.events[0].conversation.liveChat.agent.teams as unknown,
      code: errors?.[0].extensions.code as unknown,
    }));
    expect(told.slice(0, 2)).toEqual(Array(2).fill({ teams: { totalCount: 0 }, code: undefined }));
    expect(told.slice(2)).toEqual(Array(2).fill({ teams: null, code: 'FORBIDDEN' }));
  }
});

test('a variable in what is selected divides the readers, one that says where to begin does not', async () => {
  const chat = await aRunningChat(server);
  const tokens = await admins(chat, 4);
  const query = messageAdded('');
  const shown = [true, false, true, false];
  const readers = await Promise.all(
    tokens.map((token, index) => reader(`r${index}`, token, query, { full: shown[index] })),
  );
  await chat.annSays('now');
  const frames = await Promise.all(readers.map(({ next }) => next()));
  expect(frames.map(textsOf)).toEqual(shown.map((isShown) => [isShown ? 'now' : undefined]));
});

test('who loses the sight of the workspace is told nothing more, and the others everything', async () => {
  const chat = await aRunningChat(server);
  const { workspace } = chat;
  const people = await Promise.all([1, 2, 3].map(() => workspace.person('ADMIN')));
  const tokens = await Promise.all(people.map((person) => person.signIn()));
  const readers = await Promise.all(tokens.map((token, index) => reader(`r${index}`, token, messageAdded(''))));
  const conversation = globalId('Conversation', chat.conversationId);
  const line = `subscription { messageAdded(conversationId: "${conversation}", afterSequence: 0) { text } }`;
  for (const { socket } of readers) {
    socket.subscribe('line', line);
    expect((await socket.nextOf('line')).payload.data).toEqual({ messageAdded: { text: 'Somebody joined' } });
  }
  await chat.annSays('to all');
  for (const { next, socket } of readers) {
    expect(textsOf(await next())).toEqual(['to all']);
    expect((await socket.nextOf('line')).payload.data).toEqual({ messageAdded: { text: 'to all' } });
  }

  const [first, lost, third] = readers;
  if (first === undefined || lost === undefined || third === undefined) throw new Error('There are three readers.');
  await server.db.rows(`UPDATE agent SET permissions = '{LIVE_CHAT_TAKE}' WHERE agent_id = '${people[1]?.id}'`);
  // Until its right is looked up again it is told; behind that, never again.
  let isOver = false;
  for (let count = 1; !isOver; count += 1) {
    await chat.annSays(`line ${count}`);
    expect(textsOf(await first.next())).toEqual([`line ${count}`]);
    expect(textsOf(await third.next())).toEqual([`line ${count}`]);
    const { data } = await lost.next();
    isOver = data.events.__typename === 'ResetRequired';
    if (!isOver) expect(textsOf({ data })).toEqual([`line ${count}`]);
  }
  const secret = 'not for the second';
  await chat.annSays(secret);
  expect(textsOf(await first.next())).toEqual([secret]);
  expect(textsOf(await third.next())).toEqual([secret]);
  // Answered behind everything that was told before: nothing else is under way on that socket.
  lost.socket.subscribe('ask', '{ serverTime }');
  await lost.socket.nextOf('ask');
  expect(JSON.stringify(lost.socket.pending)).not.toContain(secret);
});

test('one reader that takes nothing holds up none of those who are told the same', async () => {
  const chat = await aRunningChat(server);
  const tokens = await admins(chat, 3);
  const readers = await Promise.all(tokens.map((token, index) => reader(`r${index}`, token, messageAdded(''))));
  const [stalled, ...others] = readers;
  stalled?.socket.raw.pause();
  const before = server.parley.counts().listeners;
  // The server lets go of it once its own queue is full, however much the network swallowed before.
  let lines = 0;
  while (server.parley.counts().listeners === before) {
    lines += 1;
    if (lines > 3_000) throw new Error('Nothing was cut.');
    const text = `${lines} ${'😀'.repeat(1_900)}`;
    await chat.annSays(text);
    for (const { next } of others) expect(textsOf(await next())).toEqual([text]);
  }
  stalled?.socket.raw.resume();
  expect((await stalled?.socket.closed())?.code).toBe(1013);
});
