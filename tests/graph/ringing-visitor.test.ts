/** What an agent learns of a visitor while it rings: who and from where, as the page told it, and nothing that was said. */
import { visitorIdentify } from '../../src/actions/visitor-identify';
import type { AgentActor, VisitorActor } from '../../src/auth/actor';
import { globalId } from '../../src/schema/global-ids';
import { type Data, type Graph, openGraph } from '../support/graph';
import { accepts, type Stage, valueOf } from '../support/stage';

let graph: Graph;
let stage: Stage;
let ann: AgentActor;
beforeAll(async () => {
  graph = await openGraph();
  ({ stage } = graph);
  ann = await stage.agent({ name: 'Ann', capacity: 100, permissions: ['LIVE_CHAT_TAKE', 'MY_CONVERSATIONS_VIEW'] });
  await stage.dialog();
});
afterAll(() => graph.close());

async function says(visitor: VisitorActor, name: string, value: string): Promise<void> {
  const { visitorId } = visitor;
  const attributes = [{ name, value, source: 'VISITOR' }] as const;
  await stage.work((tx) => visitorIdentify(stage.ports, tx, { visitorId, conversation: null, attributes }));
}

/** The visitor as Ann sees them: while it rings, and from the accept on. */
async function seen(visitor: VisitorActor): Promise<readonly [Data, Data]> {
  const id = await stage.asks(visitor);
  const offer = await stage.ringing(id);
  const asker = graph.as(ann);
  const shown = async (): Promise<Data> => {
    const { node } = await asker.data(
      `query ($id: ID!) { node(id: $id) { ... on Offer { conversation { liveChat { requestedAt } visitor { name email place } } } } }`,
      { id: globalId('Offer', offer.id) },
    );
    expect(Date.parse(node.conversation.liveChat.requestedAt)).not.toBeNaN();
    return node.conversation.visitor;
  };
  const ringing = await shown();
  valueOf(await accepts(stage, offer));
  return [ringing, await shown()];
}

test('the town that the page told is shown while it rings, before the country', async () => {
  const visitor = await stage.visitor({ city: 'Malmö', country: 'SE' });
  const shown = { name: null, email: null, place: 'Malmö' };
  expect(await seen(visitor)).toEqual([shown, shown]);
  const [abroad] = await seen(await stage.visitor({ country: 'NO' }));
  expect(abroad).toEqual({ name: null, email: null, place: 'NO' });
});

test('what the visitor said of it, and the address, is for who has accepted', async () => {
  const visitor = await stage.visitor({ country: 'SE' });
  await says(visitor, 'city', 'Lund');
  await says(visitor, 'email', 'vera@example.com');
  const [ringing, accepted] = await seen(visitor);
  expect(ringing).toEqual({ name: null, email: null, place: 'SE' });
  expect(accepted).toEqual({ name: null, email: 'vera@example.com', place: 'Lund' });
});

test('a visitor of whom nothing is known is from nowhere, and reads no place of their own', async () => {
  const visitor = await stage.visitor();
  const [ringing] = await seen(visitor);
  expect(ringing).toEqual({ name: null, email: null, place: null });
  const own = '{ viewer { visitor { place } } }';
  expect(await graph.as(visitor).refusal(own)).toBe('FORBIDDEN at viewer.visitor.place');
});
