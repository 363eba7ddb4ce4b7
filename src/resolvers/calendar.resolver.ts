/** When agents can be booked, and the calendars that they connect. */
import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, Info, Mutation, Resolver, Root } from 'type-graphql';
import { agentMeetingSettingsUpdate, calendarConnect, calendarDisconnect } from '../actions';
import type { SeenCalendar } from '../actions/meeting-reads';
import { usualMeetingSettings } from '../actions/meeting.records';
import type { AgentRecord } from '../actions/records';
import { may } from '../auth/policy';
import {
  AgentMeetingSettingsUpdateInput,
  AgentMeetingSettingsUpdatePayload,
} from '../schema/agent-meeting-settings-update.input';
import { Agent } from '../schema/agent.type';
import { CalendarConnectInput, CalendarConnectPayload } from '../schema/calendar-connect.input';
import { CalendarDisconnectInput, CalendarDisconnectPayload } from '../schema/calendar-disconnect.input';
import { idOf, idOrNull } from '../schema/global-ids';
import { Calendar, MeetingSettings } from '../schema/meeting-settings.type';
import type { Context } from './context';
import { enter, reloaded, staffScope } from './entry';
import { present } from './given';
import { lacking, payloadOf } from './refusals';
import { hoursDraftOf, toldHours } from './weekly-hours';

@Resolver(() => Agent)
export class AgentCalendarFields {
  @FieldResolver(() => MeetingSettings, {
    nullable: true,
    description: 'When the agent can be booked. Staff only.',
  })
  async meetingSettings(@Root() agent: AgentRecord, @Ctx() context: Context): Promise<MeetingSettings> {
    const { loaders } = staffScope(context);
    const settings = (await loaders.meetingSettings.load(agent.id)) ?? usualMeetingSettings;
    return { ...settings, hours: settings.hours === null ? null : toldHours(settings.hours) };
  }

  @FieldResolver(() => Calendar, {
    nullable: true,
    description: 'The connected calendar, null for none. The own one, and with AGENTS_MANAGE anybody’s.',
  })
  calendar(@Root() agent: AgentRecord, @Ctx() context: Context): Promise<SeenCalendar | null> {
    const { actor, loaders } = staffScope(context);
    const isOwn = actor.kind === 'AGENT' && actor.agentId === agent.id;
    if (!isOwn && !may(actor, 'agents.manage')) throw lacking('AGENTS_MANAGE');
    return loaders.calendar.load(agent.id);
  }
}

@Resolver()
export class CalendarResolver {
  @Mutation(() => AgentMeetingSettingsUpdatePayload, { description: 'Changes when an agent can be booked.' })
  async agentMeetingSettingsUpdate(
    @Arg('input', () => AgentMeetingSettingsUpdateInput, { description: 'Who, and what is to change.' })
    input: AgentMeetingSettingsUpdateInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const scope = await enter(context, info);
    const { hours, conferencing, invitation, durationMinutes, noticeMinutes } = input;
    const { bufferBeforeMinutes, bufferAfterMinutes } = input;
    const outcome = await agentMeetingSettingsUpdate(context.ports, scope.actor, {
      agentId: idOf('Agent', input.agentId),
      ...present({ durationMinutes, bufferBeforeMinutes, bufferAfterMinutes, noticeMinutes }),
      // Null means something in these: no hours, no place, the usual words.
      ...(hours !== undefined && { hours: hours === null ? null : hoursDraftOf(hours) }),
      ...(conferencing !== undefined && { conferencing }),
      ...(invitation !== undefined && { invitation }),
    });
    return payloadOf(outcome, async (id) => ({ agent: await reloaded(scope).agent.load(id) }));
  }

  @Mutation(() => CalendarConnectPayload, {
    description: "Connects the caller's calendar, in the place of a former one. Needs CALENDAR_CONNECT.",
  })
  async calendarConnect(
    @Arg('input', () => CalendarConnectInput, { description: 'Where it is, and who signs in.' })
    input: CalendarConnectInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const scope = await enter(context, info);
    const { provider, url, username, password } = input;
    const outcome = await calendarConnect(context.ports, scope.actor, { provider, url, username, password });
    return payloadOf(outcome, async (id) => ({ agent: await reloaded(scope).agent.load(id) }));
  }

  @Mutation(() => CalendarDisconnectPayload, {
    description: 'Forgets a calendar with its password. What was written to it stays there.',
  })
  async calendarDisconnect(
    @Arg('input', () => CalendarDisconnectInput, { description: 'Whose.' }) input: CalendarDisconnectInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const scope = await enter(context, info);
    const agentId = idOrNull('Agent', input.agentId);
    const outcome = await calendarDisconnect(context.ports, scope.actor, { agentId });
    return payloadOf(outcome, async (id) => ({ agent: await reloaded(scope).agent.load(id) }));
  }
}
