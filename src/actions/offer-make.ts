import { waitEndsAt } from '../routing/fall-through';
import type { AgentId, Decision, DecisionId, RoutingSettings } from '../routing/terms';
import { inStep, liveChatStore, type Running } from './live-chat-held';
import { moveOf } from './live-chat-move';
import { offerRing } from './offer-ring';
import type { Ports, Transaction } from './ports';
import type { LiveChatRecord } from './records';

export interface ChosenAgent {
  readonly agentId: AgentId;
  readonly decision: Decision;
  readonly settings: RoutingSettings;
}

/** A step: rings at the chosen agent. */
export function offerMake(ports: Ports, tx: Transaction, running: Running, chosen: ChosenAgent): Running {
  const { agentId, decision, settings } = chosen;
  const move = moveOf(running.chat, 'AGENT_FOUND');
  const chat: LiveChatRecord = { ...atStep(running.chat, decision), state: move.state };
  liveChatStore(tx, running.chat, chat);
  const offer = {
    id: ports.newId<'Offer'>(),
    liveChatId: chat.id,
    conversationId: chat.conversationId,
    kind: 'REQUEST',
    fromAgentId: null,
    note: null,
    agentId,
    attempt: chat.attempts,
    expiresAt: expiryOf(chat, settings, tx.now),
    decisionId: decisionStore(ports, tx, chat, decision),
  } as const;
  offerRing(tx, offer, decision);
  return inStep(running.conversation, chat);
}

/** Counted for the step that chose, where the search goes on if nobody takes it. */
function atStep(chat: LiveChatRecord, { stepIndex }: Decision): LiveChatRecord {
  const step = stepIndex ?? chat.step;
  const stepAttempts = step === chat.step ? chat.stepAttempts + 1 : 1;
  return { ...chat, attempts: chat.attempts + 1, step, stepAttempts };
}

/** The last word of a request is a decision, too: it is stored whether somebody was found or nobody. */
export function decisionStore(ports: Ports, tx: Transaction, chat: LiveChatRecord, decision: Decision): DecisionId {
  const id: DecisionId = ports.newId();
  tx.decisions.insert({ ...decision, id, liveChatId: chat.id, conversationId: chat.conversationId, decidedAt: tx.now });
  return id;
}

/**
 * The window, but never longer than the visitor is to wait in all: what the agent sees counting down is when it is over, and
 * the expiry alone ends the wait. A second timer for the wait could take an offer that an accept had still won.
 */
function expiryOf(chat: LiveChatRecord, settings: RoutingSettings, now: Date): Date {
  const ofStep = chat.steps?.[chat.step]?.acceptWindowSeconds ?? null;
  const windowSeconds = ofStep ?? chat.acceptWindowSeconds ?? settings.acceptWindowSeconds;
  const closes = new Date(now.getTime() + windowSeconds * 1_000);
  const waitEnd = waitEndsAt(chat.requestedAt, settings);
  return waitEnd !== null && waitEnd < closes ? waitEnd : closes;
}
