import { conversationStart } from '../../src/actions/conversation-start';
import type { Permission } from '../../src/routing/terms';
import { type Asker, type Data, type Graph, openGraph, type Stream } from '../support/graph';
import { graphAuthoring } from '../support/graph-authoring';
import { admin, integration, staff } from '../support/staff';
import { valueOf } from '../support/stage';

let graph: Graph;
let author: Asker;

beforeAll(async () => {
  graph = await openGraph();
});
afterAll(() => graph.close());
beforeEach(() => {
  author = graph.as(admin(graph.stage));
});

const { does, create, says, publish } = graphAuthoring(() => author);
const may = (...permissions: readonly Permission[]) => graph.as(staff(graph.stage, permissions));

test('a dialog tells of itself, its audience and whether visitors meet what it says', async () => {
  const id = await create('Prices', { language: 'sv', fallbackLanguages: ['en'], description: 'For shoppers' });
  await says(id, 'Hej');
  const audience = {
    conditions: { conditions: [{ known: true }], groups: [{ match: 'ANY', conditions: [{ languages: ['sv'] }] }] },
    targets: ['*/prices'],
    triggers: { secondsOnPage: 5 },
  };
  const whole = `id key kind name description status priority language fallbackLanguages fallbackMessage hasUnpublishedChanges
    audience { targets exclusions triggers { secondsOnPage exitIntent } frequency { times }
      conditions { match conditions { __typename } groups { match conditions { __typename } } } }`;
  const { dialog } = await does('dialogUpdate', { dialogId: id, audience, priority: 4 }, `dialog { ${whole} }`);
  expect(dialog).toEqual({
    id,
    key: 'prices',
    kind: 'DIALOG',
    name: 'Prices',
    description: 'For shoppers',
    status: 'DRAFT',
    priority: 4,
    language: 'sv',
    fallbackLanguages: ['en'],
    fallbackMessage: null,
    hasUnpublishedChanges: true,
    audience: {
      targets: ['*/prices'],
      exclusions: [],
      triggers: { secondsOnPage: 5, exitIntent: false },
      frequency: null,
      conditions: {
        match: 'ALL',
        conditions: [{ __typename: expect.stringMatching(/Condition$/) }],
        groups: [{ match: 'ANY', conditions: [{ __typename: expect.stringMatching(/Condition$/) }] }],
      },
    },
  });
  await publish(id, 'First');
  expect((await author.data(`{ dialogByKey(key: "prices") { ${whole} } }`)).dialogByKey).toEqual({
    ...dialog,
    status: 'PUBLISHED',
    hasUnpublishedChanges: false,
  });
  const everybody = await does(
    'dialogUpdate',
    { dialogId: id, audience: null },
    'dialog { hasUnpublishedChanges audience { targets conditions { match } } }',
  );
  expect(everybody.dialog).toEqual({ hasUnpublishedChanges: true, audience: { targets: [], conditions: null } });
});

test('its versions are a list of their own, newest first, with who published them and why', async () => {
  const ann = await graph.stage.agent({
    name: 'Ann',
    permissions: ['DIALOGS_PUBLISH', 'DIALOGS_MANAGE', 'DIALOGS_VIEW'],
  });
  author = graph.as(ann);
  const id = await create('Versions');
  for (const text of ['One', 'Two', 'Three']) {
    await says(id, text);
    await publish(id, `Says ${text}`);
  }
  author = graph.as(integration(graph.stage, ['DIALOGS_PUBLISH', 'DIALOGS_VIEW']));
  await does('dialogRollback', { dialogId: id, version: 1 }, 'dialog { publishedVersion }');
  const page = `query ($id: ID!, $after: String) { dialog(id: $id) { versions(first: 3, after: $after) {
    nodes { version note rolledBackFrom publishedByKind publishedBy { name } cards { key } } pageInfo { hasNextPage endCursor } totalCount } } }`;
  const { versions } = (await author.data(page, { id })).dialog;
  expect(versions).toMatchObject({ totalCount: 4, pageInfo: { hasNextPage: true } });
  expect(versions.nodes).toMatchObject([
    { version: 4, note: null, rolledBackFrom: 1, publishedByKind: 'INTEGRATION', publishedBy: null },
    { version: 3, note: 'Says Three', rolledBackFrom: null, publishedByKind: 'AGENT', publishedBy: { name: 'Ann' } },
    { version: 2 },
  ]);
  const rest = await author.data(page, { id, after: versions.pageInfo.endCursor });
  expect(rest.dialog.versions.nodes).toMatchObject([{ version: 1 }]);
  const one = `query ($id: ID!, $number: Int!) { dialog(id: $id) { version(number: $number) { version } } }`;
  expect((await author.data(one, { id, number: 2 })).dialog.version).toEqual({ version: 2 });
  for (const number of [0, -1, 5]) expect((await author.data(one, { id, number })).dialog.version).toBeNull();
});

test('two contents are compared, versions and the working copy alike', async () => {
  const id = await create('Diff');
  await says(id, 'One');
  await publish(id, '1');
  await does(
    'dialogStreamReplace',
    {
      dialogId: id,
      cards: [
        { key: 'a', message: { text: 'Two', next: 'b' } },
        { key: 'b', goal: { name: 'Read', score: 1 } },
      ],
    },
    'dialog { revision }',
  );
  await does('dialogUpdate', { dialogId: id, language: 'sv' }, 'dialog { revision }');
  const diff = `query ($id: ID!, $from: Int, $to: Int) { dialogDiff(dialogId: $id, from: $from, to: $to) {
    from to identical fields { path before after }
    cards { change cardKey before { __typename key } after { __typename key } fields { path before after } } } }`;
  expect((await author.data(diff, { id, from: 1 })).dialogDiff).toEqual({
    from: 1,
    to: null,
    identical: false,
    fields: [{ path: ['language'], before: '"en"', after: '"sv"' }],
    cards: [
      {
        change: 'CHANGED',
        cardKey: 'a',
        before: { __typename: 'MessageCard', key: 'a' },
        after: { __typename: 'MessageCard', key: 'a' },
        fields: [
          { path: ['text'], before: '"One"', after: '"Two"' },
          { path: ['next'], before: null, after: '"b"' },
        ],
      },
      { change: 'ADDED', cardKey: 'b', before: null, after: { __typename: 'GoalCard', key: 'b' }, fields: [] },
    ],
  });
  expect((await author.data(diff, { id, from: 1, to: 1 })).dialogDiff).toMatchObject({ identical: true, cards: [] });
  for (const nothing of [
    { id, from: 7 },
    { id, from: -1 },
    { id: 'garbage', from: 1 },
  ]) {
    expect((await author.data(diff, nothing)).dialogDiff).toBeNull();
  }
});

test('a plan, a copy and a preview answer with their dialog', async () => {
  const id = await create('Spring');
  await says(id, 'Hi');
  const publishAt = new Date(Date.now() + 3_600_000).toISOString();
  const planned = await does(
    'dialogSchedule',
    { dialogId: id, publishAt },
    'dialog { publishAt unpublishAt scheduleFault }',
  );
  expect(planned.dialog).toEqual({ publishAt, unpublishAt: null, scheduleFault: null });
  const kept = await does('dialogSchedule', { dialogId: id, unpublishAt: null }, 'dialog { publishAt }');
  expect(kept.dialog).toEqual({ publishAt });
  const cleared = await does('dialogSchedule', { dialogId: id, publishAt: null }, 'dialog { publishAt }');
  expect(cleared.dialog).toEqual({ publishAt: null });
  const { dialog: copy } = await does('dialogClone', { dialogId: id }, 'dialog { id name key status cards { key } }');
  expect(copy).toMatchObject({ name: 'Copy of Spring', key: 'copy-of-spring', status: 'DRAFT', cards: [{ key: 'a' }] });
  const preview = await does('dialogPreviewTokenCreate', { dialogId: id }, 'token expiresAt dialog { id }');
  expect(preview).toEqual({
    token: expect.stringMatching(/^v_[0-9a-f]{64}$/),
    expiresAt: expect.any(String),
    dialog: { id },
  });
});

test('a document goes out and comes back through the graph', async () => {
  const id = await create('Export me', { key: 'export-me' });
  await says(id, 'Hi');
  const { dialogExport } = await author.data(
    'query ($ids: [ID!]!) { dialogExport(ids: $ids) { document dialogIds } }',
    {
      ids: [id],
    },
  );
  expect(dialogExport.dialogIds).toEqual([id]);
  const result = 'attributesDefined dialogs { key kind name outcome published issues { code } dialog { id status } }';
  const { dialogs, attributesDefined } = await does(
    'dialogImport',
    { document: dialogExport.document, publish: true },
    result,
  );
  expect(attributesDefined).toEqual([]);
  expect(dialogs).toEqual([
    {
      key: 'export-me',
      kind: 'DIALOG',
      name: 'Export me',
      outcome: 'UNCHANGED',
      published: true,
      issues: [],
      dialog: { id, status: 'PUBLISHED' },
    },
  ]);
  expect(await author.refusal('{ dialogExport(ids: []) { document } }')).toBe('BAD_USER_INPUT at dialogExport');
  expect(await author.refusal('{ dialogExport(ids: ["garbage"]) { document } }')).toBe(
    'BAD_USER_INPUT at dialogExport',
  );
  expect(await may('TEAMS_VIEW').refusal('{ dialogExport(ids: ["x"]) { document } }')).toBe(
    'FORBIDDEN at dialogExport',
  );
});

test('the switch is seen by everybody, and turned by those who may', async () => {
  const visitor = graph.as(await graph.stage.visitor());
  const seen = async () => (await visitor.data('{ workspace { chatEnabled } }')).workspace.chatEnabled as boolean;
  expect(await seen()).toBe(true);
  const off = await does('chatEnabledSet', { enabled: false }, 'workspace { chatEnabled }');
  expect(off.workspace).toEqual({ chatEnabled: false });
  expect(await seen()).toBe(false);
  await does('chatEnabledSet', { enabled: true }, 'workspace { chatEnabled }');
  expect(await seen()).toBe(true);
});

test('what visitors meet is another: staff hear of it, visitors do not', async () => {
  const id = await create('Heard of');
  await says(id, 'Hi');
  const visitor = await graph.stage.visitor();
  const [staffHears, visitorHears] = [await author.listen(changes), await graph.as(visitor).listen(changes)];
  await publish(id, 'Now');
  await does('chatEnabledSet', { enabled: false }, 'workspace { id }');
  await does('chatEnabledSet', { enabled: true }, 'workspace { id }');
  valueOf(await conversationStart(graph.stage.ports, visitor, { dialogId: null, pageUrl: null }));
  const heard: Data[] = [];
  while (heard.length < 3) heard.push(...(await eventsIn(staffHears)));
  expect(heard.slice(0, 3)).toEqual([
    { __typename: 'DialogChanged', dialog: { id, status: 'PUBLISHED' }, conversation: null },
    { __typename: 'DialogChanged', dialog: null, conversation: null },
    { __typename: 'DialogChanged', dialog: null, conversation: null },
  ]);
  // The first that the visitor hears of is its own conversation, which came behind them.
  const told: Data[] = [];
  while (told.length === 0) told.push(...(await eventsIn(visitorHears)));
  expect(told.map(({ __typename }) => __typename as string)).toEqual(['ConversationStarted']);
  await visitorHears.leave();
  await staffHears.leave();
});

const changes = `subscription { events(filter: { types: [DIALOG_CHANGED, CONVERSATION_STARTED] }) {
  __typename
  ... on EventBatch { events { __typename ... on DialogChanged { dialog { id status } conversation { id } } } }
} }`;

async function eventsIn(stream: Stream): Promise<readonly Data[]> {
  const { events } = await stream.next();
  return events.__typename === 'EventBatch' ? (events.events as readonly Data[]) : [];
}
