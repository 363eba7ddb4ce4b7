import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, ID, Info, Mutation, Query, Resolver } from 'type-graphql';
import { dialogClone, dialogCreate, dialogDelete, dialogStreamReplace, dialogUpdate } from '../actions';
import { readKey } from '../actions/dialog-settings';
import type { DialogRecord } from '../actions/records';
import type { DialogKind, DialogStatus } from '../routing/terms';
import { type ConnectionSource, PageArgs } from '../schema/connections';
import { DialogCloneInput, DialogClonePayload } from '../schema/dialog-clone.input';
import { DialogCreateInput, DialogCreatePayload } from '../schema/dialog-create.input';
import { DialogDeleteInput, DialogDeletePayload } from '../schema/dialog-delete.input';
import { DialogStreamReplaceInput, DialogStreamReplacePayload } from '../schema/dialog-stream-replace.input';
import { DialogUpdateInput, DialogUpdatePayload } from '../schema/dialog-update.input';
import { Dialog, DialogConnection } from '../schema/dialog.type';
import { DialogStatusEnum } from '../schema/enums';
import { globalId, idOf } from '../schema/global-ids';
import { DialogKindEnum } from '../schema/lifecycle-enums';
import { audienceDraftOf } from './audience-drafts';
import { cardDraftOf } from './card-drafts';
import type { Context } from './context';
import { demandKind, dialogPayload, seenDialog, viewableKinds } from './dialog-entry';
import { enter } from './entry';
import { present } from './given';
import { connection, pageRequest } from './paging';
import { payloadOf } from './refusals';

@Resolver()
export class DialogResolver {
  @Query(() => DialogConnection, {
    nullable: true,
    description: 'Dialogs and flows by creation. Needs DIALOGS_VIEW for dialogs and FLOWS_VIEW for flows.',
  })
  async dialogs(
    @Args(() => PageArgs) page: PageArgs,
    @Arg('kind', () => DialogKindEnum, { nullable: true, description: 'Only these; both unless given.' })
    kind: DialogKind | null | undefined,
    @Arg('status', () => DialogStatusEnum, { nullable: true, description: 'Only those; all unless given.' })
    status: DialogStatus | null | undefined,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<ConnectionSource<DialogRecord>> {
    const scope = await enter(context, info);
    const viewable = viewableKinds(scope);
    if (kind) demandKind(scope, kind);
    const filter = { kinds: kind ? [kind] : viewable, status: status ?? null };
    return connection(scope.reads.dialogPage(pageRequest(page, info), filter));
  }

  @Query(() => Dialog, { nullable: true, description: 'One dialog or flow. Needs DIALOGS_VIEW or FLOWS_VIEW.' })
  async dialog(
    @Arg('id', () => ID, { description: 'The dialog.' }) id: string,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<DialogRecord | null> {
    const scope = await enter(context, info);
    viewableKinds(scope);
    return seenDialog(scope, await scope.loaders.dialog.load(idOf('Dialog', id)));
  }

  @Query(() => Dialog, {
    nullable: true,
    description: 'One dialog or flow, by its key. Needs DIALOGS_VIEW or FLOWS_VIEW.',
  })
  async dialogByKey(
    @Arg('key', () => String, { description: 'Its key.' }) key: string,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<DialogRecord | null> {
    const scope = await enter(context, info);
    viewableKinds(scope);
    const read = readKey(key, ['key']);
    return read.ok ? seenDialog(scope, await scope.reads.dialogByKey(read.value)) : null;
  }

  @Mutation(() => DialogCreatePayload, {
    description: 'Makes an empty dialog or flow. Needs DIALOGS_MANAGE or FLOWS_MANAGE.',
  })
  async dialogCreate(
    @Arg('input', () => DialogCreateInput, { description: 'Its name and priority.' }) input: DialogCreateInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const scope = await enter(context, info);
    const { priority = null, ...given } = input;
    return dialogPayload(scope, await dialogCreate(context.ports, scope.actor, { ...given, priority }));
  }

  @Mutation(() => DialogClonePayload, {
    description: 'Copies a dialog or a flow into a new draft. Needs DIALOGS_MANAGE or FLOWS_MANAGE.',
  })
  async dialogClone(
    @Arg('input', () => DialogCloneInput, { description: 'What to copy, and as what.' }) input: DialogCloneInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const scope = await enter(context, info);
    const given = { ...input, dialogId: idOf('Dialog', input.dialogId) };
    return dialogPayload(scope, await dialogClone(context.ports, scope.actor, given));
  }

  @Mutation(() => DialogUpdatePayload, {
    description: "Changes a dialog's working copy beside its cards. Needs DIALOGS_MANAGE or FLOWS_MANAGE.",
  })
  async dialogUpdate(
    @Arg('input', () => DialogUpdateInput, { description: 'Which dialog, and what is to change.' })
    input: DialogUpdateInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const scope = await enter(context, info);
    const { dialogId, name, priority, language, fallbackLanguages, audience } = input;
    const outcome = await dialogUpdate(context.ports, scope.actor, {
      ...present({ name, priority, language, fallbackLanguages }),
      // Null means something in these: none, everybody, the workspace's.
      ...(input.description !== undefined && { description: input.description }),
      ...(input.fallbackMessage !== undefined && { fallbackMessage: input.fallbackMessage }),
      ...(audience !== undefined && { audience: audienceDraftOf(audience ?? {}) }),
      ifRevision: input.ifRevision ?? null,
      dialogId: idOf('Dialog', dialogId),
    });
    return dialogPayload(scope, outcome);
  }

  @Mutation(() => DialogStreamReplacePayload, {
    description:
      "Replaces the cards of a dialog's working copy; visitors keep what is published. Needs DIALOGS_MANAGE or FLOWS_MANAGE.",
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
      cards: input.cards.map(cardDraftOf),
      ifRevision: input.ifRevision ?? null,
    });
    return dialogPayload(scope, outcome);
  }

  @Mutation(() => DialogDeletePayload, {
    description: 'Deletes a dialog or a flow that nobody meets. Needs DIALOGS_MANAGE or FLOWS_MANAGE.',
  })
  async dialogDelete(
    @Arg('input', () => DialogDeleteInput, { description: 'Which dialog.' }) input: DialogDeleteInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const scope = await enter(context, info);
    const outcome = await dialogDelete(context.ports, scope.actor, { dialogId: idOf('Dialog', input.dialogId) });
    return payloadOf(outcome, (id) => ({ dialogId: globalId('Dialog', id) }));
  }
}
