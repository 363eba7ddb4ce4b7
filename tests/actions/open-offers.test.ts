/** What somebody arranges while an offer rings: each has one outcome, and the visitor never waits for nobody. */
import { agentDeactivate } from '../../src/actions/agent-deactivate';
import { agentUpdate } from '../../src/actions/agent-update';
import { customRuleDelete } from '../../src/actions/custom-rule-delete';
import { customRuleUpdate } from '../../src/actions/custom-rule-update';
import { teamUpdate } from '../../src/actions/team-update';
import type { AgentActor } from '../../src/auth/actor';
import type { RuleId, TeamId } from '../../src/routing/terms';
import { db, stage } from '../support/empty-stage';
import { type Difference, reconcile } from '../support/reconcile';
import { admin } from '../support/staff';
import { accepts, codeOf, declines, valueOf } from '../support/stage';

let ann: AgentActor;
let bo: AgentActor;
beforeEach(async () => {
  ann = await stage.agent({ name: 'Ann' });
  bo = await stage.agent({ name: 'Bo' });
});
afterEach(async () => {
  expect(await db.rows<Difference>(reconcile)).toEqual([]);
});

async function ringsInTeam() {
  const teamId: TeamId = await stage.team('Sales', [ann, bo]);
  await stage.dialog({ routing: { strategy: 'TEAM', agentId: null, teamId } });
  const id = await stage.asks(await stage.visitor());
  return { teamId, id, offer: await stage.ringing(id) };
}

async function ringsByRule() {
  const first: RuleId = await stage.rule({ name: 'First', position: 1, agents: [ann] });
  await stage.rule({ name: 'Second', position: 2, agents: [bo] });
  const routing = { strategy: 'CUSTOM_RULES', agentId: null, teamId: null } as const;
  const yes = { key: 'Yes', label: 'Yes', storedValue: null, next: 'agent' };
  await stage.dialog({
    cards: [
      { kind: 'QUESTION', key: 'ask', text: 'Talk?', attribute: null, responses: [yes] },
      { kind: 'LIVE_CHAT', key: 'agent', routing, acceptWindowSeconds: null, attempts: 3, next: null },
    ],
  });
  const id = await stage.asks(await stage.visitor());
  return { first, id, offer: await stage.ringing(id) };
}

describe('a team that is emptied while it rings', () => {
  test('leaves the offer where it is: whoever was asked may take it', async () => {
    const { teamId, id, offer } = await ringsInTeam();
    valueOf(await teamUpdate(stage.ports, admin(stage), { teamId, agentIds: [] }));
    expect(codeOf(await accepts(stage, offer))).toBe('OK');
    expect(await stage.chat(id)).toMatchObject({ state: 'CONNECTED', agentId: offer.agentId });
  });

  test('has nobody for what is declined, and the visitor is told at once', async () => {
    const { teamId, id, offer } = await ringsInTeam();
    valueOf(await teamUpdate(stage.ports, admin(stage), { teamId, agentIds: [] }));
    valueOf(await declines(stage, offer));
    expect(await stage.chat(id)).toMatchObject({ state: 'MISSED' });
    expect((await stage.messages(id)).at(-1)).toMatchObject({ author: 'BOT' });
  });
});

test('an agent who is deactivated while it rings is asked no more, and it goes to the next at once', async () => {
  const { id, offer } = await ringsInTeam();
  valueOf(await agentDeactivate(stage.ports, admin(stage), { agentId: offer.agentId }));
  expect(await stage.offer(offer.id)).toMatchObject({ state: 'WITHDRAWN' });
  expect(codeOf(await accepts(stage, offer))).toBe('OFFER_WITHDRAWN');
  expect((await stage.ringing(id)).agentId).toBe(bo.agentId);
});

test('an agent who loses the right to take chats while it rings is asked no more, and it goes to the next at once', async () => {
  const { id, offer } = await ringsInTeam();
  const change = { agentId: offer.agentId, profile: 'CALENDAR_AGENT' } as const;
  valueOf(await agentUpdate(stage.ports, admin(stage), change));
  expect(await stage.offer(offer.id)).toMatchObject({ state: 'WITHDRAWN' });
  expect(codeOf(await accepts(stage, offer))).toBe('OFFER_WITHDRAWN');
  expect((await stage.ringing(id)).agentId).toBe(bo.agentId);
});

describe('a rule that goes while it rings by it', () => {
  test.each(['disabled', 'deleted'])('%s, leaves the offer where it is, and decides nothing more', async (how) => {
    const { first, id, offer } = await ringsByRule();
    const by = admin(stage);
    valueOf(
      how === 'disabled'
        ? await customRuleUpdate(stage.ports, by, { customRuleId: first, enabled: false })
        : await customRuleDelete(stage.ports, by, { customRuleId: first }),
    );
    expect(await stage.offer(offer.id)).toMatchObject({ state: 'PENDING' });
    valueOf(await declines(stage, offer));
    expect((await stage.ringing(id)).agentId).toBe(bo.agentId);
  });

  test('may still be accepted by whom it asked', async () => {
    const { first, id, offer } = await ringsByRule();
    valueOf(await customRuleUpdate(stage.ports, admin(stage), { customRuleId: first, enabled: false }));
    expect(codeOf(await accepts(stage, offer))).toBe('OK');
    expect(await stage.chat(id)).toMatchObject({ state: 'CONNECTED', agentId: ann.agentId });
  });
});
