import { dialogCreate } from '../../src/actions/dialog-create';
import type { Permission } from '../../src/routing/terms';
import { globalId } from '../../src/schema/global-ids';
import { type Asker, type Data, type Graph, openGraph } from '../support/graph';
import { graphAuthoring } from '../support/graph-authoring';
import { admin, profile, staff } from '../support/staff';
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

test('lists hold dialogs and flows that one may view, as one asks for them', async () => {
  await create('A dialog', { key: 'list-dialog' });
  const flow = await create('A flow', { key: 'list-flow', kind: 'FLOW' });
  const keys = async (asker: Asker, args = ''): Promise<readonly string[]> => {
    const { dialogs } = await asker.data(`{ dialogs(first: 100${args}) { nodes { key kind } totalCount } }`);
    expect(dialogs.totalCount).toBe(dialogs.nodes.length);
    return dialogs.nodes.map(({ key }: Data) => key as string).filter((key: string) => key.startsWith('list-'));
  };
  expect(await keys(author)).toEqual(['list-dialog', 'list-flow']);
  expect(await keys(author, ', kind: FLOW')).toEqual(['list-flow']);
  expect(await keys(author, ', kind: DIALOG, status: DRAFT')).toEqual(['list-dialog']);
  expect(await keys(author, ', status: PUBLISHED')).toEqual([]);
  expect(await keys(may('FLOWS_VIEW'))).toEqual(['list-flow']);
  expect(await keys(may('DIALOGS_VIEW'))).toEqual(['list-dialog']);
  expect(await may('DIALOGS_VIEW').refusal('{ dialogs(kind: FLOW) { totalCount } }')).toBe('FORBIDDEN at dialogs');
  expect(await may('TEAMS_VIEW').refusal('{ dialogs { totalCount } }')).toBe('FORBIDDEN at dialogs');
  const found =
    'query ($id: ID!) { dialog(id: $id) { key } node(id: $id) { id } dialogByKey(key: "list-flow") { key } }';
  expect(await may('DIALOGS_VIEW').data(found, { id: flow })).toEqual({ dialog: null, node: null, dialogByKey: null });
  await does('dialogDelete', { dialogId: flow }, 'dialogId');
  expect(await author.data(found, { id: flow })).toEqual({ dialog: null, node: null, dialogByKey: null });
  expect(await keys(author)).toEqual(['list-dialog']);
});

test('a conversation names its dialog to staff even when that is deleted; what it holds needs the right', async () => {
  const { stage } = graph;
  const dialogId = valueOf(await dialogCreate(stage.ports, admin(stage), { name: 'Old', priority: null }));
  const id = globalId('Dialog', dialogId);
  await says(id, 'Hi');
  await publish(id, 'Now');
  const visitor = graph.as(await stage.visitor());
  const { conversationStart } = await visitor.data(
    'mutation ($id: ID!) { conversationStart(input: { dialogId: $id }) { conversation { id } } }',
    { id },
  );
  await does('dialogUnpublish', { dialogId: id }, 'dialog { id }');
  await does('dialogDelete', { dialogId: id }, 'dialogId');
  const seen = 'query ($id: ID!) { conversation(id: $id) { dialog { name kind } } }';
  const conversation = { id: conversationStart.conversation.id };
  expect((await author.data(seen, conversation)).conversation.dialog).toEqual({ name: 'Old', kind: 'DIALOG' });
  const viewer = may('ALL_CONVERSATIONS_VIEW');
  expect((await viewer.data(seen, conversation)).conversation.dialog).toEqual({ name: 'Old', kind: 'DIALOG' });
  const inside = 'query ($id: ID!) { conversation(id: $id) { dialog { cards { key } } } }';
  expect(await viewer.refusal(inside, conversation)).toBe('FORBIDDEN at conversation.dialog.cards');
  expect(await graph.as(profile(stage, 'LIVE_AGENT')).data(seen, conversation)).toEqual({ conversation: null });
});
