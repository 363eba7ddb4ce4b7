/** How routing went: over time, and by ring. */
import { Arg, Ctx, FieldResolver, Float, Query, Resolver, Root } from 'type-graphql';
import type { AgentLooks, Period, RingShare as Share, RoutingSummary as Summary } from '../actions/explain-ports';
import { fairnessAsked, summaryAsked } from '../actions/routing-explain';
import type { AgentRecord, PoolRecord } from '../actions/records';
import { spreadOf } from '../routing/fairness';
import { Agent } from '../schema/agent.type';
import { doc } from '../schema/doc';
import { RoundRobinPool } from '../schema/round-robin-pool.type';
import { RingFairness, RingShare, RoutingSummary, RoutingSummaryUnitEnum } from '../schema/routing-summary.type';
import { DateTime } from '../schema/scalars';
import type { Context } from './context';
import { scopeOf, staffScope } from './entry';
import { asError } from './refusals';

interface ShareSource extends Share {
  readonly inRing: boolean;
  /** Read once for all of them, and only where one asks. */
  readonly looks: () => Promise<ReadonlyMap<string, AgentLooks>>;
}
interface FairnessSource {
  readonly offerSpread: number;
  readonly acceptSpread: number;
  readonly shares: readonly ShareSource[];
}

@Resolver()
export class RoutingSummaryResolver {
  @Query(() => RoutingSummary, {
    nullable: true,
    description: doc`
      What routing decided in a period, counted by outcome, fallback reason, verdict, step, strategy and rule. Needs
      LIVE_CHAT_REPORTS_VIEW.`,
  })
  async routingSummary(
    @Arg('from', () => DateTime, { description: 'When the period begins.' }) from: Date,
    @Arg('to', () => DateTime, { description: 'When it ends, not included.' }) to: Date,
    @Arg('by', () => RoutingSummaryUnitEnum, { description: 'What the rows are.' })
    by: keyof typeof RoutingSummaryUnitEnum,
    @Arg('timeZone', () => String, {
      defaultValue: 'UTC',
      description: 'The zone whose hours and days these are: an IANA name.',
    })
    timeZone: string,
    @Ctx() context: Context,
  ): Promise<Summary> {
    const { actor, reads } = scopeOf(context);
    const asked = summaryAsked(actor, { from, to, by, timeZone });
    if (!asked.ok) throw asError(asked.refusals);
    return reads.routingSummary(asked.value);
  }
}

@Resolver(() => RoundRobinPool)
export class RingFairnessFields {
  @FieldResolver(() => RingFairness, {
    nullable: true,
    description: doc`
      How evenly the ring was served in a period of at most 31 days. Needs ROUND_ROBIN_VIEW and LIVE_CHAT_REPORTS_VIEW.`,
  })
  async fairness(
    @Root() pool: PoolRecord,
    @Arg('from', () => DateTime, { description: 'When the period begins.' }) from: Date,
    @Arg('to', () => DateTime, { description: 'When it ends, not included.' }) to: Date,
    @Ctx() context: Context,
  ): Promise<FairnessSource> {
    const { actor, reads } = staffScope(context);
    const asked = fairnessAsked(actor, { from, to });
    if (!asked.ok) throw asError(asked.refusals);
    const found = await reads.ringShares(pool.id, asked.value);
    return fairnessOf(pool, found, looksOf(reads, asked.value));
  }
}

function looksOf(reads: { agentLooks(period: Period): Promise<readonly AgentLooks[]> }, period: Period) {
  let answer: Promise<ReadonlyMap<string, AgentLooks>> | null = null;
  return () => (answer ??= reads.agentLooks(period).then((all) => new Map(all.map((one) => [one.agentId, one]))));
}

/** In the ring's order, those who have left it behind. */
function fairnessOf(pool: PoolRecord, found: readonly Share[], looks: ShareSource['looks']): FairnessSource {
  const byAgent = new Map(found.map((share) => [share.agentId, share]));
  const nothing = { offers: 0, accepts: 0, declines: 0, expiries: 0 };
  const members = pool.order.map((agentId) => ({ agentId, ...nothing, ...byAgent.get(agentId) }));
  const inRing = new Set(pool.order);
  const left = found.filter(({ agentId }) => !inRing.has(agentId));
  return {
    offerSpread: spreadOf(members.map(({ offers }) => offers)),
    acceptSpread: spreadOf(members.map(({ accepts }) => accepts)),
    shares: [
      ...members.map((share) => ({ ...share, inRing: true, looks })),
      ...left.map((share) => ({ ...share, inRing: false, looks })),
    ],
  };
}

@Resolver(() => RingFairness)
export class RingFairnessShareFields {
  @FieldResolver(() => [RingShare], {
    description: "Each agent's part, in the ring's order; who has left it comes last.",
  })
  agents(@Root() { shares }: FairnessSource): readonly ShareSource[] {
    return shares;
  }
}

@Resolver(() => RingShare)
export class RingShareFields {
  @FieldResolver(() => Agent, { description: 'Whose part it is.' })
  agent(@Root() share: ShareSource, @Ctx() context: Context): Promise<AgentRecord | null> {
    return staffScope(context).loaders.agent.load(share.agentId);
  }

  @FieldResolver(() => Float, {
    nullable: true,
    description: doc`
      Of all looks that routing had at the agent in the period, for any ring, the share at which an offer could have been made,
      0 to 1. Null where the agent was never told one by one.`,
  })
  async eligibleShare(@Root() share: ShareSource): Promise<number | null> {
    const found = (await share.looks()).get(share.agentId);
    return found === undefined ? null : Math.round((found.eligible / found.looks) * 10_000) / 10_000;
  }
}

export const routingSummaryResolvers = [
  RingFairnessFields,
  RingFairnessShareFields,
  RingShareFields,
  RoutingSummaryResolver,
] as const;
