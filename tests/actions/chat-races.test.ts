/** Handing over and taking over against everything else that may happen to the chat at the same moment. */
import { agentAvailabilitySet } from '../../src/actions/agent-availability-set';
import { agentDeactivate } from '../../src/actions/agent-deactivate';
import { chatInvite } from '../../src/actions/chat-invite';
import { chatLeave } from '../../src/actions/chat-leave';
import { chatTakeOver } from '../../src/actions/chat-take-over';
import { chatTransfer } from '../../src/actions/chat-transfer';
import { chatTransferCancel } from '../../src/actions/chat-transfer-cancel';
import { conversationEnd } from '../../src/actions/conversation-end';
import { offerAccept } from '../../src/actions/offer-accept';
import { offerExpire } from '../../src/actions/offer-expire';
import type { AgentActor, VisitorActor } from '../../src/auth/actor';
import type { ConversationId } from '../../src/routing/terms';
import { db, stage } from '../support/empty-stage';
import { reconcile } from '../support/reconcile';
import { admin } from '../support/staff';
import { accepts, codeOf, declines, valueOf } from '../support/stage';

let agents: AgentActor[];
beforeEach(async () => {
  const permissions = ['LIVE_CHAT_TAKE', 'CHATS_TRANSFER', 'CHATS_TAKE_OVER'] as const;
  agents = [];
  for (let count = 0; count < 3; count += 1) agents.push(await stage.agent({ capacity: 60, permissions }));
  await stage.dialog();
});

/** Every counter and every timer, of everything that the tests have left. */
afterEach(async () => {
  expect(await db.rows(reconcile)).toEqual([]);
});

const nobody = { agentId: null, teamId: null, ruleId: null, note: null };

/** A place is held by what rings, by whose chat it is and by who helps in it, and by nothing else; and none is beyond the limit. */
async function expectPlacesToAddUp(): Promise<void> {
  const seats = await db.rows(
    `SELECT a.active_chats = (SELECT count(*) FROM live_chat l JOIN conversation c USING (workspace_id, conversation_id)
          WHERE l.state = 'CONNECTED' AND (l.agent_id = a.agent_id OR c.guest_agent_id = a.agent_id))
       AND a.reserved = (SELECT count(*) FROM offer o WHERE o.agent_id = a.agent_id AND o.state = 'PENDING')
       AND a.taken <= a.seat_limit
       AND NOT EXISTS (SELECT FROM live_chat l JOIN conversation c USING (workspace_id, conversation_id)
          WHERE l.state = 'CONNECTED' AND l.agent_id IS DISTINCT FROM c.agent_id) AS adds_up
     FROM agent a WHERE a.workspace_id = $1`,
    [stage.workspaceId],
  );
  expect(seats.map((seat) => seat.adds_up)).toEqual(seats.map(() => true));
}

interface Served {
  readonly id: ConversationId;
  readonly visitor: VisitorActor;
  readonly first: AgentActor;
  readonly other: AgentActor;
}

async function served(): Promise<Served> {
  const visitor = await stage.visitor();
  const { id, agent: first } = await stage.isServed(visitor);
  const other = agents.find((agent) => agent.agentId !== first.agentId);
  if (other === undefined) throw new Error('There are three of them.');
  return { id, visitor, first, other };
}

async function handsOver({ id, first, other }: Served) {
  const input = { ...nobody, conversationId: id, agentId: other.agentId };
  return stage.offer(valueOf(await chatTransfer(stage.ports, first, input)));
}

async function holderOf(id: ConversationId): Promise<AgentActor> {
  const { agentId } = await stage.chat(id);
  if (agentId === null) throw new Error('Nobody has this chat.');
  return stage.actorOf(agentId);
}

/** Each of them begins first in some of the rounds. */
function turned<T>(doings: readonly T[], round: number): readonly T[] {
  const at = round % doings.length;
  return [...doings.slice(at), ...doings.slice(0, at)];
}

/** Each is first once, so that every outcome is seen whatever the machine does; from then on all of them start together. */
async function race(doings: readonly (() => Promise<unknown>)[], round: number): Promise<void> {
  const [first, ...others] = turned(doings, round);
  if (round < doings.length) await first?.();
  await Promise.all((round < doings.length ? others : turned(doings, round)).map((doing) => doing()));
}

test('accepted while the chat ends: it ends, and nobody keeps a place', async () => {
  const outcomes = new Set<string>();
  for (let round = 0; round < 12; round += 1) {
    const chat = await served();
    const offer = await handsOver(chat);
    const doings = [
      () => accepts(stage, offer),
      () => conversationEnd(stage.ports, chat.visitor, { conversationId: chat.id }),
      () => conversationEnd(stage.ports, chat.first, { conversationId: chat.id }),
    ];
    await race(doings, round);
    expect((await stage.chat(chat.id)).state).toBe('ENDED');
    expect(await stage.pending(chat.id)).toBeNull();
    outcomes.add((await stage.offer(offer.id)).state);
    await expectPlacesToAddUp();
  }
  expect([...outcomes].sort()).toEqual(['ACCEPTED', 'WITHDRAWN']);
});

test('accepted, declined, cancelled, rung out and taken over at once: one of them happens', async () => {
  const outcomes = new Set<string>();
  for (let round = 0; round < 15; round += 1) {
    const chat = await served();
    const offer = await handsOver(chat);
    const third = agents.find((agent) => ![chat.first, chat.other].includes(agent)) ?? chat.other;
    const doings = [
      () => accepts(stage, offer),
      () => declines(stage, offer),
      () => chatTransferCancel(stage.ports, chat.first, { conversationId: chat.id }),
      () => chatTakeOver(stage.ports, third, { conversationId: chat.id }),
      () => offerExpire(stage.ports, { workspaceId: stage.workspaceId, offerId: offer.id }),
    ];
    await race(doings, round);
    outcomes.add((await stage.offer(offer.id)).state);
    // Whoever was first, the supervisor has it in the end.
    expect(await stage.chat(chat.id)).toMatchObject({ state: 'CONNECTED', agentId: third.agentId });
    await expectPlacesToAddUp();
  }
  expect(outcomes.size).toBeGreaterThan(1);
});

test('a take-over against the accept of a request: one agent, one place', async () => {
  for (let round = 0; round < 10; round += 1) {
    const id = await stage.asks(await stage.visitor());
    const offer = await stage.ringing(id);
    const taker = agents.find((agent) => agent.agentId !== offer.agentId) as AgentActor;
    const doings = [() => accepts(stage, offer), () => chatTakeOver(stage.ports, taker, { conversationId: id })];
    const [one, two] = await Promise.all(turned(doings, round).map((doing) => doing()));
    expect([one && codeOf(one), two && codeOf(two)]).toContain('OK');
    expect(await stage.chat(id)).toMatchObject({ state: 'CONNECTED', agentId: taker.agentId });
    await expectPlacesToAddUp();
  }
});

test('accepted while the first agent goes away, and is deactivated: it is handed over, or it stays', async () => {
  for (let round = 0; round < 3; round += 1) {
    const first = await stage.agent({ capacity: 5, permissions: ['LIVE_CHAT_TAKE', 'CHATS_TRANSFER'] });
    const chat = { ...(await served()), first };
    valueOf(
      await chatTransfer(stage.ports, await holderOf(chat.id), {
        ...nobody,
        conversationId: chat.id,
        agentId: first.agentId,
      }),
    );
    valueOf(await accepts(stage, await stage.ringing(chat.id)));
    const other = agents[0] as AgentActor;
    const offer = await handsOver({ ...chat, other });
    const doings = [
      () => accepts(stage, offer),
      () => agentAvailabilitySet(stage.ports, first, { available: false }),
      () => agentDeactivate(stage.ports, admin(stage), { agentId: first.agentId }),
    ];
    await Promise.all(turned(doings, round).map((doing) => doing()));
    expect(await stage.chat(chat.id)).toMatchObject({ state: 'CONNECTED', agentId: other.agentId });
    await expectPlacesToAddUp();
  }
});

test('two hundred tabs of one agent, and of others, accept one transfer: one transition', async () => {
  const chat = await served();
  const offer = await handsOver(chat);
  const others = agents.filter((agent) => agent.agentId !== offer.agentId);
  const [answers, strangers] = await Promise.all([
    Promise.all(Array.from({ length: 200 }, () => accepts(stage, offer))),
    Promise.all(others.map((agent) => offerAccept(stage.ports, agent, { offerId: offer.id }))),
  ]);
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  expect(strangers.map(codeOf)).toEqual(others.map(() => 'NOT_FOUND'));
  const moved = stage.events.filter(({ event }) => event.type === 'LIVE_CHAT_TRANSFERRED' && !event.onlyAgent);
  expect(moved).toHaveLength(1);
  await expectPlacesToAddUp();
});

test('chats handed to and fro by everybody at once: places add up, and no limit is passed', async () => {
  const chats = await Promise.all(Array.from({ length: 12 }, () => served()));
  await stage.work(async (tx) => {
    for (const { agentId } of agents) tx.agents.update(agentId, { capacity: 6 });
  });
  for (let round = 0; round < 3; round += 1) {
    await Promise.all(
      chats.map(async ({ id }, index) => {
        const holder = await holderOf(id);
        const target = agents[(agents.indexOf(holder) + 1 + (index % 2)) % 3] as AgentActor;
        const input = { ...nobody, conversationId: id, agentId: target.agentId };
        const verb = index % 3 === 0 ? chatInvite : chatTransfer;
        const asked = await verb(stage.ports, holder, input);
        if (!asked.ok) return;
        await accepts(stage, await stage.offer(asked.value));
        if (verb === chatInvite) await chatLeave(stage.ports, target, { conversationId: id });
      }),
    );
    await expectPlacesToAddUp();
  }
});
