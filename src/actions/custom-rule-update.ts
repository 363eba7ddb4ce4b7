import type { Actor } from '../auth/actor';
import { may } from '../auth/policy';
import { done, type Outcome } from '../routing/refusal';
import type { AgentId, Condition, ConditionMatch, RuleId, TeamId } from '../routing/terms';
import { readName } from '../routing/text';
import { checkPosition } from './custom-rule-create';
import { Faults } from './faults';
import type { Ports, Transaction } from './ports';
import type { PoolRecord, RuleRecord } from './records';
import { readConditions } from './rule-conditions';
import { placedAt, readTarget, writeOwnRing, type RuleTarget } from './rule-target';
import { leaveVersion } from './rule-version';
import { notAllowed, unknown } from './staff-refusals';

export interface CustomRuleUpdateInput {
  readonly customRuleId: RuleId;
  readonly name?: string;
  readonly match?: ConditionMatch;
  readonly conditions?: readonly Condition[];
  readonly agentIds?: readonly AgentId[] | null;
  readonly teamId?: TeamId | null;
  readonly position?: number;
  readonly enabled?: boolean;
}

interface Found {
  readonly rule: RuleRecord;
  /** The rule's own ring; null while it offers to a team. */
  readonly ring: PoolRecord | null;
}

/** What is absent stays. Naming agents leaves the team, naming a team leaves the agents. */
export async function customRuleUpdate(
  ports: Ports,
  actor: Actor,
  input: CustomRuleUpdateInput,
): Promise<Outcome<RuleId>> {
  if (!may(actor, 'rules.manage')) return notAllowed('manage custom rules');
  const { customRuleId: id } = input;
  return ports.work(actor.workspaceId, async (tx) => {
    await tx.routing.lock();
    const [rule, ring] = await Promise.all([tx.rules.find(id), tx.routing.findRulePool(id)]);
    if (rule === null) return unknown('rule', ['customRuleId']);
    const read = await readChanges(tx, { rule, ring }, input);
    if (!read.ok) return read;
    const { target } = read.value;
    const rules = input.position === undefined ? [] : await tx.rules.findAll();
    const teamId = target.kind === 'TEAM' ? target.teamId : null;
    tx.rules.update({ ...rule, ...read.value.changes, teamId });
    writeOwnRing(ports, tx, id, { target, ring });
    if (input.position !== undefined) tx.rules.order(placedAt(rules, id, input.position));
    await leaveVersion(ports, tx, actor, `Rule “${read.value.changes.name ?? rule.name}” changed.`);
    return done(id);
  });
}

type Changes = Partial<Pick<RuleRecord, 'name' | 'match' | 'conditions' | 'enabled'>>;

async function readChanges(
  tx: Transaction,
  found: Found,
  input: CustomRuleUpdateInput,
): Promise<Outcome<{ readonly changes: Changes; readonly target: RuleTarget }>> {
  const faults = new Faults();
  const what = { what: "The rule's name", field: ['name'] };
  const name = input.name === undefined ? undefined : faults.read(readName(input.name, what));
  const definitions = input.conditions === undefined ? [] : await tx.attributeDefinitions.findAll();
  const conditions =
    input.conditions === undefined ? undefined : faults.read(readConditions(input.conditions, definitions));
  checkPosition(faults, input.position);
  const target = faults.read(await readTarget(tx, targetAsked(found, input), found.ring?.order));
  if (faults.any || target === undefined) return faults.refused();
  const changes = {
    ...(name !== undefined && { name }),
    ...(conditions !== undefined && { conditions }),
    ...(input.match !== undefined && { match: input.match }),
    ...(input.enabled !== undefined && { enabled: input.enabled }),
  };
  return done({ changes, target });
}

function targetAsked({ rule, ring }: Found, { agentIds, teamId }: CustomRuleUpdateInput) {
  const namesTeam = teamId !== undefined && teamId !== null;
  const namesAgents = agentIds !== undefined && agentIds !== null && agentIds.length > 0;
  return {
    agentIds: agentIds === undefined ? (namesTeam ? [] : (ring?.order ?? [])) : (agentIds ?? []),
    teamId: teamId === undefined ? (namesAgents ? null : rule.teamId) : teamId,
  };
}
