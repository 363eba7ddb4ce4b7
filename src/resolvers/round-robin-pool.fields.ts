import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { AgentRecord, PoolRecord, RuleRecord, TeamRecord } from '../actions/records';
import { nextUp } from '../routing/round-robin';
import { Agent } from '../schema/agent.type';
import { CustomRule } from '../schema/custom-rule.type';
import { doc } from '../schema/doc';
import { RoundRobinPool } from '../schema/round-robin-pool.type';
import { Team } from '../schema/team.type';
import type { Context } from './context';
import { staffScope } from './entry';

@Resolver(() => RoundRobinPool)
export class RoundRobinPoolFields {
  @FieldResolver(() => Team, { nullable: true, description: 'The team whose ring it is; null for other kinds.' })
  team(@Root() pool: PoolRecord, @Ctx() context: Context): Promise<TeamRecord | null> | null {
    return pool.teamId === null ? null : staffScope(context).loaders.team.load(pool.teamId);
  }

  @FieldResolver(() => CustomRule, { nullable: true, description: 'The rule whose ring it is; null for other kinds.' })
  rule(@Root() pool: PoolRecord, @Ctx() context: Context): Promise<RuleRecord | null> | null {
    return pool.ruleId === null ? null : staffScope(context).loaders.rule.load(pool.ruleId);
  }

  @FieldResolver(() => [Agent], { description: 'The agents in order; behind the last comes the first.' })
  async order(@Root() pool: PoolRecord, @Ctx() context: Context): Promise<readonly AgentRecord[]> {
    const { loaders } = staffScope(context);
    const agents = await Promise.all(pool.order.map((id) => loaders.agent.load(id)));
    return agents.filter((agent) => agent !== null);
  }

  @FieldResolver(() => Agent, {
    nullable: true,
    description: doc`
      Whose turn it is, whether or not that agent can take a chat now; who cannot is passed over when the turn is taken. Null
      for an empty ring.`,
  })
  next(@Root() pool: PoolRecord, @Ctx() context: Context): Promise<AgentRecord | null> | null {
    const id = nextUp(pool);
    return id === null ? null : staffScope(context).loaders.agent.load(id);
  }
}
