/** What agents, and those who manage them, say of when live chats are taken. */
import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Mutation, Resolver } from 'type-graphql';
import { agentBreakEnd, agentBreakStart, agentScheduleSet, workspaceHolidaysSet } from '../actions';
import type { HolidayDraft } from '../actions/holiday-reading';
import { AgentBreakEndInput, AgentBreakEndPayload } from '../schema/agent-break-end.input';
import { AgentBreakStartInput, AgentBreakStartPayload } from '../schema/agent-break-start.input';
import { AgentScheduleSetInput, AgentScheduleSetPayload } from '../schema/agent-schedule-set.input';
import type { HolidayInput } from '../schema/availability.type';
import { doc } from '../schema/doc';
import { idOf, idOrNull } from '../schema/global-ids';
import { WorkspaceHolidaysSetInput, WorkspaceHolidaysSetPayload } from '../schema/workspace-holidays-set.input';
import type { Context } from './context';
import { enter, reloaded, scopeOf } from './entry';
import { payloadOf } from './refusals';
import { blockDraftsOf, hoursDraftOf } from './weekly-hours';

@Resolver()
export class AvailabilityResolver {
  @Mutation(() => AgentScheduleSetPayload, {
    description: doc`
      Sets when an agent takes live chats: the own schedule with LIVE_CHAT_AVAILABILITY_MANAGE, anybody's with AGENTS_MANAGE.`,
  })
  async agentScheduleSet(
    @Arg('input', () => AgentScheduleSetInput, { description: 'Whose, and when.' }) input: AgentScheduleSetInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const scope = await enter(context, info);
    const { hours, breaks, holidays } = input;
    const outcome = await agentScheduleSet(context.ports, scope.actor, {
      agentId: idOf('Agent', input.agentId),
      hours: hours ? hoursDraftOf(hours) : null,
      breaks: blockDraftsOf(breaks ?? []),
      holidays: holidayDraftsOf(holidays ?? []),
    });
    return payloadOf(outcome, async (id) => ({ agent: await reloaded(scope).agent.load(id) }));
  }

  @Mutation(() => AgentBreakStartPayload, {
    description: 'The signed-in agent takes no live chats for a while. Agents only.',
  })
  async agentBreakStart(
    @Arg('input', () => AgentBreakStartInput, { description: 'For how long.' }) input: AgentBreakStartInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const scope = await enter(context, info);
    const outcome = await agentBreakStart(context.ports, scope.actor, { minutes: input.minutes });
    return payloadOf(outcome, async (id) => ({ agent: await reloaded(scope).agent.load(id) }));
  }

  @Mutation(() => AgentBreakEndPayload, {
    description: doc`
      An agent is back from the break before its time; without one nothing happens. The own break, or anybody's with
      AGENTS_MANAGE.`,
  })
  async agentBreakEnd(
    @Arg('input', () => AgentBreakEndInput, { description: 'Whose.' }) input: AgentBreakEndInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const scope = await enter(context, info);
    const agentId = idOrNull('Agent', input.agentId);
    const outcome = await agentBreakEnd(context.ports, scope.actor, { agentId });
    return payloadOf(outcome, async (id) => ({ agent: await reloaded(scope).agent.load(id) }));
  }

  @Mutation(() => WorkspaceHolidaysSetPayload, {
    description: 'Sets the days off of all agents who have a schedule. Needs AGENTS_MANAGE.',
  })
  async workspaceHolidaysSet(
    @Arg('input', () => WorkspaceHolidaysSetInput, { description: 'The days.' }) input: WorkspaceHolidaysSetInput,
    @Ctx() context: Context,
  ): Promise<object> {
    const scope = scopeOf(context);
    const holidays = holidayDraftsOf(input.holidays);
    const outcome = await workspaceHolidaysSet(context.ports, scope.actor, { holidays });
    return payloadOf(outcome, async () => ({ workspace: await reloaded(scope).workspace() }));
  }
}

function holidayDraftsOf(holidays: readonly HolidayInput[]): readonly HolidayDraft[] {
  return holidays.map(({ from, to, name }) => ({ from, to: to ?? null, name: name ?? null }));
}
