import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { type DialogMatch as Match, dialogMatch } from '../actions';
import type { DialogRecord } from '../actions/records';
import { Dialog } from '../schema/dialog.type';
import { DialogMatch, DialogMatchInput, DialogMatchVerdict, DialogVerdictCount } from '../schema/dialog-match.type';
import { globalId, idOf, idOrNull } from '../schema/global-ids';
import { StreamCondition } from '../schema/stream-condition.type';
import type { Judged } from '../streams/audience';
import type { StreamCondition as Condition } from '../streams/audience-terms';
import type { Context } from './context';
import { demand, scopeOf, staffScope } from './entry';
import { asError } from './refusals';
import { visitOf } from './visit';

@Resolver(() => DialogMatch)
export class DialogMatchResolver {
  @Query(() => DialogMatch, {
    nullable: true,
    description: 'Which dialog a visitor meets on a page, and why not the others. Changes nothing. Needs DIALOGS_VIEW.',
  })
  async dialogMatch(
    @Arg('input', () => DialogMatchInput, { description: 'The page and the visitor.' }) input: DialogMatchInput,
    @Ctx() context: Context,
  ): Promise<Match> {
    const scope = scopeOf(context);
    demand(scope, 'dialogs.view');
    const outcome = await dialogMatch(context.ports, scope.actor, {
      pageUrl: input.pageUrl ?? null,
      visitorId: idOrNull('Visitor', input.visitorId),
      attributes: input.attributes ?? [],
      listIds: (input.listIds ?? []).map((id) => idOf('PersonList', id)),
      visit: input.visit ? visitOf(input.visit) : null,
      returning: input.returning ?? null,
      at: input.at ?? null,
      agentsAvailable: input.agentsAvailable ?? null,
    });
    if (!outcome.ok) throw asError(outcome.refusals);
    return outcome.value;
  }

  @FieldResolver(() => Dialog, { nullable: true, description: 'The winner; null where the visitor meets none.' })
  dialog(@Root() { dialogId }: Match, @Ctx() context: Context): Promise<DialogRecord | null> | null {
    return dialogId === null ? null : staffScope(context).loaders.dialog.load(dialogId);
  }

  @FieldResolver(() => [DialogVerdictCount], { description: 'How many of all published dialogs met which verdict.' })
  verdictCounts(@Root() { counts }: Match): Match['counts'] {
    return counts;
  }
}

@Resolver(() => DialogMatchVerdict)
export class DialogMatchVerdictFields {
  @FieldResolver(() => ID, { description: 'The dialog.' })
  dialogId(@Root() { dialog }: Judged): string {
    return globalId('Dialog', dialog.id);
  }

  @FieldResolver(() => Dialog, { nullable: true, description: 'The dialog as it is now.' })
  dialog(@Root() { dialog }: Judged, @Ctx() context: Context): Promise<DialogRecord | null> {
    return staffScope(context).loaders.dialog.load(dialog.id);
  }

  @FieldResolver(() => String, { description: "The dialog's name." })
  name(@Root() { dialog }: Judged): string {
    return dialog.name;
  }

  @FieldResolver(() => Int, { description: 'The version that was judged.' })
  version(@Root() { dialog }: Judged): number {
    return dialog.version;
  }

  @FieldResolver(() => Int, { description: "The dialog's priority." })
  priority(@Root() { dialog }: Judged): number {
    return dialog.priority;
  }

  @FieldResolver(() => [StreamCondition], {
    description: 'With CONDITIONS_FAILED: those that do not hold. Of a group in which any suffices, all of them.',
  })
  failedConditions(@Root() { failed }: Judged): readonly Condition[] {
    return failed;
  }
}
