/**
 * What happened, as one discriminated union. An action emits these; the unit of work gives each an id and its place in the
 * workspace's order, in the same commit as the rows it speaks of. `audience` says who may learn of it (see Audience).
 */
import type {
  AgentId,
  ConversationId,
  DialogId,
  LiveChatEndReason,
  MeetingId,
  MessageAuthor,
  MessageId,
  OfferId,
  OfferKind,
  PersonId,
  SystemMessageCode,
  VisitorId,
  WhisperId,
} from './terms';

/** An immutable line of a conversation. `sequence` is 1, 2, 3 … without a gap. */
export interface Message {
  readonly id: MessageId;
  readonly conversationId: ConversationId;
  readonly sequence: number;
  readonly author: MessageAuthor;
  readonly authorId: AgentId | VisitorId | null;
  readonly authorName: string | null;
  readonly text: string;
  readonly systemCode: SystemMessageCode | null;
  /** The rich form of `text`, already safe; absent or null: there is none. */
  readonly html?: string | null;
  /** The card that said it. */
  readonly cardKey?: string | null;
  /** A PDF that the line offers to read. */
  readonly document?: { readonly title: string; readonly url: string } | null;
  readonly clientMessageId: string | null;
  readonly createdAt: Date;
}

/**
 * Who may learn of an event, beside the callers who see the whole workspace.
 * `visitorId`: that visitor. `agentId`: that agent. `onlyAgent`: nobody but `agentId`, not even whole-workspace viewers
 * (they have the event once already, under its public form); without an `agentId` nobody but `visitorId`, which is what
 * happens in a preview.
 */
export interface Audience {
  readonly conversationId: ConversationId | null;
  readonly visitorId: VisitorId | null;
  readonly agentId: AgentId | null;
  readonly onlyAgent: boolean;
}

export type EventBody =
  | { readonly type: 'CONVERSATION_STARTED' }
  | { readonly type: 'CONVERSATION_ENGAGED' }
  | { readonly type: 'CONVERSATION_ENDED' }
  /** `cardKey: null`: nothing waits for the visitor any more. */
  | { readonly type: 'PROMPT_CHANGED'; readonly cardKey: string | null }
  /** The row refers to the message; `message` is there only in the process that wrote it, to spare a read. */
  | { readonly type: 'MESSAGE_ADDED'; readonly sequence: number; readonly message?: Message }
  | { readonly type: 'LIVE_CHAT_REQUESTED' }
  | { readonly type: 'LIVE_CHAT_CONNECTED' }
  | { readonly type: 'LIVE_CHAT_IDLE_WARNING'; readonly endsAt: Date }
  | { readonly type: 'LIVE_CHAT_MISSED' }
  | { readonly type: 'LIVE_CHAT_ENDED'; readonly reason: LiveChatEndReason }
  /**
   * The visitor's place in the queue is this one now; the first is 1, and 0 that an agent is being asked. The wait is an
   * estimate; null: nothing to go by.
   */
  | { readonly type: 'LIVE_CHAT_WAITING'; readonly queuePosition: number; readonly estimatedWaitSeconds: number | null }
  | { readonly type: 'LIVE_CHAT_TRANSFERRED'; readonly fromAgentId: AgentId; readonly toAgentId: AgentId }
  /** Another agent is asked to take the chat or to help, the first or the next one. Told to the agents of the chat. */
  | { readonly type: 'LIVE_CHAT_HANDOVER_ASKED'; readonly askedOfferId: OfferId }
  /** Nobody took the chat that was to be handed over, or came to help: it stays with whom it was. Told to that agent. */
  | { readonly type: 'LIVE_CHAT_OFFER_RETURNED'; readonly returnedOfferId: OfferId }
  | { readonly type: 'LIVE_CHAT_GUEST_JOINED'; readonly guestAgentId: AgentId }
  | { readonly type: 'LIVE_CHAT_GUEST_LEFT'; readonly guestAgentId: AgentId }
  /** Said by staff to the agent; the visitor never learns of it. */
  | { readonly type: 'WHISPER_ADDED'; readonly whisperId: WhisperId }
  /** Somebody of the staff began or stopped to listen. Told to nobody in the chat. */
  | { readonly type: 'LISTENING_CHANGED'; readonly listenerAgentId: AgentId; readonly listens: boolean }
  | { readonly type: 'RULES_ACTIVATED'; readonly version: number }
  /** `offerKind` absent: a visitor's request. */
  | { readonly type: 'OFFER_CREATED'; readonly offerId: OfferId; readonly offerKind?: OfferKind }
  | { readonly type: 'OFFER_ACCEPTED'; readonly offerId: OfferId; readonly offerKind?: OfferKind }
  | { readonly type: 'OFFER_DECLINED'; readonly offerId: OfferId; readonly offerKind?: OfferKind }
  | { readonly type: 'OFFER_EXPIRED'; readonly offerId: OfferId; readonly offerKind?: OfferKind }
  | { readonly type: 'OFFER_WITHDRAWN'; readonly offerId: OfferId; readonly offerKind?: OfferKind }
  | { readonly type: 'AGENT_CHANGED'; readonly changedAgentId: AgentId }
  | { readonly type: 'GOAL_REACHED'; readonly cardKey: string; readonly name: string; readonly score: number | null }
  | { readonly type: 'DOCUMENT_READ'; readonly cardKey: string; readonly what: DocumentDeed }
  | { readonly type: 'CONVERSATION_SCORED'; readonly score: number }
  /** The visitor gave an address: from here on it is this person's. `acquired`: nobody had that address before. */
  | { readonly type: 'VISITOR_IDENTIFIED'; readonly personId: PersonId; readonly acquired: boolean }
  | { readonly type: 'MEETING_BOOKED'; readonly meetingId: MeetingId }
  | { readonly type: 'MEETING_MOVED'; readonly meetingId: MeetingId }
  | { readonly type: 'MEETING_CANCELLED'; readonly meetingId: MeetingId }
  /**
   * Published, unpublished or changed in what decides who meets it. `dialogId: null`: what decides it for all of them, the
   * workspace's switch and business hours.
   */
  | { readonly type: 'DIALOG_CHANGED'; readonly dialogId: DialogId | null };

export const documentDeeds = ['OPENED', 'PAGE_VIEWED', 'DOWNLOADED', 'SEARCHED'] as const;
export type DocumentDeed = (typeof documentDeeds)[number];

export type EventType = EventBody['type'];
export type DomainEvent = Audience & EventBody;

export const eventTypes = [
  'CONVERSATION_STARTED',
  'CONVERSATION_ENGAGED',
  'CONVERSATION_ENDED',
  'PROMPT_CHANGED',
  'MESSAGE_ADDED',
  'LIVE_CHAT_REQUESTED',
  'LIVE_CHAT_CONNECTED',
  'LIVE_CHAT_IDLE_WARNING',
  'LIVE_CHAT_MISSED',
  'LIVE_CHAT_ENDED',
  'LIVE_CHAT_WAITING',
  'LIVE_CHAT_TRANSFERRED',
  'LIVE_CHAT_HANDOVER_ASKED',
  'LIVE_CHAT_OFFER_RETURNED',
  'LIVE_CHAT_GUEST_JOINED',
  'LIVE_CHAT_GUEST_LEFT',
  'WHISPER_ADDED',
  'LISTENING_CHANGED',
  'RULES_ACTIVATED',
  'OFFER_CREATED',
  'OFFER_ACCEPTED',
  'OFFER_DECLINED',
  'OFFER_EXPIRED',
  'OFFER_WITHDRAWN',
  'AGENT_CHANGED',
  'GOAL_REACHED',
  'DOCUMENT_READ',
  'CONVERSATION_SCORED',
  'VISITOR_IDENTIFIED',
  'MEETING_BOOKED',
  'MEETING_MOVED',
  'MEETING_CANCELLED',
  'DIALOG_CHANGED',
] as const satisfies readonly EventType[];
