/** The list an agent has before them is the snapshot and what followed it: a chat never needs a reload to be there, or to go. */
import { conversationEnd } from '../../src/actions/conversation-end';
import { type Data, type Graph, openGraph } from '../support/graph';
import { nextFrame } from '../support/event-frames';
import { globalId } from '../../src/schema/global-ids';
import { valueOf } from '../support/stage';

let graph: Graph;
beforeEach(async () => {
  graph = await openGraph();
  await graph.stage.dialog();
});
afterEach(() => graph.close());

const snapshot = '{ inbox(state: ACTIVE, first: 50) { eventCursor nodes { id } } }';
const changes = `subscription ($after: EventCursor) { events(after: $after) { __typename ... on EventBatch { cursor events { __typename
  ... on LiveChatConnected { conversation { id } } ... on LiveChatEnded { conversation { id } } } } } }`;

/** Of however many were taken: each is followed to the end of the log. */
const compared = 20;

function evenly<T>(all: readonly T[], count: number): readonly T[] {
  const every = Math.max(1, Math.ceil(all.length / count));
  return all.filter((_one, index) => index % every === 0);
}

interface Snapshot {
  readonly eventCursor: string;
  readonly nodes: readonly { readonly id: string }[];
}

test('taken at any moment while chats come and go, the list and the events behind its cursor make the list of now', async () => {
  const { stage } = graph;
  const ann = await stage.agent({ capacity: 50, permissions: ['LIVE_CHAT_TAKE', 'MY_CONVERSATIONS_VIEW'] });
  const asker = graph.as(ann);
  const open: Awaited<ReturnType<typeof stage.isServed>>['id'][] = [];
  let isBusy = true;
  const comeAndGo = async (): Promise<void> => {
    for (let turn = 0; turn < 40; turn += 1) {
      open.push((await stage.isServed(await stage.visitor())).id);
      const ended = turn % 3 === 1 ? open.splice(turn % open.length, 1) : [];
      for (const id of ended) valueOf(await conversationEnd(stage.ports, ann, { conversationId: id }));
    }
    isBusy = false;
  };
  const busy = comeAndGo();
  const taken: Snapshot[] = [];
  while (isBusy) taken.push((await asker.data(snapshot)).inbox);
  await busy;

  const now = new Set(open.map((id) => globalId('Conversation', id)));
  expect(taken.length).toBeGreaterThan(3);
  expect(new Set(taken.map(({ nodes }) => nodes.length)).size).toBeGreaterThan(1);
  for (const { nodes, eventCursor } of evenly(taken, compared)) {
    const list = new Set(nodes.map(({ id }) => id));
    const stream = await asker.listen(changes, { after: eventCursor });
    for (let frame: Data = await nextFrame(stream); frame.__typename !== 'CaughtUp'; frame = await nextFrame(stream)) {
      for (const { __typename: type, conversation } of frame.events as readonly Data[]) {
        if (type === 'LiveChatConnected') list.add(conversation.id);
        if (type === 'LiveChatEnded') list.delete(conversation.id);
      }
    }
    await stream.leave();
    expect(list).toEqual(now);
  }
});
