/** The enums of people, dialogs and conversations. Those of routing are in routing-enums.ts. */
import type { InboxState } from '../actions/reads';
import { eventTypes } from '../routing/events';
import { refusalCodes } from '../routing/refusal';
import {
  agentProfiles,
  attributeSources,
  attributeTypes,
  conversationStatuses,
  dialogStatuses,
  liveChatEndReasons,
  liveChatStates,
  messageAuthors,
  offerStates,
  plans,
  systemMessageCodes,
  widgetSides,
} from '../routing/terms';
import { issueSeverities, streamIssueCodes } from '../streams/script';
import { enumOf } from './enum-of';

export const PlanEnum = enumOf('Plan', 'The package that a workspace has booked.', plans, {
  SELECT: 'The small package: 100 live chat engagements, 250 engaged conversations a month, one attempt with a team.',
  PRIME: 'The large package: no limits unless set, two attempts with a team.',
});

export const WidgetSideEnum = enumOf('WidgetSide', 'The side of the page on which the widget stands.', widgetSides, {
  LEFT: 'At the left edge.',
  RIGHT: 'At the right edge.',
});

const viewerKinds = ['AGENT', 'VISITOR', 'INTEGRATION'] as const;
export const ViewerKindEnum = enumOf('ViewerKind', 'Who the caller is.', viewerKinds, {
  AGENT: 'A member of staff who signed in.',
  VISITOR: 'A browser that came to the site.',
  INTEGRATION: 'A program with an API token.',
});

export const AgentProfileEnum = enumOf(
  'AgentProfile',
  'A named set of permissions that an agent is created with. Read `Agent.permissions` for what it comes to.',
  agentProfiles,
  {
    LIVE_AGENT: 'Takes live chats and reads the own past ones.',
    CALENDAR_AGENT: 'Is booked for meetings; takes no live chats.',
    MARKETING_USER: 'Writes and publishes dialogs.',
    MARKETING_ADMIN: 'Writes and publishes dialogs, manages rules, settings and integrations; not agents and teams.',
    SALES_ADMIN: 'Manages agents, teams and rules and sees all conversations; not settings of the bot or integrations.',
    ADMIN: 'Has every permission but LIVE_CHAT_TAKE, so that an admin is not offered chats.',
  },
);

export const AttributeSourceEnum = enumOf(
  'AttributeSource',
  'Who said that an attribute has its value. Routing trusts some sources more than others.',
  attributeSources,
  {
    VISITOR: 'The visitor answered a card.',
    PAGE: 'The page on which the widget runs said so; anybody can forge it.',
    STAFF: 'A member of staff entered it.',
    INTEGRATION: 'Another system reported it.',
    SYSTEM: 'Parley found it out.',
  },
);

export const AttributeTypeEnum = enumOf('AttributeType', 'What the text of an attribute stands for.', attributeTypes, {
  TEXT: 'Any text.',
  EMAIL: 'An e-mail address.',
  PHONE: 'A telephone number.',
  NUMBER: 'A decimal number.',
  BOOLEAN: 'The text "true" or "false".',
  DATE_TIME: 'An instant as RFC 3339 text.',
  PICKLIST: 'One of a closed list of texts.',
});

export const DialogStatusEnum = enumOf('DialogStatus', 'Whether visitors can meet a dialog.', dialogStatuses, {
  DRAFT: 'Never published.',
  PUBLISHED: 'Visitors who qualify get its published version.',
  UNPUBLISHED: 'Was published; starts no new conversations, running ones go on.',
});

export const IssueSeverityEnum = enumOf('IssueSeverity', 'How grave an issue of a stream is.', issueSeverities, {
  ERROR: 'Keeps the dialog from being published.',
  WARNING: 'Advice; the dialog can be published.',
});

export const StreamIssueCodeEnum = enumOf(
  'StreamIssueCode',
  "What is wrong with, or could be better in, a dialog's cards.",
  streamIssueCodes,
  {
    EMPTY_STREAM: 'There is no card.',
    DUPLICATE_KEY: 'Two cards, or two responses of one card, share a key.',
    UNKNOWN_TARGET: 'A `next` names a card that does not exist.',
    UNREACHABLE_CARD: 'No path from the first card leads here.',
    LOOP_WITHOUT_ANSWER: 'Cards lead back to themselves without ever waiting for the visitor.',
    LIVE_CHAT_NOT_LAST: 'Something follows a live chat card, which must end its branch.',
    POKE_NOT_FIRST: 'A card that is not the first one pokes.',
    NO_ELSE: 'A branch card does not say how it goes on when none of its branches holds.',
    FLOW_LOOP: 'A flow leads back into itself through flow cards.',
    UNKNOWN_LIST: 'A condition names a list that does not exist.',
    UNKNOWN_FLOW: 'A flow card names a flow that does not exist or is not published.',
    UNKNOWN_ROUTE: 'A routing names a route that does not exist.',
    UNKNOWN_ROUTER: 'A step of a route asks an external router that does not exist.',
    ROUTE_CYCLE: 'A route leads back to itself.',
    ROUTE_DEAD_END: 'A route can come to nobody: whom its steps name is gone.',
    ROUTE_TOO_LONG: 'A route has more steps, or more routes inside routes, than are followed.',
    UNTRANSLATED_TEXT: 'A text lacks one of the languages that the dialog is translated into.',
    UNKNOWN_ATTRIBUTE: 'A card stores into an attribute that is not defined.',
    UNKNOWN_AGENT: 'A live chat card routes to an agent that does not exist.',
    UNKNOWN_TEAM: 'A live chat card routes to a team that does not exist.',
    NO_QUESTION_BEFORE_LIVE_CHAT: 'On some path a live chat begins without any question asked before.',
    NO_CONTACT_BEFORE_LIVE_CHAT: 'On some path a live chat begins before first name and e-mail are known.',
  },
);

export const ConversationStatusEnum = enumOf(
  'ConversationStatus',
  'Where a conversation stands as a whole.',
  conversationStatuses,
  {
    OPEN: 'It goes on.',
    COMPLETED: 'It came to its end: a branch ended, a person ended it, or a live chat was missed.',
    DROPPED: 'Somebody just left: it fell idle, or the visitor did not wait for an agent.',
  },
);

export const inboxStates = ['ACTIVE', 'PAST', 'ALL'] as const satisfies readonly InboxState[];
export const InboxStateEnum = enumOf('InboxState', 'Which of the own live chats the inbox shows.', inboxStates, {
  ACTIVE: 'Those that are connected now.',
  PAST: 'Those that have ended. Needs MY_CONVERSATIONS_VIEW or ALL_CONVERSATIONS_VIEW.',
  ALL: 'Both. Needs MY_CONVERSATIONS_VIEW or ALL_CONVERSATIONS_VIEW.',
});

export const LiveChatStateEnum = enumOf(
  'LiveChatState',
  'Where a live chat stands: ROUTING → (WAITING →) OFFERED → CONNECTED → ENDED, or MISSED, or ABANDONED.',
  liveChatStates,
  {
    ROUTING: 'An agent is being looked for.',
    WAITING: 'Nobody is free; the visitor waits in the queue of the card.',
    OFFERED: 'It rings at one agent.',
    CONNECTED: 'An agent accepted; two people talk.',
    ENDED: 'Final: it was connected and is over.',
    MISSED: 'Final: nobody took it; the visitor got the fallback message.',
    ABANDONED: 'Final: the visitor left before anybody took it.',
  },
);

export const LiveChatEndReasonEnum = enumOf('LiveChatEndReason', 'What ended a connected chat.', liveChatEndReasons, {
  AGENT_ENDED: 'Its agent, or a member of staff who may end any.',
  VISITOR_ENDED: 'Its visitor.',
  IDLE_TIMEOUT: 'Nobody wrote for `idleTimeoutSeconds`.',
});

export const MessageAuthorEnum = enumOf('MessageAuthor', 'Who speaks in a message.', messageAuthors, {
  VISITOR: 'The visitor: typed, or given as an answer to a card.',
  AGENT: "The chat's agent.",
  BOT: 'A card of the dialog, or the fallback message.',
  SYSTEM: 'Parley itself; `systemCode` says what happened.',
});

export const SystemMessageCodeEnum = enumOf(
  'SystemMessageCode',
  'What a SYSTEM message tells, so that a client can say it in its own language.',
  systemMessageCodes,
  {
    AGENT_JOINED: 'An agent accepted; `LiveChat.agentName` is the name.',
    AGENT_LEFT: 'The agent left.',
    CHAT_ENDED: 'A person ended the chat.',
    IDLE_WARNING: 'The chat will end soon unless somebody writes.',
    IDLE_ENDED: 'The chat ended because nobody wrote.',
  },
);

export const OfferStateEnum = enumOf('OfferState', 'Where an offer stands. All but PENDING are final.', offerStates, {
  PENDING: 'It rings until `expiresAt`.',
  ACCEPTED: 'Its agent took the chat.',
  DECLINED: 'Its agent said no; the next candidate is asked.',
  EXPIRED: 'Nobody answered in time; the next candidate is asked.',
  WITHDRAWN: 'The visitor left, or the agent can take it no longer.',
});

export const EventTypeEnum = enumOf('EventType', 'The kinds of events, for filters.', eventTypes, {
  CONVERSATION_STARTED: 'Selects ConversationStarted.',
  CONVERSATION_ENGAGED: 'Selects ConversationEngaged.',
  CONVERSATION_ENDED: 'Selects ConversationEnded.',
  PROMPT_CHANGED: 'Selects PromptChanged.',
  MESSAGE_ADDED: 'Selects MessageAdded, and lets TypingIndicator through.',
  LIVE_CHAT_REQUESTED: 'Selects LiveChatRequested.',
  LIVE_CHAT_CONNECTED: 'Selects LiveChatConnected.',
  LIVE_CHAT_IDLE_WARNING: 'Selects LiveChatIdleWarning.',
  LIVE_CHAT_MISSED: 'Selects LiveChatMissed.',
  LIVE_CHAT_ENDED: 'Selects LiveChatEnded.',
  LIVE_CHAT_WAITING: 'Selects LiveChatWaiting.',
  LIVE_CHAT_TRANSFERRED: 'Selects LiveChatTransferred.',
  LIVE_CHAT_HANDOVER_ASKED: 'Selects LiveChatHandoverAsked.',
  LIVE_CHAT_OFFER_RETURNED: 'Selects LiveChatOfferReturned.',
  LIVE_CHAT_GUEST_JOINED: 'Selects LiveChatGuestJoined.',
  LIVE_CHAT_GUEST_LEFT: 'Selects LiveChatGuestLeft.',
  WHISPER_ADDED: 'Selects WhisperAdded.',
  LISTENING_CHANGED: 'Selects ListeningChanged.',
  RULES_ACTIVATED: 'Selects RulesActivated.',
  OFFER_CREATED: 'Selects OfferCreated. A stream that lets it through makes its agent reachable.',
  OFFER_ACCEPTED: 'Selects OfferAccepted.',
  OFFER_DECLINED: 'Selects OfferDeclined.',
  OFFER_EXPIRED: 'Selects OfferExpired.',
  OFFER_WITHDRAWN: 'Selects OfferWithdrawn.',
  AGENT_CHANGED: 'Selects AgentChanged.',
  GOAL_REACHED: 'Selects GoalReached.',
  DOCUMENT_READ: 'Selects DocumentRead.',
  CONVERSATION_SCORED: 'Selects ConversationScored.',
  VISITOR_IDENTIFIED: 'Selects VisitorIdentified.',
  MEETING_BOOKED: 'Selects MeetingBooked.',
  MEETING_MOVED: 'Selects MeetingMoved.',
  MEETING_CANCELLED: 'Selects MeetingCancelled.',
  DIALOG_CHANGED: 'Selects DialogChanged.',
});

const resetReasons = ['CURSOR_EXPIRED', 'SCOPE_CHANGED', 'TOO_FAR_BEHIND'] as const;
export type ResetReason = (typeof resetReasons)[number];
export const ResetReasonEnum = enumOf('ResetReason', 'Why a cursor can no longer be served.', resetReasons, {
  CURSOR_EXPIRED: 'It is older than what is kept (7 days or 100,000 events at the least).',
  SCOPE_CHANGED: "The caller's rights are others than those it was made under, or it is not the caller's, or garbled.",
  TOO_FAR_BEHIND: 'More than 100,000 events lie behind it: reloading is cheaper than catching up.',
});

export const UserErrorCodeEnum = enumOf('UserErrorCode', 'The closed list of expected refusals.', refusalCodes, {
  INVALID: 'A value is not acceptable: correct the named field.',
  NOT_FOUND: 'Unknown, of another type, of another workspace, or not for the caller: these are the same.',
  FORBIDDEN: 'The caller may not do this.',
  CONFLICT: 'The state does not allow it now: reload, then decide.',
  LIMIT_REACHED: 'A limit of the package is reached.',
  IN_USE: 'Something still uses it; the message names where.',
  OFFER_EXPIRED: 'The offer has ended: its time ran out, or it was declined.',
  OFFER_TAKEN: 'Somebody else has it: a missed chat that a colleague has claimed.',
  OFFER_WITHDRAWN: 'The offer was taken back.',
  AT_CAPACITY: 'The agent has no room for another chat. Kept for claims and transfers.',
  AGENT_UNAVAILABLE: 'The agent cannot take it now. Kept for claims and transfers.',
  CONVERSATION_CLOSED: 'The conversation has ended: start a new one.',
  STREAM_INVALID: "The dialog's cards have errors: see `Dialog.issues`.",
  ALREADY_PUBLISHED: 'Nothing has changed since the last published version.',
});
