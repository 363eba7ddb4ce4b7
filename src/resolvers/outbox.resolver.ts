import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, Info, Mutation, Query, Resolver, Root } from 'type-graphql';
import { mailRetry, notificationPreferencesSet } from '../actions';
import type { StoredMail } from '../actions/mail-ports';
import type { MailState } from '../actions/meeting-reads';
import type { NotificationTopic } from '../routing/meetings';
import type { AgentId } from '../routing/terms';
import { type ConnectionSource, PageArgs } from '../schema/connections';
import { idOf } from '../schema/global-ids';
import { MailStateEnum } from '../schema/meeting-enums';
import {
  Mail,
  MailConnection,
  MailRetryInput,
  MailRetryPayload,
  NotificationPreferences,
  NotificationPreferencesSetInput,
  NotificationPreferencesSetPayload,
} from '../schema/outbox.type';
import type { Context, Scope } from './context';
import { demand, enter, reloaded } from './entry';
import { present } from './given';
import { connection, pageRequest } from './paging';
import { forbidden, payloadOf } from './refusals';

@Resolver(() => Mail)
export class MailFields {
  @FieldResolver(() => MailStateEnum, { description: 'How far it has come.' })
  state(@Root() { sentAt, failedAt }: StoredMail): MailState {
    if (sentAt !== null) return 'SENT';
    return failedAt === null ? 'WAITING' : 'FAILED';
  }

  @FieldResolver(() => Boolean, { description: 'Whether it carries a meeting for the receiver’s calendar.' })
  hasInvitation(@Root() { invitation }: StoredMail): boolean {
    return invitation !== null;
  }
}

@Resolver()
export class OutboxResolver {
  @Query(() => MailConnection, {
    nullable: true,
    description: 'Mails, newest first: sent, waiting and given up. Needs AGENTS_MANAGE.',
  })
  async outbox(
    @Args(() => PageArgs) page: PageArgs,
    @Arg('state', () => MailStateEnum, { nullable: true, description: 'Only those that have come so far.' })
    state: MailState | null | undefined,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<ConnectionSource<StoredMail>> {
    const scope = await enter(context, info);
    demand(scope, 'outbox.view');
    return connection(scope.reads.mailPage(state ?? null, pageRequest(page, info)));
  }

  @Query(() => NotificationPreferences, {
    nullable: true,
    description: 'Which mails the signed-in agent gets. Agents only.',
  })
  async notificationPreferences(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<NotificationPreferences> {
    const scope = await enter(context, info);
    if (scope.actor.kind !== 'AGENT') throw forbidden('Only somebody who signs in gets mails.');
    return preferencesOf(scope, scope.actor.agentId);
  }

  @Mutation(() => MailRetryPayload, { description: 'Sends a mail again that was not sent. Needs AGENTS_MANAGE.' })
  async mailRetry(
    @Arg('input', () => MailRetryInput, { description: 'Which mail.' }) input: MailRetryInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const scope = await enter(context, info);
    const outcome = await mailRetry(context.ports, scope.actor, { mailId: idOf('Mail', input.mailId) });
    return payloadOf(outcome, async (id) => ({ mail: (await scope.reads.mails([id]))[0] ?? null }));
  }

  @Mutation(() => NotificationPreferencesSetPayload, {
    description: 'Chooses which mails the signed-in agent gets. Agents only.',
  })
  async notificationPreferencesSet(
    @Arg('input', () => NotificationPreferencesSetInput, { description: 'Which of them.' })
    input: NotificationPreferencesSetInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const scope = await enter(context, info);
    const { failedChats, failedMeetings, usage, language } = input;
    const wanted = present({ FAILED_CHATS: failedChats, FAILED_MEETINGS: failedMeetings, USAGE: usage });
    const outcome = await notificationPreferencesSet(context.ports, scope.actor, {
      wanted,
      // Null means something here: English.
      ...(language !== undefined && { language }),
    });
    reloaded(scope);
    return payloadOf(outcome, async (id) => ({ notificationPreferences: await preferencesOf(scope, id) }));
  }
}

async function preferencesOf({ reads }: Scope, agentId: AgentId): Promise<NotificationPreferences> {
  const [topics, language] = await Promise.all([reads.mutedTopics(agentId), reads.mailLanguage(agentId)]);
  const muted = new Set<NotificationTopic>(topics);
  return {
    language,
    failedChats: !muted.has('FAILED_CHATS'),
    failedMeetings: !muted.has('FAILED_MEETINGS'),
    usage: !muted.has('USAGE'),
  };
}
