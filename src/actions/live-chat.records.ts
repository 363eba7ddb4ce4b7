/** A request for a person: the live chat, its offers and its decisions. */
import type {
  AgentId,
  ConversationId,
  Decision,
  DecisionId,
  Handover,
  LiveChatEndReason,
  LiveChatId,
  LiveChatRouting,
  LiveChatState,
  OfferId,
  OfferKind,
  OfferState,
  Queue,
  RouteStep,
} from '../routing/terms';

export interface LiveChatRecord {
  readonly id: LiveChatId;
  readonly conversationId: ConversationId;
  readonly state: LiveChatState;
  readonly routing: LiveChatRouting;
  /** The card's own window; null: the workspace's at the time of each offer. */
  readonly acceptWindowSeconds: number | null;
  /** The card's own number of offers before the fallback; null: the workspace's. */
  readonly maxAttempts: number | null;
  /** The card's or the dialog's, in the visitor's language, as it was at the request; null: the workspace's. */
  readonly fallbackMessage: string | null;
  /** The live chat card's key where its fallback offers to book a meeting instead; null: it does not. */
  readonly bookingCard: string | null;
  /** The route as it was at the request, its references resolved; null: the shorthand in `routing`. */
  readonly steps: readonly RouteStep[] | null;
  /** The step that is being followed, and the offers that it has made. */
  readonly step: number;
  readonly stepAttempts: number;
  /** Whether the visitor waits where nobody is free, and whom it queues with: one line for each card. */
  readonly queue: (Queue & { readonly line: string }) | null;
  readonly waitingSince: Date | null;
  /** Whether the fallback asks the visitor to leave a message, and at which card; null: it does not. */
  readonly messageCard: string | null;
  /** Offers made so far. */
  readonly attempts: number;
  readonly requestedAt: Date;
  readonly agentId: AgentId | null;
  readonly agentName: string | null;
  readonly agentAvatarHash: string | null;
  readonly connectedAt: Date | null;
  /** The idle deadline that both sides were last warned about, so that one silence warns once. */
  readonly warnedForEndAt: Date | null;
  readonly endedAt: Date | null;
  readonly endReason: LiveChatEndReason | null;
}

export interface OfferRecord {
  readonly id: OfferId;
  readonly liveChatId: LiveChatId;
  readonly conversationId: ConversationId;
  readonly kind: OfferKind;
  /** Who hands the chat over or asks for help; null for a visitor's request. */
  readonly fromAgentId: AgentId | null;
  /** What that agent says to the one who is asked. */
  readonly note: string | null;
  /** Whom else it goes to; absent or null for a visitor's request. */
  readonly handover?: Handover | null;
  readonly agentId: AgentId;
  readonly state: OfferState;
  readonly attempt: number;
  readonly offeredAt: Date;
  readonly expiresAt: Date;
  readonly decidedAt: Date | null;
  readonly declineReason: string | null;
  readonly decisionId: DecisionId;
}

export interface DecisionRecord extends Decision {
  readonly id: DecisionId;
  readonly liveChatId: LiveChatId;
  readonly conversationId: ConversationId;
  readonly decidedAt: Date;
}
