/**
 * Every argument of every query and mutation, one leaf after the other, given what people, scripts and scanners send. What
 * comes back may be anything but "something went wrong on our side": that is what the graph says of its own mistakes.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  buildSchema,
  getNamedType,
  getNullableType,
  type GraphQLField,
  type GraphQLInputType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql';
import { type Desk, openDesk } from '../support/desk';

const schema = buildSchema(readFileSync(join(__dirname, '..', '..', 'src', 'schema', 'schema.graphql'), 'utf8'));

const texts = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud83d',
  '🙂',
  "'; --",
  '%s${x}{{x}}',
  '../../etc',
  'x'.repeat(50_000),
  'İ',
];
const nasty: Readonly<Record<string, readonly unknown[]>> = {
  String: texts,
  ID: [...texts, 'QWdlbnQ6', 'QWdlbnQ6MDAwMDAwMDAtMDAwMC0wMDAwLTAwMDAtMDAwMDAwMDAwMDAw'],
  EventCursor: texts,
  Int: [-2_147_483_648, -1, 0, 1, 2_147_483_647],
  DateTime: ['0001-01-01T00:00:00Z', '9999-12-31T23:59:59.999Z', '275760-09-13T00:00:00Z', ''],
  Boolean: [true, false],
};

let desk: Desk;
let tokens: readonly (string | null)[];
let ids: Readonly<Record<string, string>>;

beforeAll(async () => {
  desk = await openDesk({ forAll: true });
  const ann = await desk.agent({ name: 'Ann' });
  const vera = await desk.visitor();
  await vera.asksForAnAgent();
  const { id: offerId } = await ann.rings();
  const other = await desk.agent({ name: 'Bo' });
  const { dialogs, roundRobinPools } = (
    await desk.server.http('{ dialogs { nodes { id } } roundRobinPools { id } }', {}, desk.admin.token)
  ).data;
  ids = {
    conversationId: vera.conversationId ?? '',
    offerId,
    agentId: other.id,
    agentIds: other.id,
    nextAgentId: other.id,
    teamId: await desk.team('Sales', [other]),
    dialogId: dialogs.nodes[0].id,
    poolId: roundRobinPools[0].id,
  };
  tokens = [desk.admin.token, ann.token, vera.token, null];
});

/** A value that the type takes, with ids that lead somewhere. */
function plain(type: GraphQLInputType, name: string): unknown {
  const bare = getNullableType(type);
  if (isListType(bare)) return [plain(bare.ofType, name)];
  const named = getNamedType(bare);
  if (isEnumType(named)) return named.getValues()[0]?.name;
  if (isInputObjectType(named)) {
    const fields = Object.values(named.getFields()).filter(({ type: of }) => isNonNullType(of) || !isInput(of));
    return Object.fromEntries(fields.map((field) => [field.name, plain(field.type, field.name)]));
  }
  if (named.name === 'ID') return ids[name] ?? ids['conversationId'];
  const usual: Readonly<Record<string, unknown>> = { Int: 20, Boolean: true, DateTime: '2040-01-01T00:00:00Z' };
  const wellKnown: Readonly<Record<string, string>> = {
    workspaceKey: desk.workspaceKey,
    email: 'somebody@example.com',
    password: 'long enough a password',
    attribute: 'country',
    cardKey: 'ask',
  };
  return usual[named.name] ?? wellKnown[name] ?? 'something';
}

function isInput(type: GraphQLInputType): boolean {
  return isInputObjectType(getNamedType(type));
}

/**
 * The plain value, each time with one leaf of it replaced by something nasty, or left out, or null, or a long list. An input
 * type that an operation takes in several places is gone through in one of them: the same code reads it.
 */
function* variants(type: GraphQLInputType, name: string, known: Set<string>): Generator<unknown> {
  if (!isNonNullType(type)) yield null;
  const bare = getNullableType(type);
  const named = getNamedType(bare);
  if (isListType(bare)) {
    yield [];
    yield Array.from({ length: 300 }, () => plain(bare.ofType, name));
    for (const item of variants(bare.ofType, name, known)) yield [item];
  } else if (isInputObjectType(named)) {
    const whole = plain(named, name) as Record<string, unknown>;
    yield whole;
    if (known.has(named.name)) return;
    known.add(named.name);
    for (const field of Object.values(named.getFields())) {
      for (const value of variants(field.type, field.name, known)) yield { ...whole, [field.name]: value };
    }
  } else if (isEnumType(named)) yield* named.getValues().map((value) => value.name);
  else yield* nasty[named.name] ?? [];
}

interface Attempt {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

function* attempts(kind: 'query' | 'mutation', field: GraphQLField<unknown, unknown>): Generator<Attempt> {
  const declared = field.args.map(({ name, type }) => `$${name}: ${String(type)}`).join(', ');
  const passed = field.args.map(({ name }) => `${name}: $${name}`).join(', ');
  const selection = isCompositeType(getNamedType(field.type)) ? '{ __typename }' : '';
  const query = `${kind} (${declared}) { ${field.name}(${passed}) ${selection} }`;
  for (const arg of field.args) {
    for (const value of variants(arg.type, arg.name, new Set())) {
      const required = field.args.filter(({ type, name }) => isNonNullType(type) && name !== arg.name);
      const others = Object.fromEntries(required.map(({ name, type }) => [name, plain(type, name)]));
      yield { query, variables: { ...others, [arg.name]: value } };
    }
  }
}

const fields = [
  ...Object.values(schema.getQueryType()?.getFields() ?? {}).map((field) => ['query', field] as const),
  ...Object.values(schema.getMutationType()?.getFields() ?? {}).map((field) => ['mutation', field] as const),
].filter(([, field]) => field.args.length > 0);

/** So many attempts are on their way together, each as everybody. */
const atOnce = 8;

/** What the graph called its own mistake. */
async function wrongOf({ query, variables }: Attempt): Promise<readonly string[]> {
  const answers = await Promise.all(tokens.map((token) => desk.server.http(query, variables, token)));
  const codes = answers.flatMap(({ errors = [] }) => errors.map(({ extensions }) => extensions.code as string));
  return codes.includes('INTERNAL_SERVER_ERROR') ? [JSON.stringify(variables).slice(0, 300)] : [];
}

/** Every second answer is an error, and where it came from costs more than the answer: nobody asks for it meanwhile. */
async function withoutStacks<T>(run: () => Promise<T>): Promise<T> {
  const usual = Error.stackTraceLimit;
  Error.stackTraceLimit = 0;
  try {
    return await run();
  } finally {
    Error.stackTraceLimit = usual;
  }
}

test.each(fields.map(([kind, field]) => [`${kind} ${field.name}`, kind, field] as const))(
  '%s has an answer to anything',
  async (_name, kind, field) => {
    const wrong: string[] = [];
    const left = attempts(kind, field);
    const tries = async (): Promise<void> => {
      for (const attempt of left) wrong.push(...(await wrongOf(attempt)));
    };
    await withoutStacks(() => Promise.all(Array.from({ length: atOnce }, tries)));
    expect(wrong).toEqual([]);
  },
);
