/** A conversation in the widget's own words. `graph.ts` translates; nothing else in the widget knows that there is a graph. */
export type Author = 'VISITOR' | 'AGENT' | 'BOT' | 'SYSTEM';
export type ConversationStatus = 'OPEN' | 'COMPLETED' | 'DROPPED';
export type LiveChatState = 'ROUTING' | 'WAITING' | 'OFFERED' | 'CONNECTED' | 'ENDED' | 'MISSED' | 'ABANDONED';
export type InputKind = 'TEXT' | 'EMAIL' | 'PHONE' | 'NUMBER' | 'BOOLEAN' | 'DATE_TIME' | 'PICKLIST';
export type Side = 'LEFT' | 'RIGHT';

export interface Look {
  readonly label: string;
  readonly accent: string;
  readonly side: Side;
  readonly privacyUrl: string | null;
  /** What the page tells may not be kept unless the visitor allows it, and the visitor has said neither. */
  readonly asksConsent: boolean;
}

export interface ChatMessage {
  readonly id: string;
  readonly sequence: number;
  readonly author: Author;
  readonly authorName: string | null;
  readonly text: string;
  /** The rich form, as the server sent it: to be rendered by `rich.ts` alone. */
  readonly html: string | null;
  readonly cardKey: string | null;
  readonly document: DocumentToRead | null;
  readonly systemCode: string | null;
  readonly clientMessageId: string | null;
  readonly createdAt: string;
}

export interface DocumentToRead {
  readonly title: string;
  readonly url: string;
}
export type DocumentDeed =
  | { readonly what: 'OPENED' | 'DOWNLOADED' }
  | { readonly what: 'PAGE_VIEWED'; readonly page: number }
  | { readonly what: 'SEARCHED'; readonly term: string };

export interface QuestionPrompt {
  readonly kind: 'QUESTION';
  readonly key: string;
  readonly text: string;
  readonly responses: readonly { readonly key: string; readonly label: string }[];
}
export interface InfoPrompt {
  readonly kind: 'INFO';
  readonly key: string;
  readonly text: string;
  readonly input: InputKind;
  readonly placeholder: string | null;
  /** The author's sentence for an answer of the wrong kind; null: our own. */
  readonly invalidMessage: string | null;
  /** What can be chosen; empty where anything may be typed. */
  readonly options: readonly string[];
}
export interface MeetingPrompt {
  readonly kind: 'MEETING';
  readonly key: string;
  readonly text: string;
  readonly passLabel: string;
}
/** Nobody took the chat: what was to be said can be written down. */
export interface MessagePrompt {
  readonly kind: 'MESSAGE';
  readonly key: string;
  readonly text: string;
  readonly asksForEmail: boolean;
  readonly passLabel: string;
}
export type Prompt = QuestionPrompt | InfoPrompt | MeetingPrompt | MessagePrompt;

/** A message instead of a chat. */
export interface LeftMessage {
  readonly text: string;
  readonly email: string | null;
  readonly name: string | null;
  readonly clientMessageId: string;
}

/** A time that can be booked, as the clock on the visitor's wall shows it. */
export interface Slot {
  readonly startsAt: string;
  readonly endsAt: string;
  readonly date: string;
  readonly time: string;
}

export interface Meeting {
  readonly id: string;
  readonly isCancelled: boolean;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly attendeeEmail: string;
  readonly conferencing: string | null;
  readonly agentName: string;
}

/** What must still happen before a dialog shows itself: all that is named. */
export interface Trigger {
  readonly secondsOnPage: number | null;
  readonly secondsOnSite: number | null;
  readonly scrollPercent: number | null;
  readonly exitIntent: boolean;
}

export interface LiveChat {
  readonly state: LiveChatState;
  readonly agentName: string | null;
  readonly agentAvatarUrl: string | null;
  readonly requestedAt: string;
  /** Where nobody is free: the place in the queue, and a guess at how long it takes; null otherwise. */
  readonly place: number | null;
  readonly waitSeconds: number | null;
  /** Whether a message instead needs an address. */
  readonly asksForEmail: boolean;
  /** When the search ends as it stands, where the server tells. */
  readonly waitEndsAt: string | null;
  readonly idleWarnsAt: string | null;
  readonly idleEndsAt: string | null;
  readonly endReason: string | null;
}

/** Where a conversation stands now; every event brings it along. */
export interface Standing {
  readonly id: string;
  readonly status: ConversationStatus;
  readonly isEngaged: boolean;
  readonly prompt: Prompt | null;
  readonly liveChat: LiveChat | null;
}

/** A stretch of the conversation, and where the one before it ends; null at the beginning. */
export interface Stretch {
  readonly messages: readonly ChatMessage[];
  readonly before: string | null;
}

export interface Snapshot extends Standing, Stretch {
  readonly unreadCount: number;
  /** Whether its first words may stand beside the closed widget. */
  readonly poke: boolean;
  readonly meetings: readonly Meeting[];
  /** Events behind it complete what is shown. */
  readonly cursor: string;
}

/** What came of an errand: nothing to say, or a sentence for the visitor. */
export type Outcome =
  | { readonly kind: 'DONE'; readonly standing: Standing | null }
  /** The answer itself is wrong: say why, and let the visitor try again. */
  | { readonly kind: 'INVALID'; readonly message: string; readonly field: string }
  /** Things have changed meanwhile: what is shown must be loaded anew. */
  | { readonly kind: 'STALE' }
  /** It did not get through. */
  | { readonly kind: 'UNREACHED' };
