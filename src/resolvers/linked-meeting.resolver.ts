/** What the link in a meeting's mail opens: whoever holds it is the caller, with or without a session of their own. */
import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import {
  linkedMeeting,
  type LinkedMeeting as SeenLinkedMeeting,
  linkedMeetingCancel,
  linkedMeetingMove,
  linkedMeetingSlots,
} from '../actions';
import { LinkedMeetingCancelInput, LinkedMeetingCancelPayload } from '../schema/linked-meeting-cancel.input';
import { LinkedMeetingMoveInput, LinkedMeetingMovePayload } from '../schema/linked-meeting-move.input';
import { LinkedMeeting } from '../schema/linked-meeting.type';
import { MeetingRangeArgs } from '../schema/meeting-slots.input';
import { MeetingSlot } from '../schema/meeting.type';
import type { Context } from './context';
import { toldSlots } from './meeting.resolver';
import { asError, payloadOf } from './refusals';

/** With what its fields are asked by. */
type Opened = SeenLinkedMeeting & { readonly token: string };

@Resolver()
export class LinkedMeetingResolver {
  @Query(() => LinkedMeeting, {
    nullable: true,
    description:
      'The meeting of a link; null where the link is not whole or its meeting is over. Needs no session; THROTTLED after 30 at once or 120 a minute.',
  })
  async linkedMeeting(
    @Arg('token', () => String, { description: 'What stands behind the `#` of the link.' }) token: string,
    @Ctx() context: Context,
  ): Promise<Opened | null> {
    await context.throttle('meetingLink');
    const meeting = await linkedMeeting(context.ports, token);
    return meeting === null ? null : { ...meeting, token };
  }

  @Mutation(() => LinkedMeetingMovePayload, {
    description: 'Moves the meeting of a link. Needs no session; THROTTLED after 30 at once or 120 a minute.',
  })
  async linkedMeetingMove(
    @Arg('input', () => LinkedMeetingMoveInput, { description: 'Which link, and when.' })
    { token, startsAt, timeZone }: LinkedMeetingMoveInput,
    @Ctx() context: Context,
  ): Promise<object> {
    await context.throttle('meetingLink');
    const outcome = await linkedMeetingMove(context.ports, { token, startsAt, timeZone: timeZone ?? null });
    return payloadOf(outcome, (meeting) => ({ meeting: { ...meeting, token } }));
  }

  @Mutation(() => LinkedMeetingCancelPayload, {
    description: 'Calls the meeting of a link off. Needs no session; THROTTLED after 30 at once or 120 a minute.',
  })
  async linkedMeetingCancel(
    @Arg('input', () => LinkedMeetingCancelInput, { description: 'Which link.' }) { token }: LinkedMeetingCancelInput,
    @Ctx() context: Context,
  ): Promise<object> {
    await context.throttle('meetingLink');
    const outcome = await linkedMeetingCancel(context.ports, { token });
    return payloadOf(outcome, (meeting) => ({ meeting: { ...meeting, token } }));
  }
}

@Resolver(() => LinkedMeeting)
export class LinkedMeetingFields {
  @FieldResolver(() => [MeetingSlot], {
    nullable: true,
    description: 'The times to which `linkedMeetingMove` can move it now, in order; none once it is cancelled.',
  })
  async slots(
    @Root() { token }: Opened,
    @Args(() => MeetingRangeArgs) { from, to, timeZone }: MeetingRangeArgs,
    @Ctx() context: Context,
  ): Promise<readonly MeetingSlot[]> {
    const outcome = await linkedMeetingSlots(context.ports, { token, from, to, timeZone });
    if (!outcome.ok) throw asError(outcome.refusals);
    return toldSlots(outcome.value.slots, timeZone);
  }
}
