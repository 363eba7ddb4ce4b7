import { conversationEnd } from '../../src/actions';
import type { AgentActor, VisitorActor } from '../../src/auth/actor';
import type { ConversationId, Permission } from '../../src/routing/terms';
import { globalId } from '../../src/schema/global-ids';
import { listenToEvents, nextFrame, pastViewer } from '../support/event-frames';
import { type Asker, type Data, type Graph, openGraph } from '../support/graph';
import { declines, says, type Stage, valueOf } from '../support/stage';

let graph: Graph;
let stage: Stage;

beforeEach(async () => {
  graph = await openGraph();
  ({ stage } = graph);
  await stage.dialog();
});
afterEach(async () => {
  const left = graph.open;
  await graph.close();
  expect(left).toBe(0);
});

async function talk(visitor: VisitorActor, conversationId: ConversationId, count: number): Promise<void> {
  for (let line = 1; line <= count; line += 1) {
    valueOf(await says(stage, visitor, { conversationId, text: `line ${line}` }));
  }
}

describe('a cursor that cannot be served is answered with a reset, and the operation ends', () => {
  let ann: AgentActor;

  async function resetFor(asker: Asker, after: string): Promise<string> {
    const stream = await listenToEvents(asker, { after });
    const frame = await nextFrame(stream);
    expect(frame.__typename).toBe('ResetRequired');
    expect(await stream.next()).toBeNull();
    return frame.reason;
  }
  const cursorAt = (position: number): string =>
    graph.cursors.seal({ kind: 'AGENT', agentId: ann.agentId }, stage.workspaceId, position);

  beforeEach(async () => {
    ann = await stage.agent({ permissions: pastViewer });
    await stage.isServed(await stage.visitor());
  });

  test('garbled, or of somebody else', async () => {
    expect(await resetFor(graph.as(ann), 'c_17')).toBe('SCOPE_CHANGED');
    expect(await resetFor(graph.as(ann), '')).toBe('SCOPE_CHANGED');
    const foreign = graph.cursors.seal({ kind: 'AGENT', agentId: (await stage.agent()).agentId }, stage.workspaceId, 1);
    expect(await resetFor(graph.as(ann), foreign)).toBe('SCOPE_CHANGED');
  });

  test('of the same caller, with other rights', async () => {
    const promoted: AgentActor = { ...ann, permissions: new Set<Permission>(['ALL_CONVERSATIONS_VIEW']) };
    expect(await resetFor(graph.as(promoted), cursorAt(1))).toBe('SCOPE_CHANGED');
  });

  test('older than what is kept, or from a log that was rolled back', async () => {
    await graph.db.rows('UPDATE workspace_stream SET trimmed_up_to = 2 WHERE workspace_id = $1', [stage.workspaceId]);
    expect(await resetFor(graph.as(ann), cursorAt(1))).toBe('CURSOR_EXPIRED');
    expect(await resetFor(graph.as(ann), cursorAt(1_000_000))).toBe('CURSOR_EXPIRED');
  });

  test('more than a hundred thousand events behind, and not one less', async () => {
    await graph.db.rows('UPDATE workspace_stream SET position = 100002 WHERE workspace_id = $1', [stage.workspaceId]);
    expect(await resetFor(graph.as(ann), cursorAt(1))).toBe('TOO_FAR_BEHIND');
    const stream = await listenToEvents(graph.as(ann), { after: cursorAt(2) });
    expect((await nextFrame(stream)).__typename).not.toBe('ResetRequired');
    await stream.leave();
  });
});

describe('rights are those of now', () => {
  test('a stream ends when its caller has lost every right', async () => {
    const visitor = await stage.visitor();
    const asker = graph.as(visitor);
    const stream = await listenToEvents(asker);
    await nextFrame(stream);
    asker.actor = null;
    await stage.agent();
    await stage.asks(visitor);
    expect(await stream.next()).toBeNull();
  });

  test('a stream whose caller sees another part of the log now is reset', async () => {
    const ann = await stage.agent({ permissions: ['LIVE_CHAT_TAKE', 'ALL_CONVERSATIONS_VIEW'] });
    const asker = graph.as(ann);
    const stream = await listenToEvents(asker);
    await nextFrame(stream);
    asker.actor = { ...ann, permissions: new Set<Permission>(['LIVE_CHAT_TAKE']) };
    await stage.asks(await stage.visitor());
    expect(await nextFrame(stream)).toMatchObject({ __typename: 'ResetRequired', reason: 'SCOPE_CHANGED' });
    expect(await stream.next()).toBeNull();
  });

  test('who may see no event, or not that conversation, is refused at the start', async () => {
    const program = { kind: 'INTEGRATION', workspaceId: stage.workspaceId, apiTokenId: 'x', permissions: new Set() };
    await expect(listenToEvents(graph.as(program as never))).rejects.toThrow('FORBIDDEN at events');
    await expect(listenToEvents(graph.as(null))).rejects.toThrow('UNAUTHENTICATED at events');
    await stage.agent();
    const conversationId = globalId('Conversation', await stage.asks(await stage.visitor()));
    const foreign = graph.as(await stage.visitor());
    await expect(listenToEvents(foreign, { filter: { conversationId } })).rejects.toThrow('FORBIDDEN at events');
    await expect(listenToEvents(foreign, { filter: { conversationId: 'garbage' } })).rejects.toThrow(
      'FORBIDDEN at events',
    );
  });

  test('an agent is told of the own offers alone, and of a declined one without its conversation', async () => {
    const ann = await stage.agent({ name: 'Ann' });
    const bob = await stage.agent({ name: 'Bob' });
    await stage.team('Both', [ann, bob]);
    const streams = { ann: await listenToEvents(graph.as(ann)), bob: await listenToEvents(graph.as(bob)) };
    await nextFrame(streams.ann);
    await nextFrame(streams.bob);
    const id = await stage.asks(await stage.visitor());
    const offer = await stage.ringing(id);
    expect(offer.agentId).toBe(ann.agentId);
    const created = (await nextFrame(streams.ann)).events.find((event: Data) => event.__typename === 'OfferCreated');
    expect(created.offer).toMatchObject({ state: 'PENDING', conversation: { id: globalId('Conversation', id) } });

    valueOf(await declines(stage, offer));
    const told: Data[] = [];
    while (!told.some(({ __typename }) => __typename === 'LiveChatMissed'))
      told.push(...(await nextFrame(streams.ann)).events);
    expect(told.find(({ __typename }) => __typename === 'OfferDeclined')?.offer).toEqual({
      state: 'DECLINED',
      conversation: null,
    });
    expect(told.find(({ __typename }) => __typename === 'LiveChatMissed')?.conversation).toBeNull();
    await streams.ann.leave();

    await streams.bob.leave();
    const page = await graph.as(bob).data('{ events { nodes { __typename } } }');
    expect(page.events.nodes.filter((event: Data) => event.__typename.startsWith('Offer'))).toEqual([]);
  });

  test('what was said in a past chat is left out of the log of an agent who may not read it any more', async () => {
    const ann = await stage.agent({ permissions: ['LIVE_CHAT_TAKE'] });
    const visitor = await stage.visitor();
    const { id } = await stage.isServed(visitor);
    await talk(visitor, id, 3);
    const log = '{ events(first: 100) { nodes { __typename ... on MessageAdded { message { text } } } } }';
    const during = (await graph.as(ann).data(log)).events.nodes;
    expect(during.filter((event: Data) => event.__typename === 'MessageAdded').length).toBeGreaterThanOrEqual(3);
    valueOf(await conversationEnd(stage.ports, visitor, { conversationId: id }));
    const after = (await graph.as(ann).data(log)).events.nodes.map((event: Data) => event.__typename);
    expect(after).not.toContain('MessageAdded');
    expect(after).toContain('LiveChatEnded');
  });
});
