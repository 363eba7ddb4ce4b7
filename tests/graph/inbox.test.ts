import type { AgentActor } from '../../src/auth/actor';
import { type Graph, openGraph } from '../support/graph';

let graph: Graph;
let ann: AgentActor;

beforeAll(async () => {
  graph = await openGraph();
  ann = await graph.stage.agent({
    name: 'Ann',
    capacity: 100,
    permissions: ['LIVE_CHAT_TAKE', 'MY_CONVERSATIONS_VIEW'],
  });
  await graph.stage.dialog();
});
afterAll(() => graph.close());

const page = `{
  inbox(first: 50) {
    eventCursor
    nodes { id status visitor { id name email } unreadCount lastMessage { sequence author text createdAt } }
    pageInfo { hasNextPage }
  }
}`;

test('the inbox of an agent holds the chats that the agent accepted, and how much of them is unread', async () => {
  const visitor = await graph.stage.visitor({ firstName: 'Vera', email: 'vera@example.com' });
  await graph.stage.isServed(visitor);
  const { inbox } = await graph.as(ann).data(page);
  expect(inbox.nodes).toHaveLength(1);
  expect(inbox.nodes[0]).toMatchObject({
    status: 'OPEN',
    visitor: { name: 'Vera', email: 'vera@example.com' },
    lastMessage: { author: 'SYSTEM' },
  });
});

test('a page of fifty takes four statements, like a page of one', async () => {
  const one = await graph.statements(() => graph.as(ann).data(page));
  for (let count = 1; count < 50; count += 1) await graph.stage.isServed(await graph.stage.visitor());
  const fifty = await graph.statements(async () => {
    const { inbox } = await graph.as(ann).data(page);
    expect(inbox.nodes).toHaveLength(50);
  });
  expect([...fifty].sort()).toEqual([...one].sort());
  // Beside them the position of the log, which the cursor asks for.
  expect(fifty.filter((name) => !/position/.test(name))).toHaveLength(4);
});
