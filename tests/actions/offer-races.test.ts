import { agentDeactivate } from '../../src/actions/agent-deactivate';
import { conversationEnd } from '../../src/actions/conversation-end';
import { offerExpire } from '../../src/actions/offer-expire';
import { offersRelease } from '../../src/actions/offers-release';
import type { AgentActor } from '../../src/auth/actor';
import { db, stage } from '../support/empty-stage';
import { admin } from '../support/staff';
import { accepts, codeOf, declines, valueOf } from '../support/stage';

let agents: AgentActor[];
beforeEach(async () => {
  agents = [];
  for (let count = 0; count < 3; count += 1) agents.push(await stage.agent({ capacity: 50 }));
  const teamId = await stage.team('Sales', agents);
  await stage.dialog({ routing: { strategy: 'TEAM', agentId: null, teamId } });
});

/** Places are held by what rings and by what is connected, and by nothing else. */
async function expectPlacesToAddUp(): Promise<void> {
  const seats = await db.rows(
    `SELECT a.active_chats = (SELECT count(*) FROM live_chat l WHERE l.agent_id = a.agent_id AND l.state = 'CONNECTED')
       AND a.reserved = (SELECT count(*) FROM offer o WHERE o.agent_id = a.agent_id AND o.state = 'PENDING') AS adds_up
     FROM agent a WHERE a.workspace_id = $1`,
    [stage.workspaceId],
  );
  expect(seats.map((seat) => seat.adds_up)).toEqual(agents.map(() => true));
}

test('accept, decline and the visitor’s end at once: one of them happens to the offer, and places add up', async () => {
  const outcomes = new Set<string>();
  for (let round = 0; round < 15; round += 1) {
    const visitor = await stage.visitor();
    const id = await stage.asks(visitor);
    const offer = await stage.ringing(id);
    const doings = [
      () => accepts(stage, offer),
      () => declines(stage, offer),
      () => conversationEnd(stage.ports, visitor, { conversationId: id }),
    ];
    // Each of the three begins first in a third of the rounds.
    const turned = [...doings.slice(round % 3), ...doings.slice(0, round % 3)];
    await Promise.all([...turned, ...turned].map((doing) => doing()));
    const { state } = await stage.offer(offer.id);
    outcomes.add(state);
    expect(['ACCEPTED', 'DECLINED', 'WITHDRAWN']).toContain(state);
    // The visitor's end came through in any case, whoever was first.
    expect(['ENDED', 'ABANDONED']).toContain((await stage.chat(id)).state);
    expect(await stage.pending(id)).toBeNull();
    await expectPlacesToAddUp();
  }
  expect(outcomes.size).toBeGreaterThan(1);
});

test('decline, expiry and release at once move the chat on by one, not by three', async () => {
  for (let round = 0; round < 8; round += 1) {
    const id = await stage.asks(await stage.visitor());
    const offer = await stage.ringing(id);
    await db.moveClock(100_000);
    const { workspaceId } = stage;
    await Promise.all([
      declines(stage, offer),
      offerExpire(stage.ports, { workspaceId, offerId: offer.id }),
      accepts(stage, offer),
      offerExpire(stage.ports, { workspaceId, offerId: offer.id }),
      offersRelease(stage.ports, { workspaceId, agentId: offer.agentId, as: 'EXPIRED' }),
    ]);
    expect(await stage.offer(offer.id)).toMatchObject({ state: 'EXPIRED' });
    const next = await stage.ringing(id);
    expect(next).toMatchObject({ attempt: 2 });
    expect(next.agentId).not.toBe(offer.agentId);
    await expectPlacesToAddUp();
    valueOf(await declines(stage, next));
  }
});

test('an agent who is deactivated while accepting either has the chat or has lost it', async () => {
  for (let round = 0; round < 3; round += 1) {
    const id = await stage.asks(await stage.visitor());
    const offer = await stage.ringing(id);
    const [accepted] = await Promise.all([
      accepts(stage, offer),
      agentDeactivate(stage.ports, admin(stage), { agentId: offer.agentId }),
    ]);
    const code = codeOf(accepted);
    expect(['OK', 'OFFER_WITHDRAWN']).toContain(code);
    expect(await stage.offer(offer.id)).toMatchObject({ state: code === 'OK' ? 'ACCEPTED' : 'WITHDRAWN' });
    await expectPlacesToAddUp();
  }
});
