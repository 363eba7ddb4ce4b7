import { type Cluster, openCluster } from '../support/cluster';
import { CustomerRouter } from '../support/customer-router';

let customer: CustomerRouter;
let cluster: Cluster;
beforeEach(async () => {
  customer = await CustomerRouter.start();
});
afterEach(() => customer.close());

interface Made {
  readonly externalRouter: { readonly id: string };
}

/** A route that asks the customer's server, and the ring behind it. */
async function asksFirst(deadlineMs: number): Promise<void> {
  const input = { name: 'Who takes it', url: customer.url, deadlineMs };
  const { externalRouter } = await cluster.admin.does<Made>('externalRouterCreate', input, 'externalRouter { id }');
  const steps = [{ kind: 'EXTERNAL', routerId: externalRouter.id }, { kind: 'ROUND_ROBIN' }];
  const responses = [{ label: 'Yes', next: 'agent' }, { label: 'No' }];
  await cluster.publishes([
    { key: 'ask', question: { text: 'Talk to a person?', responses } },
    { key: 'agent', liveChat: { routing: { strategy: 'ROUTE', steps } } },
  ]);
}

test('a process that is killed while it asks a customer’s server holds nobody up: another goes on at the deadline', async () => {
  cluster = await openCluster();
  const ann = await cluster.agent({ name: 'Ann', at: cluster.at('B') });
  await asksFirst(5_000);
  const silence = customer.keepsSilent();
  const vera = await cluster.visitor({}, cluster.at('A'));
  await vera.asksForAnAgent();
  await customer.isAsked(1);
  await cluster.kills('A');
  await cluster.isDoneWithWhatIsDue();
  expect(ann.ringing).toEqual([]);

  await cluster.timePasses(5_000);
  await ann.rings();
  silence.answer('{"agentIds":[]}');
  await ann.accepts();
  await vera.isTold('CONNECTED');
  expect(customer.asked).toHaveLength(1);
});

test('a process that is told to stop while it asks leaves the question to another', async () => {
  cluster = await openCluster();
  const ann = await cluster.agent({ name: 'Ann', at: cluster.at('B') });
  await asksFirst(5_000);
  customer.keepsSilent();
  const vera = await cluster.visitor({}, cluster.at('A'));
  await vera.asksForAnAgent();
  await customer.isAsked(1);
  expect(await cluster.node('A').kill('SIGTERM')).toEqual({ code: 0, signal: null });
  await cluster.timePasses(5_000);
  await ann.accepts();
  await vera.isTold('CONNECTED');
});
