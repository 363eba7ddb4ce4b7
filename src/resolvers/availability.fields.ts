/** When an agent takes live chats, and whether they would ring now. */
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { SeenAvailability } from '../actions/availability-ports';
import { intentOf } from '../actions/availability-settle';
import { type Ringing, ringingOf } from '../actions/ringing';
import type { AgentRecord } from '../actions/records';
import { availabilityAt, type Availability } from '../routing/availability';
import { Agent } from '../schema/agent.type';
import { AgentAvailability, Holiday, LiveChatSchedule, WillRing } from '../schema/availability.type';
import { Workspace } from '../schema/workspace.type';
import type { Context, Scope } from './context';
import { staffScope } from './entry';
import { toldBlocks, toldHours } from './weekly-hours';

@Resolver(() => Agent)
export class AgentAvailabilityFields {
  @FieldResolver(() => LiveChatSchedule, {
    nullable: true,
    description: 'When the agent takes live chats; null: no schedule, `agentAvailabilitySet` alone counts. Staff only.',
  })
  async schedule(@Root() agent: AgentRecord, @Ctx() context: Context): Promise<LiveChatSchedule | null> {
    const { schedule } = await seen(staffScope(context), agent);
    if (schedule === null) return null;
    const { hours, breaks, holidays } = schedule;
    return { hours: toldHours(hours), breaks: toldBlocks(breaks), holidays };
  }

  @FieldResolver(() => AgentAvailability, {
    nullable: true,
    description: 'Whether the agent means to take live chats now, why, and until when. Staff only.',
  })
  async availability(@Root() agent: AgentRecord, @Ctx() context: Context): Promise<Availability> {
    const said = await seen(staffScope(context), agent);
    return availabilityAt(intentOf(said), said.now);
  }

  @FieldResolver(() => WillRing, {
    nullable: true,
    description: 'Whether an offer made at this moment could go to the agent, and if not, why. Staff only.',
  })
  async willRing(@Root() agent: AgentRecord, @Ctx() context: Context): Promise<Ringing> {
    const scope = staffScope(context);
    const [said, { settings }] = await Promise.all([seen(scope, agent), scope.loaders.workspace()]);
    const isOwn = scope.actor.kind === 'AGENT' && scope.actor.agentId === agent.id;
    return ringingOf(agent, said, { settings, isOwn });
  }
}

async function seen({ loaders }: Scope, agent: AgentRecord): Promise<SeenAvailability> {
  const said = await loaders.availability.load(agent.id);
  if (said === null) throw new Error(`The agent ${agent.id} is gone.`);
  return said;
}

@Resolver(() => Workspace)
export class WorkspaceHolidayFields {
  @FieldResolver(() => [Holiday], {
    nullable: true,
    description: 'Days off for every agent with a schedule, in order. Staff only.',
  })
  async holidays(@Ctx() context: Context): Promise<readonly Holiday[]> {
    return staffScope(context).reads.workspaceHolidays();
  }
}
