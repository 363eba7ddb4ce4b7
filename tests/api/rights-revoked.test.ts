/**
 * A right that is taken is gone within five seconds on sockets that stay open, on a process that had no part in it: what may
 * not be done is refused, and what may not be seen is not sent any more.
 */
import {
  agentAvailabilitySet,
  cardAnswer,
  conversationStart,
  messageSend,
  offerAccept,
  profileCreate,
  profileUpdate,
  agentUpdate,
  routingSettingsUpdate,
  visitorSessionStart,
} from '../../src/actions';
import type { AgentActor, VisitorActor } from '../../src/auth/actor';
import type { ConversationId, Permission, ProfileId } from '../../src/routing/terms';
import { globalId } from '../../src/schema/global-ids';
import { newId } from '../../src/stores/ids';
import type { FrameSocket } from '../support/frames';
import { got, makeWorkspace, type Person, startServer, type TestServer, type TestWorkspace } from '../support/server';
import { roundRobin, talkToAPerson } from '../support/stage-dialogs';

const gone = 5_000;
const lead: readonly Permission[] = [
  'ALL_CONVERSATIONS_VIEW',
  'CUSTOM_RULES_VIEW',
  'CUSTOM_RULES_MANAGE',
  'TEAMS_VIEW',
];
let here: TestServer;
let there: TestServer;
let workspace: TestWorkspace;
let person: Person;
let profileId: ProfileId;
let visitor: VisitorActor;
let conversationId: ConversationId;

beforeAll(async () => {
  here = await startServer();
  there = await startServer({ db: here.db });
});
afterEach(() => Promise.all([here.settle(), there.settle()]));
afterAll(async () => {
  await there.close();
  await here.close();
});

/** Somebody who leads, by a profile of the workspace's own, and a chat of somebody else's. */
beforeEach(async () => {
  workspace = await makeWorkspace(here);
  const { ports } = here.parley;
  const { founder } = workspace;
  profileId = got(await profileCreate(ports, founder, { name: 'Lead', description: null, permissions: lead }));
  person = await workspace.person();
  got(await agentUpdate(ports, founder, { agentId: person.id, profileId }));
  got(await routingSettingsUpdate(ports, founder, { requireReachable: false }));
  const ann = await workspace.person();
  got(await agentAvailabilitySet(ports, ann.actor, { available: true }));
  conversationId = await isServedBy(ann.actor);
});

async function isServedBy(agent: AgentActor): Promise<ConversationId> {
  const { ports } = here.parley;
  const dialogId = newId<'Dialog'>();
  const cards = talkToAPerson(roundRobin, null);
  await ports.work(workspace.id, (tx) => {
    tx.dialogs.insert({ id: dialogId, name: 'Dialog', priority: 0 });
    tx.dialogs.replaceCards(dialogId, cards);
    return Promise.resolve(tx.dialogs.publish(dialogId, 1, cards));
  });
  const session = { workspaceKey: workspace.key, visitorToken: null, attributes: [] };
  const { visitorId } = got(await visitorSessionStart(ports, session));
  visitor = { kind: 'VISITOR', workspaceId: workspace.id, visitorId };
  const id = got(await conversationStart(ports, visitor, { dialogId, pageUrl: null }));
  if (id === null) throw new Error('There is no dialog for this visitor.');
  const answer = { cardKey: 'ask', responseKey: 'Yes', response: null, value: null, clientMessageId: null };
  got(await cardAnswer(ports, visitor, { conversationId: id, ...answer }));
  const offer = await ports.work(workspace.id, (tx) => tx.offers.findPendingOf(id));
  if (offer === null) throw new Error('Nobody was offered the chat.');
  got(await offerAccept(ports, agent, { offerId: offer.id }));
  return id;
}

async function says(text: string): Promise<void> {
  got(await messageSend(here.parley.ports, visitor, { conversationId, text, clientMessageId: null }));
}

/** Asked for again and again until it is refused, which must be within five seconds. */
async function isForbidden(socket: FrameSocket, document: string): Promise<void> {
  const deadline = performance.now() + gone;
  for (let turn = 0; ; turn += 1) {
    socket.subscribe(`try${turn}`, document);
    const { payload } = await socket.nextOf(`try${turn}`);
    await socket.nextOf(`try${turn}`);
    const [answer] = Object.values(payload.data) as [{ userErrors: readonly { code: string }[] }];
    if (answer.userErrors[0]?.code === 'FORBIDDEN') return;
    expect(performance.now()).toBeLessThan(deadline);
  }
}

/** On the other process: all that happens, and what is said in that conversation. */
async function watches(): Promise<FrameSocket> {
  const socket = await there.socket(await person.signIn());
  socket.subscribe(
    'events',
    'subscription { events { __typename ... on EventBatch { events { __typename } } ... on ResetRequired { reason } } }',
  );
  expect((await socket.nextOf('events')).payload.data.events.__typename).toBe('CaughtUp');
  const conversation = globalId('Conversation', conversationId);
  socket.subscribe(
    'messages',
    `subscription { messageAdded(conversationId: "${conversation}", afterSequence: 0) { text } }`,
  );
  await says('Before');
  for (;;) {
    const { payload } = await socket.nextOf('messages');
    if (JSON.stringify(payload).includes('Before')) break;
  }
  for (;;) {
    if (JSON.stringify(await socket.nextOf('events')).includes('MessageAdded')) return socket;
  }
}

const anyRule = `mutation { ruleDraftDelete(input: { revision: 99 }) { userErrors { code } } }`;

/** What is said from now on reaches neither stream: the one of the chat is over, that of all says that it is another's now. */
async function seesNoMore(socket: FrameSocket): Promise<void> {
  await says('After');
  expect(await socket.nextOf('messages')).toEqual({ id: 'messages', type: 'complete' });
  const frames: string[] = [];
  while (!frames.at(-1)?.includes('"complete"')) frames.push(JSON.stringify(await socket.nextOf('events')));
  expect(frames.at(-2)).toContain('"reason":"SCOPE_CHANGED"');
  expect(frames.join()).not.toContain('MessageAdded');
  expect(socket.pending).toEqual([]);
  // Begun anew it tells what one may see: oneself, and nothing of that chat.
  socket.subscribe('own', 'subscription { events { __typename ... on EventBatch { events { __typename } } } }');
  expect((await socket.nextOf('own')).payload.data.events.__typename).toBe('CaughtUp');
  await says('Much later');
  got(await agentUpdate(here.parley.ports, workspace.founder, { agentId: person.id, name: 'Somebody else' }));
  const { events } = (await socket.nextOf('own')).payload.data;
  expect(events).toEqual({ __typename: 'EventBatch', events: [{ __typename: 'AgentChanged' }] });
}

test('by a change of the profile: mutations are refused, the streams end, and begin anew with what may still be seen', async () => {
  const socket = await watches();
  const left = { profileId, permissions: ['TEAMS_VIEW'] } as const;
  got(await profileUpdate(here.parley.ports, workspace.founder, left));
  await isForbidden(socket, anyRule);
  await seesNoMore(socket);
});

test('by another profile of the agent', async () => {
  const socket = await watches();
  got(await agentUpdate(here.parley.ports, workspace.founder, { agentId: person.id, profile: 'CALENDAR_AGENT' }));
  await isForbidden(socket, anyRule);
  await seesNoMore(socket);
});

test('also where no word of it arrives: every process looks by itself', async () => {
  const socket = await watches();
  await here.db.rows(`UPDATE agent SET permissions = '{TEAMS_VIEW}' WHERE agent_id = $1`, [person.id]);
  await isForbidden(socket, anyRule);
  await seesNoMore(socket);
});

test('what is given counts as soon, without a new socket', async () => {
  const socket = await watches();
  const more = { profileId, permissions: ['TEAMS_VIEW', 'AUDIT_VIEW'] } as const;
  got(await profileUpdate(here.parley.ports, workspace.founder, more));
  const deadline = performance.now() + gone;
  for (let turn = 0; ; turn += 1) {
    socket.subscribe(`ask${turn}`, '{ viewer { permissions agent { profile { name permissions } } } }');
    const { viewer } = (await socket.nextOf(`ask${turn}`)).payload.data;
    await socket.nextOf(`ask${turn}`);
    expect(viewer.agent.profile).toEqual({ name: 'Lead', permissions: ['TEAMS_VIEW', 'AUDIT_VIEW'] });
    if (viewer.permissions.includes('AUDIT_VIEW')) break;
    expect(performance.now()).toBeLessThan(deadline);
  }
});
