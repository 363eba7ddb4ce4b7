import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, ID, Info, Mutation, Query, Resolver } from 'type-graphql';
import { type CardDraft, dialogCreate, dialogPublish, dialogStreamReplace, dialogUnpublish } from '../actions';
import type { DialogRecord } from '../actions/records';
import type { Outcome } from '../routing/refusal';
import type { DialogId } from '../routing/terms';
import type { CardInput } from '../schema/card.input';
import { type ConnectionSource, PageArgs } from '../schema/connections';
import { DialogCreateInput, DialogCreatePayload } from '../schema/dialog-create.input';
import { DialogPublishInput, DialogPublishPayload } from '../schema/dialog-publish.input';
import { DialogStreamReplaceInput, DialogStreamReplacePayload } from '../schema/dialog-stream-replace.input';
import { DialogUnpublishInput, DialogUnpublishPayload } from '../schema/dialog-unpublish.input';
import { Dialog, DialogConnection } from '../schema/dialog.type';
import { idOf } from '../schema/global-ids';
import type { Context, Scope } from './context';
import { enter, reloaded, demand } from './entry';
import { connection, pageRequest } from './paging';
import { payloadOf, type UserErrors } from './refusals';
import { routingOf } from './routing.resolver';

@Resolver()
export class DialogResolver {
  @Query(() => DialogConnection, { nullable: true, description: 'All dialogs by creation. Needs DIALOGS_VIEW.' })
  async dialogs(
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<ConnectionSource<DialogRecord>> {
    const scope = await enter(context, info);
    demand(scope, 'dialogs.view');
    return connection(scope.reads.dialogPage(pageRequest(page, info)));
  }

  @Query(() => Dialog, { nullable: true, description: 'One dialog. Needs DIALOGS_VIEW.' })
  async dialog(
    @Arg('id', () => ID, { description: 'The dialog.' }) id: string,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<DialogRecord | null> {
    const scope = await enter(context, info);
    demand(scope, 'dialogs.view');
    return scope.loaders.dialog.load(idOf('Dialog', id));
  }

  @Mutation(() => DialogCreatePayload, { description: 'Makes an empty dialog. Needs DIALOGS_MANAGE.' })
  async dialogCreate(
    @Arg('input', () => DialogCreateInput, { description: 'Its name and priority.' }) input: DialogCreateInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const scope = await enter(context, info);
    const { name, priority } = input;
    return answer(scope, await dialogCreate(context.ports, scope.actor, { name, priority: priority ?? null }));
  }

  @Mutation(() => DialogStreamReplacePayload, {
    description: "Replaces a dialog's working copy; visitors keep what is published. Needs DIALOGS_MANAGE.",
  })
  async dialogStreamReplace(
    @Arg('input', () => DialogStreamReplaceInput, { description: 'Which dialog, and its cards.' })
    input: DialogStreamReplaceInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const scope = await enter(context, info);
    const outcome = await dialogStreamReplace(context.ports, scope.actor, {
      dialogId: idOf('Dialog', input.dialogId),
      cards: input.cards.map(draftOf),
      ifRevision: input.ifRevision ?? null,
    });
    return answer(scope, outcome);
  }

  @Mutation(() => DialogPublishPayload, { description: 'Publishes the working copy. Needs DIALOGS_PUBLISH.' })
  async dialogPublish(
    @Arg('input', () => DialogPublishInput, { description: 'Which dialog.' }) input: DialogPublishInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const scope = await enter(context, info);
    return answer(scope, await dialogPublish(context.ports, scope.actor, { dialogId: idOf('Dialog', input.dialogId) }));
  }

  @Mutation(() => DialogUnpublishPayload, { description: 'Takes a dialog from visitors. Needs DIALOGS_PUBLISH.' })
  async dialogUnpublish(
    @Arg('input', () => DialogUnpublishInput, { description: 'Which dialog.' }) input: DialogUnpublishInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const scope = await enter(context, info);
    return answer(
      scope,
      await dialogUnpublish(context.ports, scope.actor, { dialogId: idOf('Dialog', input.dialogId) }),
    );
  }
}

function answer(scope: Scope, outcome: Outcome<DialogId>): Promise<UserErrors> {
  return payloadOf(outcome, async (id) => ({ dialog: await reloaded(scope).dialog.load(id) }));
}

function draftOf({ key, message, question, infoCapture, liveChat }: CardInput): CardDraft {
  return {
    key,
    message: message ? { text: message.text, next: message.next ?? null } : null,
    question: question
      ? {
          text: question.text,
          attribute: question.attribute ?? null,
          responses: question.responses.map((response) => ({
            key: response.key ?? null,
            label: response.label,
            storedValue: response.storedValue ?? null,
            next: response.next ?? null,
          })),
        }
      : null,
    infoCapture: infoCapture
      ? { text: infoCapture.text, attribute: infoCapture.attribute, next: infoCapture.next ?? null }
      : null,
    liveChat: liveChat
      ? {
          routing: routingOf(liveChat.routing),
          acceptWindowSeconds: liveChat.acceptWindowSeconds ?? null,
          next: liveChat.next ?? null,
        }
      : null,
  };
}
