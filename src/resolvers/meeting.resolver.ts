import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, Info, Mutation, Query, Resolver } from 'type-graphql';
import { meetingBook, meetingCancel, meetingMove, meetingReassign, meetingSlots } from '../actions';
import type { SeenMeeting } from '../actions/meeting-reads';
import { may } from '../auth/policy';
import type { SharedSlot } from '../routing/slots';
import { wallClock } from '../routing/zone';
import { type ConnectionSource, PageArgs } from '../schema/connections';
import { idOf, idOrNull } from '../schema/global-ids';
import { MeetingBookInput, MeetingBookPayload } from '../schema/meeting-book.input';
import { MeetingCancelInput, MeetingCancelPayload } from '../schema/meeting-cancel.input';
import { MeetingMoveInput, MeetingMovePayload } from '../schema/meeting-move.input';
import { MeetingReassignInput, MeetingReassignPayload } from '../schema/meeting-reassign.input';
import { MeetingFilter, MeetingSlotsInput } from '../schema/meeting-slots.input';
import { MeetingConnection, MeetingSlot } from '../schema/meeting.type';
import type { Context, Scope } from './context';
import { enter, reloaded } from './entry';
import { connection, pageRequest } from './paging';
import { asError, lacking, payloadOf } from './refusals';
import { routingOf } from './route-drafts';

@Resolver()
export class MeetingResolver {
  @Query(() => [MeetingSlot], {
    nullable: true,
    description:
      'The times that can be booked now, in order. Another visitor may be quicker: `meetingBook` has the last word.',
  })
  async meetingSlots(
    @Arg('input', () => MeetingSlotsInput, { description: 'Whose times, and which of them.' }) input: MeetingSlotsInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<readonly MeetingSlot[]> {
    const scope = await enter(context, info);
    const { from, to, timeZone, routing } = input;
    const outcome = await meetingSlots(context.ports, scope.actor, {
      conversationId: idOrNull('Conversation', input.conversationId),
      routing: routing === null || routing === undefined ? null : routingOf(routing),
      ...{ from, to, timeZone },
    });
    if (!outcome.ok) throw asError(outcome.refusals);
    return toldSlots(outcome.value.slots, timeZone);
  }

  @Query(() => MeetingConnection, {
    nullable: true,
    description: 'Meetings by their beginning: all with MEETINGS_MANAGE, for other agents the own ones. Staff only.',
  })
  async meetings(
    @Args(() => PageArgs) page: PageArgs,
    @Arg('filter', () => MeetingFilter, { nullable: true, description: 'Which of them.' })
    filter: MeetingFilter | null | undefined,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<ConnectionSource<SeenMeeting>> {
    const scope = await enter(context, info);
    const wanted = {
      agentId: ownUnlessAll(scope) ?? idOrNull('Agent', filter?.agentId),
      status: filter?.status ?? null,
      passed: filter?.passed ?? null,
      from: filter?.from ?? null,
      to: filter?.to ?? null,
    };
    return connection(scope.reads.meetingPage(wanted, pageRequest(page, info)));
  }

  @Mutation(() => MeetingBookPayload, { description: 'Books a meeting at a meeting prompt. Its visitor only.' })
  async meetingBook(
    @Arg('input', () => MeetingBookInput, { description: 'Where, when, and whom to invite.' }) input: MeetingBookInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const scope = await enter(context, info);
    const { startsAt, endsAt, timeZone, email, name } = input;
    const outcome = await meetingBook(context.ports, scope.actor, {
      conversationId: idOf('Conversation', input.conversationId),
      ...{ startsAt, timeZone },
      ...{ endsAt: endsAt ?? null, email: email ?? null, name: name ?? null },
    });
    return payloadOf(outcome, async ({ conversationId, meetingId }) => {
      const loaders = reloaded(scope);
      const [conversation, meeting] = await Promise.all([
        loaders.conversation.load(conversationId),
        meetingId === null ? null : loaders.meeting.load(meetingId),
      ]);
      return { conversation, meeting };
    });
  }

  @Mutation(() => MeetingMovePayload, { description: 'Moves a meeting to another time.' })
  async meetingMove(
    @Arg('input', () => MeetingMoveInput, { description: 'Which meeting, and when.' }) input: MeetingMoveInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const scope = await enter(context, info);
    const { startsAt, timeZone } = input;
    const meetingId = idOf('Meeting', input.meetingId);
    const outcome = await meetingMove(context.ports, scope.actor, { meetingId, startsAt, timeZone: timeZone ?? null });
    return payloadOf(outcome, async (id) => ({ meeting: await reloaded(scope).meeting.load(id) }));
  }

  @Mutation(() => MeetingReassignPayload, { description: 'Gives a meeting to another agent. Needs MEETINGS_MANAGE.' })
  async meetingReassign(
    @Arg('input', () => MeetingReassignInput, { description: 'Which meeting, and to whom.' })
    input: MeetingReassignInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const scope = await enter(context, info);
    const asked = { meetingId: idOf('Meeting', input.meetingId), agentId: idOf('Agent', input.agentId) };
    const outcome = await meetingReassign(context.ports, scope.actor, asked);
    return payloadOf(outcome, async (id) => ({ meeting: await reloaded(scope).meeting.load(id) }));
  }

  @Mutation(() => MeetingCancelPayload, { description: 'Calls a meeting off.' })
  async meetingCancel(
    @Arg('input', () => MeetingCancelInput, { description: 'Which meeting.' }) input: MeetingCancelInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const scope = await enter(context, info);
    const outcome = await meetingCancel(context.ports, scope.actor, { meetingId: idOf('Meeting', input.meetingId) });
    return payloadOf(outcome, async (id) => ({ meeting: await reloaded(scope).meeting.load(id) }));
  }
}

/** The agents are not told: who is booked is decided at the booking. */
export function toldSlots(slots: readonly SharedSlot[], timeZone: string): readonly MeetingSlot[] {
  return slots.map(({ startsAt, endsAt }) => ({ startsAt, endsAt, ...wallClock(timeZone, startsAt) }));
}

/** Null: every agent's. */
function ownUnlessAll({ actor }: Scope) {
  if (may(actor, 'meetings.manage')) return null;
  if (actor.kind === 'AGENT') return actor.agentId;
  throw lacking('MEETINGS_MANAGE');
}
