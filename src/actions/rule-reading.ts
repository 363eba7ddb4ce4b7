/** All rules of a version at once, checked as `customRuleCreate` checks one; every fault is told at its place. */
import { done, refuse, type Outcome } from '../routing/refusal';
import type { VersionedRule } from '../routing/rule-versions';
import type { AgentId, Condition, ConditionMatch, RuleId, TeamId } from '../routing/terms';
import { readName } from '../routing/text';
import { Faults } from './faults';
import type { Ports, Transaction } from './ports';
import { maxRules, readConditions } from './rule-conditions';
import { readTarget, type TargetSource } from './rule-target';

export interface RuleDraft {
  /** A rule that there is, or was: it keeps its ring and its turn. Null: a new one. */
  readonly customRuleId: RuleId | null;
  readonly name: string;
  readonly enabled: boolean;
  readonly match: ConditionMatch;
  readonly conditions: readonly Condition[];
  readonly agentIds: readonly AgentId[];
  readonly teamId: TeamId | null;
}

interface RuleReading {
  readonly field: readonly string[];
  /** Deactivated members may stay where they were; nobody is made one. */
  readonly alreadyIn: (id: RuleId) => readonly AgentId[];
}

/** Behind the routing lock: what it names is there until the commit. */
export async function readRules(
  ports: Ports,
  tx: Transaction,
  drafts: readonly RuleDraft[],
  { field, alreadyIn }: RuleReading,
): Promise<Outcome<readonly VersionedRule[]>> {
  if (drafts.length > maxRules) {
    const most = maxRules.toLocaleString('en');
    return refuse('LIMIT_REACHED', `These are ${drafts.length} rules. Give at most ${most}.`, field);
  }
  const [definitions, source, known] = await Promise.all([
    tx.attributeDefinitions.findAll(),
    targetsOf(tx, drafts),
    tx.ruleVersions.findKnownRules(drafts.flatMap(({ customRuleId }) => customRuleId ?? [])),
  ]);
  const faults = new Faults();
  const ids = readIds(ports, drafts, { known: new Set(known), faults, field });
  const rules: VersionedRule[] = [];
  for (const [index, draft] of drafts.entries()) {
    const at = [...field, String(index)];
    const id = ids[index];
    const name = faults.read(readName(draft.name, { what: "The rule's name", field: [...at, 'name'] }));
    const conditions = readConditions(draft.conditions, definitions);
    const target = await readTarget(source, draft, id === undefined ? [] : alreadyIn(id));
    for (const read of [conditions, target]) if (!read.ok) faults.addAll(read.refusals, at);
    if (id === undefined || name === undefined || !conditions.ok || !target.ok) continue;
    const { enabled, match } = draft;
    const { agentIds, teamId } = { agentIds: [], teamId: null, ...target.value };
    rules.push({ id, name, enabled, match, conditions: conditions.value, agentIds, teamId });
  }
  return faults.any ? faults.refused() : done(rules);
}

/** Undefined where a fault was found. An id that nobody gave out would be a rule that takes another one's decisions. */
function readIds(
  ports: Ports,
  drafts: readonly RuleDraft[],
  given: { readonly known: ReadonlySet<RuleId>; readonly faults: Faults; readonly field: readonly string[] },
): readonly (RuleId | undefined)[] {
  const seen = new Set<RuleId>();
  return drafts.map(({ customRuleId: id }, index) => {
    if (id === null) return ports.newId<'CustomRule'>();
    const at = [...given.field, String(index), 'customRuleId'];
    if (seen.has(id)) given.faults.add('This rule is named twice. Name each rule once.', at);
    else if (!given.known.has(id)) {
      given.faults.add('There is no such rule, and there was none. Leave the id out for a new rule.', at);
    } else {
      seen.add(id);
      return id;
    }
    return undefined;
  });
}

/** Everything that the rules name, in one breath, to be asked rule by rule. */
async function targetsOf(tx: Transaction, drafts: readonly RuleDraft[]): Promise<TargetSource> {
  const agentIds = [...new Set(drafts.flatMap((draft) => draft.agentIds))];
  const teamIds = [...new Set(drafts.flatMap(({ teamId }) => teamId ?? []))];
  const [agents, teams] = await Promise.all([
    agentIds.length === 0 ? [] : tx.agents.findMany(agentIds),
    Promise.all(teamIds.map((id) => tx.teams.find(id))),
  ]);
  const agentOf = new Map(agents.map((agent) => [agent.id, agent]));
  const teamOf = new Map(teams.flatMap((team) => (team === null ? [] : [[team.id, team]])));
  return {
    agents: { findMany: (ids) => Promise.resolve(ids.flatMap((id) => agentOf.get(id) ?? [])) },
    teams: { find: (id) => Promise.resolve(teamOf.get(id) ?? null) },
  };
}
