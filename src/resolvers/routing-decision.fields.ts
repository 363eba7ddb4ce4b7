import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { AgentRecord, RuleRecord } from '../actions/records';
import { may } from '../auth/policy';
import type { CandidateVerdict as Candidate, Decision, RuleVerdict as Rule } from '../routing/terms';
import { Agent } from '../schema/agent.type';
import { CustomRule } from '../schema/custom-rule.type';
import { CandidateVerdict, RuleVerdict, Verdicts } from '../schema/routing-decision.type';
import type { Context } from './context';
import { staffScope } from './entry';

/** A decision keeps the name of its rule; the rule itself is for those who may read rules, and gone once deleted. */
async function ruleOf(context: Context, id: string | null): Promise<RuleRecord | null> {
  const { actor, loaders } = staffScope(context);
  return id === null || !may(actor, 'rules.view') ? null : loaders.rule.load(id);
}

@Resolver(() => Verdicts)
export class VerdictsFields {
  @FieldResolver(() => Agent, { nullable: true, description: 'Who gets the offer; null where nobody does.' })
  agent(@Root() decision: Decision, @Ctx() context: Context): Promise<AgentRecord | null> | null {
    const { loaders } = staffScope(context);
    return decision.agentId === null ? null : loaders.agent.load(decision.agentId);
  }

  @FieldResolver(() => CustomRule, {
    nullable: true,
    description: 'The rule that decided; null for none, for one deleted since, and without CUSTOM_RULES_VIEW.',
  })
  rule(@Root() decision: Decision, @Ctx() context: Context): Promise<RuleRecord | null> {
    return ruleOf(context, decision.ruleId);
  }
}

@Resolver(() => CandidateVerdict)
export class CandidateVerdictFields {
  @FieldResolver(() => Agent, { description: 'The candidate.' })
  agent(@Root() verdict: Candidate, @Ctx() context: Context): Promise<AgentRecord | null> {
    return staffScope(context).loaders.agent.load(verdict.agentId);
  }
}

@Resolver(() => RuleVerdict)
export class RuleVerdictFields {
  @FieldResolver(() => CustomRule, {
    nullable: true,
    description: 'The rule; null for one deleted since, and without CUSTOM_RULES_VIEW.',
  })
  rule(@Root() verdict: Rule, @Ctx() context: Context): Promise<RuleRecord | null> {
    return ruleOf(context, verdict.ruleId);
  }
}
