import { Arg, Ctx, ID, Int, Query, Resolver } from 'type-graphql';
import type { DialogRecord } from '../actions/records';
import { DialogDiff } from '../schema/dialog-version.type';
import { idOf } from '../schema/global-ids';
import type { DialogContent } from '../streams/audience-terms';
import { diffContents, type FieldChange } from '../streams/diff';
import { contentOf } from '../streams/same-script';
import type { Script } from '../streams/script';
import type { Context, Scope } from './context';
import { seenDialog, viewableKinds } from './dialog-entry';
import { scopeOf } from './entry';

@Resolver()
export class DialogDiffResolver {
  @Query(() => DialogDiff, {
    nullable: true,
    description:
      'What is another between two versions, or a version and the working copy; null where one of them does not exist. Needs DIALOGS_VIEW or FLOWS_VIEW.',
  })
  async dialogDiff(
    @Arg('dialogId', () => ID, { description: 'The dialog.' }) dialogId: string,
    @Arg('from', () => Int, { nullable: true, description: 'The one version; null or absent: the working copy.' })
    from: number | null | undefined,
    @Arg('to', () => Int, { nullable: true, description: 'The other version; null or absent: the working copy.' })
    to: number | null | undefined,
    @Ctx() context: Context,
  ): Promise<object | null> {
    const scope = scopeOf(context);
    viewableKinds(scope);
    const dialog = seenDialog(scope, await scope.loaders.dialog.load(idOf('Dialog', dialogId)));
    if (dialog === null) return null;
    const [before, after] = await Promise.all([sideOf(scope, dialog, from), sideOf(scope, dialog, to)]);
    if (before === null || after === null) return null;
    const { cards, fields } = diffContents(contentOf(before), contentOf(after));
    return {
      from: from ?? null,
      to: to ?? null,
      identical: cards.length === 0 && fields.length === 0,
      cards: cards.map((card) => ({ ...card, fields: card.fields.map(told) })),
      fields: fields.map(told),
    };
  }
}

async function sideOf(
  scope: Scope,
  dialog: DialogRecord,
  version: number | null | undefined,
): Promise<DialogContent<Script> | null> {
  if (version === null || version === undefined) return dialog;
  // Below zero are snapshots for previews, which are no versions.
  return version < 1 ? null : scope.loaders.dialogVersion.load(`${dialog.id}:${version}`);
}

function told({ path, before, after }: FieldChange) {
  return { path, before: jsonOf(before), after: jsonOf(after) };
}

function jsonOf(value: unknown): string | null {
  return value === undefined || value === null ? null : JSON.stringify(value);
}
