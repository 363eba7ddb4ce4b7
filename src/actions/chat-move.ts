/** The steps by which a running chat changes hands: each moves seats and the row in one commit, behind the routing lock. */
import type { AgentId } from '../routing/terms';
import { say, tell } from './conversation-line';
import { scheduleIdleness } from './idle-clock';
import { inStep, type Running } from './live-chat-held';
import { agentChanged } from './offer-settle';
import type { Ports, Transaction } from './ports';
import type { AgentRecord, ConversationRecord, LiveChatRecord, WorkspaceRecord } from './records';
import { agentJoined, agentLeft } from './system-texts';

export interface NewAgent {
  readonly agent: AgentRecord;
  readonly settings: WorkspaceRecord['settings'];
}

/**
 * The chat is the new agent's, who holds a seat for it already; the old one's is free. Name and picture are copied as at an
 * accept, and the silence is counted anew: the new agent has not had the time to read. The caller saves the conversation.
 */
export function chatMove(ports: Ports, tx: Transaction, running: Running, { agent, settings }: NewAgent): Running {
  const { agentId: fromAgentId, agentName } = running.chat;
  if (fromAgentId === null) throw new Error(`Live chat ${running.chat.id} has no agent to be taken from.`);
  const chat: LiveChatRecord = {
    ...running.chat,
    agentId: agent.id,
    agentName: agent.name,
    agentAvatarHash: agent.avatarHash,
    warnedForEndAt: null,
  };
  tx.liveChats.save(chat);
  tx.agents.releaseSeat(fromAgentId);
  const guestAgentId = running.conversation.guestAgentId === agent.id ? null : running.conversation.guestAgentId;
  const listenerIds = withoutAgent(running.conversation.listenerIds, agent.id);
  const taken = { ...running.conversation, agentId: agent.id, guestAgentId, listenerIds, lastActivityAt: tx.now };
  const moved = inStep(taken, chat).conversation;
  const happened = { type: 'LIVE_CHAT_TRANSFERRED', fromAgentId, toAgentId: agent.id } as const;
  tell(tx, moved, happened);
  // Whose chat it was: that it is gone stands in that agent's part of the log.
  tx.emit({ conversationId: moved.id, visitorId: null, agentId: fromAgentId, onlyAgent: true, ...happened });
  const left = say(ports, tx, moved, agentLeft(agentName ?? '')).conversation;
  const { conversation } = say(ports, tx, left, agentJoined(agent.name));
  scheduleIdleness(tx, chat, { lastActivityAt: tx.now, settings });
  agentChanged(tx, { agentId: fromAgentId });
  return { chat, conversation };
}

/** A second agent, who holds a seat already. The caller saves. */
export function guestJoin(
  ports: Ports,
  tx: Transaction,
  conversation: ConversationRecord,
  agent: AgentRecord,
): ConversationRecord {
  const listenerIds = withoutAgent(conversation.listenerIds, agent.id);
  const joined = { ...conversation, guestAgentId: agent.id, listenerIds };
  tell(tx, joined, { type: 'LIVE_CHAT_GUEST_JOINED', guestAgentId: agent.id });
  return say(ports, tx, joined, agentJoined(agent.name)).conversation;
}

/** The guest's seat is free. The caller saves. */
export function guestLeave(
  ports: Ports,
  tx: Transaction,
  conversation: ConversationRecord,
  guest: { readonly id: AgentId; readonly name: string },
): ConversationRecord {
  tx.agents.releaseSeat(guest.id);
  tell(tx, conversation, { type: 'LIVE_CHAT_GUEST_LEFT', guestAgentId: guest.id });
  const left = say(ports, tx, { ...conversation, guestAgentId: null }, agentLeft(guest.name)).conversation;
  agentChanged(tx, { agentId: guest.id });
  return left;
}

export function withoutAgent(ids: readonly AgentId[] | undefined, id: AgentId): readonly AgentId[] {
  return (ids ?? []).filter((other) => other !== id);
}
