/** Versions of the custom rules as a test writes them. */
import {
  ruleDraftReplace,
  ruleVersionActivate,
  ruleVersionRollback,
  type RuleDraftReplaceInput,
} from '../../src/actions';
import type { RuleDraft } from '../../src/actions/rule-reading';
import type { Actor, AgentActor } from '../../src/auth/actor';
import { admin } from './staff';
import { type Stage, valueOf } from './stage';

export function draftRule(name: string, agents: readonly AgentActor[], change: Partial<RuleDraft> = {}): RuleDraft {
  return {
    customRuleId: null,
    name,
    enabled: true,
    match: 'ALL',
    conditions: [],
    agentIds: agents.map(({ agentId }) => agentId),
    teamId: null,
    ...change,
  };
}

export const draft = (
  stage: Stage,
  rules: readonly RuleDraft[],
  change: Partial<RuleDraftReplaceInput> = {},
  actor: Actor = admin(stage),
) => ruleDraftReplace(stage.ports, actor, { revision: null, basedOn: null, rules, note: null, ...change });

export const activate = (stage: Stage, revision = 1, actor: Actor = admin(stage)) =>
  ruleVersionActivate(stage.ports, actor, { revision, note: null });

export const rollback = (stage: Stage, version: number, inForce: number | null = null) =>
  ruleVersionRollback(stage.ports, admin(stage), { version, inForce, note: 'Back to what worked.' });

/** These rules, and no others, are in force: by a draft that is activated. Answers the number of the version. */
export async function rulesAre(stage: Stage, rules: readonly RuleDraft[]): Promise<number> {
  valueOf(await draft(stage, rules));
  return valueOf(await activate(stage));
}

/** The numbers of the versions with their states, the oldest first. */
export async function statesOf(stage: Stage): Promise<readonly string[]> {
  return stage.work(async (tx) => {
    const last = await tx.ruleVersions.findLastNumber();
    const numbers = Array.from({ length: last }, (_, index) => index + 1);
    const versions = await Promise.all(numbers.map((number) => tx.ruleVersions.findByNumber(number)));
    return versions.map((version) => `${version?.number} ${version?.state}`);
  });
}

export const inForce = (stage: Stage) => stage.work((tx) => tx.ruleVersions.findInForce());
export const version = (stage: Stage, number: number) => stage.work((tx) => tx.ruleVersions.findByNumber(number));
export const draftOf = (stage: Stage) => stage.work((tx) => tx.ruleVersions.findDraft());
