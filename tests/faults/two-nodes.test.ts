import { OfferAcceptDocument } from '../../clients/sdk/generated/graphql';
import { type Cluster, openCluster } from '../support/cluster';
import { talkToAPerson } from '../support/desk';
import { dial } from '../support/frames';
import type { Person } from '../support/person';

let cluster: Cluster;
beforeAll(async () => {
  cluster = await openCluster({ forAll: true });
});

async function aTeam(...names: readonly string[]) {
  const members = [];
  for (const name of names) members.push(await cluster.agent({ name, at: cluster.at('B') }));
  const teamId = await cluster.team(names.join(' and '), members);
  const dialogId = await cluster.publishes(talkToAPerson({ strategy: 'TEAM', teamId }));
  return { members, dialogId };
}

test('an agent on one node and a visitor on the other read the same, in one order, each once', async () => {
  const { members, dialogId } = await aTeam('Ann');
  const [ann] = members;
  const vera = await cluster.visitor({}, cluster.at('A'));
  await vera.opens({ dialogId });
  await vera.answers('Yes');
  await ann?.accepts();
  const lines = Array.from({ length: 25 }, (_, index) => index);
  await Promise.all([
    ...lines.map((line) => vera.says(`from A ${line}`)),
    ...lines.map((line) => ann?.says(`from B ${line}`)),
  ]);
  await vera.leaves();
  await vera.isThrough();
  await ann?.sees('The chat has ended');
  expect(vera.read.all.map(({ sequence }) => sequence)).toEqual(vera.read.all.map((_, index) => index + 1));
  expect(vera.read.all).toHaveLength(3 + 50 + 1);
  expect(ann?.transcript).toEqual(vera.transcript);
});

test('a right that is taken away on one node closes the socket on the other within 5 s', async () => {
  const ann = await cluster.agent({ name: 'Ann', at: cluster.at('B') });
  const socket = await dial(`${cluster.node('B').url.replace('http', 'ws')}/graphql`);
  if ('refused' in socket) throw new Error(`Refused with ${socket.refused}.`);
  await socket.init(ann.token);
  const closed = socket.closed(5_000);
  // The admin's line leads to A.
  await cluster.admin.does('agentDeactivate', { agentId: ann.id }, 'agent { active }');
  expect((await closed).code).toBe(4403);
  ann.parley.close();
});

test('twenty tabs on two nodes accept one offer at once: one of them does it, all get the same answer', async () => {
  const { members, dialogId } = await aTeam('Bo');
  const [bo] = members;
  if (bo === undefined) throw new Error('Nobody.');
  const vera = await cluster.visitor({}, cluster.at('A'));
  await vera.opens({ dialogId });
  await vera.answers('Yes');
  const { id: offerId } = await bo.rings();
  const tabs: Person[] = [];
  for (let tab = 0; tab < 20; tab += 1)
    tabs.push(await cluster.anotherTabOf(bo, cluster.at(tab % 2 === 0 ? 'A' : 'B')));
  // The connections are there before the race, so that it is one.
  await Promise.all(tabs.map((tab) => tab.does('agentAvailabilitySet', { available: true }, 'agent { id }')));

  const answers = await Promise.all(tabs.map((tab) => tab.asks(OfferAcceptDocument, { input: { offerId } })));
  const states = answers.map(({ offerAccept }) => [offerAccept.userErrors.length, offerAccept.offer?.state]);
  expect(states).toEqual(tabs.map(() => [0, 'ACCEPTED']));
  await vera.isTold('CONNECTED');
  await vera.leaves();
  await vera.isThrough();
  expect(vera.transcript.filter((line) => line === 'SYSTEM: Bo joined')).toHaveLength(1);
  const [{ count } = { count: 0 }] = await cluster.db.rows<{ count: number }>(
    `SELECT count(*)::integer AS count FROM event WHERE type = 'OFFER_ACCEPTED'
      AND conversation_id = (SELECT conversation_id FROM offer WHERE offer_id = $1)`,
    [Buffer.from(offerId, 'base64url').toString().split(':')[1]],
  );
  expect(count).toBe(1);
});

// Last: behind it nobody gets in from here for a while.
test('who knocks at two nodes at once gets in as often as at one', async () => {
  await cluster.db.rows('DELETE FROM door');
  const query = `mutation { visitorSessionStart(input: { workspaceKey: "nobody's" }) { userErrors { code } } }`;
  const knocks = async (place: 'A' | 'B'): Promise<boolean> => {
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify({ query });
    const answer = await fetch(`${cluster.node(place).url}/graphql`, { method: 'POST', headers, body });
    const { errors } = (await answer.json()) as { errors?: readonly { extensions: { code: string } }[] };
    const codes = (errors ?? []).map(({ extensions }) => extensions.code);
    expect(codes).toEqual(codes.map(() => 'THROTTLED'));
    return codes.length === 0;
  };
  const since = performance.now();
  const inside = await Promise.all(Array.from({ length: 44 }, (_, turn) => knocks(turn % 2 === 0 ? 'A' : 'B')));
  // One more for every half second that it took: each node alone would have let all of its 22 in.
  const comesBack = Math.ceil((performance.now() - since) / 500);
  expect(inside.filter(Boolean).length).toBeGreaterThanOrEqual(30);
  expect(inside.filter(Boolean).length).toBeLessThanOrEqual(30 + comesBack);
});
