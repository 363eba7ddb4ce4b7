/** Pictures that are none, and pictures that are too large. */
import { type Asking, askingAs } from '../support/asking';
import { type Desk, openDesk } from '../support/desk';
import { dataUrlOf, pictures, pngOf } from '../support/pictures';

let desk: Desk;
let ann: Asking;
let agentId: string;

beforeAll(async () => {
  desk = await openDesk({ forAll: true });
  const person = await desk.agent({ name: 'Ann' });
  agentId = person.id;
  ann = askingAs(desk.server, person.token);
});

const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>');

test.each([
  ['nothing', ''],
  ['a word', 'picture'],
  ['an address', 'https://example.com/ann.png'],
  ['a script', 'data:text/html;base64,PHNjcmlwdD4='],
  ['a drawing that may hold scripts', dataUrlOf(svg, 'image/svg+xml')],
  ['text that is called a picture', dataUrlOf(Buffer.from('hello'))],
  ['a GIF', dataUrlOf(Buffer.from('GIF89a'), 'image/gif')],
  ['no base64', 'data:image/png;base64,äöü'],
  ['no bytes', 'data:image/png;base64,'],
  ['a PNG that breaks off', dataUrlOf(pictures.png.subarray(0, 20))],
  ['a GIF that is called a PNG', dataUrlOf(Buffer.from('GIF89a'))],
  ['more than 256 kB', dataUrlOf(pngOf({ bytes: 256 * 1_024 + 1 }))],
])('%s is no avatar', async (_what, avatar) => {
  expect(await ann.refusals('agentUpdate', { agentId, avatar })).toEqual(['INVALID avatar']);
});

test('a picture that is small to send and huge to draw is no avatar, and the answer says how large it may be', async () => {
  const avatar = dataUrlOf(pngOf({ width: 60_000, height: 30_000 }));
  const { userErrors } = await ann.answer('agentUpdate', { agentId, avatar });
  expect(userErrors).toEqual([
    {
      code: 'INVALID',
      message: 'The picture is 60000 × 30000 pixels. Make it at most 2048 × 2048.',
      field: ['avatar'],
    },
  ]);
});

test('a picture of a megabyte is refused before it is read', async () => {
  const avatar = dataUrlOf(pngOf({ bytes: 1_024 * 1_024 }));
  const query = 'mutation ($input: AgentUpdateInput!) { agentUpdate(input: $input) { userErrors { code } } }';
  const { status, errors } = await desk.server.http(query, { input: { agentId, avatar } });
  expect([status, errors?.[0].extensions.code]).toEqual([413, 'BAD_USER_INPUT']);
  expect(errors?.[0].message).toContain('256 kB');
});

test('a picture of just 256 kB is one, and is served as what it is', async () => {
  const bytes = pngOf({ bytes: 256 * 1_024 });
  // Called a JPEG, but its first bytes say what it is.
  const { agent } = await ann.does(
    'agentUpdate',
    { agentId, avatar: dataUrlOf(bytes, 'image/jpeg') },
    'agent { avatarUrl }',
  );
  const answer = await fetch(new URL(agent.avatarUrl, desk.server.url));
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/png']);
  expect(Buffer.from(await answer.arrayBuffer()).equals(bytes)).toBe(true);
});
