import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, ID, Info, Mutation, Query, Resolver } from 'type-graphql';
import { dialogExport, dialogImport } from '../actions';
import { DialogExport, DialogImportInput, DialogImportPayload } from '../schema/dialog-import.input';
import { idOf } from '../schema/global-ids';
import type { Context } from './context';
import { seenDialog } from './dialog-entry';
import { enter, reloaded, scopeOf } from './entry';
import { asError, payloadOf } from './refusals';

@Resolver()
export class DialogDocumentResolver {
  @Query(() => DialogExport, {
    nullable: true,
    description:
      'The working copies of these, with the flows that they play and the attributes that they name. Needs DIALOGS_VIEW or FLOWS_VIEW.',
  })
  async dialogExport(
    @Arg('ids', () => [ID], { description: 'Which dialogs and flows, up to 200.' }) ids: string[],
    @Ctx() context: Context,
  ): Promise<object> {
    const { actor } = scopeOf(context);
    const outcome = await dialogExport(context.ports, actor, { dialogIds: ids.map((id) => idOf('Dialog', id)) });
    if (!outcome.ok) throw asError(outcome.refusals);
    return { document: outcome.value, dialogIds: ids };
  }

  @Mutation(() => DialogImportPayload, {
    description:
      'Takes a document of dialogs and flows. Needs DIALOGS_MANAGE and FLOWS_MANAGE for what it holds, and the rights to publish where it is to.',
  })
  async dialogImport(
    @Arg('input', () => DialogImportInput, { description: 'The document, and what is to be done with it.' })
    input: DialogImportInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const scope = await enter(context, info);
    const { document, dryRun, publish } = input;
    const given = { document, dryRun: dryRun ?? false, publish: publish ?? false };
    const outcome = await dialogImport(context.ports, scope.actor, given);
    return payloadOf(outcome, ({ dialogs, attributes }) => {
      const { dialog } = reloaded(scope);
      return {
        attributesDefined: attributes,
        dialogs: dialogs.map(({ id, ...told }) => ({
          ...told,
          dialog: () => dialog.load(id).then((found) => seenDialog(scope, found)),
        })),
      };
    });
  }
}
