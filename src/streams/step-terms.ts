/** What the dialog engine is told, and what it answers. */
import type { DialogId, LiveChatRouting } from '../routing/terms';
import type { LiveChatCard, Script } from './script';

/** What conditions, tokens and the choice of language look at. Gathered once for a step; nothing in it changes during it. */
export interface Facts {
  /** By `attributeKey`: all that is known, also of the person; decides branches, is never shown. */
  readonly attributes: ReadonlyMap<string, string>;
  /** By `attributeKey`: what this browser's visitor may read of itself; fills tokens. */
  readonly shown: ReadonlyMap<string, string>;
  readonly lists: ReadonlySet<string>;
  readonly language: string | null;
  /** An IANA name, for dates that are typed without one; absent or null: unknown. */
  readonly timeZone?: string | null;
  readonly pageUrl: string | null;
  readonly referrer: string | null;
  readonly returning: boolean;
  readonly businessHoursOpen: boolean;
  agentAvailable(routing: LiveChatRouting): boolean;
}

/** Where a flow card left its script, to come back to. The last one is the innermost. */
export interface Frame {
  /** The script that holds the flow card. */
  readonly dialogId: DialogId;
  readonly version: number;
  readonly cardKey: string;
}

/** Something that the bot says. */
export interface Said {
  readonly cardKey: string;
  readonly text: string;
  readonly html: string | null;
  readonly document: { readonly title: string; readonly url: string } | null;
}

/** What playing the cards does beside talking, in order. */
export type Effect =
  | {
      readonly kind: 'SET_ATTRIBUTE';
      readonly name: string;
      readonly value: string;
      /** VISITOR: an answer. SYSTEM: an action card. */
      readonly source: 'VISITOR' | 'SYSTEM';
    }
  | { readonly kind: 'GOAL'; readonly cardKey: string; readonly name: string; readonly score: number | null };

/**
 * What the conversation now waits for. `cardKey` names the card from the outside in: behind a flow card it is
 * `flowCardKey/cardKey`, so that a late answer to one script is never taken for another's.
 */
export type Wait =
  | { readonly kind: 'ANSWER'; readonly cardKey: string }
  | { readonly kind: 'MEETING'; readonly cardKey: string }
  | { readonly kind: 'DELAY'; readonly cardKey: string; readonly seconds: number };

/** One published script (or the draft that a preview plays), as the engine reads it. */
export interface ScriptAt {
  readonly dialogId: DialogId;
  readonly version: number;
  readonly language: string;
  readonly fallbackLanguages: readonly string[];
  readonly script: Script;
}

/** All the scripts that a step may come through. */
export interface Program {
  /** What the conversation began with. */
  readonly entry: ScriptAt;
  /** A version that a place speaks of; null for one that is not at hand, which ends the branch. */
  scriptOf(dialogId: DialogId, version: number): ScriptAt | null;
  /** What a flow card enters now; null where the flow is not published, which goes on behind the card. */
  publishedFlow(flowId: DialogId): ScriptAt | null;
}

/** Where a conversation stands: in which script, entered through which flow cards, and at which of its cards. */
export interface Place {
  readonly dialogId: DialogId;
  readonly version: number;
  readonly frames: readonly Frame[];
  /** The waiting card's key inside its script; null when nothing waits. */
  readonly cardKey: string | null;
}

export interface Step {
  readonly says: readonly Said[];
  readonly effects: readonly Effect[];
  readonly wait: Wait | null;
  /** Where the conversation stands behind this step. */
  readonly place: Place;
  /** The branch came to a live chat card: ask for an agent. Flow cards around it are left for good. */
  readonly liveChat: LiveChatCard | null;
  /** The last branch ended without a live chat: the conversation is complete. */
  readonly ended: boolean;
}

export interface AnsweredStep extends Step {
  /** What the visitor's message says: the label of the response, or the value as it is stored. */
  readonly said: string;
}

/** What the visitor sent. `response`, the label, is a shorthand for `responseKey`. */
export interface CardAnswer {
  /** As `Wait.cardKey` says it. */
  readonly cardKey: string;
  readonly responseKey: string | null;
  readonly response: string | null;
  readonly value: string | null;
}

/** Why a conversation goes on without an answer. */
export const resumptions = ['DELAY_OVER', 'MEETING_BOOKED', 'MEETING_PASSED'] as const;
export type Resumption = (typeof resumptions)[number];
