/** An event as the columns of its row, and back. `data` holds the little that has no column of its own. */
import type { DocumentDeed, DomainEvent, EventBody, EventType } from '../routing/events';
import {
  type AgentId,
  assertNever,
  type ConversationId,
  type DialogId,
  type LiveChatEndReason,
  type MeetingId,
  type OfferId,
  type OfferKind,
  type PersonId,
  type VisitorId,
  type WhisperId,
} from '../routing/terms';

export interface EventRow {
  readonly type: EventType;
  readonly conversationId: ConversationId | null;
  readonly visitorId: VisitorId | null;
  readonly agentId: AgentId | null;
  readonly onlyAgent: boolean;
  readonly messageSequence: number | null;
  readonly offerId: OfferId | null;
  readonly data: EventData | null;
}

interface EventData {
  readonly cardKey?: string | null;
  readonly endsAt?: string;
  readonly reason?: LiveChatEndReason;
  readonly changedAgentId?: AgentId;
  readonly name?: string;
  readonly score?: number | null;
  readonly what?: DocumentDeed;
  readonly personId?: PersonId;
  readonly acquired?: boolean;
  readonly meetingId?: MeetingId;
  readonly dialogId?: DialogId | null;
  readonly queuePosition?: number;
  readonly estimatedWaitSeconds?: number | null;
  readonly fromAgentId?: AgentId;
  readonly toAgentId?: AgentId;
  readonly askedOfferId?: OfferId;
  readonly returnedOfferId?: OfferId;
  readonly guestAgentId?: AgentId;
  readonly whisperId?: WhisperId;
  readonly version?: number;
  readonly listenerAgentId?: AgentId;
  readonly listens?: boolean;
  readonly offerKind?: OfferKind;
}

/** The columns of `event e`, named as in EventRow. */
export const eventColumns = `e.type, e.conversation_id AS "conversationId", e.visitor_id AS "visitorId",
  e.agent_id AS "agentId", e.only_agent AS "onlyAgent", e.message_sequence AS "messageSequence",
  e.offer_id AS "offerId", e.data`;

function dataOf(event: EventBody): EventData | null {
  switch (event.type) {
    case 'PROMPT_CHANGED':
      return { cardKey: event.cardKey };
    case 'LIVE_CHAT_IDLE_WARNING':
      return { endsAt: event.endsAt.toISOString() };
    case 'LIVE_CHAT_ENDED':
      return { reason: event.reason };
    case 'AGENT_CHANGED':
      return { changedAgentId: event.changedAgentId };
    case 'GOAL_REACHED':
      return { cardKey: event.cardKey, name: event.name, score: event.score };
    case 'DOCUMENT_READ':
      return { cardKey: event.cardKey, what: event.what };
    case 'CONVERSATION_SCORED':
      return { score: event.score };
    case 'VISITOR_IDENTIFIED':
      return { personId: event.personId, acquired: event.acquired };
    case 'MEETING_BOOKED':
    case 'MEETING_MOVED':
    case 'MEETING_CANCELLED':
      return { meetingId: event.meetingId };
    case 'DIALOG_CHANGED':
      return { dialogId: event.dialogId };
    case 'LIVE_CHAT_WAITING':
      return { queuePosition: event.queuePosition, estimatedWaitSeconds: event.estimatedWaitSeconds };
    case 'LIVE_CHAT_TRANSFERRED':
      return { fromAgentId: event.fromAgentId, toAgentId: event.toAgentId };
    case 'LIVE_CHAT_HANDOVER_ASKED':
      return { askedOfferId: event.askedOfferId };
    case 'LIVE_CHAT_OFFER_RETURNED':
      return { returnedOfferId: event.returnedOfferId };
    case 'LIVE_CHAT_GUEST_JOINED':
    case 'LIVE_CHAT_GUEST_LEFT':
      return { guestAgentId: event.guestAgentId };
    case 'WHISPER_ADDED':
      return { whisperId: event.whisperId };
    case 'RULES_ACTIVATED':
      return { version: event.version };
    case 'LISTENING_CHANGED':
      return { listenerAgentId: event.listenerAgentId, listens: event.listens };
    case 'OFFER_CREATED':
    case 'OFFER_ACCEPTED':
    case 'OFFER_DECLINED':
    case 'OFFER_EXPIRED':
    case 'OFFER_WITHDRAWN':
      return event.offerKind === undefined ? null : { offerKind: event.offerKind };
    default:
      return null;
  }
}

export function toEventRow(event: DomainEvent): EventRow {
  return {
    type: event.type,
    conversationId: event.conversationId,
    visitorId: event.visitorId,
    agentId: event.agentId,
    onlyAgent: event.onlyAgent,
    messageSequence: event.type === 'MESSAGE_ADDED' ? event.sequence : null,
    offerId: 'offerId' in event ? event.offerId : null,
    data: dataOf(event),
  };
}

function required<T>(value: T | null | undefined, row: EventRow): T {
  if (value === null || value === undefined) throw new Error(`A stored ${row.type} lacks a part of itself.`);
  return value;
}

function bodyOf(row: EventRow): EventBody {
  const { type } = row;
  switch (type) {
    case 'CONVERSATION_STARTED':
    case 'CONVERSATION_ENGAGED':
    case 'CONVERSATION_ENDED':
    case 'LIVE_CHAT_REQUESTED':
    case 'LIVE_CHAT_CONNECTED':
    case 'LIVE_CHAT_MISSED':
      return { type };
    case 'PROMPT_CHANGED':
      return { type, cardKey: row.data?.cardKey ?? null };
    case 'MESSAGE_ADDED':
      return { type, sequence: required(row.messageSequence, row) };
    case 'LIVE_CHAT_IDLE_WARNING':
      return { type, endsAt: new Date(required(row.data?.endsAt, row)) };
    case 'LIVE_CHAT_ENDED':
      return { type, reason: required(row.data?.reason, row) };
    case 'OFFER_CREATED':
    case 'OFFER_ACCEPTED':
    case 'OFFER_DECLINED':
    case 'OFFER_EXPIRED':
    case 'OFFER_WITHDRAWN':
      return {
        type,
        offerId: required(row.offerId, row),
        ...(row.data?.offerKind !== undefined && { offerKind: row.data.offerKind }),
      };
    case 'AGENT_CHANGED':
      return { type, changedAgentId: required(row.data?.changedAgentId, row) };
    case 'GOAL_REACHED':
      return {
        type,
        cardKey: required(row.data?.cardKey, row),
        name: required(row.data?.name, row),
        score: row.data?.score ?? null,
      };
    case 'DOCUMENT_READ':
      return { type, cardKey: required(row.data?.cardKey, row), what: required(row.data?.what, row) };
    case 'CONVERSATION_SCORED':
      return { type, score: required(row.data?.score, row) };
    case 'VISITOR_IDENTIFIED':
      return { type, personId: required(row.data?.personId, row), acquired: row.data?.acquired ?? false };
    case 'MEETING_BOOKED':
    case 'MEETING_MOVED':
    case 'MEETING_CANCELLED':
      return { type, meetingId: required(row.data?.meetingId, row) };
    case 'DIALOG_CHANGED':
      return { type, dialogId: row.data?.dialogId ?? null };
    case 'LIVE_CHAT_WAITING':
      return {
        type,
        queuePosition: required(row.data?.queuePosition, row),
        estimatedWaitSeconds: row.data?.estimatedWaitSeconds ?? null,
      };
    case 'LIVE_CHAT_TRANSFERRED':
      return { type, fromAgentId: required(row.data?.fromAgentId, row), toAgentId: required(row.data?.toAgentId, row) };
    case 'LIVE_CHAT_HANDOVER_ASKED':
      return { type, askedOfferId: required(row.data?.askedOfferId, row) };
    case 'LIVE_CHAT_OFFER_RETURNED':
      return { type, returnedOfferId: required(row.data?.returnedOfferId, row) };
    case 'LIVE_CHAT_GUEST_JOINED':
    case 'LIVE_CHAT_GUEST_LEFT':
      return { type, guestAgentId: required(row.data?.guestAgentId, row) };
    case 'WHISPER_ADDED':
      return { type, whisperId: required(row.data?.whisperId, row) };
    case 'LISTENING_CHANGED':
      return {
        type,
        listenerAgentId: required(row.data?.listenerAgentId, row),
        listens: row.data?.listens ?? false,
      };
    case 'RULES_ACTIVATED':
      return { type, version: required(row.data?.version, row) };
    default:
      return assertNever(type);
  }
}

export function fromEventRow(row: EventRow): DomainEvent {
  return {
    conversationId: row.conversationId,
    visitorId: row.visitorId,
    agentId: row.agentId,
    onlyAgent: row.onlyAgent,
    ...bodyOf(row),
  };
}
