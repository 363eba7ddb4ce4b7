/** Who hears of a chat that changes hands, over the streams that are open anyway: from the moment of the right, until its end. */
import { chatInvite, chatLeave, chatListen, chatListenEnd, chatTransfer, offerAccept } from '../../src/actions';
import type { AgentActor, VisitorActor } from '../../src/auth/actor';
import type { ConversationId, Permission } from '../../src/routing/terms';
import { globalId } from '../../src/schema/global-ids';
import { type Data, type Graph, openGraph, type Stream } from '../support/graph';
import { declines, says, type Stage, valueOf } from '../support/stage';

let graph: Graph;
let stage: Stage;
let ann: AgentActor;
let ben: AgentActor;
let sue: AgentActor;
let visitor: VisitorActor;
let id: ConversationId;

const agentPermissions: readonly Permission[] = ['LIVE_CHAT_TAKE', 'CHATS_TRANSFER'];

beforeEach(async () => {
  graph = await openGraph();
  ({ stage } = graph);
  ann = await stage.agent({ name: 'Ann', permissions: agentPermissions });
  await stage.dialog();
  visitor = await stage.visitor({ firstName: 'Vera' });
  ({ id } = await stage.isServed(visitor));
  ben = await stage.agent({ name: 'Ben', permissions: agentPermissions });
  sue = await stage.agent({ name: 'Sue', available: false, permissions: ['CHATS_MONITOR', 'CHATS_LISTEN'] });
});
afterEach(async () => {
  const left = graph.open;
  await graph.close();
  expect(left).toBe(0);
});

const eventsDocument = `subscription { events { __typename ... on EventBatch { events {
  __typename
  ... on MessageAdded { message { text } conversation { id } }
  ... on LiveChatTransferred { fromAgent { name } toAgent { name } conversation { id } }
  ... on WhisperAdded { whisper { text } }
  ... on LiveChatHandoverAsked { askedOffer { state agent { name } } conversation { handover { agent { name } } } }
} } } }`;
const messagesDocument = `subscription ($id: ID!) { messageAdded(conversationId: $id) { text } }`;

/** Everything that a stream has told, as far as it has been read. */
class Heard {
  readonly told: Data[] = [];
  private constructor(private readonly stream: Stream) {}

  static async by(actor: AgentActor | VisitorActor): Promise<Heard> {
    const heard = new Heard(await graph.as(actor).listen(eventsDocument));
    await heard.stream.next();
    return heard;
  }

  /** Reads on until that line has come. */
  async line(text: string): Promise<void> {
    while (!this.lines.includes(text)) {
      const frame = await this.stream.next();
      if (frame === null) throw new Error(`The stream ended before “${text}”.`);
      this.told.push(...(frame.events.events ?? []));
    }
  }

  /** Reads on until one of that kind has come, behind what was read. */
  async type(wanted: string): Promise<void> {
    const from = this.told.length;
    while (!this.types.slice(from).includes(wanted)) {
      const frame = await this.stream.next();
      if (frame === null) throw new Error(`The stream ended before a ${wanted}.`);
      this.told.push(...(frame.events.events ?? []));
    }
  }

  get lines(): readonly string[] {
    return this.told.flatMap(({ message }) => (message ? [message.text] : []));
  }

  get types(): readonly string[] {
    return this.told.map(({ __typename }) => __typename);
  }

  leave(): Promise<void> {
    return this.stream.leave();
  }
}

async function visitorSays(text: string): Promise<void> {
  valueOf(await says(stage, visitor, { conversationId: id, text }));
}

/** A chat of Ann's in which somebody writes now: what a stream must have read by then, it has. */
async function anotherChatSays(text: string, agent: AgentActor): Promise<void> {
  const other = await stage.visitor();
  const { id: conversationId, agent: server } = await stage.isServed(other);
  expect(server.agentId).toBe(agent.agentId);
  valueOf(await says(stage, other, { conversationId, text }));
}

const to = (agent: AgentActor) => ({
  conversationId: id,
  agentId: agent.agentId,
  teamId: null,
  ruleId: null,
  note: null,
});

test('handed over: the new agent hears what follows, the first one hears that it is gone and no more', async () => {
  const [first, second] = [await Heard.by(ann), await Heard.by(ben)];
  await visitorSays('to Ann alone');
  await first.line('to Ann alone');
  const offerId = valueOf(await chatTransfer(stage.ports, ann, to(ben)));
  valueOf(await offerAccept(stage.ports, ben, { offerId }));
  await visitorSays('to Ben');
  await second.line('to Ben');
  expect(second.lines).toEqual(['Ann left', 'Ben joined', 'to Ben']);
  expect(second.told).toContainEqual(
    expect.objectContaining({
      fromAgent: { name: 'Ann' },
      toAgent: { name: 'Ben' },
      conversation: { id: globalId('Conversation', id) },
    }),
  );
  await stage.work(async (tx) => tx.agents.update(ben.agentId, { available: false }));
  await anotherChatSays('marks the place', ann);
  await first.line('marks the place');
  expect(first.types).toContain('LiveChatTransferred');
  expect(first.told.find(({ __typename }) => __typename === 'LiveChatTransferred')).toMatchObject({
    conversation: null,
  });
  expect(first.lines).not.toContain('to Ben');
  await Promise.all([first.leave(), second.leave()]);
});

test('handed over: whoever reads the one conversation is let go, or goes on', async () => {
  const conversationId = globalId('Conversation', id);
  const annReads = await graph.as(ann).listen(messagesDocument, { id: conversationId });
  const offerId = valueOf(await chatTransfer(stage.ports, ann, to(ben)));
  await expect(graph.as(ben).listen(messagesDocument, { id: conversationId })).rejects.toThrow('FORBIDDEN');
  valueOf(await offerAccept(stage.ports, ben, { offerId }));
  const benReads = await graph.as(ben).listen(messagesDocument, { id: conversationId });
  await visitorSays('for Ben');
  expect((await benReads.next()).messageAdded.text).toBe('for Ben');
  expect(await annReads.next()).toBeNull();
  await benReads.leave();
});

test('the list of both is right without a reload of what was said before', async () => {
  const inbox = `{ inbox(state: ACTIVE) { nodes { id guest { name } handover { kind note agent { name } } } } }`;
  const list = async (actor: AgentActor) => (await graph.as(actor).data(inbox)).inbox.nodes;
  const conversationId = globalId('Conversation', id);
  const offerId = valueOf(await chatTransfer(stage.ports, ann, { ...to(ben), note: 'Knows Danish' }));
  expect(await list(ann)).toEqual([
    { id: conversationId, guest: null, handover: { kind: 'TRANSFER', note: 'Knows Danish', agent: { name: 'Ben' } } },
  ]);
  expect(await list(ben)).toEqual([]);
  valueOf(await offerAccept(stage.ports, ben, { offerId }));
  expect([await list(ann), (await list(ben)).length]).toEqual([[], 1]);
  const back = valueOf(await chatInvite(stage.ports, ben, to(ann)));
  valueOf(await offerAccept(stage.ports, ann, { offerId: back }));
  expect(await list(ann)).toEqual([{ id: conversationId, guest: { name: 'Ann' }, handover: null }]);
  valueOf(await chatLeave(stage.ports, ann, { conversationId: id }));
  expect([await list(ann), (await list(ben)).length]).toEqual([[], 1]);
});

test('whoever is asked to take it is told to the first agent: the first of a team, and the next one behind a no', async () => {
  const cleo = await stage.agent({ name: 'Cleo', permissions: agentPermissions });
  const teamId = await stage.team('Sales', [ben, cleo]);
  const [first, asked, visitors] = [await Heard.by(ann), await Heard.by(ben), await Heard.by(visitor)];
  valueOf(await chatTransfer(stage.ports, ann, { ...to(ben), agentId: null, teamId }));
  await first.type('LiveChatHandoverAsked');
  valueOf(await declines(stage, await stage.ringing(id)));
  await first.type('LiveChatHandoverAsked');
  const names = first.told.flatMap(({ askedOffer }) => (askedOffer ? [askedOffer.agent.name] : []));
  expect([...names].sort()).toEqual(['Ben', 'Cleo']);
  // What it shows by then is who is asked now: no client has to ask again.
  expect(first.told.at(-1)).toMatchObject({
    askedOffer: { state: 'PENDING', agent: { name: names[1] } },
    conversation: { handover: { agent: { name: names[1] } } },
  });
  valueOf(await declines(stage, await stage.ringing(id)));
  await first.type('LiveChatOfferReturned');
  await visitorSays('still here');
  await visitors.line('still here');
  expect(visitors.types).toEqual(['MessageAdded']);
  expect(asked.types).not.toContain('LiveChatHandoverAsked');
  await Promise.all([first.leave(), asked.leave(), visitors.leave()]);
});

test('a guest hears from the accept to the leaving', async () => {
  const heard = await Heard.by(ben);
  await visitorSays('before');
  const offerId = valueOf(await chatInvite(stage.ports, ann, to(ben)));
  valueOf(await offerAccept(stage.ports, ben, { offerId }));
  await visitorSays('with a guest');
  await heard.line('with a guest');
  valueOf(await chatLeave(stage.ports, ben, { conversationId: id }));
  await visitorSays('behind their back');
  await stage.work(async (tx) => tx.agents.update(ann.agentId, { available: false }));
  await anotherChatSays('marks the place', ben);
  await heard.line('marks the place');
  expect(heard.lines).toEqual(expect.arrayContaining(['with a guest']));
  expect(heard.lines).not.toContain('before');
  expect(heard.lines).not.toContain('behind their back');
  await heard.leave();
});

test('a listener hears from the beginning to the end, and is never heard of', async () => {
  const [heard, visitors] = [await Heard.by(sue), await Heard.by(visitor)];
  await visitorSays('before');
  valueOf(await chatListen(stage.ports, sue, { conversationId: id }));
  await visitorSays('overheard');
  await heard.line('overheard');
  valueOf(await chatListenEnd(stage.ports, sue, { conversationId: id }));
  await visitorSays('in private');
  await visitors.line('in private');
  valueOf(await chatListen(stage.ports, sue, { conversationId: id }));
  await visitorSays('again');
  await heard.line('again');
  expect(heard.lines).toEqual(['overheard', 'again']);
  expect(visitors.types).toEqual(visitors.types.filter((type) => type === 'MessageAdded'));
  await Promise.all([heard.leave(), visitors.leave()]);
});

test('who loses the permission to listen hears nothing more, on open streams too', async () => {
  const asker = graph.as(sue);
  const conversationId = globalId('Conversation', id);
  valueOf(await chatListen(stage.ports, sue, { conversationId: id }));
  const events = await asker.listen(eventsDocument);
  const messages = await asker.listen(messagesDocument, { id: conversationId });
  await events.next();
  asker.actor = { ...sue, permissions: new Set<Permission>(['LIVE_CHAT_TAKE']) };
  await visitorSays('not for you');
  expect(await messages.next()).toBeNull();
  // Something that is still theirs comes, and the line did not come before it.
  await stage.work(async (tx) => {
    tx.emit({
      type: 'AGENT_CHANGED',
      changedAgentId: sue.agentId,
      agentId: sue.agentId,
      conversationId: null,
      visitorId: null,
      onlyAgent: false,
    });
  });
  const frame = await events.next();
  expect(frame.events.events.map((event: Data) => event.__typename)).toEqual(['AgentChanged']);
  await events.leave();
});

test('a monitor sees who talks and who waits, and not what is said', async () => {
  const waiting = await stage.asks(await stage.visitor({ firstName: 'Viktor' }));
  const list = `query ($filter: LiveChatFilter) { liveChats(filter: $filter) { totalCount nodes {
    state agentName conversation { id visitor { name } } } } }`;
  const all = (await graph.as(sue).data(list)).liveChats;
  expect(all.nodes.map((chat: Data) => [chat.state, chat.agentName, chat.conversation.visitor.name])).toEqual([
    ['CONNECTED', 'Ann', 'Vera'],
    ['OFFERED', null, 'Viktor'],
  ]);
  const only = async (filter: object) => (await graph.as(sue).data(list, { filter })).liveChats.nodes.length;
  expect(await only({ waiting: true })).toBe(1);
  expect(await only({ waiting: false })).toBe(1);
  expect(await only({ states: ['CONNECTED'], waiting: true })).toBe(0);
  expect(await only({ agentId: globalId('Agent', ann.agentId) })).toBeGreaterThan(0);
  expect(await only({ agentId: 'garbage' })).toBe(0);
  const teamId = globalId('Team', await stage.team('Anns', [ann]));
  expect(await only({ teamId, states: ['CONNECTED'] })).toBe(1);
  const lines = `query ($id: ID!) { conversation(id: $id) { messages { nodes { text } } } }`;
  for (const one of [id, waiting]) {
    const refusal = await graph.as(sue).refusal(lines, { id: globalId('Conversation', one) });
    expect(refusal).toBe('FORBIDDEN at conversation.messages');
  }
  expect(await graph.as(ann).refusal(list)).toBe('FORBIDDEN at liveChats');
  expect(await graph.as(visitor).refusal(list)).toBe('FORBIDDEN at liveChats');
});
