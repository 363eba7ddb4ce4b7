/** A subscription that lives for hours shows what is true now, not what its loaders once read. */
import { agentUpdate } from '../../src/actions/agent-update';
import { globalId } from '../../src/schema/global-ids';
import { type Data, type Graph, openGraph } from '../support/graph';
import { admin } from '../support/staff';
import { says, valueOf } from '../support/stage';

let graph: Graph;
beforeEach(async () => {
  graph = await openGraph();
  await graph.stage.dialog();
});
afterEach(() => graph.close());

const document = `subscription { events(filter: { types: [AGENT_CHANGED, MESSAGE_ADDED] }) { __typename ... on EventBatch { events { __typename
  ... on AgentChanged { agent { id name capacity } }
  ... on MessageAdded { message { text } conversation { id lastMessage { text } } } } } } }`;

test('changed twice, the second event of one subscription has the second value', async () => {
  const { stage } = graph;
  const ann = await stage.agent({ name: 'Ann' });
  const stream = await graph.as(admin(stage)).listen(document);
  expect((await stream.next()).events.__typename).toBe('CaughtUp');
  const names = ['Anna', 'Annabel', 'Ann again'];
  for (const [index, name] of names.entries()) {
    const changes = { agentId: ann.agentId, name, capacity: index + 1 };
    valueOf(await agentUpdate(stage.ports, admin(stage), changes));
    const { events } = await stream.next();
    const [changed] = events.events as readonly Data[];
    expect(changed?.agent).toEqual({ id: globalId('Agent', ann.agentId), name, capacity: index + 1 });
  }
  await stream.leave();
});

test('what hangs below an event is read anew for each: the last message of the conversation is the one that was just said', async () => {
  const { stage } = graph;
  await stage.agent({ name: 'Ann' });
  const visitor = await stage.visitor();
  const { id } = await stage.isServed(visitor);
  const stream = await graph.as(admin(stage)).listen(document);
  await stream.next();
  for (const text of ['One', 'Two', 'Three']) {
    valueOf(await says(stage, visitor, { conversationId: id, text }));
    const { events } = await stream.next();
    const [added] = events.events as readonly Data[];
    expect(added).toMatchObject({ message: { text }, conversation: { lastMessage: { text } } });
  }
  await stream.leave();
});
