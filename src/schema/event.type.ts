/**
 * Events as the graph tells them. The source of each is a stored event; what it speaks of is loaded when it is asked for, so
 * an old event shows the thing as it is now, to those who may see it now.
 */
import { type ClassType, Field, ID, InterfaceType, ObjectType } from 'type-graphql';
import type { StoredEvent } from '../events/topics';
import type { EventType } from '../routing/events';
import { doc } from './doc';
import { DateTime } from './scalars';

const typeNames = {
  CONVERSATION_STARTED: 'ConversationStarted',
  CONVERSATION_ENGAGED: 'ConversationEngaged',
  CONVERSATION_ENDED: 'ConversationEnded',
  PROMPT_CHANGED: 'PromptChanged',
  MESSAGE_ADDED: 'MessageAdded',
  LIVE_CHAT_REQUESTED: 'LiveChatRequested',
  LIVE_CHAT_CONNECTED: 'LiveChatConnected',
  LIVE_CHAT_IDLE_WARNING: 'LiveChatIdleWarning',
  LIVE_CHAT_MISSED: 'LiveChatMissed',
  LIVE_CHAT_ENDED: 'LiveChatEnded',
  OFFER_CREATED: 'OfferCreated',
  OFFER_ACCEPTED: 'OfferAccepted',
  OFFER_DECLINED: 'OfferDeclined',
  OFFER_EXPIRED: 'OfferExpired',
  OFFER_WITHDRAWN: 'OfferWithdrawn',
  AGENT_CHANGED: 'AgentChanged',
  GOAL_REACHED: 'GoalReached',
  DOCUMENT_READ: 'DocumentRead',
  CONVERSATION_SCORED: 'ConversationScored',
  VISITOR_IDENTIFIED: 'VisitorIdentified',
  MEETING_BOOKED: 'MeetingBooked',
  MEETING_MOVED: 'MeetingMoved',
  MEETING_CANCELLED: 'MeetingCancelled',
  DIALOG_CHANGED: 'DialogChanged',
  LIVE_CHAT_WAITING: 'LiveChatWaiting',
  LIVE_CHAT_TRANSFERRED: 'LiveChatTransferred',
  LIVE_CHAT_HANDOVER_ASKED: 'LiveChatHandoverAsked',
  LIVE_CHAT_OFFER_RETURNED: 'LiveChatOfferReturned',
  LIVE_CHAT_GUEST_JOINED: 'LiveChatGuestJoined',
  LIVE_CHAT_GUEST_LEFT: 'LiveChatGuestLeft',
  WHISPER_ADDED: 'WhisperAdded',
  LISTENING_CHANGED: 'ListeningChanged',
  RULES_ACTIVATED: 'RulesActivated',
} as const satisfies Record<EventType, string>;

/** A stored event that stands for what there is to show of a live chat from then on. */
export interface WatchedChange extends StoredEvent {
  readonly watched: true;
}

export function eventType(stored: StoredEvent | WatchedChange): string {
  return 'watched' in stored ? 'LiveChatChanged' : typeNames[stored.event.type];
}

@InterfaceType('Event', {
  description: doc`
    Something that happened. Events have one order in a workspace, and everyone gets their part of it. \`id\` is unique and
    stable, so that delivering one twice is recognisable. New kinds may come: ignore those you do not know.`,
  resolveType: eventType,
})
export abstract class Event {
  @Field(() => ID, {
    description: 'Unique and stable: the same event has the same id wherever and whenever it is read.',
  })
  id!: string;

  @Field(() => DateTime, { description: 'When it was stored.' })
  occurredAt!: Date;
}

/** An event that tells nothing but itself and its conversation. */
function plain(name: string, description: string): ClassType<object> {
  @ObjectType(name, { implements: Event, description, simpleResolvers: true })
  class Plain {}
  return Plain;
}

export const ConversationStarted = plain('ConversationStarted', 'A visitor met a dialog.');
export const ConversationEngaged = plain('ConversationEngaged', 'The visitor answered for the first time.');
export const ConversationEnded = plain('ConversationEnded', 'The conversation came to its end; `status` says how.');
export const LiveChatRequested = plain('LiveChatRequested', 'The visitor reached a live chat card.');
export const LiveChatConnected = plain(
  'LiveChatConnected',
  "Somebody joined: the visitor's side of an accepted offer.",
);
export const LiveChatMissed = plain(
  'LiveChatMissed',
  'Nobody took the chat. Told to those who were offered it, too; their `conversation` is then null.',
);
export const PromptChanged = plain('PromptChanged', 'Another card waits for the visitor, or none any more.');
export const MessageAdded = plain('MessageAdded', 'A message was stored.');
export const LiveChatIdleWarning = plain(
  'LiveChatIdleWarning',
  'Nobody has written for a while; the chat ends unless somebody does.',
);
export const LiveChatEnded = plain('LiveChatEnded', 'A connected chat is over.');
export const OfferCreated = plain('OfferCreated', 'A live chat rings at an agent. Staff only, like every Offer event.');
export const OfferAccepted = plain('OfferAccepted', 'The agent took the chat. Staff only.');
export const OfferDeclined = plain('OfferDeclined', 'The agent said no. Staff only.');
export const OfferExpired = plain('OfferExpired', 'The offer rang out. Staff only.');
export const OfferWithdrawn = plain(
  'OfferWithdrawn',
  'The offer was taken back: the visitor left, or the agent can take it no longer. Staff only.',
);
export const AgentChanged = plain(
  'AgentChanged',
  "An agent's availability, reachability, load or profile changed. Staff only: oneself, and who sees the workspace.",
);

export const GoalReached = plain('GoalReached', 'The conversation passed a goal card. Staff only.');
export const DocumentRead = plain(
  'DocumentRead',
  'The visitor opened, read, searched or downloaded a document. Staff only.',
);
export const ConversationScored = plain(
  'ConversationScored',
  'A goal card or an agent scored the conversation. Staff only.',
);
export const VisitorIdentified = plain('VisitorIdentified', 'The visitor gave an e-mail address. Staff only.');
export const LiveChatWaiting = plain(
  'LiveChatWaiting',
  'Nobody is free and the visitor waits, or has moved up, or it is the turn: the place in the queue, told to the visitor, too.',
);
export const LiveChatTransferred = plain('LiveChatTransferred', 'Another agent has the chat now.');
export const LiveChatHandoverAsked = plain(
  'LiveChatHandoverAsked',
  'Another agent is asked to take the chat or to help: the first, or the next one of the team or rule. Told to the agents of the chat. Staff only.',
);
export const LiveChatOfferReturned = plain(
  'LiveChatOfferReturned',
  'Nobody took the chat that was to be handed over, or came to help: it stays with its agent. Staff only.',
);
export const LiveChatGuestJoined = plain('LiveChatGuestJoined', 'A second agent joined the chat.');
export const LiveChatGuestLeft = plain('LiveChatGuestLeft', 'The second agent left the chat.');
export const WhisperAdded = plain(
  'WhisperAdded',
  'Somebody of the staff said something to the agent that the visitor does not see. Staff only.',
);
export const ListeningChanged = plain(
  'ListeningChanged',
  'Somebody of the staff began or stopped to listen to the chat. Told to that agent and to who sees the workspace; nobody in the chat.',
);
export const RulesActivated = plain(
  'RulesActivated',
  'Another version of the custom rules came into force. Staff only.',
);
export const MeetingBooked = plain('MeetingBooked', 'The visitor booked a meeting.');
export const MeetingMoved = plain('MeetingMoved', 'The visitor moved a meeting to another time.');
export const MeetingCancelled = plain('MeetingCancelled', 'A meeting was cancelled.');
export const DialogChanged = plain(
  'DialogChanged',
  'A dialog was published or unpublished, or who meets it has changed. Staff only.',
);

/** Those that tell of an offer. */
export const offerEvents = [OfferCreated, OfferAccepted, OfferDeclined, OfferExpired, OfferWithdrawn] as const;
