/** What goes on now, and who watched over it. */
import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, Info, Query, Resolver, Root } from 'type-graphql';
import type { AuditRecord, WhisperRecord } from '../actions/ports';
import type { AgentRecord, ConversationRecord, LiveChatRecord, OfferRecord } from '../actions/records';
import { maySeeOffer, mayWrite } from '../auth/policy';
import { runningStates } from '../routing/supervision';
import type { LiveChatState } from '../routing/terms';
import { Agent } from '../schema/agent.type';
import { AuditEntry, AuditEntryConnection, AuditFilter, LiveChatFilter } from '../schema/audit-entry.type';
import { type ConnectionSource, PageArgs } from '../schema/connections';
import { Conversation } from '../schema/conversation.type';
import { doc } from '../schema/doc';
import { idOrNull } from '../schema/global-ids';
import { LiveChatConnection } from '../schema/live-chat.type';
import { Offer } from '../schema/offer.type';
import { Whisper } from '../schema/whisper.type';
import type { Context } from './context';
import { demand, enter, scopeOf, staffScope } from './entry';
import type { WatchedPage } from './live-chat-changes.subscription';
import { connection, pageRequest } from './paging';
import { forbidden } from './refusals';
import { factsOf, seenConversation, sightOn } from './sight';

const served: readonly LiveChatState[] = ['CONNECTED'];

function statesOf({ states, waiting }: LiveChatFilter): readonly LiveChatState[] {
  const wanted = states ?? runningStates;
  if (waiting === null || waiting === undefined) return wanted;
  return wanted.filter((state) => served.includes(state) !== waiting);
}

@Resolver()
export class SupervisionResolver {
  @Query(() => LiveChatConnection, {
    nullable: true,
    description: doc`
      The live chats that go on now, and the visitors who wait, the one asked for first in front: who, where from and in which
      state. What is said takes \`chatListen\`. Needs CHATS_MONITOR.`,
  })
  async liveChats(
    @Args(() => PageArgs) page: PageArgs,
    @Arg('filter', () => LiveChatFilter, { nullable: true, description: 'Which of them.' })
    filter: LiveChatFilter | null | undefined,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<ConnectionSource<LiveChatRecord> & WatchedPage> {
    const scope = await enter(context, info);
    demand(scope, 'chats.monitor');
    const wanted = {
      states: statesOf(filter ?? {}),
      agentId: idOrNull('Agent', filter?.agentId),
      teamId: idOrNull('Team', filter?.teamId),
    };
    const chats = await connection(scope.reads.runningPage(wanted, pageRequest(page, info)));
    return Object.assign(chats, { isWatched: true as const });
  }

  @Query(() => AuditEntryConnection, {
    nullable: true,
    description: "What staff did to others' chats, newest first. Needs AUDIT_VIEW.",
  })
  async auditLog(
    @Args(() => PageArgs) page: PageArgs,
    @Arg('filter', () => AuditFilter, { nullable: true, description: 'Which of them.' })
    filter: AuditFilter | null | undefined,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<ConnectionSource<AuditRecord>> {
    const scope = await enter(context, info);
    demand(scope, 'audit.view');
    const wanted = {
      conversationId: idOrNull('Conversation', filter?.conversationId),
      actorId: idOrNull('Agent', filter?.actorId),
    };
    return connection(scope.reads.auditPage(wanted, pageRequest(page, info)));
  }
}

@Resolver(() => AuditEntry)
export class AuditEntryFields {
  @FieldResolver(() => Agent, { nullable: true, description: 'Who did it.' })
  actor(@Root() entry: AuditRecord, @Ctx() context: Context): Promise<AgentRecord | null> {
    return staffScope(context).loaders.agent.load(entry.actorId);
  }

  @FieldResolver(() => Agent, { nullable: true, description: 'Whose chat it was then; null: nobody’s yet.' })
  agent(@Root() entry: AuditRecord, @Ctx() context: Context): Promise<AgentRecord | null> | null {
    const { loaders } = staffScope(context);
    return entry.agentId === null ? null : loaders.agent.load(entry.agentId);
  }

  @FieldResolver(() => Conversation, {
    nullable: true,
    description: 'The conversation; null once the caller may not see it.',
  })
  conversation(@Root() entry: AuditRecord, @Ctx() context: Context): Promise<ConversationRecord | null> | null {
    const scope = staffScope(context);
    return entry.conversationId === null ? null : seenConversation(scope, entry.conversationId);
  }
}

@Resolver(() => Conversation)
export class ConversationSupervisionFields {
  @FieldResolver(() => Agent, {
    nullable: true,
    description: 'The second agent whom the first has invited; null: none. Staff only.',
  })
  guest(@Root() { guestAgentId }: ConversationRecord, @Ctx() context: Context): Promise<AgentRecord | null> | null {
    const { loaders } = staffScope(context);
    return guestAgentId === null ? null : loaders.agent.load(guestAgentId);
  }

  @FieldResolver(() => Offer, {
    nullable: true,
    description:
      'What its agent asks of another one: a transfer or an invitation that rings; null: nothing. Staff only.',
  })
  async handover(@Root() conversation: ConversationRecord, @Ctx() context: Context): Promise<OfferRecord | null> {
    const { actor, loaders } = staffScope(context);
    const offer = await loaders.pendingOfferOfConversation.load(conversation.id);
    return offer !== null && offer.kind !== 'REQUEST' && maySeeOffer(actor, offer) ? offer : null;
  }

  @FieldResolver(() => Boolean, { nullable: true, description: 'Whether the caller reads along. Staff only.' })
  isListenedTo(@Root() { listenerIds = [] }: ConversationRecord, @Ctx() context: Context): boolean {
    const { actor } = staffScope(context);
    return actor.kind === 'AGENT' && listenerIds.includes(actor.agentId);
  }

  @FieldResolver(() => [Agent], {
    nullable: true,
    description: doc`
      Who of the staff listens to it now. Needs CHATS_MONITOR; empty for those who serve in the chat, who are not told.`,
  })
  async listeners(@Root() conversation: ConversationRecord, @Ctx() context: Context): Promise<readonly AgentRecord[]> {
    const scope = staffScope(context);
    demand(scope, 'chats.monitor');
    if (mayWrite(scope.actor, factsOf(conversation, null))) return [];
    const agents = await Promise.all((conversation.listenerIds ?? []).map((id) => scope.loaders.agent.load(id)));
    // Who has lost the right stands in the list until they go, and hears nothing.
    return agents.filter((agent) => agent !== null).filter(({ permissions }) => permissions.includes('CHATS_LISTEN'));
  }

  @FieldResolver(() => [Whisper], {
    nullable: true,
    description: doc`
      What staff said beside it, the newest 200, oldest first. Staff who may read the conversation; null with FORBIDDEN for
      everybody else.`,
  })
  async whispers(@Root() conversation: ConversationRecord, @Ctx() context: Context): Promise<readonly WhisperRecord[]> {
    const scope = staffScope(context);
    if ((await sightOn(scope, conversation)) !== 'WHOLE')
      throw forbidden('Accept the chat, or listen to it, to read it.');
    return scope.loaders.whispersOfConversation.load(conversation.id);
  }
}

@Resolver(() => Whisper)
export class WhisperFields {
  @FieldResolver(() => Agent, { nullable: true, description: 'Who said it, as they are now.' })
  agent(@Root() whisper: WhisperRecord, @Ctx() context: Context): Promise<AgentRecord | null> {
    return scopeOf(context).loaders.agent.load(whisper.agentId);
  }
}

@Resolver(() => Offer)
export class OfferHandoverFields {
  @FieldResolver(() => Agent, {
    nullable: true,
    description: 'Who hands the chat over or asks for help; null for a request of the visitor.',
  })
  from(@Root() offer: OfferRecord, @Ctx() context: Context): Promise<AgentRecord | null> | null {
    const { loaders } = staffScope(context);
    return offer.fromAgentId === null ? null : loaders.agent.load(offer.fromAgentId);
  }
}
