import { visitorIdentify } from '../../src/actions/visitor-identify';
import type { AgentActor, IntegrationActor, VisitorActor } from '../../src/auth/actor';
import { permissions, type ConversationId, type Permission } from '../../src/routing/terms';
import { globalId } from '../../src/schema/global-ids';
import { type Graph, openGraph } from '../support/graph';
import { integration, staff } from '../support/staff';
import { says, valueOf } from '../support/stage';

let graph: Graph;
let admin: AgentActor;
beforeAll(async () => {
  graph = await openGraph();
  await graph.stage.agent({ name: 'Ann', permissions: ['LIVE_CHAT_TAKE', 'MY_CONVERSATIONS_VIEW'], capacity: 50 });
  await graph.stage.dialog();
  admin = staff(graph.stage, permissions);
});
afterAll(() => graph.close());

const knows = (visitor: VisitorActor, said: Readonly<Record<string, string>>) =>
  graph.stage.work((tx) =>
    visitorIdentify(graph.stage.ports, tx, {
      visitorId: visitor.visitorId,
      conversation: null,
      attributes: Object.entries(said).map(([name, value]) => ({ name, value, source: 'VISITOR' })),
    }),
  );
/** Somebody who has talked here, and whom everybody knows by that address. */
async function known(name: string): Promise<{ visitor: VisitorActor; personId: string; id: ConversationId }> {
  const visitor = await graph.stage.visitor();
  const personId = await knows(visitor, { email: `${name}@example.com`, firstName: name, phone: '+46 8 123 456' });
  const { id } = await graph.stage.isServed(visitor);
  valueOf(await says(graph.stage, visitor, { conversationId: id, text: `A secret of ${name}`, clientMessageId: 'm1' }));
  return { visitor, personId: globalId('Person', personId ?? ''), id };
}
const personFields =
  '{ id email name otherEmails attributes { name value source } conversations(first: 5) { nodes { id } totalCount } }';

test('a token that gave somebody’s address reads nothing more than before, whatever it tries', async () => {
  const vera = await known('vera');
  const mallory = await graph.stage.visitor();
  const asker = graph.as(mallory);
  const own = '{ viewer { visitor { id name email consents { purpose } } } conversations { nodes { id } } }';
  const before = await asker.data(own);
  await knows(mallory, { email: 'VERA@example.com' });
  const after = await asker.data(own);
  // Its own word, and nothing that is known of the person.
  expect(after).toEqual({
    viewer: { visitor: { ...before.viewer.visitor, email: 'VERA@example.com' } },
    conversations: { nodes: [] },
  });
  const ids = [vera.personId, globalId('Conversation', vera.id), globalId('Visitor', vera.visitor.visitorId)];
  expect(await asker.data('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids })).toEqual({
    nodes: [null, null, null],
  });
  expect(
    await asker.data('query ($id: ID!) { conversation(id: $id) { id } }', { id: globalId('Conversation', vera.id) }),
  ).toEqual({ conversation: null });
  const refused = [
    `{ persons { nodes ${personFields} } }`,
    '{ personLists { nodes { id } } }',
    '{ viewer { visitor { person { email } } } }',
    '{ viewer { visitor { attributes { value } } } }',
    '{ viewer { visitor { conversations { nodes { id } } } } }',
  ];
  for (const document of refused) expect(await asker.refusal(document)).toMatch(/^FORBIDDEN at [a-zA-Z.]+$/);
  expect(await asker.refusal('query ($id: ID!) { person(id: $id) { id } }', { id: vera.personId })).toBe(
    'FORBIDDEN at person',
  );
  const told: unknown[] = [];
  const subscription = 'subscription ($c: ID!) { messageAdded(conversationId: $c, afterSequence: 0) { text } }';
  await expect(graph.as(mallory).listen(subscription, { c: globalId('Conversation', vera.id) })).rejects.toThrow(
    'FORBIDDEN',
  );
  const mutations = [
    'mutation ($p: ID!) { personUpdate(input: { personId: $p, remove: ["phone"] }) { userErrors { code } } }',
    'mutation ($p: ID!) { personMerge(input: { personId: $p, otherPersonId: $p }) { userErrors { code } } }',
    'mutation ($p: ID!) { visitorForget(input: { personId: $p }) { userErrors { code } } }',
  ];
  for (const document of mutations) {
    const data = await asker.data(document, { p: vera.personId });
    told.push(
      ...Object.values(data as Record<string, { userErrors: { code: string }[] }>).map(({ userErrors }) => userErrors),
    );
  }
  expect(told).toEqual([[{ code: 'FORBIDDEN' }], [{ code: 'FORBIDDEN' }], [{ code: 'FORBIDDEN' }]]);
});

test('staff see the person with everything that was said at any browser, and each conversation’s person', async () => {
  const cleo = await known('cleo');
  const elsewhere = await graph.stage.visitor();
  await knows(elsewhere, { email: 'cleo@example.com', jobTitle: 'Buyer' });
  const { person } = await graph.as(admin).data(
    `query ($id: ID!) { person(id: $id) {
    id email name otherEmails attributes { name value source } conversations { nodes { id person { id } } }
    visitors { nodes { id person { id } } } lists { name } } }`,
    { id: cleo.personId },
  );
  expect(person).toEqual({
    id: cleo.personId,
    email: 'cleo@example.com',
    name: 'cleo',
    otherEmails: [],
    attributes: [
      { name: 'email', value: 'cleo@example.com', source: 'VISITOR' },
      { name: 'firstName', value: 'cleo', source: 'VISITOR' },
      { name: 'jobTitle', value: 'Buyer', source: 'VISITOR' },
      { name: 'phone', value: '+46 8 123 456', source: 'VISITOR' },
    ],
    conversations: { nodes: [{ id: globalId('Conversation', cleo.id), person: { id: cleo.personId } }] },
    visitors: {
      nodes: [elsewhere, cleo.visitor].map(({ visitorId }) => ({
        id: globalId('Visitor', visitorId),
        person: { id: cleo.personId },
      })),
    },
    lists: [],
  });
});

test('an agent sees the person behind a visible conversation, of the person’s others only the own, and no list of people', async () => {
  const dora = await known('dora');
  const { agentId } = await graph.stage.conversation(dora.id);
  if (agentId === null) throw new Error('Nobody serves.');
  const ann = graph.as(graph.stage.actorOf(agentId));
  const id = globalId('Conversation', dora.id);
  const document = `query ($id: ID!) { conversation(id: $id) { person ${personFields} } }`;
  expect((await ann.data(document, { id })).conversation.person).toMatchObject({
    email: 'dora@example.com',
    name: 'dora',
  });
  expect(await ann.refusal('{ persons { nodes { id } } }')).toBe('FORBIDDEN at persons');
  expect(await ann.data('query ($id: ID!) { node(id: $id) { id } }', { id: dora.personId })).toEqual({ node: null });
  const colleague = graph.as(await graph.stage.agent({ available: false }));
  expect(await colleague.data(document, { id })).toEqual({ conversation: null });
});

test('while an offer rings, who it turned out to be is not told', async () => {
  const visitor = await graph.stage.visitor();
  await knows(visitor, { email: 'ringing@example.com' });
  const conversationId = await graph.stage.asks(visitor);
  const { agentId } = await graph.stage.ringing(conversationId);
  const ann = graph.as(graph.stage.actorOf(agentId));
  const document = 'query ($id: ID!) { conversation(id: $id) { person { id } visitor { id } } }';
  expect(await ann.refusal(document, { id: globalId('Conversation', conversationId) })).toBe(
    'FORBIDDEN at conversation.person',
  );
});

test('people are found by the beginning of an address, of its domain and of a name, and merged ones by either address', async () => {
  const asker = graph.as(admin);
  const make = async (email: string, firstName: string, lastName: string): Promise<string> => {
    const attributes = [
      { name: 'firstName', value: firstName },
      { name: 'lastName', value: lastName },
    ];
    const document = `mutation ($e: String!, $a: [AttributeInput!]) {
      personUpsert(input: { email: $e, attributes: $a }) { person { id } userErrors { message } } }`;
    return (await asker.data(document, { e: email, a: attributes })).personUpsert.person.id as string;
  };
  const [ada, ari, odd] = [
    await make('ada@lovelace.example', 'Ada', 'Lovelace'),
    await make('ari@acme.example', 'Ari', 'Ek'),
    await make('x_y@percent.example', '100%', 'Odd'),
  ];
  const find = async (search: string): Promise<readonly string[]> => {
    const { persons } = await asker.data('query ($s: String) { persons(search: $s) { nodes { id } } }', { s: search });
    return persons.nodes.map(({ id }: { id: string }) => id);
  };
  expect(await find('ADA@love')).toEqual([ada]);
  expect(await find('@acme')).toEqual([ari]);
  expect(await find('love')).toEqual([ada]);
  expect(await find('a ek')).toEqual([ari]);
  expect(await find('100% odd')).toEqual([odd]);
  expect(await find('x_y')).toEqual([odd]);
  expect(await find('x%')).toEqual([]);
  expect(await find('nobody')).toEqual([]);
  expect(
    await asker.refusal('query ($s: String) { persons(search: $s) { nodes { id } } }', { s: 'x'.repeat(201) }),
  ).toBe('BAD_USER_INPUT at persons');
  const merged = await asker.data(
    `mutation ($a: ID!, $b: ID!) { personMerge(input: { personId: $a, otherPersonId: $b }) {
      person { id otherEmails } userErrors { code } } }`,
    { a: ada, b: ari },
  );
  expect(merged.personMerge).toEqual({ person: { id: ada, otherEmails: ['ari@acme.example'] }, userErrors: [] });
  expect(await find('ari@')).toEqual([ada]);
  expect((await asker.data('query ($id: ID!) { node(id: $id) { id } }', { id: ari })).node.id).toBe(ada);
});

test('a page of conversations with their people, consents and lists costs the same however many there are', async () => {
  const asker = graph.as(admin);
  const page = (first: number) =>
    graph.statements(() =>
      asker.data(
        `{ conversations(first: ${first}) { nodes { person { email name lists { name } } visitor { consents { granted } } } } }`,
      ),
    );
  for (const name of ['one', 'two', 'three']) await known(name);
  const [few, many] = [await page(1), await page(20)];
  expect([...many].sort()).toEqual([...few].sort());
  const definitions = await graph.statements(() =>
    asker.data('{ attributeDefinitions { name options inUse usedBy { name } } }'),
  );
  expect(definitions).toHaveLength(2);
});

test('that somebody was identified is told to staff who may see the conversation, and never to a visitor', async () => {
  const visitor = await graph.stage.visitor();
  const events =
    'subscription { events { __typename ... on EventBatch { events { __typename ... on VisitorIdentified { acquired person { email } } } } } }';
  const [toAdmin, toVisitor] = [
    await graph.as(integration(graph.stage, ['ALL_CONVERSATIONS_VIEW'])).listen(events),
    await graph.as(visitor).listen(events),
  ];
  await Promise.all([toAdmin.next(), toVisitor.next()]);
  await knows(visitor, { email: 'told@example.com' });
  expect(await toAdmin.next()).toEqual({
    events: {
      __typename: 'EventBatch',
      events: [{ __typename: 'VisitorIdentified', acquired: true, person: { email: 'told@example.com' } }],
    },
  });
  await graph.stage.asks(visitor);
  const first = await toVisitor.next();
  expect(JSON.stringify(first)).toContain('ConversationStarted');
  expect(JSON.stringify(first)).not.toContain('VisitorIdentified');
  await Promise.all([toAdmin.leave(), toVisitor.leave()]);
});

test('lists, their members and where an attribute is used, through the graph', async () => {
  const asker = graph.as(admin);
  const { personListCreate } = await asker.data(
    'mutation { personListCreate(input: { name: "Partners" }) { personList { id name memberCount } userErrors { code } } }',
  );
  const { id } = personListCreate.personList;
  const visitor = await graph.stage.visitor();
  const members = [{ email: 'pia@example.com' }, { visitorId: globalId('Visitor', visitor.visitorId) }];
  const added = await asker.data(
    `mutation ($l: ID!, $m: [PersonListMemberInput!]!) { personListMembersAdd(input: { personListId: $l, members: $m }) {
      added personList { memberCount members { nodes { person { email } visitor { id } } } } userErrors { code } } }`,
    { l: id, m: members },
  );
  expect(added.personListMembersAdd).toEqual({
    added: 2,
    personList: {
      memberCount: 2,
      members: {
        nodes: expect.arrayContaining([
          { person: { email: 'pia@example.com' }, visitor: null },
          { person: null, visitor: { id: globalId('Visitor', visitor.visitorId) } },
        ]),
      },
    },
    userErrors: [],
  });
  await asker.data(
    'mutation { attributeDefinitionCreate(input: { name: "size", label: "Size", type: PICKLIST, options: ["S", "L"] }) { userErrors { code } } }',
  );
  await graph.stage.rule({
    name: 'Large',
    position: 9,
    conditions: [{ attribute: 'size', operator: 'IS', values: ['L'] }],
    agents: [],
  });
  const { attributeDefinitions } = await asker.data(
    '{ attributeDefinitions { name options inUse usedBy { name dialog { id } customRule { name } } } }',
  );
  expect(attributeDefinitions.at(-1)).toEqual({
    name: 'size',
    options: ['S', 'L'],
    inUse: true,
    usedBy: [{ name: 'Large', dialog: null, customRule: { name: 'Large' } }],
  });
  expect(attributeDefinitions[0]).toMatchObject({ name: 'firstName', inUse: false, usedBy: [] });
});

test.each<readonly [string, readonly Permission[], string]>([
  ['personUpsert(input: { email: "x@example.com" })', ['ALL_CONVERSATIONS_VIEW'], 'personUpsert'],
  ['personListCreate(input: { name: "Mine" })', ['DIALOGS_MANAGE'], 'personListCreate'],
  ['securitySettingsUpdate(input: {})', ['PRIVACY_AND_SECURITY_MANAGE'], 'securitySettingsUpdate'],
  ['visitorForget(input: { visitorId: "x" })', ['PRIVACY_AND_SECURITY_MANAGE'], 'visitorForget'],
  ['widgetSettingsUpdate(input: {})', ['CHATBOT_SETTINGS_MANAGE'], 'widgetSettingsUpdate'],
])('%s takes the permission %s, of an API token as of an agent', async (call, needed, name) => {
  const document = `mutation { ${call} { userErrors { code } } }`;
  const lacking = permissions.filter((permission) => !needed.includes(permission));
  const codes = async (actor: AgentActor | IntegrationActor) =>
    ((await graph.as(actor).data(document))[name] as { userErrors: { code: string }[] }).userErrors.map(
      ({ code }) => code,
    );
  expect(await codes(staff(graph.stage, lacking))).toEqual(['FORBIDDEN']);
  expect(await codes(integration(graph.stage, lacking))).toEqual(['FORBIDDEN']);
  expect(await codes(integration(graph.stage, needed))).not.toContain('FORBIDDEN');
});
