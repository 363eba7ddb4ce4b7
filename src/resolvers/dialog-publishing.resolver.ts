/** What decides which content visitors meet, and from when to when. */
import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Mutation, Resolver } from 'type-graphql';
import { dialogPreviewTokenCreate, dialogPublish, dialogRollback, dialogSchedule, dialogUnpublish } from '../actions';
import {
  DialogPreviewTokenCreateInput,
  DialogPreviewTokenCreatePayload,
} from '../schema/dialog-preview-token-create.input';
import { DialogPublishInput, DialogPublishPayload } from '../schema/dialog-publish.input';
import { DialogRollbackInput, DialogRollbackPayload } from '../schema/dialog-rollback.input';
import { DialogScheduleInput, DialogSchedulePayload } from '../schema/dialog-schedule.input';
import { DialogUnpublishInput, DialogUnpublishPayload } from '../schema/dialog-unpublish.input';
import { idOf } from '../schema/global-ids';
import type { Context } from './context';
import { dialogPayload } from './dialog-entry';
import { enter, reloaded } from './entry';
import { payloadOf } from './refusals';

@Resolver()
export class DialogPublishingResolver {
  @Mutation(() => DialogPublishPayload, {
    description: 'Publishes the working copy. Needs DIALOGS_PUBLISH or FLOWS_PUBLISH.',
  })
  async dialogPublish(
    @Arg('input', () => DialogPublishInput, { description: 'Which dialog.' }) input: DialogPublishInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const scope = await enter(context, info);
    const given = { ...input, dialogId: idOf('Dialog', input.dialogId) };
    return dialogPayload(scope, await dialogPublish(context.ports, scope.actor, given));
  }

  @Mutation(() => DialogUnpublishPayload, {
    description: 'Takes a dialog from visitors. Needs DIALOGS_PUBLISH or FLOWS_PUBLISH.',
  })
  async dialogUnpublish(
    @Arg('input', () => DialogUnpublishInput, { description: 'Which dialog.' }) input: DialogUnpublishInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const scope = await enter(context, info);
    const dialogId = idOf('Dialog', input.dialogId);
    return dialogPayload(scope, await dialogUnpublish(context.ports, scope.actor, { dialogId }));
  }

  @Mutation(() => DialogRollbackPayload, {
    description: 'Publishes an old version anew. Needs DIALOGS_PUBLISH or FLOWS_PUBLISH.',
  })
  async dialogRollback(
    @Arg('input', () => DialogRollbackInput, { description: 'Which version of which dialog.' })
    input: DialogRollbackInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const scope = await enter(context, info);
    const { version, note = null } = input;
    const workingCopyToo = input.workingCopyToo ?? false;
    const given = { version, note, workingCopyToo, dialogId: idOf('Dialog', input.dialogId) };
    return dialogPayload(scope, await dialogRollback(context.ports, scope.actor, given));
  }

  @Mutation(() => DialogSchedulePayload, {
    description: 'Plans when a dialog is published and taken away again. Needs DIALOGS_PUBLISH or FLOWS_PUBLISH.',
  })
  async dialogSchedule(
    @Arg('input', () => DialogScheduleInput, { description: 'Which dialog, and when.' }) input: DialogScheduleInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const scope = await enter(context, info);
    const { publishAt, unpublishAt } = input;
    const outcome = await dialogSchedule(context.ports, scope.actor, {
      dialogId: idOf('Dialog', input.dialogId),
      ...(publishAt !== undefined && { publishAt }),
      ...(unpublishAt !== undefined && { unpublishAt }),
    });
    return dialogPayload(scope, outcome);
  }

  @Mutation(() => DialogPreviewTokenCreatePayload, {
    description: 'Makes a token that plays the working copy for an hour. Needs DIALOGS_VIEW or FLOWS_VIEW.',
  })
  async dialogPreviewTokenCreate(
    @Arg('input', () => DialogPreviewTokenCreateInput, { description: 'Which dialog.' })
    input: DialogPreviewTokenCreateInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const scope = await enter(context, info);
    const dialogId = idOf('Dialog', input.dialogId);
    const outcome = await dialogPreviewTokenCreate(context.ports, scope.actor, { dialogId });
    return payloadOf(outcome, async ({ token, expiresAt }) => ({
      token,
      expiresAt,
      dialog: await reloaded(scope).dialog.load(dialogId),
    }));
  }
}
