/**
 * Whoever watches over others' chats on one process, while the right is taken on another: within five seconds, which is the
 * promise, nothing of what is said reaches them any more, whichever way the right was taken, and also where no word of it arrives.
 */
import type { AgentAtDesk } from '../support/agent-at-desk';
import { type Cluster, openCluster } from '../support/cluster';
import { talkToAPerson } from '../support/desk';
import { dial, type FrameSocket } from '../support/frames';
import type { VisitorAtDesk } from '../support/visitor-at-desk';
import { readGlobalId } from '../../src/schema/global-ids';

/** What docs/routing.md promises. */
const goneMs = 5_000;

let cluster: Cluster;
let profileId: string;
let sue: AgentAtDesk;
let vera: VisitorAtDesk;
let socket: FrameSocket;
beforeAll(async () => {
  cluster = await openCluster({ forAll: true });
});

/** Ann serves Vera on A, where the admin is, too; Sue, with a profile of the workspace's own, has her socket on B. */
beforeEach(async () => {
  const ann = await cluster.agent({ name: 'Ann', at: cluster.at('A') });
  const teamId = await cluster.team(`Of ${ann.id}`, [ann]);
  const dialogId = await cluster.publishes(talkToAPerson({ strategy: 'TEAM', teamId }));
  vera = await cluster.visitor({}, cluster.at('A'));
  await vera.opens({ dialogId });
  await vera.answers('Yes');
  await ann.accepts();

  const supervisor = {
    name: `Supervisor of ${ann.id}`,
    permissions: ['CHATS_MONITOR', 'CHATS_LISTEN', 'CHATS_WHISPER'],
  };
  const { profile } = await cluster.admin.does<{ profile: { id: string } }>(
    'profileCreate',
    supervisor,
    'profile { id }',
  );
  profileId = profile.id;
  sue = await cluster.agent({ name: 'Sue', available: false, at: cluster.at('B') });
  await cluster.admin.does('agentUpdate', { agentId: sue.id, profileId }, 'agent { id }');
  socket = await openOnB(sue.token);
});
afterEach(async () => {
  if (socket.raw.readyState < 2) await socket.close();
});

async function openOnB(token: string | null): Promise<FrameSocket> {
  const dialed = await dial(`${cluster.node('B').url.replace('http', 'ws')}/graphql`);
  if ('refused' in dialed) throw new Error(`Refused with ${dialed.refused}.`);
  await dialed.init(token);
  return dialed;
}

/** All that is hers, and that chat by itself; both streams have brought a line of it. */
async function listens(): Promise<void> {
  const conversationId = vera.conversationId ?? '';
  await sue.does('chatListen', { conversationId }, 'conversation { id }');
  socket.subscribe(
    'events',
    `subscription { events { __typename ... on EventBatch { events {
       __typename ... on MessageAdded { message { text } } ... on AgentChanged { agent { name } }
     } } } }`,
  );
  expect((await socket.nextOf('events')).payload.data.events.__typename).toBe('CaughtUp');
  socket.subscribe(
    'chat',
    `subscription { messageAdded(conversationId: "${conversationId}", afterSequence: 0) { text } }`,
  );
  await vera.says('Before');
  await brings('chat', 'Before');
  await brings('events', 'Before');
}

async function brings(id: string, text: string): Promise<readonly string[]> {
  const frames: string[] = [];
  while (!frames.at(-1)?.includes(text)) frames.push(JSON.stringify(await socket.nextOf(id)));
  return frames;
}

/** The visitor goes on talking until the stream of the chat is over. */
async function isLetGo(since: number): Promise<void> {
  let isOver = false;
  const over = (async () => {
    while ((await socket.nextOf('chat')).type !== 'complete');
    isOver = true;
    return performance.now() - since;
  })();
  for (let line = 1; !isOver && performance.now() - since < goneMs; line += 1) await vera.says(`Meanwhile ${line}`);
  expect(await over).toBeLessThan(goneMs);
}

/** What is still hers comes, and what is said by now does not come before it. */
async function hearsOnlyOfHerself(): Promise<void> {
  await vera.says('Behind her back');
  const name = `Sue behind ${vera.id}`;
  await cluster.admin.does('agentUpdate', { agentId: sue.id, name }, 'agent { id }');
  expect((await brings('events', name)).join()).not.toContain('Behind her back');
}

/** The same socket, by now: what she says beside the chat is refused, too. */
async function whispersNoMore(): Promise<void> {
  const input = { conversationId: vera.conversationId, text: 'Psst' };
  socket.subscribe(
    'whisper',
    `mutation ($input: MessageWhisperInput!) { messageWhisper(input: $input) { userErrors { code } } }`,
    { input },
  );
  const { messageWhisper } = (await socket.nextOf('whisper')).payload.data;
  expect(['FORBIDDEN', 'NOT_FOUND']).toContain(messageWhisper.userErrors[0]?.code);
}

/** How rights are taken, on A; what is given is what she keeps. */
const takings: readonly (readonly [how: string, takes: (left: readonly string[]) => Promise<unknown>])[] = [
  [
    'by a change of her profile',
    (left) => cluster.admin.does('profileUpdate', { profileId, permissions: left }, 'profile { id }'),
  ],
  [
    'by another profile',
    () => cluster.admin.does('agentUpdate', { agentId: sue.id, profile: 'LIVE_AGENT' }, 'agent { id }'),
  ],
  [
    'where no word of it arrives: the process looks by itself',
    (left) =>
      cluster.db.rows('UPDATE agent SET permissions = $2 WHERE agent_id = $1', [readGlobalId(sue.id)?.id, left]),
  ],
];

test.each(takings)(
  'the right to listen is taken on one node: whoever listens on the other hears no more within 5 s, and whispers no more, %s',
  async (_how, takes) => {
    await listens();
    await takes(['CHATS_MONITOR', 'CHATS_WHISPER']);
    await isLetGo(performance.now());
    await hearsOnlyOfHerself();
    await whispersNoMore();
  },
);

/** Somebody begins or stops to listen: what the team's list is told of. */
async function somethingChanges(turn: number): Promise<void> {
  const input = { conversationId: vera.conversationId };
  await cluster.admin.does(turn % 2 === 0 ? 'chatListen' : 'chatListenEnd', input, 'conversation { id }');
}

test.each(takings)(
  'the right to watch over the team is taken on one node: the open list on the other is told nothing more within 5 s, %s',
  async (_how, takes) => {
    socket.subscribe(
      'team',
      'subscription { liveChatChanges { __typename ... on EventBatch { events { __typename } } } }',
    );
    await brings('team', 'CaughtUp');
    await somethingChanges(0);
    await brings('team', 'LiveChatChanged');
    await takes(['CHATS_WHISPER']);
    const since = performance.now();
    let isOver = false;
    const over = (async () => {
      while ((await socket.nextOf('team')).type !== 'complete');
      isOver = true;
      return performance.now() - since;
    })();
    let turn = 1;
    while (!isOver && performance.now() - since < goneMs) await somethingChanges(turn++);
    expect(await over).toBeLessThan(goneMs);
    await somethingChanges(turn);
    socket.subscribe('list', '{ liveChats(first: 1) { totalCount } }');
    expect((await socket.nextOf('list')).payload.errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    expect(socket.pending.filter(({ id }) => id === 'team')).toEqual([]);
  },
);

test('whoever listens on one node is deactivated on the other: the socket closes within 5 s, and nothing comes through it', async () => {
  await listens();
  const closed = socket.closed(goneMs);
  await cluster.admin.does('agentDeactivate', { agentId: sue.id }, 'agent { active }');
  expect((await closed).code).toBe(4403);
  sue.parley.close();
  const heard = socket.pending.length;
  await vera.says('Behind her back');
  await vera.sees('Behind her back');
  expect(socket.pending).toHaveLength(heard);
});
