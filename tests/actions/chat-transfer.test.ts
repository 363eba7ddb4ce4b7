/** Handing a running chat over: an offer like any other, while the visitor stays with the first agent. */
import { agentDeactivate } from '../../src/actions/agent-deactivate';
import { chatTransfer, type ChatTransferInput } from '../../src/actions/chat-transfer';
import { chatTransferCancel } from '../../src/actions/chat-transfer-cancel';
import { conversationEnd } from '../../src/actions/conversation-end';
import { idleEnd } from '../../src/actions/idle-end';
import { messageSend } from '../../src/actions/message-send';
import { offerExpire } from '../../src/actions/offer-expire';
import { ann, ben, db, handedTo, id, seats, stage, visitor } from '../support/handover';
import { admin } from '../support/staff';
import { accepts, codeOf, declines, says, valueOf } from '../support/stage';

async function handsOver(target: Partial<ChatTransferInput> = { agentId: ben.agentId }) {
  const offerId = valueOf(await chatTransfer(stage.ports, ann, handedTo(target)));
  return stage.offer(offerId);
}

const types = () => stage.events.map(({ event }) => event.type);

test('the visitor stays with the first agent until the second accepts', async () => {
  const offer = await handsOver({ agentId: ben.agentId, note: 'Asks about the invoice' });

  expect(offer).toMatchObject({
    kind: 'TRANSFER',
    fromAgentId: ann.agentId,
    note: 'Asks about the invoice',
    agentId: ben.agentId,
    state: 'PENDING',
  });
  expect(await stage.chat(id)).toMatchObject({ state: 'CONNECTED', agentId: ann.agentId });
  expect([await seats(ann), await seats(ben)]).toEqual([
    [1, 0],
    [0, 1],
  ]);
  valueOf(await says(stage, ann, { conversationId: id, text: 'One moment' }));
  expect(codeOf(await says(stage, ben, { conversationId: id, text: 'Too early' }))).toBe('FORBIDDEN');

  valueOf(await accepts(stage, offer));

  expect(await stage.chat(id)).toMatchObject({ state: 'CONNECTED', agentId: ben.agentId, agentName: 'Ben' });
  expect([await seats(ann), await seats(ben)]).toEqual([
    [0, 0],
    [1, 0],
  ]);
  valueOf(await says(stage, ben, { conversationId: id, text: 'Hello' }));
  expect(codeOf(await says(stage, ann, { conversationId: id, text: 'Still there?' }))).toBe('NOT_FOUND');
  expect((await stage.messages(id)).slice(-4).map(({ text }) => text)).toEqual([
    'One moment',
    'Ann left',
    'Ben joined',
    'Hello',
  ]);
});

test('the accept is told to the visitor, to the new agent, and to whose chat it was', async () => {
  const offer = await handsOver();
  const before = stage.events.length;
  valueOf(await accepts(stage, offer));
  const told = stage.events
    .slice(before)
    .map(({ event }) => [event.type, event.visitorId, event.agentId, event.onlyAgent]);
  expect(told).toEqual([
    ['OFFER_ACCEPTED', null, ben.agentId, false],
    ['AGENT_CHANGED', null, ben.agentId, false],
    ['LIVE_CHAT_TRANSFERRED', visitor.visitorId, ben.agentId, false],
    ['LIVE_CHAT_TRANSFERRED', null, ann.agentId, true],
    ['MESSAGE_ADDED', visitor.visitorId, ben.agentId, false],
    ['MESSAGE_ADDED', visitor.visitorId, ben.agentId, false],
    ['AGENT_CHANGED', null, ann.agentId, false],
  ]);
});

test('name and picture are copied when it is accepted, and the silence is counted anew', async () => {
  await stage.work(async (tx) => tx.agents.update(ben.agentId, { avatarHash: 'bens' }));
  await stage.work(async (tx) => {
    const { settings } = await tx.workspace.find();
    expect(settings.idleTimeoutSeconds).toBe(600);
  });
  await db.moveClock(590_000);
  valueOf(await accepts(stage, await handsOver()));
  const chat = await stage.chat(id);
  expect(chat).toMatchObject({ agentName: 'Ben', agentAvatarHash: 'bens' });
  await stage.work(async (tx) => tx.agents.update(ben.agentId, { name: 'Benjamin', avatarHash: 'later' }));
  expect(await stage.chat(id)).toMatchObject({ agentName: 'Ben', agentAvatarHash: 'bens' });
  await db.moveClock(20_000);
  await idleEnd(stage.ports, { workspaceId: stage.workspaceId, liveChatId: chat.id });
  expect(await stage.chat(id)).toMatchObject({ state: 'CONNECTED' });
});

test('declined, it stays where it was and the first agent is told', async () => {
  const offer = await handsOver();
  valueOf(await declines(stage, offer));
  expect(await stage.chat(id)).toMatchObject({ state: 'CONNECTED', agentId: ann.agentId });
  expect(await stage.pending(id)).toBeNull();
  expect([await seats(ann), await seats(ben)]).toEqual([
    [1, 0],
    [0, 0],
  ]);
  const returned = stage.events.find(({ event }) => event.type === 'LIVE_CHAT_OFFER_RETURNED')?.event;
  expect(returned).toMatchObject({ agentId: ann.agentId, visitorId: null, returnedOfferId: offer.id });
  expect(types()).not.toContain('LIVE_CHAT_MISSED');
});

test('rung out, it returns; an accept at the very instant of the expiry comes too late', async () => {
  const offer = await handsOver();
  await db.moveClock(100_000);
  const [accepted] = await Promise.all([
    accepts(stage, offer),
    offerExpire(stage.ports, { workspaceId: stage.workspaceId, offerId: offer.id }),
  ]);
  expect(codeOf(accepted)).toBe('OFFER_EXPIRED');
  expect(await stage.offer(offer.id)).toMatchObject({ state: 'EXPIRED' });
  expect(await stage.chat(id)).toMatchObject({ state: 'CONNECTED', agentId: ann.agentId });
  expect(types().filter((type) => type === 'LIVE_CHAT_OFFER_RETURNED')).toHaveLength(1);
});

test('a team is asked one after the other while it has attempts, and then it returns', async () => {
  const cid = await stage.agent({ name: 'Cid' });
  const dan = await stage.agent({ name: 'Dan' });
  const teamId = await stage.team('Billing', [ben, ann, cid, dan]);
  const first = await handsOver({ teamId });
  expect(first.agentId).toBe(ben.agentId);
  valueOf(await declines(stage, first));
  const second = await stage.ringing(id);
  // Ann has the chat: she is passed over.
  expect(second).toMatchObject({ agentId: cid.agentId, kind: 'TRANSFER', fromAgentId: ann.agentId, attempt: 2 });
  valueOf(await declines(stage, second));
  expect(await stage.pending(id)).toBeNull();
  expect(types().filter((type) => type === 'LIVE_CHAT_OFFER_RETURNED')).toHaveLength(1);
});

test('a rule that is named is asked whatever its conditions say', async () => {
  const cid = await stage.agent({ name: 'Cid' });
  const conditions = [{ attribute: 'country', operator: 'IS', values: ['SE'] }] as const;
  const ruleId = await stage.rule({ name: 'Sweden', position: 1, conditions, agents: [cid] });
  const offer = await handsOver({ ruleId });
  expect(offer.agentId).toBe(cid.agentId);
  valueOf(await accepts(stage, offer));
  expect(await stage.chat(id)).toMatchObject({ agentId: cid.agentId });
});

test('asking twice for the same is one offer; asking somebody else meanwhile is a conflict', async () => {
  const cid = await stage.agent({ name: 'Cid' });
  const first = await handsOver();
  expect(valueOf(await chatTransfer(stage.ports, ann, handedTo({ agentId: ben.agentId })))).toBe(first.id);
  expect(codeOf(await chatTransfer(stage.ports, ann, handedTo({ agentId: cid.agentId })))).toBe('CONFLICT');
  valueOf(await chatTransferCancel(stage.ports, ann, { conversationId: id }));
  expect(await stage.offer(first.id)).toMatchObject({ state: 'WITHDRAWN' });
  expect(await seats(ben)).toEqual([0, 0]);
  expect((await handsOver({ agentId: cid.agentId })).agentId).toBe(cid.agentId);
});

test('two transfers at once: one of them rings', async () => {
  const cid = await stage.agent({ name: 'Cid' });
  const answers = await Promise.all(
    [ben, cid].map(({ agentId }) => chatTransfer(stage.ports, ann, handedTo({ agentId }))),
  );
  expect(answers.map(codeOf).sort()).toEqual(['CONFLICT', 'OK']);
  expect((await stage.offers(id)).filter(({ state }) => state === 'PENDING')).toHaveLength(1);
});

test('the end of the chat withdraws what rings, whoever ends it', async () => {
  const offer = await handsOver();
  valueOf(await conversationEnd(stage.ports, visitor, { conversationId: id }));
  expect(await stage.offer(offer.id)).toMatchObject({ state: 'WITHDRAWN' });
  expect(codeOf(await accepts(stage, offer))).toBe('OFFER_WITHDRAWN');
  expect([await seats(ann), await seats(ben)]).toEqual([
    [0, 0],
    [0, 0],
  ]);
});

test('a target who is deactivated while it rings: it returns', async () => {
  const offer = await handsOver();
  valueOf(await agentDeactivate(stage.ports, admin(stage), { agentId: ben.agentId }));
  expect(await stage.offer(offer.id)).toMatchObject({ state: 'WITHDRAWN' });
  expect(await stage.chat(id)).toMatchObject({ state: 'CONNECTED', agentId: ann.agentId });
  expect(types()).toContain('LIVE_CHAT_OFFER_RETURNED');
});

test('a target who may take chats no longer cannot accept, and it returns', async () => {
  const offer = await handsOver();
  await stage.work(async (tx) => tx.agents.update(ben.agentId, { permissions: [] }));
  expect(codeOf(await accepts(stage, offer))).toBe('OFFER_WITHDRAWN');
  expect(await stage.chat(id)).toMatchObject({ agentId: ann.agentId });
  expect([await seats(ann), await seats(ben)]).toEqual([
    [1, 0],
    [0, 0],
  ]);
});

test('a first agent who is deactivated meanwhile hands over all the same', async () => {
  const offer = await handsOver();
  valueOf(await agentDeactivate(stage.ports, admin(stage), { agentId: ann.agentId }));
  valueOf(await accepts(stage, offer));
  expect(await stage.chat(id)).toMatchObject({ agentId: ben.agentId });
});

test('the same answer again: an accepted transfer stays accepted, also once it was handed on', async () => {
  const offer = await handsOver();
  const first = valueOf(await accepts(stage, offer));
  expect(valueOf(await accepts(stage, offer))).toEqual(first);
  expect(types().filter((type) => type === 'LIVE_CHAT_TRANSFERRED')).toHaveLength(2);
  const back = valueOf(await chatTransfer(stage.ports, ben, handedTo({ agentId: ann.agentId })));
  valueOf(await accepts(stage, await stage.offer(back)));
  expect(await stage.chat(id)).toMatchObject({ agentId: ann.agentId });
});

test('what was written before is not written twice by whose chat it was', async () => {
  const line = { conversationId: id, text: 'Sent, and the answer was lost', clientMessageId: 'lost-1' };
  const sent = valueOf(await messageSend(stage.ports, ann, line));
  valueOf(await accepts(stage, await handsOver()));
  expect(valueOf(await messageSend(stage.ports, ann, line))).toEqual(sent);
});
