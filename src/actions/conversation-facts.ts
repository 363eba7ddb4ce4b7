import type { ConversationFacts } from '../auth/policy';
import type { AgentId } from '../routing/terms';
import type { ConversationRecord } from './records';

/** What policy asks, from the one row. Who an offer rings for matters only to what an agent sees before the accept. */
export function factsOf(conversation: ConversationRecord, ringingFor: AgentId | null = null): ConversationFacts {
  const { visitorId, status, agentId, liveChatState } = conversation;
  return { visitorId, status, agentId, liveChatState, ringingFor };
}
