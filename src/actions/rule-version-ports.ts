/** Versions of the custom rules: inside a transaction, behind the routing lock, and as the graph reads them. */
import type { VersionedRule } from '../routing/rule-versions';
import type { PoolId, RuleId, RuleVersionId, TeamId } from '../routing/terms';
import type { Page, PageRequest } from './pages';
import type { PoolRecord, RuleRecord } from './records';
import type { RuleVersionRecord } from './rule-version.records';

export type RuleVersionChanges = Partial<Omit<RuleVersionRecord, 'id'>>;

/** What becomes of the rows that routing reads, whatever its number: four statements. */
export interface RulesWriting {
  /** With the rings of their own. */
  readonly removed: readonly RuleId[];
  /** New ones, and those that are another now. */
  readonly rules: readonly RuleRecord[];
  /** Of rules that name a team now. */
  readonly ringsGone: readonly PoolId[];
  readonly rings: readonly (Pick<PoolRecord, 'id' | 'order' | 'lastOffered'> & { readonly ruleId: RuleId })[];
}

export interface RuleVersionStore {
  find(id: RuleVersionId): Promise<RuleVersionRecord | null>;
  findDraft(): Promise<RuleVersionRecord | null>;
  findActive(): Promise<RuleVersionRecord | null>;
  findByNumber(number: number): Promise<RuleVersionRecord | null>;
  findLastNumber(): Promise<number>;
  /** Numbers of planned versions that name the team. */
  findPlannedWith(teamId: TeamId): Promise<readonly number[]>;
  countPlanned(): Promise<number>;
  /** Of these, those that some version or the rules in force know. */
  findKnownRules(ids: readonly RuleId[]): Promise<readonly RuleId[]>;
  /** The rules as routing reads them now, disabled ones too, with the agents of their own rings. */
  findInForce(): Promise<readonly VersionedRule[]>;
  /** The rules' own rings. */
  findRings(): Promise<readonly PoolRecord[]>;
  write(writing: RulesWriting): void;
  insert(version: RuleVersionRecord): void;
  update(id: RuleVersionId, changes: RuleVersionChanges): void;
  delete(id: RuleVersionId): void;
  /** Forgets what went out of force with a number up to this one. */
  forget(upToNumber: number): void;
}

export interface RuleVersionReads {
  ruleDraft(): Promise<RuleVersionRecord | null>;
  /** All but the draft, the newest first. */
  ruleVersionPage(page: PageRequest): Promise<Page<RuleVersionRecord>>;
  /** By number. */
  ruleVersions(numbers: readonly number[]): Promise<readonly (RuleVersionRecord | null)[]>;
  activeRuleVersion(): Promise<RuleVersionRecord | null>;
  rulesInForce(): Promise<readonly VersionedRule[]>;
}
