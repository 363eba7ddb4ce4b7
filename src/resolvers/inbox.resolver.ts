import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, Info, Query, Resolver } from 'type-graphql';
import type { InboxState } from '../actions/reads';
import type { ConversationRecord } from '../actions/records';
import { hasPermission } from '../auth/actor';
import { seesWholeWorkspace } from '../auth/policy';
import { type ConnectionSource, PageArgs } from '../schema/connections';
import { ConversationConnection } from '../schema/conversation.type';
import { InboxStateEnum } from '../schema/enums';
import type { Context } from './context';
import { remembered } from './conversation-list';
import { enter } from './entry';
import { connection, pageRequest } from './paging';
import { forbidden } from './refusals';

@Resolver()
export class InboxResolver {
  @Query(() => ConversationConnection, {
    nullable: true,
    description: "The signed-in agent's accepted live chats, the newest conversation first. Agents only.",
  })
  async inbox(
    @Args(() => PageArgs) page: PageArgs,
    @Arg('state', () => InboxStateEnum, { nullable: true, defaultValue: 'ACTIVE', description: 'Which of them.' })
    state: InboxState | null,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<ConnectionSource<ConversationRecord>> {
    const scope = await enter(context, info);
    const { actor } = scope;
    if (actor.kind !== 'AGENT') throw forbidden('Only a signed-in agent has an inbox.');
    const wanted = state ?? 'ACTIVE';
    const seesPast = seesWholeWorkspace(actor) || hasPermission(actor, 'MY_CONVERSATIONS_VIEW');
    if (wanted !== 'ACTIVE' && !seesPast) throw forbidden('Past chats need the permission MY_CONVERSATIONS_VIEW.');
    return connection(remembered(scope, scope.reads.inboxPage(actor.agentId, wanted, pageRequest(page, info))));
  }
}
