/** The same document gets the same answer over HTTP and over the socket, whatever is wrong with it. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { concatAST, getIntrospectionQuery, parse, print, separateOperations } from 'graphql';
import { resolvers } from '../../src/resolvers';
import { createSchema } from '../../src/schema/build-schema';
import { documentLimits } from '../../src/server/document-limits';
import { createGuard, type Guard } from '../../src/server/guard';
import type { Frame } from '../support/frames';
import { startServer, type TestServer } from '../support/server';

let development: TestServer;
let production: TestServer;

beforeAll(async () => {
  development = await startServer();
  production = await startServer({ db: development.db, config: { production: true } });
});
afterEach(() => Promise.all([development.settle(), production.settle()]));
afterAll(async () => {
  await production.close();
  await development.close();
});

interface Asked {
  readonly query: string;
  readonly variables?: object;
  readonly operationName?: string;
}

/** The errors of both transports, which must be the same ones. */
async function errorsOf(server: TestServer, asked: Asked): Promise<readonly Frame[]> {
  const http = await server.post(asked);
  const socket = await server.socket();
  socket.subscribe('1', asked.query, asked.variables, asked.operationName);
  const frame = await socket.nextOf('1');
  const overSocket = frame.type === 'error' ? frame.payload : (frame.payload.errors ?? []);
  expect(overSocket).toEqual(http.errors ?? []);
  // Whatever was wrong: the socket goes on.
  socket.subscribe('2', '{ serverTime }');
  expect((await socket.nextOf('2')).payload.data.serverTime).toMatch(/^\d{4}-/);
  return http.errors ?? [];
}

const codesOf = (errors: readonly Frame[]): readonly string[] => [
  ...new Set(errors.map(({ extensions }) => extensions.code)),
];
const times = (count: number, part: (index: number) => string): string =>
  Array.from({ length: count }, (_, i) => part(i)).join(' ');
const nested = (levels: number): string => {
  // node { ... on Agent { teams { nodes { members { nodes … } } } } }: four levels a round.
  const open = ['teams { nodes {', 'members { nodes {'];
  let query = '';
  for (let level = 0; level < levels; level += 1) query += `${open[level % 2]} `;
  return `{ agents { nodes { ${query} id ${'} } '.repeat(levels)} } } }`;
};

describe('a limit is the same on both transports', () => {
  const { aliases, rootFields, directives, repeats, tokens, bytes } = documentLimits;
  const cases: Readonly<Record<string, { readonly within: string; readonly beyond: string; readonly says: RegExp }>> = {
    aliases: {
      within: `{ ${times(3, (root) => `r${root}: workspace { ${times(aliases / 3 - 1, (i) => `a${i}: name`)} }`)} }`,
      beyond: `{ workspace { ${times(aliases + 1, (i) => `a${i}: name`)} } }`,
      says: /aliases/,
    },
    'root fields': {
      within: `{ ${times(rootFields, (i) => `a${i}: serverTime`)} }`,
      beyond: `{ ${times(rootFields + 1, (i) => `a${i}: serverTime`)} }`,
      says: /root fields/,
    },
    directives: {
      within: `{ ${times(directives, () => 'serverTime @include(if: true)')} }`,
      beyond: `{ serverTime ${times(directives + 1, () => '@include(if: true)')} }`,
      says: /directives/,
    },
    repeats: {
      within: `{ workspace { ${times(repeats, () => 'name')} } }`,
      beyond: `{ workspace { ${times(repeats + 1, () => 'name')} } }`,
      says: /repeats one field/,
    },
    depth: {
      within: nested(3),
      beyond: nested(8),
      says: /levels deep/,
    },
    selections: {
      within: `{ workspace { ...A } } fragment A on Workspace { ${times(15, () => 'name key')} }`,
      beyond: `{ workspace { ...A ...A ...A ...A } } ${times(6, (i) => {
        const name = String.fromCharCode(65 + i);
        const next = String.fromCharCode(66 + i);
        return `fragment ${name} on Workspace { ${times(4, () => `...${next}`)} }`;
      })} fragment G on Workspace { name }`,
      says: /more than 1500 fields/,
    },
    size: {
      within: `{ serverTime } # ${'x'.repeat(bytes - 20)}`,
      beyond: `{ serverTime } # ${'x'.repeat(bytes)}`,
      says: /larger than 64 KiB/,
    },
    tokens: {
      within: `query(${times(400, (i) => `$v${i}: Int`)}) { serverTime }`,
      beyond: `{ serverTime ${times(tokens, () => '}')}`,
      says: /more than 4000 tokens. Split|Syntax Error/,
    },
  };
  test.each(Object.entries(cases))('%s', async (_name, { within, beyond, says }) => {
    const allowed = await errorsOf(development, { query: within });
    expect(allowed.filter(({ message }) => says.test(message))).toEqual([]);
    const refused = await errorsOf(development, { query: beyond });
    expect(refused[0].message).toMatch(says);
    expect(codesOf(refused)).toEqual([expect.stringMatching(/^GRAPHQL_(VALIDATION|PARSE)_FAILED$/)]);
  });
});

test('tokens are counted before the document is read to its end', async () => {
  const [error] = await errorsOf(development, { query: `{ ${times(4_100, () => 'serverTime')} }` });
  expect(error.message).toMatch(/^This document has more than 4000 tokens\. Split it/);
  expect(error.extensions.code).toBe('GRAPHQL_PARSE_FAILED');
});

test('a fragment that spreads itself is refused by name, and counted without end by nobody', async () => {
  const query = '{ workspace { ...A } } fragment A on Workspace { name ...B } fragment B on Workspace { ...A }';
  const [error] = await errorsOf(development, { query });
  expect(error.message).toMatch(/Cannot spread fragment "A" within itself/);
});

test('pages within pages are refused by what they could hold, by literals and by variables alike', async () => {
  const query = (first: string): string =>
    `query($n: Int) { agents(first: ${first}) { nodes { teams(first: ${first}) { nodes { members(first: ${first}) { nodes { id } } } } } } }`;
  for (const asked of [
    { query: query('100').replace('($n: Int)', '') },
    { query: query('$n'), variables: { n: 100 } },
  ]) {
    const [error] = await errorsOf(development, asked);
    expect(error.message).toMatch(/could answer with more than 100000 fields/);
    expect(error.extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
  }
  const small = await errorsOf(development, { query: query('$n'), variables: { n: 5 } });
  expect(codesOf(small)).toEqual(['UNAUTHENTICATED']);
});

test('at most five validation errors are told', async () => {
  const errors = await errorsOf(development, { query: `{ ${times(15, (i) => `nothing${i}`)} }` });
  expect(errors).toHaveLength(6);
  expect(errors.at(-1)?.message).toMatch(/Too many validation errors/);
});

test('a syntax error, an unknown field, an unknown operation and a wrong variable have their codes', async () => {
  expect(codesOf(await errorsOf(development, { query: '{ serverTime' }))).toEqual(['GRAPHQL_PARSE_FAILED']);
  expect(codesOf(await errorsOf(development, { query: '{ nothing }' }))).toEqual(['GRAPHQL_VALIDATION_FAILED']);
  const two = 'query A { serverTime } query B { serverTime }';
  expect(codesOf(await errorsOf(development, { query: two, operationName: 'C' }))).toEqual([
    'GRAPHQL_VALIDATION_FAILED',
  ]);
  expect(codesOf(await errorsOf(development, { query: two }))).toEqual(['GRAPHQL_VALIDATION_FAILED']);
  const typed = 'query($id: ID!) { conversation(id: $id) { id } }';
  expect(codesOf(await errorsOf(development, { query: typed }))).toEqual(['BAD_USER_INPUT']);
  expect(codesOf(await errorsOf(development, { query: typed, variables: { id: {} } }))).toEqual(['BAD_USER_INPUT']);
});

test('the standard introspection query, and every document of our own clients, is within the limits', () => {
  const guard = createGuard({ schema: createSchema(resolvers), introspection: true });
  const folder = join(__dirname, '../../clients/documents');
  const parts = readdirSync(folder).map((name) => parse(readFileSync(join(folder, name), 'utf8')));
  const clients = separateOperations(concatAST(parts));
  expect(Object.keys(clients).length).toBeGreaterThan(10);
  for (const document of Object.values(clients)) {
    expect(guard.check({ query: print(document), variables: { first: 100 } })).toMatchObject({ ok: true });
  }
  const everything = { oneOf: true, inputValueDeprecation: true, schemaDescription: true, specifiedByUrl: true };
  expect(guard.check({ query: getIntrospectionQuery(everything) })).toMatchObject({ ok: true });
});

describe('production', () => {
  const introspection = '{ __schema { types { name } } __type(name: "Agent") { name } }';

  test('describes itself to nobody, over neither transport', async () => {
    expect(await errorsOf(development, { query: introspection })).toEqual([]);
    const refused = await errorsOf(production, { query: introspection });
    expect(codesOf(refused)).toEqual(['GRAPHQL_VALIDATION_FAILED']);
    expect(refused[0].message).toMatch(/introspection/);
    expect(await errorsOf(production, { query: '{ __typename }' })).toEqual([]);
  });

  test('suggests no names, in documents and in variables', async () => {
    const misspelled = [
      { query: '{ serverTim }' },
      { query: 'query($s: InboxStat) { inbox(state: $s) { nodes { id } } }' },
      { query: '{ inbox(stat: ALL) { nodes { id } } }' },
      { query: 'query($s: InboxState) { inbox(state: $s) { nodes { id } } }', variables: { s: 'ACTIV' } },
    ];
    for (const asked of misspelled) {
      const [told] = await errorsOf(development, asked);
      const [kept] = await errorsOf(production, asked);
      expect(told.message).toMatch(/Did you mean/);
      expect(kept.message).not.toMatch(/Did you mean/);
      expect(told.message.startsWith(kept.message)).toBe(true);
    }
  });

  test('has no GraphiQL, no schema to read, and no landing page', async () => {
    expect((await production.get('/graphiql')).status).toBe(404);
    expect((await production.get('/schema.graphql')).status).toBe(404);
    expect(await (await development.get('/schema.graphql')).text()).toMatch(/^type Subscription/m);
    const page = await production.get('/graphql', { headers: { accept: 'text/html' } });
    expect(page.status).toBe(400);
    expect(page.headers.get('content-type')).toMatch(/^application\/json/);
  });
});

describe('the documents that are kept', () => {
  const guardOf = (cache?: { readonly documents: number; readonly characters: number }) =>
    createGuard({ schema: createSchema(resolvers), introspection: true, ...(cache && { cache }) });
  const documentOf = (guard: Guard, query: string) => {
    const verdict = guard.check({ query });
    return verdict.ok ? verdict.document : null;
  };

  test('are parsed and validated once, and found by their hash', () => {
    const guard = guardOf();
    const query = '{ serverTime }';
    const document = documentOf(guard, query);
    expect(document).not.toBeNull();
    expect(documentOf(guard, query)).toBe(document);
    expect(guard.findDocument(createHash('sha256').update(query).digest('hex'))).toBe(document);
  });

  test('are bounded in number and in size, the least used going first', () => {
    for (const cache of [
      { documents: 2, characters: 1_000 },
      { documents: 10, characters: 40 },
    ]) {
      const guard = guardOf(cache);
      const [first, second, third] = ['{ a: serverTime }', '{ b: serverTime }', '{ c: serverTime }'];
      const kept = documentOf(guard, first);
      const dropped = documentOf(guard, second);
      documentOf(guard, first);
      documentOf(guard, third);
      expect(documentOf(guard, first)).toBe(kept);
      expect(documentOf(guard, second)).not.toBe(dropped);
    }
  });

  test('are never the refused ones', () => {
    const guard = guardOf();
    const query = '{ nothing }';
    expect(documentOf(guard, query)).toBeNull();
    expect(guard.findDocument(createHash('sha256').update(query).digest('hex'))).toBeUndefined();
  });
});
