/** Starting, ending and reading replays. */
import { Arg, Ctx, FieldResolver, Float, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { routingReplayCancel, routingReplayStart } from '../actions';
import type { ReplayRecord } from '../actions/replay-ports';
import type { AgentRecord, ConversationRecord } from '../actions/records';
import type {
  ReplayDifference as Difference,
  ReplayFate as Fate,
  ReplayResult,
  ReplayShare as Share,
} from '../routing/replay-terms';
import { assertNever } from '../routing/terms';
import { Agent } from '../schema/agent.type';
import { Conversation } from '../schema/conversation.type';
import { doc } from '../schema/doc';
import { idOf } from '../schema/global-ids';
import { RoutingReplayCancelInput, RoutingReplayCancelPayload } from '../schema/routing-replay-cancel.input';
import { RoutingReplayStartInput, RoutingReplayStartPayload } from '../schema/routing-replay-start.input';
import {
  ReplayCounts,
  ReplayDifference,
  ReplayFate,
  ReplayShare,
  RoutingReplay,
  RoutingReplayResult,
} from '../schema/routing-replay.type';
import { DateTime } from '../schema/scalars';
import type { Context } from './context';
import { demand, scopeOf, staffScope } from './entry';
import { present } from './given';
import { payloadOf } from './refusals';
import { seenReplay } from './seen-replay';
import { draftOf } from './rule-version.resolver';
import { routingOf } from './route-drafts';
import { seenConversation } from './sight';

@Resolver()
export class RoutingReplayResolver {
  @Query(() => RoutingReplay, {
    nullable: true,
    description: 'A replay by its id: the own one, or any with CUSTOM_RULES_MANAGE; null for every other.',
  })
  async routingReplay(
    @Arg('id', () => ID, { description: 'The replay.' }) id: string,
    @Ctx() context: Context,
  ): Promise<ReplayRecord | null> {
    const scope = scopeOf(context);
    demand(scope, 'routing.simulate');
    return seenReplay(scope, idOf('RoutingReplay', id));
  }

  @Mutation(() => RoutingReplayStartPayload, {
    description:
      'Begins to route a past period once more, and answers at once. One at a time. Needs CUSTOM_RULES_MANAGE.',
  })
  async routingReplayStart(
    @Arg('input', () => RoutingReplayStartInput, { description: 'Which period, and what is tried out.' })
    input: RoutingReplayStartInput,
    @Ctx() context: Context,
  ): Promise<object> {
    const scope = scopeOf(context);
    const { from, to, rules, teams, settings, routing } = input;
    const outcome = await routingReplayStart(context.ports, scope.actor, {
      from,
      to,
      mostDifferences: input.differences ?? 50,
      draft: {
        rules: rules?.map(draftOf) ?? null,
        ruleDraft: input.ruleDraft === true,
        ruleVersion: input.ruleVersion ?? null,
        teams: (teams ?? []).map(({ teamId, agentIds }) => ({
          teamId: idOf('Team', teamId),
          agentIds: agentIds.map((id) => idOf('Agent', id)),
        })),
        settings: present({ ...settings }),
        routing: routing ? routingOf(routing) : null,
      },
    });
    return payloadOf(outcome, async (id) => ({ replay: await seenReplay(scope, id) }));
  }

  @Mutation(() => RoutingReplayCancelPayload, {
    description: 'Ends a replay: the own one, or any with CUSTOM_RULES_MANAGE.',
  })
  async routingReplayCancel(
    @Arg('input', () => RoutingReplayCancelInput, { description: 'Which replay.' }) input: RoutingReplayCancelInput,
    @Ctx() context: Context,
  ): Promise<object> {
    const scope = scopeOf(context);
    const replayId = idOf('RoutingReplay', input.replayId);
    const outcome = await routingReplayCancel(context.ports, scope.actor, { replayId });
    return payloadOf(outcome, async (id) => ({ replay: await seenReplay(scope, id) }));
  }
}

@Resolver(() => RoutingReplay)
export class RoutingReplayFields {
  @FieldResolver(() => Float, { description: 'How far it is, 0 to 1.' })
  progress(@Root() { state, requestsDone, requestsTotal }: ReplayRecord): number {
    if (state === 'DONE') return 1;
    // What has been asked for since it was begun is routed with the rest.
    return requestsTotal === 0 ? 0 : Math.min(1, Math.round((requestsDone / requestsTotal) * 1_000) / 1_000);
  }

  @FieldResolver(() => String, { description: 'The same in a sentence that says what to do.' })
  sentence(@Root() replay: ReplayRecord): string {
    return sentenceOf(replay);
  }

  @FieldResolver(() => Agent, { nullable: true, description: 'Who started it; null for an integration.' })
  startedBy(@Root() replay: ReplayRecord, @Ctx() context: Context): Promise<AgentRecord | null> {
    return staffScope(context).loaders.agent.load(replay.startedBy);
  }

  @FieldResolver(() => RoutingReplayResult, { nullable: true, description: 'What it came to; null until it is DONE.' })
  result(@Root() { result, to }: ReplayRecord): ReplayResult | null {
    // One from before there was a record of it: all of its schedules were those of its day.
    return result && { ...result, schedulesKnownFrom: fallbackTo(result.schedulesKnownFrom, to.getTime()) };
  }
}

function fallbackTo(known: number | null | undefined, otherwise: number): number | null {
  return known === undefined ? otherwise : known;
}

function sentenceOf({ state, requestsDone, requestsTotal }: ReplayRecord): string {
  switch (state) {
    case 'RUNNING':
      return `${requestsDone} of ${requestsTotal} requests are routed once more.`;
    case 'DONE':
      return `All ${requestsTotal} requests were routed once more.`;
    case 'CANCELLED':
      return 'It was cancelled. Start it again to see its result.';
    case 'FAILED':
      return 'It broke and has no result. Start it again; if it breaks again, look for its id in the log.';
    case 'LOST':
      return 'The process that ran it has ended, and its result with it. Start it again.';
    default:
      return assertNever(state);
  }
}

@Resolver(() => RoutingReplayResult)
export class RoutingReplayResultFields {
  @FieldResolver(() => ReplayCounts, { description: 'How they came out on record.' })
  before(@Root() { before, offerSpreadBefore, servedSpreadBefore }: ReplayResult): ReplayCounts {
    return countsOf(before, { offerSpread: offerSpreadBefore, servedSpread: servedSpreadBefore });
  }

  @FieldResolver(() => ReplayCounts, { description: 'How they come out now.' })
  after(@Root() { after, offerSpreadAfter, servedSpreadAfter }: ReplayResult): ReplayCounts {
    return countsOf(after, { offerSpread: offerSpreadAfter, servedSpread: servedSpreadAfter });
  }

  @FieldResolver(() => Int, {
    description: doc`
      Of \`requests\`, those that were matched by what was known of their visitors when they asked. The others are older than that
      record, or their visitors were forgotten: they were matched by what is known now.`,
  })
  attributesAsThen(@Root() { attributesAsThen }: ReplayResult): number {
    return attributesAsThen ?? 0;
  }

  @FieldResolver(() => DateTime, {
    nullable: true,
    description: doc`
      From when on schedules and holidays are on record as they were; for the time before, the earliest that are known were taken.
      Null: of all times they are known.`,
  })
  schedulesAsThenFrom(@Root() { schedulesKnownFrom }: ReplayResult): Date | null {
    return typeof schedulesKnownFrom === 'number' ? new Date(schedulesKnownFrom) : null;
  }

  @FieldResolver(() => [ReplayShare], { description: 'Every agent who was offered something, whoever had most first.' })
  agents(@Root() { agents }: ReplayResult): readonly Share[] {
    return agents;
  }

  @FieldResolver(() => [ReplayDifference], { description: 'The first requests that came out otherwise, by time.' })
  differences(@Root() { differences }: ReplayResult): readonly Difference[] {
    return differences;
  }
}

function countsOf(
  counts: ReplayResult['before'],
  spreads: Pick<ReplayCounts, 'offerSpread' | 'servedSpread'>,
): ReplayCounts {
  return { served: counts.SERVED, missed: counts.MISSED, left: counts.LEFT, ...spreads };
}

@Resolver(() => ReplayShare)
export class ReplayShareFields {
  @FieldResolver(() => Agent, { nullable: true, description: 'Whose part it is.' })
  agent(@Root() share: Share, @Ctx() context: Context): Promise<AgentRecord | null> {
    return staffScope(context).loaders.agent.load(share.agentId);
  }
}

@Resolver(() => ReplayFate)
export class ReplayFateFields {
  @FieldResolver(() => Agent, { nullable: true, description: 'Who took it; null for nobody.' })
  agent(@Root() fate: Fate, @Ctx() context: Context): Promise<AgentRecord | null> | null {
    return fate.agentId === null ? null : staffScope(context).loaders.agent.load(fate.agentId);
  }
}

@Resolver(() => ReplayDifference)
export class ReplayDifferenceFields {
  @FieldResolver(() => DateTime, { description: 'When it was made.' })
  requestedAt(@Root() difference: Difference): Date {
    return new Date(difference.requestedAt);
  }

  @FieldResolver(() => Conversation, {
    nullable: true,
    description: 'The conversation in which it was made; null where it is not for the caller to see.',
  })
  conversation(@Root() difference: Difference, @Ctx() context: Context): Promise<ConversationRecord | null> {
    return seenConversation(staffScope(context), difference.conversationId);
  }

  @FieldResolver(() => ReplayFate, { description: 'What became of it on record.' })
  before(@Root() { before }: Difference): Fate {
    return before;
  }

  @FieldResolver(() => ReplayFate, { description: 'What becomes of it now.' })
  after(@Root() { after }: Difference): Fate {
    return after;
  }
}

export const routingReplayResolvers = [
  ReplayDifferenceFields,
  ReplayFateFields,
  ReplayShareFields,
  RoutingReplayFields,
  RoutingReplayResolver,
  RoutingReplayResultFields,
] as const;
