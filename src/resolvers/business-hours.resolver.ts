import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { businessHoursSet } from '../actions';
import type { WorkspaceRecord } from '../actions/records';
import { BusinessHoursSetInput, BusinessHoursSetPayload } from '../schema/business-hours-set.input';
import { WeeklyHours } from '../schema/weekly-hours.type';
import { Workspace } from '../schema/workspace.type';
import type { Context } from './context';
import { reloaded, scopeOf, staffScope } from './entry';
import { payloadOf } from './refusals';
import { hoursDraftOf, toldHours } from './weekly-hours';

@Resolver(() => Workspace)
export class BusinessHoursResolver {
  @FieldResolver(() => WeeklyHours, {
    nullable: true,
    description: 'When audiences and branches hold the workspace to be open; null: always. Staff only.',
  })
  businessHours(@Root() { businessHours }: WorkspaceRecord, @Ctx() context: Context): WeeklyHours | null {
    staffScope(context);
    return businessHours === null ? null : toldHours(businessHours);
  }

  @Mutation(() => BusinessHoursSetPayload, {
    description: 'Sets when audiences and branches hold the workspace to be open. Needs CHATBOT_SETTINGS_MANAGE.',
  })
  async businessHoursSet(
    @Arg('input', () => BusinessHoursSetInput, { description: 'The hours.' }) input: BusinessHoursSetInput,
    @Ctx() context: Context,
  ): Promise<object> {
    const scope = scopeOf(context);
    const hours = input.hours ? hoursDraftOf(input.hours) : null;
    const outcome = await businessHoursSet(context.ports, scope.actor, { hours });
    return payloadOf(outcome, async () => ({ workspace: await reloaded(scope).workspace() }));
  }
}
