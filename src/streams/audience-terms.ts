/** Who meets a dialog, where and when, as data. Conditions are one language: an audience and a branch card speak it alike. */
import type { Condition, ConditionMatch, ConditionOperator, ListId, LiveChatRouting } from '../routing/terms';

export const streamConditionKinds = [
  'ATTRIBUTE',
  'LIST_MEMBER',
  'KNOWN',
  'RETURNING',
  'LANGUAGE',
  'REFERRER',
  'QUERY_PARAMETER',
  'BUSINESS_HOURS',
  'AGENT_AVAILABLE',
] as const;
export type StreamConditionKind = (typeof streamConditionKinds)[number];

export type StreamCondition =
  | ({ readonly kind: 'ATTRIBUTE' } & Condition)
  | { readonly kind: 'LIST_MEMBER'; readonly listId: ListId; readonly member: boolean }
  /** Whether the visitor's e-mail address is known. */
  | { readonly kind: 'KNOWN'; readonly known: boolean }
  /** Whether the visitor was here in an earlier session. */
  | { readonly kind: 'RETURNING'; readonly returning: boolean }
  /** Any of these: `zh` holds for `zh-Hant`, not the other way round. */
  | { readonly kind: 'LANGUAGE'; readonly languages: readonly string[] }
  /** Any of these patterns of addresses; without one: no referrer. */
  | { readonly kind: 'REFERRER'; readonly patterns: readonly string[] }
  | {
      readonly kind: 'QUERY_PARAMETER';
      readonly name: string;
      readonly operator: ConditionOperator;
      readonly values: readonly string[];
    }
  /** Whether the workspace's business hours are open. */
  | { readonly kind: 'BUSINESS_HOURS'; readonly open: boolean }
  /** Whether a live chat with this routing would find somebody at this moment. */
  | { readonly kind: 'AGENT_AVAILABLE'; readonly routing: LiveChatRouting; readonly available: boolean };

export interface ConditionGroup {
  readonly match: ConditionMatch;
  readonly conditions: readonly StreamCondition[];
  /** Nested once: a group inside a group has conditions only. */
  readonly groups: readonly { readonly match: ConditionMatch; readonly conditions: readonly StreamCondition[] }[];
}

/**
 * What must happen on the page before the dialog shows itself. Seconds add up over visits, and what happened once stays so.
 * Several: all of them. None: it shows at once.
 */
export interface Triggers {
  readonly secondsOnPage: number | null;
  readonly secondsOnSite: number | null;
  readonly scrollPercent: number | null;
  readonly exitIntent: boolean;
}

export interface Audience {
  /** Null: everybody. */
  readonly conditions: ConditionGroup | null;
  /** Address patterns such as `https://*.example.com/pricing/*`; none: every page. */
  readonly targets: readonly string[];
  readonly exclusions: readonly string[];
  readonly triggers: Triggers;
  /** At most so many showings in so many days; null: no cap. */
  readonly frequency: { readonly times: number; readonly days: number } | null;
}

export const everybody: Audience = {
  conditions: null,
  targets: [],
  exclusions: [],
  triggers: { secondsOnPage: null, secondsOnSite: null, scrollPercent: null, exitIntent: false },
  frequency: null,
};

/** What an author edits and a version freezes. */
export interface DialogContent<Cards> {
  /** Of the cards' own words, as a BCP 47 tag. */
  readonly language: string;
  /** Tried in this order behind the visitor's language and before the cards' own words. */
  readonly fallbackLanguages: readonly string[];
  readonly audience: Audience;
  /** Instead of the workspace's; null: the workspace's. */
  readonly fallbackMessage: string | null;
  readonly cards: Cards;
}
