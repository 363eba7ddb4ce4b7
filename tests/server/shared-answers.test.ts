import { GraphQLInt, GraphQLObjectType, GraphQLSchema, GraphQLString, parse } from 'graphql';
import type { Actor } from '../../src/auth/actor';
import type { AgentId, Permission, VisitorId, WorkspaceId } from '../../src/routing/terms';
import type { Caller } from '../../src/server/caller';
import type { MadeAnswer } from '../../src/server/made-answer';
import { type AnswerGroup, SharedAnswers } from '../../src/server/shared-answers';
import { sharerNow, unseen } from '../../src/server/unseen';

interface Asked {
  readonly caller: Caller;
}
interface Said {
  readonly text: string;
}

/** How often a resolver was asked for the text: what sharing is there to spare. */
let executed = 0;
beforeEach(() => (executed = 0));

const actorIn = ({ caller }: Asked): Actor | undefined => caller.identity()?.actor;
const said = new GraphQLObjectType<Said, Asked>({
  name: 'Said',
  fields: {
    text: { type: GraphQLString, resolve: ({ text }) => ((executed += 1), text) },
    later: { type: GraphQLString, resolve: ({ text }) => Promise.resolve(text) },
    part: {
      type: GraphQLString,
      args: { length: { type: GraphQLInt } },
      resolve: ({ text }, { length }) => text.slice(0, length as number),
    },
    mine: {
      type: GraphQLString,
      resolve: (_said, _args, asked) => {
        const actor = actorIn(asked);
        return actor?.kind === 'AGENT' ? actor.agentId : null;
      },
    },
    address: { type: GraphQLString, resolve: (_said, _args, { caller }) => caller.address },
    secret: {
      type: GraphQLString,
      resolve: (_said, _args, asked) => {
        const actor = actorIn(asked);
        return actor?.kind === 'AGENT' && actor.permissions.has('TEAMS_VIEW') ? 'the secret' : null;
      },
    },
    broken: {
      type: GraphQLString,
      resolve: () => {
        throw new Error('broken');
      },
    },
  },
});
const schema = new GraphQLSchema({
  query: new GraphQLObjectType({ name: 'Query', fields: { nothing: { type: GraphQLString } } }),
  subscription: new GraphQLObjectType({
    name: 'Subscription',
    fields: {
      said: { type: said, args: { after: { type: GraphQLInt } }, resolve: (event: object) => event },
    },
  }),
});

function agent(id: string, permissions: readonly Permission[] = ['ALL_CONVERSATIONS_VIEW']): Caller {
  const actor: Actor = {
    kind: 'AGENT',
    workspaceId: 'acme' as WorkspaceId,
    agentId: id as AgentId,
    permissions: new Set(permissions),
  };
  return callerOf(actor);
}

function callerOf(actor: Actor, baseUrl = 'https://acme.example'): Caller {
  const identity = { actor, allowedOrigins: [] };
  return { token: 'token', address: '10.0.0.1', origin: null, baseUrl, identity: () => identity };
}

class Stage {
  private readonly answers = new SharedAnswers();
  private readonly documents = new Map<string, ReturnType<typeof parse>>();

  reader(caller: Caller, selected: string, variables: Readonly<Record<string, unknown>> = {}): TestReader {
    const text = `subscription ($after: Int, $length: Int = 2) { said(after: $after) { ${selected} } }`;
    const document = this.documents.get(text) ?? parse(text);
    this.documents.set(text, document);
    const actor = sharerNow(caller);
    if (actor === null) throw new Error('Only staff stand in groups.');
    const args = { schema, document, variableValues: variables };
    return new TestReader(this.answers.join({ args, actor, baseUrl: caller.baseUrl }), (onLook) => ({
      ...args,
      contextValue: { caller: unseen(caller, onLook) },
    }));
  }
}

type ArgsFor = Parameters<AnswerGroup['take']>[2];

class TestReader {
  /** What it was told, or `ALONE`: it must ask for itself; null: nothing yet. */
  got: string | null = null;

  constructor(
    readonly group: AnswerGroup,
    private readonly argsFor: ArgsFor,
  ) {}

  hear(event: object): this {
    this.got = null;
    if (!this.group.take(event, this, this.argsFor)) this.got = 'ALONE';
    return this;
  }

  tell(answer: MadeAnswer): void {
    answer.send('', '', (frame) => {
      this.got = frame.subarray(2).toString().slice(0, -1);
      return true;
    });
  }

  answerAlone(): void {
    this.got = 'ALONE';
  }
}

const turn = (): Promise<void> => new Promise(setImmediate);
const event: Said = { text: 'hello' };

test('what does not depend on who asks is executed once, and all get it', async () => {
  const stage = new Stage();
  const readers = ['ann', 'bob', 'cid'].map((id) => stage.reader(agent(id), 'text later'));
  readers.forEach((reader) => reader.hear(event));
  await turn();
  const answer = '{"data":{"said":{"text":"hello","later":"hello"}}}';
  expect(readers.map(({ got }) => got)).toEqual([answer, answer, answer]);
  expect(executed).toBe(1);

  // Another event, though it says the same, is answered anew.
  readers.forEach((reader) => reader.hear({ ...event }));
  await turn();
  expect(executed).toBe(1 + readers.length);
});

test('somebody who listens alone is not made to share', () => {
  const stage = new Stage();
  const only = stage.reader(agent('ann'), 'text');
  expect(only.hear(event).got).toBe('ALONE');
  const other = stage.reader(agent('bob'), 'text');
  expect(only.hear(event).got).not.toBe('ALONE');
  other.group.leave();
  expect(only.hear(event).got).toBe('ALONE');
});

test.each([
  ['mine', 'ann'],
  ['address', '10.0.0.1'],
])('who asks was looked at for "%s": what was found is the first one’s alone', async (field, found) => {
  const stage = new Stage();
  const readers = ['ann', 'bob', 'cid'].map((id) => stage.reader(agent(id), `text ${field}`));
  readers.forEach((reader) => reader.hear(event));
  await turn();
  const own = JSON.stringify({ data: { said: { text: 'hello', [field]: found } } });
  expect(readers.map(({ got }) => got)).toEqual([own, 'ALONE', 'ALONE']);
  // Also for who comes when it has been found out.
  expect(stage.reader(agent('dot'), `text ${field}`).hear(event).got).toBe('ALONE');
});

test('an answer with an error in it is nobody else’s', async () => {
  const stage = new Stage();
  const readers = [stage.reader(agent('ann'), 'broken'), stage.reader(agent('bob'), 'broken')];
  readers.forEach((reader) => reader.hear(event));
  await turn();
  expect(readers.map(({ got }) => got)).toEqual(['ALONE', 'ALONE']);
});

test('readers with different rights are told what each of them may know', async () => {
  const stage = new Stage();
  const may = [
    agent('ann', ['TEAMS_VIEW', 'ALL_CONVERSATIONS_VIEW']),
    agent('bob', ['ALL_CONVERSATIONS_VIEW', 'TEAMS_VIEW']),
  ];
  const mayNot = [agent('cid', ['ALL_CONVERSATIONS_VIEW']), agent('dot', ['ALL_CONVERSATIONS_VIEW'])];
  const readers = [...may, ...mayNot].map((caller) => stage.reader(caller, 'secret'));
  readers.forEach((reader) => reader.hear(event));
  await turn();
  const told = (secret: string | null): string => JSON.stringify({ data: { said: { secret } } });
  expect(readers.map(({ got }) => got)).toEqual([told('the secret'), told('the secret'), told(null), told(null)]);
});

test('kind, workspace and address of the server divide readers', () => {
  const stage = new Stage();
  const permissions = new Set<Permission>(['ALL_CONVERSATIONS_VIEW']);
  const acme = 'acme' as WorkspaceId;
  const actors: readonly Actor[] = [
    { kind: 'AGENT', workspaceId: acme, agentId: 'ann' as AgentId, permissions },
    { kind: 'AGENT', workspaceId: 'other' as WorkspaceId, agentId: 'ann' as AgentId, permissions },
    { kind: 'INTEGRATION', workspaceId: acme, apiTokenId: 'ann' as never, permissions },
  ];
  const callers = [...actors.map((actor) => callerOf(actor)), callerOf(actors[0] as Actor, 'https://else.example')];
  const groups = callers.map((caller) => stage.reader(caller, 'text').group);
  expect(new Set(groups).size).toBe(groups.length);
});

test('only staff who see the whole workspace share', () => {
  const visitor: Actor = { kind: 'VISITOR', workspaceId: 'acme' as WorkspaceId, visitorId: 'vera' as VisitorId };
  expect(sharerNow(callerOf(visitor))).toBeNull();
  expect(sharerNow(agent('ann', ['MY_CONVERSATIONS_VIEW']))).toBeNull();
  expect(sharerNow(agent('ann'))).not.toBeNull();
});

test('a variable divides readers only where the answer can depend on it; absent is not null', () => {
  const stage = new Stage();
  const groupOf = (selected: string, variables: Readonly<Record<string, unknown>>): AnswerGroup =>
    stage.reader(agent('ann'), selected, variables).group;
  expect(groupOf('part(length: $length)', { after: 1 })).toBe(groupOf('part(length: $length)', { after: 2 }));
  const lengths = [{}, { length: null }, { length: 2 }, { length: 3 }];
  expect(new Set(lengths.map((variables) => groupOf('part(length: $length)', variables))).size).toBe(4);
  expect(groupOf('text @include(if: $length)', { length: 1 })).not.toBe(
    groupOf('text @include(if: $length)', { length: 2 }),
  );
});

test('whatever of a caller is theirs alone cannot be looked at unnoticed', () => {
  const caller = agent('ann', ['TEAMS_VIEW']);
  const looks = (read: (seen: Caller) => unknown): number => {
    let count = 0;
    read(unseen(caller, () => (count += 1)));
    return count;
  };
  const common = new Set(['kind', 'workspaceId', 'permissions']);
  const actor = caller.identity()?.actor;
  for (const name of Object.keys(actor ?? {})) {
    const read = (seen: Caller): unknown => Reflect.get(seen.identity()?.actor ?? {}, name);
    expect([name, looks(read)]).toEqual([name, common.has(name) ? 0 : 1]);
    expect(read(unseen(caller, () => undefined))).toBe(Reflect.get(actor ?? {}, name));
  }
  expect(looks((seen) => ({ ...seen.identity()?.actor }))).toBe(1);
  for (const name of ['token', 'address', 'origin'] as const) expect(looks((seen) => seen[name])).toBe(1);
});
