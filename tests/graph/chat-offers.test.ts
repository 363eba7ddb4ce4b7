import { globalId } from '../../src/schema/global-ids';
import { type Asker, type Data, type Graph, openGraph, type Stream } from '../support/graph';
import { accepts, declines, type Stage, valueOf } from '../support/stage';

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

const listen = (asker: Asker): Promise<Stream> =>
  asker.listen('subscription { chatOffers { id state expiresAt conversation { id } } }');

async function nextOffer(stream: Stream): Promise<Data> {
  return (await stream.next()).chatOffers;
}

test('what rings already comes first, then each change, and nothing of a colleague', async () => {
  const ann = await stage.agent();
  const bob = await stage.agent();
  const first = await stage.ringing(await stage.asks(await stage.visitor()));
  expect(first.agentId).toBe(ann.agentId);
  const stream = await listen(graph.as(ann));
  expect(await nextOffer(stream)).toMatchObject({ id: globalId('Offer', first.id), state: 'PENDING' });

  const ofBob = await stage.ringing(await stage.asks(await stage.visitor()));
  expect(ofBob.agentId).toBe(bob.agentId);
  const second = await stage.ringing(await stage.asks(await stage.visitor()));
  expect(await nextOffer(stream)).toMatchObject({ id: globalId('Offer', second.id), state: 'PENDING' });

  valueOf(await accepts(stage, first));
  expect(await nextOffer(stream)).toMatchObject({ id: globalId('Offer', first.id), state: 'ACCEPTED' });
  valueOf(await declines(stage, second));
  expect(await nextOffer(stream)).toMatchObject({
    id: globalId('Offer', second.id),
    state: 'DECLINED',
    conversation: null,
  });
  await stream.leave();
});

test('an offer that was decided before its news was read is never shown as ringing', async () => {
  const ann = await stage.agent();
  const stream = await listen(graph.as(ann));
  const first = await stage.ringing(await stage.asks(await stage.visitor()));
  expect((await nextOffer(stream)).state).toBe('PENDING');
  valueOf(await accepts(stage, first));
  expect((await nextOffer(stream)).state).toBe('ACCEPTED');

  // Made and declined while nobody reads.
  const second = await stage.ringing(await stage.asks(await stage.visitor()));
  valueOf(await declines(stage, second));
  const third = await stage.ringing(await stage.asks(await stage.visitor()));
  expect(await nextOffer(stream)).toMatchObject({ id: globalId('Offer', second.id), state: 'DECLINED' });
  expect(await nextOffer(stream)).toMatchObject({ id: globalId('Offer', third.id), state: 'PENDING' });
  await stream.leave();
});

test('an offer that is both found ringing and heard of is told once', async () => {
  const ann = await stage.agent();
  await stage.asks(await stage.visitor());
  const stream = await listen(graph.as(ann));
  // Behind the opening and before the first reading.
  const second = await stage.ringing(await stage.asks(await stage.visitor()));
  expect((await nextOffer(stream)).state).toBe('PENDING');
  expect(await nextOffer(stream)).toMatchObject({ id: globalId('Offer', second.id), state: 'PENDING' });
  valueOf(await declines(stage, second));
  expect(await nextOffer(stream)).toMatchObject({ id: globalId('Offer', second.id), state: 'DECLINED' });
  await stream.leave();
});

test('an agent is reachable while it is open', async () => {
  const ann = await stage.agent({ reachable: false });
  expect((await stage.agentRecord(ann)).reachable).toBe(false);
  const stream = await listen(graph.as(ann));
  expect((await stage.agentRecord(ann)).reachable).toBe(true);
  const id = await stage.asks(await stage.visitor());
  expect((await nextOffer(stream)).conversation).toEqual({ id: globalId('Conversation', id) });
  await stream.leave();
});

test('nobody but an agent is offered chats', async () => {
  await expect(listen(graph.as(await stage.visitor()))).rejects.toThrow('FORBIDDEN at chatOffers');
  await expect(listen(graph.as(null))).rejects.toThrow('UNAUTHENTICATED at chatOffers');
});
