import { graphql, GraphQLInt, GraphQLObjectType, GraphQLSchema, GraphQLString, type GraphQLResolveInfo } from 'graphql';
import { type PageRequest, UnknownCursor } from '../../src/actions/pages';
import { connection, emptyPage, pageRequest } from '../../src/resolvers/paging';

/** A field with the paging arguments, so that they come as they do from a caller: literals and variables. */
const asked: PageRequest[] = [];
const list = new GraphQLObjectType({
  name: 'List',
  fields: { totalCount: { type: GraphQLInt }, more: { type: GraphQLString } },
});
const args = {
  first: { type: GraphQLInt },
  last: { type: GraphQLInt },
  after: { type: GraphQLString },
  before: { type: GraphQLString },
};
const schema = new GraphQLSchema({
  query: new GraphQLObjectType({
    name: 'Query',
    fields: {
      list: {
        type: list,
        args,
        resolve: (_root, given: Record<string, never>, _context, info: GraphQLResolveInfo) => {
          asked.push(pageRequest(given, info));
          return {};
        },
      },
    },
  }),
});

async function ask(source: string, variables: Record<string, unknown> = {}): Promise<PageRequest | string> {
  asked.length = 0;
  const { errors } = await graphql({ schema, source, variableValues: variables });
  const [error] = errors ?? [];
  if (error !== undefined) return `${String(error.extensions['code'])}: ${error.message}`;
  return asked[0] as PageRequest;
}

test('twenty from the front, when nothing is said', async () => {
  const page = { limit: 20, direction: 'FORWARD', after: null, before: null, withTotal: false };
  expect(await ask('{ list { more } }')).toEqual(page);
  expect(await ask('{ list(first: null, last: null) { more } }')).toEqual(page);
});

test('first walks forward, last backward', async () => {
  expect(await ask('{ list(first: 100, after: "a") { more } }')).toMatchObject({
    limit: 100,
    direction: 'FORWARD',
    after: 'a',
  });
  expect(await ask('{ list(last: 1, before: "b") { more } }')).toMatchObject({
    limit: 1,
    direction: 'BACKWARD',
    before: 'b',
  });
});

test.each([0, -1, 101, 1_000_000])('a page of %d is refused, in the document and in a variable', async (size) => {
  for (const name of ['first', 'last']) {
    const refusal = `BAD_USER_INPUT: \`${name}\` must be 1 to 100.`;
    expect(await ask(`{ list(${name}: ${size}) { more } }`)).toBe(refusal);
    expect(await ask(`query ($n: Int) { list(${name}: $n) { more } }`, { n: size })).toBe(refusal);
  }
});

test('both ends at once are refused', async () => {
  expect(await ask('{ list(first: 1, last: 1) { more } }')).toBe('BAD_USER_INPUT: Give `first` or `last`, not both.');
});

test('a list is counted when its total is asked for, wherever the document says so', async () => {
  const counted = { withTotal: true };
  expect(await ask('{ list { totalCount } }')).toMatchObject(counted);
  expect(await ask('{ list { total: totalCount } }')).toMatchObject(counted);
  expect(await ask('{ list { ... on List { totalCount } } }')).toMatchObject(counted);
  expect(await ask('{ list { ...Part } } fragment Part on List { totalCount }')).toMatchObject(counted);
  expect(await ask('{ list { totalCount: more } }')).toMatchObject({ withTotal: false });
});

test('a cursor of another list is the mistake of the caller, anything else is ours', async () => {
  await expect(connection(Promise.reject(new UnknownCursor()))).rejects.toMatchObject({
    extensions: { code: 'BAD_USER_INPUT' },
  });
  const bug = new Error('the disk is full');
  await expect(connection(Promise.reject(bug))).rejects.toBe(bug);
});

test('an empty page has no cursors', async () => {
  const page = await connection(Promise.resolve(emptyPage));
  expect(page.edges).toEqual([]);
  expect(page.pageInfo).toEqual({ hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null });
});
