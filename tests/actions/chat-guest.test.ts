/** A second agent beside the first: comes by an accepted offer, takes a place, writes, and leaves again. */
import { chatInvite } from '../../src/actions/chat-invite';
import { chatLeave } from '../../src/actions/chat-leave';
import { chatTransfer } from '../../src/actions/chat-transfer';
import { conversationEnd } from '../../src/actions/conversation-end';
import type { AgentActor } from '../../src/auth/actor';
import { typingSend } from '../../src/actions/typing-send';
import type { Ports, TypingAnnouncer } from '../../src/actions/ports';
import { isTypingFor } from '../../src/events/topics';
import { ann, ben, handedTo, id, seats, stage, visitor } from '../support/handover';
import { accepts, codeOf, declines, says, valueOf } from '../support/stage';

async function invites() {
  const input = handedTo({ agentId: ben.agentId, note: 'You know printers' });
  return stage.offer(valueOf(await chatInvite(stage.ports, ann, input)));
}

async function comes() {
  valueOf(await accepts(stage, await invites()));
}

const copiesFor = (actor: AgentActor) =>
  stage.events.filter(({ event }) => event.onlyAgent && event.agentId === actor.agentId).map(({ event }) => event.type);

test('a guest takes a place, writes, and hears what is said; the chat stays the first agent’s', async () => {
  const offer = await invites();
  expect(offer).toMatchObject({ kind: 'INVITE', fromAgentId: ann.agentId, note: 'You know printers' });
  expect(codeOf(await says(stage, ben, { conversationId: id, text: 'Too early' }))).toBe('FORBIDDEN');
  valueOf(await accepts(stage, offer));
  expect(await stage.conversation(id)).toMatchObject({ agentId: ann.agentId, guestAgentId: ben.agentId });
  expect([await seats(ann), await seats(ben)]).toEqual([
    [1, 0],
    [1, 0],
  ]);
  const written = valueOf(await says(stage, ben, { conversationId: id, text: 'Which printer is it?' }));
  expect(written).toMatchObject({ author: 'AGENT', authorName: 'Ben' });
  valueOf(await says(stage, visitor, { conversationId: id, text: 'The blue one' }));
  expect(copiesFor(ben)).toEqual(['LIVE_CHAT_GUEST_JOINED', 'MESSAGE_ADDED', 'MESSAGE_ADDED', 'MESSAGE_ADDED']);
});

test('what the visitor types is shown to both agents, and what either types to the visitor', async () => {
  await comes();
  const announced: Parameters<TypingAnnouncer['announce']>[0][] = [];
  const ports: Ports = { ...stage.ports, typing: { announce: (typing) => void announced.push(typing) } };
  valueOf(await typingSend(ports, visitor, { conversationId: id }));
  valueOf(await typingSend(ports, ben, { conversationId: id }));
  const [visitors, bens] = announced.map((typing) => ({ ...typing, until: new Date(0) }));
  if (visitors === undefined || bens === undefined) throw new Error('Both were to be announced.');
  const agents = [ann, ben, await stage.agent()].map(({ agentId }) => ({ kind: 'AGENT', agentId }) as const);
  expect(agents.map((scope) => isTypingFor(scope, visitors))).toEqual([true, true, false]);
  expect(bens.authorName).toBe('Ben');
  expect(isTypingFor({ kind: 'VISITOR', visitorId: visitor.visitorId }, bens)).toBe(true);
});

test('a guest who leaves hears nothing more and the place is free', async () => {
  await comes();
  valueOf(await chatLeave(stage.ports, ben, { conversationId: id }));
  expect(await seats(ben)).toEqual([0, 0]);
  const before = copiesFor(ben).length;
  valueOf(await says(stage, visitor, { conversationId: id, text: 'Are you there?' }));
  expect(copiesFor(ben)).toHaveLength(before);
  expect(copiesFor(ben)).toContain('LIVE_CHAT_GUEST_LEFT');
  expect(codeOf(await says(stage, ben, { conversationId: id, text: 'Yes' }))).toBe('NOT_FOUND');
  expect((await stage.messages(id)).map(({ text }) => text)).toContain('Ben left');
});

test('the first agent’s end ends it for all, and both places are free', async () => {
  await comes();
  valueOf(await conversationEnd(stage.ports, ann, { conversationId: id }));
  expect([await seats(ann), await seats(ben)]).toEqual([
    [0, 0],
    [0, 0],
  ]);
  expect(copiesFor(ben)).toEqual(expect.arrayContaining(['LIVE_CHAT_ENDED', 'CONVERSATION_ENDED']));
  expect(await stage.conversation(id)).toMatchObject({ guestAgentId: null, status: 'COMPLETED' });
});

test('a guest neither ends nor hands over the chat, and its agent does not leave it', async () => {
  await comes();
  expect(codeOf(await conversationEnd(stage.ports, ben, { conversationId: id }))).toBe('FORBIDDEN');
  const cid = await stage.agent({ name: 'Cid' });
  const toCid = handedTo({ agentId: cid.agentId });
  expect(codeOf(await chatTransfer(stage.ports, ben, toCid))).toBe('FORBIDDEN');
  expect(codeOf(await chatLeave(stage.ports, ann, { conversationId: id }))).toBe('CONFLICT');
  expect(codeOf(await chatInvite(stage.ports, ann, toCid))).toBe('CONFLICT');
  const toBen = { ...toCid, agentId: ben.agentId };
  expect(codeOf(await chatTransfer(stage.ports, ann, toBen))).toBe('CONFLICT');
});

test('a guest stays when the chat is handed over, and hears who has it now', async () => {
  await comes();
  const cid = await stage.agent({ name: 'Cid' });
  const toCid = handedTo({ agentId: cid.agentId });
  valueOf(await accepts(stage, await stage.offer(valueOf(await chatTransfer(stage.ports, ann, toCid)))));
  expect(await stage.conversation(id)).toMatchObject({ agentId: cid.agentId, guestAgentId: ben.agentId });
  expect(copiesFor(ben)).toContain('LIVE_CHAT_TRANSFERRED');
  expect([await seats(ann), await seats(ben), await seats(cid)]).toEqual([
    [0, 0],
    [1, 0],
    [1, 0],
  ]);
});

test('an invitation that is declined changes nothing and is told to who asked', async () => {
  valueOf(await declines(stage, await invites()));
  expect(await stage.conversation(id)).toMatchObject({ guestAgentId: null });
  expect(stage.events.map(({ event }) => event.type)).toContain('LIVE_CHAT_OFFER_RETURNED');
});
