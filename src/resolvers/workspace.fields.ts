import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { UsageRecord, WorkspaceRecord } from '../actions/records';
import type { Plan, RoutingSettings as Settings } from '../routing/terms';
import { PlanEnum } from '../schema/enums';
import { RoutingSettings, Usage, Workspace } from '../schema/workspace.type';
import type { Context } from './context';
import { staffScope } from './entry';

@Resolver(() => Workspace)
export class WorkspaceFields {
  @FieldResolver(() => PlanEnum, { nullable: true, description: 'The package that is booked. Staff only.' })
  plan(@Root() workspace: WorkspaceRecord, @Ctx() context: Context): Plan {
    staffScope(context);
    return workspace.plan;
  }

  @FieldResolver(() => RoutingSettings, {
    nullable: true,
    description: 'How live chats find their agents. Staff only.',
  })
  routingSettings(@Root() workspace: WorkspaceRecord, @Ctx() context: Context): Settings {
    staffScope(context);
    return workspace.settings;
  }

  @FieldResolver(() => Usage, { nullable: true, description: 'What of the package has been used. Staff only.' })
  usage(@Ctx() context: Context): Promise<UsageRecord> {
    return staffScope(context).loaders.usage();
  }
}
