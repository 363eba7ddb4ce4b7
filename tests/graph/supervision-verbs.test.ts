/** Supervision through the graph, and what of it is written down. */
import { globalId } from '../../src/schema/global-ids';
import { type Data, type Graph, openGraph } from '../support/graph';

let graph: Graph;
beforeEach(async () => {
  graph = await openGraph();
});
afterEach(() => graph.close());

test('the verbs of the graph: listen, whisper, take over, and what is written down', async () => {
  const { stage } = graph;
  const ann = await stage.agent({ name: 'Ann' });
  await stage.dialog();
  const visitor = await stage.visitor({ firstName: 'Vera' });
  const { id } = await stage.isServed(visitor);
  const boss = await stage.agent({
    name: 'Boss',
    available: false,
    permissions: ['CHATS_LISTEN', 'CHATS_WHISPER', 'CHATS_TAKE_OVER', 'AUDIT_VIEW'],
  });
  const input = { conversationId: globalId('Conversation', id) };
  const verb = async (name: string, type: string, selection: string, given: object = input): Promise<Data> =>
    (
      await graph
        .as(boss)
        .data(`mutation ($input: ${type}!) { ${name}(input: $input) { ${selection} userErrors { code } } }`, {
          input: given,
        })
    )[name];
  const listened = await verb('chatListen', 'ChatListenInput', 'conversation { isListenedTo messages { totalCount } }');
  expect(listened).toMatchObject({ conversation: { isListenedTo: true }, userErrors: [] });
  const whispered = { ...input, text: 'Be kind', clientMessageId: null };
  await verb('messageWhisper', 'MessageWhisperInput', 'whisper { id text agentName agent { name } }', whispered);
  const whispers = `query ($id: ID!) { conversation(id: $id) { whispers { text agentName } } }`;
  const seen = await graph.as(ann).data(whispers, { id: input.conversationId });
  expect(seen.conversation.whispers).toEqual([{ text: 'Be kind', agentName: 'Boss' }]);
  expect(await graph.as(visitor).refusal(whispers, { id: input.conversationId })).toBe(
    'FORBIDDEN at conversation.whispers',
  );
  const taken = await verb('chatTakeOver', 'ChatTakeOverInput', 'conversation { liveChat { agentName } }');
  expect(taken).toEqual({ conversation: { liveChat: { agentName: 'Boss' } }, userErrors: [] });
  const log = `{ auditLog { nodes { id action detail actor { name } agent { name } conversation { id } } } }`;
  const entries = (await graph.as(boss).data(log)).auditLog.nodes;
  expect(entries.map((entry: Data) => [entry.action, entry.actor.name, entry.agent.name])).toEqual([
    ['TAKEN_OVER', 'Boss', 'Ann'],
    ['WHISPERED', 'Boss', 'Ann'],
    ['LISTEN_BEGUN', 'Boss', 'Ann'],
  ]);
  expect(await graph.as(ann).refusal(log)).toBe('FORBIDDEN at auditLog');
});
