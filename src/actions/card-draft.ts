/** Cards as they are given, by a designer or a file. What is left out is the same as null. */
import type { ConditionMatch, DialogId, LiveChatRouting, Queue } from '../routing/terms';
import type { KnownValueRule } from '../streams/script';
import type { StreamConditionDraft } from './stream-condition-reading';

type Given<T> = T | null | undefined;

/** RICH: `text` is HTML of the subset. PLAIN unless given. */
export type TextFormat = 'PLAIN' | 'RICH';

interface Worded {
  readonly text: string;
  readonly format?: Given<TextFormat>;
}
interface Spoken extends Worded {
  readonly poke?: Given<boolean>;
}
interface Leading {
  readonly next?: Given<string>;
}

export interface ResponseDraft extends Leading {
  /** Its label, unless given. */
  readonly key?: Given<string>;
  readonly label: string;
  readonly storedValue?: Given<string>;
}
export interface QuestionDraft extends Spoken {
  readonly attribute?: Given<string>;
  readonly responses: readonly ResponseDraft[];
}
export interface InfoCaptureDraft extends Spoken, Leading {
  readonly attribute: string;
  readonly placeholder?: Given<string>;
  readonly whenKnown?: Given<KnownValueRule>;
  readonly invalidMessage?: Given<string>;
}
export interface DocumentDraft extends Spoken, Leading {
  readonly title: string;
  readonly url: string;
}
export interface MeetingDraft extends Spoken, Leading {
  readonly routing: LiveChatRouting;
  readonly agentNameAttribute?: Given<string>;
  readonly agentEmailAttribute?: Given<string>;
  readonly otherwise?: Given<string>;
}
export interface GoalDraft extends Leading {
  readonly name: string;
  readonly score?: Given<number>;
}
export interface ActionDraft extends Leading {
  readonly attribute: string;
  readonly value: string;
}
export interface BranchDraft extends Leading {
  /** Its number, unless given. */
  readonly key?: Given<string>;
  readonly match?: Given<ConditionMatch>;
  readonly conditions: readonly StreamConditionDraft[];
}
export interface BranchCardDraft {
  readonly branches: readonly BranchDraft[];
  readonly otherwise?: Given<Leading>;
}
export interface FlowDraft extends Leading {
  readonly flowId: DialogId;
}
export interface LiveChatDraft extends Leading {
  readonly routing: LiveChatRouting;
  readonly acceptWindowSeconds?: Given<number>;
  readonly attempts?: Given<number>;
  readonly fallbackMessage?: Given<string>;
  readonly fallbackBooking?: Given<boolean>;
  readonly queue?: Given<Queue>;
  readonly leaveMessage?: Given<boolean>;
}
export interface DelayDraft extends Leading {
  readonly seconds: number;
}
export interface TranslationDraft {
  readonly language: string;
  readonly text?: Given<string>;
  readonly format?: Given<TextFormat>;
  readonly placeholder?: Given<string>;
  readonly invalidMessage?: Given<string>;
  readonly title?: Given<string>;
  readonly fallbackMessage?: Given<string>;
  readonly labels?: Given<readonly { readonly key: string; readonly label: string }[]>;
}

export interface MessageDraft extends Spoken, Leading {}

/** What a card can be. */
export interface CardKinds {
  readonly message: MessageDraft;
  readonly question: QuestionDraft;
  readonly infoCapture: InfoCaptureDraft;
  readonly document: DocumentDraft;
  readonly meeting: MeetingDraft;
  readonly goal: GoalDraft;
  readonly action: ActionDraft;
  readonly branch: BranchCardDraft;
  readonly flow: FlowDraft;
  readonly liveChat: LiveChatDraft;
  readonly delay: DelayDraft;
}

/** A card as it was given: exactly one of the kinds, else INVALID. */
export type CardDraft = { readonly [Kind in keyof CardKinds]?: Given<CardKinds[Kind]> } & {
  readonly key: string;
  readonly translations?: Given<readonly TranslationDraft[]>;
};

export type SpokenDraft = Spoken;
export type WordedDraft = Worded;
