/** Pictures that are none, and pictures that are too large. */
import { type Asking, askingAs } from '../support/asking';
import { type Desk, openDesk } from '../support/desk';

let desk: Desk;
let ann: Asking;
let agentId: string;

beforeAll(async () => {
  desk = await openDesk({ forAll: true });
  const person = await desk.agent({ name: 'Ann' });
  agentId = person.id;
  ann = askingAs(desk.server, person.token);
});

const pngHead = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const asUrl = (bytes: Uint8Array, mime = 'image/png') => `data:${mime};base64,${Buffer.from(bytes).toString('base64')}`;
const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>');

test.each([
  ['nothing', ''],
  ['a word', 'picture'],
  ['an address', 'https://example.com/ann.png'],
  ['a script', 'data:text/html;base64,PHNjcmlwdD4='],
  ['a drawing that may hold scripts', asUrl(svg, 'image/svg+xml')],
  ['text that is called a picture', asUrl(Buffer.from('hello'))],
  ['a GIF', asUrl(Buffer.from('GIF89a'), 'image/gif')],
  ['no base64', 'data:image/png;base64,äöü'],
  ['no bytes', 'data:image/png;base64,'],
  ['more than 256 kB', asUrl(Buffer.concat([pngHead, Buffer.alloc(256 * 1_024)]))],
])('%s is no avatar', async (_what, avatar) => {
  expect(await ann.refusals('agentUpdate', { agentId, avatar })).toEqual(['INVALID avatar']);
});

test('a picture of a megabyte is refused before it is read', async () => {
  const avatar = asUrl(Buffer.concat([pngHead, Buffer.alloc(1_024 * 1_024)]));
  const query = 'mutation ($input: AgentUpdateInput!) { agentUpdate(input: $input) { userErrors { code } } }';
  const { status, errors } = await desk.server.http(query, { input: { agentId, avatar } });
  expect([status, errors?.[0].extensions.code]).toEqual([413, 'BAD_USER_INPUT']);
  expect(errors?.[0].message).toContain('256 kB');
});

test('a picture of just 256 kB is one, and is served as what it is', async () => {
  const bytes = Buffer.concat([pngHead, Buffer.alloc(256 * 1_024 - pngHead.length)]);
  // Called a JPEG, but its first bytes say what it is.
  const { agent } = await ann.does(
    'agentUpdate',
    { agentId, avatar: asUrl(bytes, 'image/jpeg') },
    'agent { avatarUrl }',
  );
  const answer = await fetch(new URL(agent.avatarUrl, desk.server.url));
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/png']);
  expect(Buffer.from(await answer.arrayBuffer()).equals(bytes)).toBe(true);
});
