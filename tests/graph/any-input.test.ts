import {
  getNamedType,
  getNullableType,
  type GraphQLInputType,
  isEnumType,
  isInputObjectType,
  isListType,
} from 'graphql';
import type { Actor, AgentActor, VisitorActor } from '../../src/auth/actor';
import { permissions } from '../../src/routing/terms';
import { globalId } from '../../src/schema/global-ids';
import { type Graph, openGraph } from '../support/graph';
import type { Stage } from '../support/stage';

let graph: Graph;
let stage: Stage;
let actors: Readonly<Record<'visitor' | 'agent' | 'admin' | 'program', Actor>>;

beforeAll(async () => {
  graph = await openGraph();
  ({ stage } = graph);
  await stage.dialog();
  const agent: AgentActor = await stage.agent();
  const admin: AgentActor = await stage.agent({ reachable: false, permissions: [...permissions] });
  const visitor: VisitorActor = await stage.visitor();
  const apiTokenId = '0190f1de-5e1c-7c2c-8000-0123456789ab' as never;
  actors = {
    visitor,
    agent,
    admin,
    program: { kind: 'INTEGRATION', workspaceId: stage.workspaceId, apiTokenId, permissions: new Set(permissions) },
  };
});
afterAll(() => graph.close());

/** Some value of the type, with these ids in every place where an id goes. */
function valueOfType(type: GraphQLInputType, id: string): unknown {
  const bare = getNullableType(type);
  if (isListType(bare)) return [valueOfType(bare.ofType, id)];
  const named = getNamedType(bare);
  if (isEnumType(named)) return named.getValues()[0]?.name;
  if (isInputObjectType(named)) {
    return Object.fromEntries(
      Object.values(named.getFields()).map((field) => [field.name, valueOfType(field.type, id)]),
    );
  }
  switch (named.name) {
    case 'ID':
      return id;
    case 'Int':
      return 1;
    case 'Boolean':
      return true;
    case 'DateTime':
      return '2040-01-01T00:00:00.000Z';
    default:
      return 'something';
  }
}

const strangeIds = (): readonly string[] => [
  'garbage',
  '',
  '0190f1de-5e1c-7c2c-8000-0123456789ab',
  "'; DROP TABLE message; --",
  'Ä'.repeat(40),
  globalId('Event', '0190f1de-5e1c-7c2c-8000-0123456789ab'),
  globalId('Workspace', stage.workspaceId),
];

/** What is nobody's mistake but ours: an error without a code of the contract. */
function bugsOf(answer: Awaited<ReturnType<ReturnType<Graph['as']>['ask']>>): readonly string[] {
  return (answer.errors ?? [])
    .filter(({ extensions }) => typeof extensions['code'] !== 'string')
    .map(({ message, path }) => `${path?.join('.')}: ${message}`);
}

test('whoever sends whatever id to a verb gets an answer, and it is never that something is broken', async () => {
  const bugs: string[] = [];
  for (const field of Object.values(graph.schema.getMutationType()?.getFields() ?? {})) {
    const [input] = field.args;
    if (input === undefined) continue;
    const document = `mutation ($input: ${String(input.type)}) { answer: ${field.name}(input: $input) { userErrors { code message field } } }`;
    for (const actor of Object.values(actors)) {
      for (const id of strangeIds()) {
        const answer = await graph.as(actor).ask(document, { input: valueOfType(input.type, id) });
        bugs.push(...bugsOf(answer).map((bug) => `${field.name} by ${actor.kind} with ${id}: ${bug}`));
      }
    }
  }
  expect(bugs).toEqual([]);
});

test('an id of another type, and one that was never given out, are the same NOT_FOUND', async () => {
  const cases: readonly (readonly [keyof typeof actors, string, string])[] = [
    ['visitor', 'messageSend', '{ conversationId: $id, text: "hi" }'],
    ['visitor', 'conversationEnd', '{ conversationId: $id }'],
    ['visitor', 'cardAnswer', '{ conversationId: $id, cardKey: "ask", responseKey: "Yes" }'],
    ['visitor', 'conversationMarkRead', '{ conversationId: $id, upToSequence: 1 }'],
    ['agent', 'offerAccept', '{ offerId: $id }'],
    ['agent', 'offerDecline', '{ offerId: $id }'],
    ['admin', 'agentDeactivate', '{ agentId: $id }'],
    ['admin', 'agentUpdate', '{ agentId: $id, name: "Ann" }'],
    ['admin', 'teamUpdate', '{ teamId: $id, name: "Sales" }'],
    ['admin', 'teamDelete', '{ teamId: $id }'],
    ['admin', 'customRuleUpdate', '{ customRuleId: $id, enabled: false }'],
    ['admin', 'customRuleDelete', '{ customRuleId: $id }'],
    ['admin', 'roundRobinReorder', '{ poolId: $id, agentIds: [] }'],
    ['admin', 'dialogPublish', '{ dialogId: $id }'],
    ['admin', 'dialogUnpublish', '{ dialogId: $id }'],
    ['admin', 'dialogStreamReplace', '{ dialogId: $id, cards: [] }'],
    ['admin', 'apiTokenRevoke', '{ apiTokenId: $id }'],
  ];
  for (const [who, verb, input] of cases) {
    const document = `mutation ($id: ID!) { answer: ${verb}(input: ${input}) { userErrors { code } } }`;
    for (const id of ['garbage', globalId('Workspace', stage.workspaceId)]) {
      const { answer } = await graph.as(actors[who]).data(document, { id });
      expect([verb, answer.userErrors]).toEqual([verb, [{ code: 'NOT_FOUND' }]]);
    }
  }
});

test('a verb without a token is refused before it looks at anything', async () => {
  const { data, errors } = await graph
    .as(null)
    .ask('mutation { conversationEnd(input: { conversationId: "x" }) { userErrors { code } } }');
  expect(data).toBeNull();
  expect(errors?.map(({ extensions }) => extensions['code'])).toEqual(['UNAUTHENTICATED']);
});

test('every question is answered to everyone: with data, or refused by name', async () => {
  const bugs: string[] = [];
  const questions = [
    '{ serverTime viewer { kind permissions agent { id } visitor { id } workspace { name } } workspace { name } }',
    '{ agents { nodes { id capacity teams { nodes { id } } pendingOffers { id } } } }',
    '{ teams { nodes { id members { nodes { id } } } } }',
    '{ customRules { nodes { id agents { nodes { id } } team { id } } } }',
    '{ roundRobinPools { kind order { id } next { id } team { id } rule { id } } }',
    '{ attributeDefinitions { name type builtIn } }',
    '{ dialogs { nodes { id cards { key } issues { code message } publishedVersion } } }',
    '{ conversations { eventCursor nodes { id } } }',
    '{ inbox { eventCursor nodes { id } } }',
    '{ events { nodes { id } pageInfo { endCursor } } }',
    '{ routingSimulate(input: { routing: { strategy: ROUND_ROBIN } }) { outcome candidates { agent { id } reason } } }',
    '{ nodes(ids: ["x", ""]) { id } node(id: "x") { id } dialog(id: "x") { id } conversation(id: "x") { id } }',
  ];
  for (const actor of [...Object.values(actors), null]) {
    for (const question of questions) {
      const answer = await graph.as(actor).ask(question);
      bugs.push(...bugsOf(answer).map((bug) => `${question} by ${actor?.kind ?? 'nobody'}: ${bug}`));
      expect(answer.data).not.toBeNull();
    }
  }
  expect(bugs).toEqual([]);
});
