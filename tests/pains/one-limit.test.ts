/** A limit belongs to a person: it does not multiply with the teams, rules and dialogs that the person serves. */
import { agentUpdate } from '../../src/actions/agent-update';
import { conversationEnd } from '../../src/actions/conversation-end';
import { db, stage } from '../support/empty-stage';
import { type Difference, reconcile } from '../support/reconcile';
import { admin } from '../support/staff';
import { roundRobin, valueOf } from '../support/stage';

/** Ann alone is in the ring of all, in two teams, in a rule's own ring, and named by a card. */
async function annServesEverything() {
  const ann = await stage.agent({ name: 'Ann', capacity: 3 });
  const sales = await stage.team('Sales', [ann]);
  const support = await stage.team('Support', [ann]);
  await stage.rule({ name: 'Everybody', position: 1, agents: [ann] });
  const nobody = { agentId: null, teamId: null };
  const routings = [
    roundRobin,
    { ...nobody, strategy: 'TEAM' as const, teamId: sales },
    { ...nobody, strategy: 'TEAM' as const, teamId: support },
    { ...nobody, strategy: 'CUSTOM_RULES' as const },
    { ...nobody, strategy: 'AGENT' as const, agentId: ann.agentId },
  ];
  return { ann, routings };
}

test('three chats are three, whichever of five ways they came', async () => {
  const { ann, routings } = await annServesEverything();
  const states: string[] = [];
  for (const [priority, routing] of routings.entries()) {
    await stage.dialog({ routing, priority });
    states.push((await stage.chat(await stage.asks(await stage.visitor()))).state);
  }
  expect(states).toEqual(['OFFERED', 'OFFERED', 'OFFERED', 'MISSED', 'MISSED']);
  expect(await stage.agentRecord(ann)).toMatchObject({ activeChats: 0, pendingOffers: 3 });
  expect(await db.rows<Difference>(reconcile)).toEqual([]);
});

test('one place that is freed is one, and one number raises it for everything', async () => {
  const { ann, routings } = await annServesEverything();
  for (const [priority, routing] of routings.entries()) await stage.dialog({ routing, priority });
  const asks = async () => (await stage.chat(await stage.asks(await stage.visitor()))).state;
  const { id } = await stage.isServed(await stage.visitor());
  expect([await asks(), await asks(), await asks()]).toEqual(['OFFERED', 'OFFERED', 'MISSED']);
  valueOf(await conversationEnd(stage.ports, ann, { conversationId: id }));
  expect([await asks(), await asks()]).toEqual(['OFFERED', 'MISSED']);
  valueOf(await agentUpdate(stage.ports, admin(stage), { agentId: ann.agentId, capacity: 4 }));
  expect([await asks(), await asks()]).toEqual(['OFFERED', 'MISSED']);
});
