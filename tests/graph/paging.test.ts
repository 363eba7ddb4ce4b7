import fc from 'fast-check';
import { connectionFromArray, type ConnectionArguments } from 'graphql-relay';
import type { VisitorActor } from '../../src/auth/actor';
import type { ConversationId } from '../../src/routing/terms';
import { globalId } from '../../src/schema/global-ids';
import { type Asker, type Data, type Graph, openGraph } from '../support/graph';
import { says, type Stage, valueOf } from '../support/stage';

let graph: Graph;
let stage: Stage;
let visitor: VisitorActor;
let id: ConversationId;

beforeAll(async () => {
  graph = await openGraph();
  ({ stage } = graph);
  await stage.dialog();
  await stage.agent();
  visitor = await stage.visitor();
  ({ id } = await stage.isServed(visitor));
  for (let line = 1; line <= 24; line += 1)
    valueOf(await says(stage, visitor, { conversationId: id, text: `${line}` }));
});
afterAll(() => graph.close());

const messages = `query ($id: ID!, $first: Int, $after: String, $last: Int, $before: String) {
  conversation(id: $id) { messages(first: $first, after: $after, last: $last, before: $before) {
    edges { cursor node { id } } nodes { id } totalCount
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  } }
}`;

async function page(asker: Asker, args: object): Promise<Data> {
  return (await asker.data(messages, { id: globalId('Conversation', id), ...args })).conversation.messages;
}

test('every page is the one that Relay would cut from the whole list', async () => {
  const asker = graph.as(visitor);
  const whole = await page(asker, { first: 100 });
  const ids: string[] = whole.nodes.map((node: { id: string }) => node.id);
  const cursors: string[] = whole.edges.map((edge: { cursor: string }) => edge.cursor);
  expect(whole.totalCount).toBe(ids.length);
  expect(new Set(cursors).size).toBe(ids.length);

  const oracleCursors: readonly string[] = connectionFromArray(ids, {}).edges.map(({ cursor }) => cursor);
  const place = fc.option(fc.integer({ min: 0, max: ids.length - 1 }), { nil: undefined });
  const size = fc.integer({ min: 1, max: ids.length + 3 });
  const wanted = fc.record({
    way: fc.constantFrom('first', 'last'),
    size,
    after: place,
    before: place,
  });
  await fc.assert(
    fc.asyncProperty(wanted, async ({ way, size: count, after, before }) => {
      const args = (of: readonly string[]): ConnectionArguments => ({
        [way]: count,
        ...(after !== undefined && { after: of[after] ?? null }),
        ...(before !== undefined && { before: of[before] ?? null }),
      });
      const expected = connectionFromArray(ids, args(oracleCursors));
      const actual = await page(asker, args(cursors));
      const told: string[] = actual.edges.map((edge: Data) => edge.node.id);
      expect(told).toEqual(expected.edges.map(({ node }) => node));
      expect(actual.nodes).toEqual(told.map((one) => ({ id: one })));
      expect(actual.totalCount).toBe(ids.length);
      expect(actual.pageInfo.startCursor).toBe(actual.edges[0]?.cursor ?? null);
      expect(actual.pageInfo.endCursor).toBe(actual.edges.at(-1)?.cursor ?? null);
      // Relay asks for one of the two; what lies on the other side may be told, and is told truthfully.
      if (way === 'first' && before === undefined) {
        expect(actual.pageInfo.hasNextPage).toBe(expected.pageInfo.hasNextPage);
      }
      if (way === 'last' && after === undefined) {
        expect(actual.pageInfo.hasPreviousPage).toBe(expected.pageInfo.hasPreviousPage);
      }
    }),
    { numRuns: 60 },
  );
});

test('a walk by pages of any size meets every row once, forward and backward', async () => {
  const asker = graph.as(visitor);
  const whole: string[] = (await page(asker, { first: 100 })).nodes.map((node: Data) => node.id);
  for (const size of [1, 4, 7, whole.length]) {
    const forward: string[] = [];
    for (let after: string | null = null; ;) {
      const cut = await page(asker, { first: size, after });
      forward.push(...cut.nodes.map((node: Data) => node.id));
      after = cut.pageInfo.endCursor;
      if (!cut.pageInfo.hasNextPage) break;
    }
    expect(forward).toEqual(whole);
    const backward: string[] = [];
    for (let before: string | null = null; ;) {
      const cut = await page(asker, { last: size, before });
      backward.unshift(...cut.nodes.map((node: Data) => node.id));
      before = cut.pageInfo.startCursor;
      if (!cut.pageInfo.hasPreviousPage) break;
    }
    expect(backward).toEqual(whole);
  }
});

test('a cursor that no page of the list handed out is refused, with the neighbours answered', async () => {
  const asker = graph.as(visitor);
  const foreign = (await asker.data('{ conversations { pageInfo { endCursor } } }')).conversations.pageInfo.endCursor;
  for (const after of ['garbage', '', foreign, 'x'.repeat(5_000)]) {
    const answer = await asker.ask(messages, { id: globalId('Conversation', id), after });
    expect(answer.data?.conversation).toEqual({ messages: null });
    expect(answer.errors?.map(({ extensions }) => extensions['code'])).toEqual(['BAD_USER_INPUT']);
  }
});

test('nothing is counted for a page whose total nobody asked for', async () => {
  const asker = graph.as(visitor);
  const variables = { id: globalId('Conversation', id) };
  const plain = await graph.statements(() =>
    asker.data('query ($id: ID!) { conversation(id: $id) { messages { nodes { id } } } }', variables),
  );
  const counting = await graph.statements(() =>
    asker.data('query ($id: ID!) { conversation(id: $id) { messages { totalCount } } }', variables),
  );
  expect(counting).not.toEqual(plain);
});
