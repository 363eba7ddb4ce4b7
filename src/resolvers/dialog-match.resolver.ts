import { Arg, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { type DialogMatch as Match, dialogMatch } from '../actions';
import type { DialogRecord } from '../actions/records';
import { Dialog } from '../schema/dialog.type';
import type { DialogId } from '../routing/terms';
import { DialogMatch, DialogMatchInput, DialogMatchVerdict } from '../schema/dialog-match.type';
import { globalId, idOf, idOrNull } from '../schema/global-ids';
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
  ): Promise<Told> {
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
    return toldOf(outcome.value);
  }

  @FieldResolver(() => Dialog, { nullable: true, description: 'The winner; null where the visitor meets none.' })
  dialog(@Root() { dialogId }: Told, @Ctx() context: Context): Promise<DialogRecord | null> | null {
    return dialogId === null ? null : staffScope(context).loaders.dialog.load(dialogId);
  }
}

@Resolver(() => DialogMatchVerdict)
export class DialogMatchVerdictFields {
  @FieldResolver(() => Dialog, { nullable: true, description: 'The dialog as it is now.' })
  dialog(@Root() { judged }: ToldVerdict, @Ctx() context: Context): Promise<DialogRecord | null> {
    return staffScope(context).loaders.dialog.load(judged.dialog.id);
  }
}

/** Plain values: a hundred verdicts of six fields each would otherwise be six hundred calls of resolvers. */
interface ToldVerdict extends Omit<DialogMatchVerdict, 'failedConditions'> {
  readonly judged: Judged;
  readonly failedConditions: readonly Condition[];
}
interface Told {
  readonly dialogId: DialogId | null;
  readonly waitsFor: Match['waitsFor'];
  readonly verdicts: readonly ToldVerdict[];
  readonly verdictCounts: Match['counts'];
}

function toldOf({ dialogId, waitsFor, verdicts, counts }: Match): Told {
  return {
    dialogId,
    waitsFor,
    verdicts: verdicts.map((judged) => {
      const { id, name, version, priority } = judged.dialog;
      const { verdict, failed } = judged;
      return { judged, dialogId: globalId('Dialog', id), name, version, priority, verdict, failedConditions: failed };
    }),
    verdictCounts: counts,
  };
}
