/**
 * Everything the inbox shows, as one immutable value: a snapshot loaded from the server, and the events since applied to
 * it. Lists are not stored but derived from `rows`, so an event changes one row and every list agrees.
 */
import { placeName } from '../words';
import type {
  AgentSelfFragment,
  AttributeType,
  ConversationQuery,
  ConversationRowFragment,
  MessagePartsFragment,
  OfferPartsFragment,
  Permission,
  WhisperPartsFragment,
} from '../../../sdk/generated/graphql';

export type Row = ConversationRowFragment;
export type Message = MessagePartsFragment;
export type Detail = NonNullable<ConversationQuery['conversation']>;
export type Agent = AgentSelfFragment;
export type Offer = OfferPartsFragment;
export type Whisper = WhisperPartsFragment;

/** What rings. `gone` stays for a moment with the reason, so that nobody wonders where it went. */
export interface Ringing {
  readonly offer: Offer;
  readonly state: 'ringing' | 'answering' | 'gone';
  readonly note: string | null;
}

/** A list that is longer than what was loaded of it. */
export interface Shelf {
  readonly state: 'ready' | 'forbidden' | 'failed';
  /** Null where counting would be dear, or is not allowed. */
  readonly count: number | null;
  readonly nextCursor: string | null;
  readonly loading: boolean;
}

/** An opened conversation. `stale`: a message is missing, or the line was reset; it is fetched again. */
export interface Thread {
  readonly state: 'loading' | 'ready' | 'failed' | 'missing';
  readonly messages: readonly Message[];
  readonly detail: Detail | null;
  /** What staff say among themselves beside it. */
  readonly whispers: readonly Whisper[];
  /** What became of the last attempt to hand it over, or why it is not ours any more. */
  readonly notice: string | null;
  readonly olderCursor: string | null;
  readonly loadingOlder: boolean;
  readonly stale: boolean;
}

export interface TypingNow {
  readonly author: string;
  readonly authorName: string | null;
  readonly until: string;
}

/** How an attribute is called, and what its text stands for. */
export interface Definition {
  readonly label: string;
  readonly type: AttributeType;
}

export interface DeskState {
  readonly phase: 'loading' | 'ready' | 'refused';
  /** Why loading takes longer; it is tried again. */
  readonly problem: string | null;
  readonly workspaceName: string;
  readonly permissions: readonly Permission[];
  readonly agent: Agent | null;
  /** By name. */
  readonly definitions: ReadonlyMap<string, Definition>;
  readonly rows: ReadonlyMap<string, Row>;
  readonly past: Shelf;
  readonly missed: Shelf;
  /** How many chats were missed since the start: each time, the list of those that may be claimed is asked again. */
  readonly missedRound: number;
  readonly offers: readonly Ringing[];
  readonly threads: ReadonlyMap<string, Thread>;
  readonly typing: ReadonlyMap<string, TypingNow>;
  /** An event told of a conversation that may not be read any more: which one, only the list can say. */
  readonly listStale: boolean;
  /** Who has the chat that the list will miss; null: it ended. */
  readonly handedTo: string | null;
}

const emptyShelf: Shelf = { state: 'ready', count: null, nextCursor: null, loading: false };

export const emptyThread: Thread = {
  state: 'loading',
  messages: [],
  detail: null,
  whispers: [],
  notice: null,
  olderCursor: null,
  loadingOlder: false,
  stale: false,
};

export const emptyDesk: DeskState = {
  phase: 'loading',
  problem: null,
  workspaceName: '',
  permissions: [],
  agent: null,
  definitions: new Map(),
  rows: new Map(),
  past: emptyShelf,
  missed: emptyShelf,
  missedRound: 0,
  offers: [],
  threads: new Map(),
  typing: new Map(),
  listStale: false,
  handedTo: null,
};

export type Tab = 'active' | 'past' | 'missed';

/** Which list a conversation belongs to, seen from one agent; none for what a colleague or the bot has. */
export function tabOf(row: Row, agentId: string | undefined): Tab | null {
  switch (row.liveChat?.state) {
    case 'CONNECTED':
      return row.liveChat.agent?.id === agentId || row.guest?.id === agentId ? 'active' : null;
    case 'ENDED':
      return row.liveChat.agent?.id === agentId ? 'past' : null;
    case 'MISSED':
      return 'missed';
    default:
      return null;
  }
}

/** When something last happened in it. */
export function lastActivity(row: Row): string {
  return row.lastMessage?.createdAt ?? row.endedAt ?? row.liveChat?.connectedAt ?? row.startedAt;
}

/** Newest first. */
export function rowsOf(state: DeskState, tab: Tab): readonly Row[] {
  return [...state.rows.values()]
    .filter((row) => tabOf(row, state.agent?.id) === tab)
    .sort((one, other) => lastActivity(other).localeCompare(lastActivity(one)));
}

export function visitorName(
  visitor:
    { readonly name: string | null; readonly email?: string | null; readonly place?: string | null } | null | undefined,
): string {
  const known = visitor?.name ?? visitor?.email;
  if (known !== null && known !== undefined) return known;
  return visitor?.place ? `Visitor from ${placeName(visitor.place)}` : 'Visitor';
}

/** Who asks, in the middle of a sentence or at its beginning. */
export function askerName({ conversation }: Offer): string {
  const name = visitorName(conversation?.visitor);
  return name === 'Visitor' ? 'A visitor' : name;
}
