/** One chat never has two agents, however many reach for it at once. */
import { offerAccept } from '../../src/actions/offer-accept';
import type { AgentActor } from '../../src/auth/actor';
import { openTestDatabase, type TestDatabase } from '../support/database';
import { type Difference, reconcile } from '../support/reconcile';
import { accepts, codeOf, createStage, declines, type Stage, valueOf } from '../support/stage';

let db: TestDatabase;
let stage: Stage;
beforeAll(async () => {
  db = await openTestDatabase({ poolSize: 16 });
});
afterAll(() => db.close());
beforeEach(async () => {
  stage = await createStage(db);
});

async function aTeamOf(count: number): Promise<readonly AgentActor[]> {
  const agents: AgentActor[] = [];
  for (let index = 0; index < count; index += 1) agents.push(await stage.agent());
  const teamId = await stage.team('All', agents);
  await stage.dialog({ routing: { strategy: 'TEAM', agentId: null, teamId } });
  return agents;
}

async function expectOneAgent(): Promise<void> {
  const rows = await db.rows(`SELECT live_chat_id FROM offer WHERE state = 'ACCEPTED' GROUP BY 1 HAVING count(*) > 1`);
  expect(rows).toEqual([]);
  expect(await db.rows<Difference>(reconcile)).toEqual([]);
}

test('two hundred agents accept one offer at once: it is its agent’s, and each of the others is told that there is none', async () => {
  const agents = await aTeamOf(200);
  const id = await stage.asks(await stage.visitor());
  const offer = await stage.ringing(id);
  const answers = await Promise.all(
    agents.map(async (agent) => [agent.agentId, await offerAccept(stage.ports, agent, { offerId: offer.id })] as const),
  );
  const codes = answers.map(([, answer]) => codeOf(answer));
  expect(codes.filter((code) => code === 'OK')).toHaveLength(1);
  expect(codes.filter((code) => code === 'NOT_FOUND')).toHaveLength(199);
  expect(answers.find(([, answer]) => answer.ok)?.[0]).toBe(offer.agentId);
  expect(await stage.chat(id)).toMatchObject({ state: 'CONNECTED', agentId: offer.agentId });
  await expectOneAgent();
});

test('whoever let it pass and whoever has it now both accept: it is the latter’s, and the former is told why not', async () => {
  await aTeamOf(3);
  for (let round = 0; round < 20; round += 1) {
    const id = await stage.asks(await stage.visitor());
    const first = await stage.ringing(id);
    valueOf(await declines(stage, first));
    const second = await stage.ringing(id);
    const doings = [() => accepts(stage, first), () => accepts(stage, second)];
    const answers = await Promise.all((round % 2 === 0 ? doings : [...doings].reverse()).map((doing) => doing()));
    const codes = answers.map(codeOf);
    expect(round % 2 === 0 ? codes : codes.reverse()).toEqual(['OFFER_EXPIRED', 'OK']);
    expect(await stage.chat(id)).toMatchObject({ state: 'CONNECTED', agentId: second.agentId });
  }
  await expectOneAgent();
});

test('a chat that somebody has stays with them: no rule, no availability and no newcomer takes it over', async () => {
  const [ann, bo] = await aTeamOf(2);
  if (ann === undefined || bo === undefined) throw new Error('Nobody.');
  const { id, agent } = await stage.isServed(await stage.visitor());
  await stage.work(async (tx) => tx.agents.update(agent.agentId, { available: false }));
  await stage.agent();
  await db.moveClock(500_000);
  for (let other = 0; other < 5; other += 1) await stage.asks(await stage.visitor());
  expect(await stage.chat(id)).toMatchObject({ state: 'CONNECTED', agentId: agent.agentId });
  expect(await stage.offers(id)).toHaveLength(1);
  await expectOneAgent();
});
