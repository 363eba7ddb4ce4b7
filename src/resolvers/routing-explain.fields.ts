/** Why it went to whom, as it is told of a decision, of a conversation and of an agent. */
import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, Info, Int, Resolver, Root } from 'type-graphql';
import type { AgentRecord, ConversationRecord, DecisionRecord, PoolRecord } from '../actions/records';
import { verdictsAsked } from '../actions/routing-explain';
import { may } from '../auth/policy';
import type { AgentId, Decision, StepVerdict } from '../routing/terms';
import { verdictOn, verdictSentence } from '../routing/verdict-words';
import { Agent } from '../schema/agent.type';
import { AgentRoutingVerdict, AgentRoutingVerdictConnection } from '../schema/agent-verdict.type';
import { type ConnectionSource, PageArgs } from '../schema/connections';
import { Conversation } from '../schema/conversation.type';
import { doc } from '../schema/doc';
import { RoundRobinPool } from '../schema/round-robin-pool.type';
import { RouteStepVerdict, RoutingDecision, Verdicts } from '../schema/routing-decision.type';
import { DateTime } from '../schema/scalars';
import type { Context } from './context';
import { staffScope } from './entry';
import { connection, pageRequest } from './paging';
import { asError } from './refusals';
import { seenConversation } from './sight';

@Resolver(() => Verdicts)
export class VerdictStepFields {
  @FieldResolver(() => [RouteStepVerdict], {
    description: 'The steps of the route that were looked at, in order. The classic strategies are routes of one step.',
  })
  steps(@Root() decision: Decision): readonly StepVerdict[] {
    return decision.steps ?? [];
  }

  @FieldResolver(() => Int, { nullable: true, description: 'The step that chose, or is being asked; null for none.' })
  stepIndex(@Root() decision: Decision): number | null {
    return decision.stepIndex ?? null;
  }

  @FieldResolver(() => Agent, {
    nullable: true,
    description: 'Who would have been offered it, had `agent` not been there; null where nobody would.',
  })
  next(@Root() decision: Decision, @Ctx() context: Context): Promise<AgentRecord | null> | null {
    const id = decision.nextAgentId ?? null;
    return id === null ? null : staffScope(context).loaders.agent.load(id);
  }

  @FieldResolver(() => RoundRobinPool, {
    nullable: true,
    description:
      'The ring that `agent` was taken from; null for none, for one gone since, and without ROUND_ROBIN_VIEW.',
  })
  pool(@Root() decision: Decision, @Ctx() context: Context): Promise<PoolRecord | null> | null {
    const { actor, loaders } = staffScope(context);
    return decision.poolId === null || !may(actor, 'pools.view') ? null : loaders.pool.load(decision.poolId);
  }
}

@Resolver(() => Conversation)
export class ConversationRoutingFields {
  @FieldResolver(() => [RoutingDecision], {
    nullable: true,
    description: 'Why it went to whom, over all its live chats: the newest 50 decisions, newest first. Staff only.',
  })
  routingDecisions(
    @Root() conversation: ConversationRecord,
    @Ctx() context: Context,
  ): Promise<readonly DecisionRecord[]> {
    return staffScope(context).loaders.decisionsOfConversation.load(conversation.id);
  }
}

interface VerdictSource {
  readonly agentId: AgentId;
  readonly decision: DecisionRecord;
}

@Resolver(() => Agent)
export class AgentVerdictFields {
  @FieldResolver(() => AgentRoutingVerdictConnection, {
    nullable: true,
    description: doc`
      Why not me: every decision of the period that looked at the agent, newest first. Decisions that count more candidates
      than they tell are among them, as they may have. The own ones, or everybody's with CUSTOM_RULES_VIEW and
      ALL_CONVERSATIONS_VIEW. Staff only.`,
  })
  async routingVerdicts(
    @Root() agent: AgentRecord,
    @Arg('from', () => DateTime, { description: 'When the period begins.' }) from: Date,
    @Arg('to', () => DateTime, { description: 'When it ends, not included. At most 31 days later.' }) to: Date,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<ConnectionSource<VerdictSource>> {
    const { actor, reads } = staffScope(context);
    const asked = verdictsAsked(actor, agent.id, { from, to });
    if (!asked.ok) throw asError(asked.refusals);
    const found = reads.verdictPage(agent.id, asked.value, pageRequest(page, info));
    return connection(
      found.then(({ rows, ...edges }) => ({
        ...edges,
        rows: rows.map(({ row, cursor }) => ({ cursor, row: verdictSource(agent.id, row) })),
      })),
    );
  }
}

function verdictSource(agentId: AgentId, decision: DecisionRecord): VerdictSource {
  const { decidedAt, strategy, outcome, verdictCounts } = decision;
  const verdict = verdictOn(agentId, decision);
  const told = { decidedAt, strategy, outcome, verdictCounts, sentence: verdictSentence(verdict, decision) };
  return { agentId, decision, ...told, ...verdict };
}

@Resolver(() => AgentRoutingVerdict)
export class AgentRoutingVerdictFields {
  @FieldResolver(() => RoutingDecision, {
    nullable: true,
    description: 'The whole decision; null where its conversation is not for the caller to see.',
  })
  async decision(@Root() { decision }: VerdictSource, @Ctx() context: Context): Promise<DecisionRecord | null> {
    const seen = await seenConversation(staffScope(context), decision.conversationId);
    return seen === null ? null : decision;
  }
}

export const routingExplainFields = [
  AgentRoutingVerdictFields,
  AgentVerdictFields,
  ConversationRoutingFields,
  VerdictStepFields,
] as const;
