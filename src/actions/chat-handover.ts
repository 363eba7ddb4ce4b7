/** What handing over and inviting have in common: the same checks, and an offer to whom one names. */
import type { Actor, AgentActor } from '../auth/actor';
import { mayHandOver } from '../auth/policy';
import { done, refuse, type Outcome, type Refused } from '../routing/refusal';
import type { ConversationId, Decision, HandoverTarget, IneligibleReason, OfferId } from '../routing/terms';
import { isBlank, readText } from '../routing/text';
import { factsOf, refuseOutsider, wasServedBy } from './conversation-facts';
import { decideHandover, handoverOffer, type Asked } from './handover';
import type { Running } from './live-chat-held';
import type { Ports, Transaction } from './ports';
import type { ConversationRecord, OfferRecord } from './records';
import { conversationClosed, unknownConversation } from './refusals';

export interface HandoverInput {
  readonly conversationId: ConversationId;
  readonly agentId: HandoverAgent;
  readonly teamId: HandoverTeam;
  readonly ruleId: HandoverRule;
  readonly note: string | null;
}
type HandoverAgent = Extract<HandoverTarget, { kind: 'AGENT' }>['agentId'] | null;
type HandoverTeam = Extract<HandoverTarget, { kind: 'TEAM' }>['teamId'] | null;
type HandoverRule = Extract<HandoverTarget, { kind: 'RULE' }>['ruleId'] | null;

const mostNote = 1_000;

/** A step and more: locks, checks, and rings at the first of the target. Asking again for what rings already answers the same. */
export async function askToTake(
  ports: Ports,
  actor: Actor,
  kind: Asked['kind'],
  input: HandoverInput,
): Promise<Outcome<OfferId>> {
  const target = readTarget(input);
  if (!target.ok) return target;
  const note = readNote(input.note);
  if (!note.ok) return note;
  return ports.work(actor.workspaceId, async (tx) => {
    const held = await hold(tx, actor, input.conversationId);
    if (!held.ok) return held;
    const { running, agent } = held.value;
    const pending = await tx.offers.findPendingOf(running.conversation.id);
    if (pending !== null) return isSame(pending, kind, target.value) ? done(pending.id) : alreadyAsking(pending);
    const wrong = whyNotTarget(running.conversation, agent, kind, target.value);
    if (wrong !== null) return wrong;
    await tx.routing.lock();
    const asked: Asked = {
      kind,
      fromAgentId: agent.agentId,
      note: note.value,
      handover: { target: target.value, made: 0, asked: [] },
    };
    const [decision, { settings }] = await Promise.all([
      decideHandover(tx, running, asked.handover),
      tx.workspace.find(),
    ]);
    if (decision === null) return goneTarget(target.value);
    if (decision.agentId === null) return nobodyFree(target.value, decision);
    return done(handoverOffer(ports, tx, running, { asked, decision, settings }).id);
  });
}

async function hold(
  tx: Transaction,
  actor: Actor,
  id: ConversationId,
): Promise<Outcome<{ readonly running: Running; readonly agent: AgentActor }>> {
  const conversation = await tx.conversations.lock(id);
  if (conversation === null) return unknownConversation();
  if (wasServedBy(actor, conversation)) return conversationClosed();
  if (actor.kind !== 'AGENT' || !mayHandOver(actor, factsOf(conversation))) {
    return refuseOutsider(tx, actor, conversation, 'Only its agent, with the permission CHATS_TRANSFER, does this.');
  }
  const chat = conversation.liveChatId === null ? null : await tx.liveChats.find(conversation.liveChatId);
  if (chat === null) throw new Error(`Conversation ${id} is connected without a live chat.`);
  return done({ running: { conversation, chat }, agent: actor });
}

function readTarget({ agentId, teamId, ruleId }: HandoverInput): Outcome<HandoverTarget> {
  const named: HandoverTarget[] = [];
  if (agentId !== null) named.push({ kind: 'AGENT', agentId });
  if (teamId !== null) named.push({ kind: 'TEAM', teamId });
  if (ruleId !== null) named.push({ kind: 'RULE', ruleId });
  const [target] = named;
  if (target === undefined || named.length > 1) {
    return refuse('INVALID', 'Say to whom: name exactly one agent, one team or one rule.', ['agentId']);
  }
  return done(target);
}

function readNote(raw: string | null): Outcome<string | null> {
  if (raw === null || isBlank(raw)) return done(null);
  const text = readText(raw, { what: 'The note', field: ['note'] });
  if (text.ok && Array.from(text.value).length > mostNote) {
    return refuse('INVALID', `The note is too long. Shorten it to ${mostNote.toLocaleString('en')} characters.`, [
      'note',
    ]);
  }
  return text;
}

function isSame(pending: OfferRecord, kind: Asked['kind'], target: HandoverTarget): boolean {
  return pending.kind === kind && JSON.stringify(sorted(pending.handover?.target)) === JSON.stringify(sorted(target));
}

/** The database keeps the fields of an object in an order of its own. */
function sorted(target: HandoverTarget | undefined): readonly unknown[] {
  return Object.entries(target ?? {}).sort(([one], [other]) => (one < other ? -1 : 1));
}

function alreadyAsking(pending: OfferRecord): Refused {
  const what = pending.kind === 'INVITE' ? 'Somebody is being asked to join' : 'This chat is being handed over';
  return refuse('CONFLICT', `${what} already. Wait for the answer, or cancel it first.`, ['conversationId']);
}

function whyNotTarget(
  conversation: ConversationRecord,
  agent: AgentActor,
  kind: Asked['kind'],
  target: HandoverTarget,
): Refused | null {
  if (kind === 'INVITE' && conversation.guestAgentId !== null) {
    return refuse('CONFLICT', 'Somebody helps in this chat already. One guest at a time: let them leave first.', [
      'conversationId',
    ]);
  }
  if (target.kind !== 'AGENT') return null;
  if (target.agentId === agent.agentId) {
    return refuse('INVALID', 'This is your chat already. Choose somebody else.', ['agentId']);
  }
  if (target.agentId === conversation.guestAgentId) {
    return refuse('CONFLICT', 'This agent helps in the chat. Let them leave it first, then hand it over.', ['agentId']);
  }
  return null;
}

function goneTarget(target: HandoverTarget): Refused {
  if (target.kind === 'RULE') {
    return refuse('NOT_FOUND', 'There is no such rule, or it is switched off. Choose another one.', ['ruleId']);
  }
  return refuse('NOT_FOUND', 'There is no such team. Load the list again and choose one of it.', ['teamId']);
}

/** Nobody is asked and nothing is stored: the chat goes on, and its agent knows why. */
function nobodyFree(target: HandoverTarget, decision: Decision): Refused {
  if (target.kind !== 'AGENT') {
    const what = target.kind === 'TEAM' ? 'the team' : 'the rule';
    const field = target.kind === 'TEAM' ? 'teamId' : 'ruleId';
    return refuse('AGENT_UNAVAILABLE', `Nobody of ${what} can take it now. Choose somebody else or try later.`, [
      field,
    ]);
  }
  const reason = decision.candidates.find((one) => one.agentId === target.agentId)?.reason ?? null;
  return refuse(reason === 'AT_CAPACITY' ? 'AT_CAPACITY' : 'AGENT_UNAVAILABLE', sentenceOf(reason), ['agentId']);
}

function sentenceOf(reason: IneligibleReason | null): string {
  switch (reason) {
    case 'DEACTIVATED':
      return 'This agent is no longer with you. Choose somebody else.';
    case 'NO_LIVE_CHAT_PERMISSION':
      return 'This agent takes no live chats. Choose somebody else.';
    case 'AT_CAPACITY':
      return 'This agent has as many chats as they take. Choose somebody else or try later.';
    case 'UNREACHABLE':
      return 'This agent is not signed in right now. Choose somebody else or try later.';
    default:
      return 'This agent is not available right now. Choose somebody else or try later.';
  }
}
