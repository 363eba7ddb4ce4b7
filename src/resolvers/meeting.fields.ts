/** Meetings with their people, and where they are found from. */
import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { meetingOtherSlots, meetingSlots } from '../actions';
import type { SeenMeeting } from '../actions/meeting-reads';
import type { AgentRecord, ConversationRecord } from '../actions/records';
import type { StoredEvent } from '../events/topics';
import { mayHandleMeeting } from '../auth/policy';
import type { EventBody } from '../routing/events';
import { Agent } from '../schema/agent.type';
import { Conversation } from '../schema/conversation.type';
import { MeetingBooked, MeetingCancelled, MeetingMoved } from '../schema/event.type';
import { MeetingRangeArgs } from '../schema/meeting-slots.input';
import { Meeting, MeetingSlot } from '../schema/meeting.type';
import { MeetingPrompt, type MeetingPromptSource } from '../schema/prompt.type';
import { Visitor } from '../schema/visitor.type';
import type { Context, Scope } from './context';
import { scopeOf, staffScope } from './entry';
import { toldSlots } from './meeting.resolver';
import { asError, forbidden } from './refusals';
import { seenConversation, seenVisitor, sightOn, type VisitorSource } from './sight';

/** Its people's and its managers', and of those who read the conversation that it was booked in. */
export async function seenMeeting(scope: Scope, id: string): Promise<SeenMeeting | null> {
  const meeting = await scope.loaders.meeting.load(id);
  if (meeting === null || mayHandleMeeting(scope.actor, meeting)) return meeting;
  const conversation = await scope.loaders.conversation.load(meeting.conversationId);
  return conversation !== null && (await sightOn(scope, conversation)) === 'WHOLE' ? meeting : null;
}

@Resolver(() => Meeting)
export class MeetingFields {
  @FieldResolver(() => Agent, { description: 'Who is booked.' })
  agent(@Root() { agentId }: SeenMeeting, @Ctx() context: Context): Promise<AgentRecord | null> {
    return scopeOf(context).loaders.agent.load(agentId);
  }

  @FieldResolver(() => Visitor, {
    nullable: true,
    description: 'Who booked; null where the caller may not see more of them than this meeting.',
  })
  visitor(@Root() { visitorId }: SeenMeeting, @Ctx() context: Context): Promise<VisitorSource | null> {
    return seenVisitor(scopeOf(context), visitorId);
  }

  @FieldResolver(() => Conversation, {
    nullable: true,
    description: 'In which it was booked; null where the caller may not see that.',
  })
  conversation(@Root() { conversationId }: SeenMeeting, @Ctx() context: Context): Promise<ConversationRecord | null> {
    return seenConversation(scopeOf(context), conversationId);
  }

  @FieldResolver(() => String, { nullable: true, description: 'The page that it was booked on. Staff only.' })
  pageUrl(@Root() { pageUrl }: SeenMeeting, @Ctx() context: Context): string | null {
    staffScope(context);
    return pageUrl;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'The team or the rule through which it came to its agent, by its name as it was then. Staff only.',
  })
  queue(@Root() { queue }: SeenMeeting, @Ctx() context: Context): string | null {
    staffScope(context);
    return queue;
  }

  @FieldResolver(() => Boolean, {
    nullable: true,
    description: "Whether the agent's connected calendar has it as it is now. Staff only.",
  })
  inCalendar(@Root() { sequence, writtenSequence }: SeenMeeting, @Ctx() context: Context): boolean {
    staffScope(context);
    return sequence === writtenSequence;
  }
}

@Resolver(() => Meeting)
export class MeetingSlotFields {
  @FieldResolver(() => [MeetingSlot], {
    nullable: true,
    description:
      'The times to which `meetingMove` can move it now, in order. For its visitor, its agent and MEETINGS_MANAGE; null for others.',
  })
  async slots(
    @Root() meeting: SeenMeeting,
    @Args(() => MeetingRangeArgs) { from, to, timeZone }: MeetingRangeArgs,
    @Ctx() context: Context,
  ): Promise<readonly MeetingSlot[] | null> {
    const { actor } = scopeOf(context);
    if (!mayHandleMeeting(actor, meeting)) return null;
    const asked = { meetingId: meeting.id, from, to, timeZone };
    const outcome = await meetingOtherSlots(context.ports, actor, asked);
    if (!outcome.ok) throw asError(outcome.refusals);
    return toldSlots(outcome.value.slots, timeZone);
  }
}

@Resolver(() => Conversation)
export class ConversationMeetingFields {
  @FieldResolver(() => [Meeting], {
    nullable: true,
    description: 'Meetings that were booked in it, in that order. To an agent from the accept on.',
  })
  async meetings(@Root() conversation: ConversationRecord, @Ctx() context: Context): Promise<readonly SeenMeeting[]> {
    const scope = scopeOf(context);
    if ((await sightOn(scope, conversation)) !== 'WHOLE') throw forbidden('Accept the chat to see this.');
    return scope.loaders.meetingsOfConversation.load(conversation.id);
  }
}

@Resolver(() => MeetingPrompt)
export class MeetingPromptFields {
  @FieldResolver(() => [MeetingSlot], {
    nullable: true,
    description:
      'The times that can be booked now, in order, as `meetingSlots` tells them. For its visitor; null for others.',
  })
  async slots(
    @Root() { conversationId }: MeetingPromptSource,
    @Args(() => MeetingRangeArgs) range: MeetingRangeArgs,
    @Ctx() context: Context,
  ): Promise<readonly MeetingSlot[] | null> {
    const { actor } = scopeOf(context);
    if (actor.kind !== 'VISITOR') return null;
    const { from, to, timeZone } = range;
    const asked = { conversationId, routing: null, from, to, timeZone };
    const outcome = await meetingSlots(context.ports, actor, asked);
    if (!outcome.ok) throw asError(outcome.refusals);
    return toldSlots(outcome.value.slots, timeZone);
  }
}

type MeetingEvent = Omit<StoredEvent, 'event'> & {
  readonly event: StoredEvent['event'] & Extract<EventBody, { readonly meetingId: unknown }>;
};

function fieldsOf(type: typeof MeetingBooked) {
  @Resolver(() => type)
  class MeetingEventFields {
    @FieldResolver(() => Meeting, {
      nullable: true,
      description: 'The meeting as it is now; null once the caller may not see it.',
    })
    meeting(@Root() { event }: MeetingEvent, @Ctx() context: Context): Promise<SeenMeeting | null> {
      return seenMeeting(scopeOf(context), event.meetingId);
    }
  }
  return MeetingEventFields;
}

export const meetingEventFields = [MeetingBooked, MeetingMoved, MeetingCancelled].map(fieldsOf);
