import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Mutation, Query, Resolver } from 'type-graphql';
import { chatEnabledSet, routingSettingsUpdate, usageLimitsUpdate } from '../actions';
import type { WorkspaceRecord } from '../actions/records';
import type { Actor } from '../auth/actor';
import { ChatEnabledSetInput, ChatEnabledSetPayload } from '../schema/chat-enabled-set.input';
import { DateTime } from '../schema/scalars';
import { RoutingSettingsUpdateInput, RoutingSettingsUpdatePayload } from '../schema/routing-settings-update.input';
import { UsageLimitsUpdateInput, UsageLimitsUpdatePayload } from '../schema/usage-limits-update.input';
import { Viewer } from '../schema/viewer.type';
import { Workspace } from '../schema/workspace.type';
import type { Context } from './context';
import { enter, reloaded, scopeOf } from './entry';
import { present } from './given';
import { payloadOf } from './refusals';

@Resolver()
export class WorkspaceResolver {
  @Query(() => DateTime, {
    description: "The database's clock now. Needs no token; compare with it before counting down to an instant.",
  })
  serverTime(@Ctx() context: Context): Promise<Date> | Date {
    // Without a workspace there is no clock of its database to ask: this process's own is then near enough.
    return context.scope?.reads.serverTime() ?? new Date();
  }

  @Query(() => Viewer, { nullable: true, description: 'The caller. UNAUTHENTICATED without a valid token.' })
  async viewer(@Ctx() context: Context, @Info() info: GraphQLResolveInfo): Promise<Actor> {
    return (await enter(context, info)).actor;
  }

  @Query(() => Workspace, { nullable: true, description: "The caller's workspace." })
  workspace(@Ctx() context: Context): Promise<WorkspaceRecord> {
    return scopeOf(context).loaders.workspace();
  }

  @Mutation(() => RoutingSettingsUpdatePayload, {
    description: 'Changes how live chats find their agents. Needs ROUTING_SETTINGS_MANAGE.',
  })
  async routingSettingsUpdate(
    @Arg('input', () => RoutingSettingsUpdateInput, { description: 'What is to change.' })
    input: RoutingSettingsUpdateInput,
    @Ctx() context: Context,
  ): Promise<object> {
    const scope = scopeOf(context);
    const outcome = await routingSettingsUpdate(context.ports, scope.actor, {
      ...present({
        acceptWindowSeconds: input.acceptWindowSeconds,
        defaultCapacity: input.defaultCapacity,
        idleTimeoutSeconds: input.idleTimeoutSeconds,
        idleWarningSeconds: input.idleWarningSeconds,
        disconnectGraceSeconds: input.disconnectGraceSeconds,
        requireReachable: input.requireReachable,
        roundRobinFallback: input.roundRobinFallback,
        fallbackMessage: input.fallbackMessage,
        rampSeconds: input.rampSeconds,
        accountUnavailable: input.accountUnavailable,
      }),
      // Null means something here: back to the default.
      ...(input.teamAttempts !== undefined && { teamAttempts: input.teamAttempts }),
      ...(input.maxWaitSeconds !== undefined && { maxWaitSeconds: input.maxWaitSeconds }),
    });
    return payloadOf(outcome, async () => ({ routingSettings: (await scope.reads.workspace()).settings }));
  }

  @Mutation(() => ChatEnabledSetPayload, {
    description: 'Switches all dialogs and flows off or on. Needs CHATBOT_SETTINGS_MANAGE.',
  })
  async chatEnabledSet(
    @Arg('input', () => ChatEnabledSetInput, { description: 'Off or on.' }) input: ChatEnabledSetInput,
    @Ctx() context: Context,
  ): Promise<object> {
    const scope = scopeOf(context);
    const outcome = await chatEnabledSet(context.ports, scope.actor, { enabled: input.enabled });
    return payloadOf(outcome, async () => ({ workspace: await reloaded(scope).workspace() }));
  }

  @Mutation(() => UsageLimitsUpdatePayload, {
    description: "Sets the package's limits. Needs ROUTING_SETTINGS_MANAGE.",
  })
  async usageLimitsUpdate(
    @Arg('input', () => UsageLimitsUpdateInput, { description: 'What is to change.' }) input: UsageLimitsUpdateInput,
    @Ctx() context: Context,
  ): Promise<object> {
    const scope = scopeOf(context);
    const { liveChatEngagementLimit, engagedConversationMonthlyLimit } = input;
    const outcome = await usageLimitsUpdate(context.ports, scope.actor, {
      ...(liveChatEngagementLimit !== undefined && { liveChatEngagementLimit }),
      ...(engagedConversationMonthlyLimit !== undefined && { engagedConversationMonthlyLimit }),
    });
    return payloadOf(outcome, async () => ({ usage: await scope.reads.usage() }));
  }
}
