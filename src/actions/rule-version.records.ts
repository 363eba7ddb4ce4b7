/** A version of the custom rules, with what has become of it. */
import type { AgentId, ApiTokenId, RuleVersionId } from '../routing/terms';
import type { RuleVersionState, VersionedRule } from '../routing/rule-versions';

export const authorKinds = ['AGENT', 'INTEGRATION', 'SYSTEM'] as const;
export type AuthorKind = (typeof authorKinds)[number];
/** SYSTEM: nobody in particular; what was there before versions were kept. */
export interface Author {
  readonly kind: AuthorKind;
  readonly id: AgentId | ApiTokenId | null;
}

export interface RuleVersionRecord {
  readonly id: RuleVersionId;
  /** 1, 2, 3 … in the order in which they were made ready; null: the draft. */
  readonly number: number | null;
  readonly state: RuleVersionState;
  /** Counts every change of the draft. */
  readonly revision: number;
  /** The version that was in force when the draft was begun, or that its author has seen since; null: there was none. */
  readonly basedOn: number | null;
  readonly rules: readonly VersionedRule[];
  /** Why, in the words of whoever made it. */
  readonly note: string | null;
  /** Of a draft: who changed it last, and when. */
  readonly createdByKind: AuthorKind;
  readonly createdBy: AgentId | ApiTokenId | null;
  readonly createdAt: Date;
  /** When it is to come into force; kept once that has happened. */
  readonly activateAt: Date | null;
  /** Since when it is, or was, in force; null: never. And who made it so, or planned it. */
  readonly activatedAt: Date | null;
  readonly activatedByKind: AuthorKind | null;
  readonly activatedBy: AgentId | ApiTokenId | null;
  /** Until when it was in force, or when its plan was given up. */
  readonly retiredAt: Date | null;
  /** The old version whose rules these are again. */
  readonly rolledBackFrom: number | null;
  /** Why it could not be activated as it was planned. */
  readonly fault: string | null;
}
