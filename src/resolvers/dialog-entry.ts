/** How fields about dialogs begin: dialogs and flows have rights of their own. */
import { mayAnyDialog, mayDialog } from '../actions/dialog-rights';
import type { DialogRecord } from '../actions/records';
import type { Outcome } from '../routing/refusal';
import { dialogKinds, type DialogId, type DialogKind } from '../routing/terms';
import type { Context, Scope } from './context';
import { demand, reloaded, staffScope } from './entry';
import { payloadOf, type UserErrors } from './refusals';

/** For lists and look-ups: the kinds that the caller may view, at least one. */
export function viewableKinds(scope: Scope): readonly DialogKind[] {
  // Refused in the words of dialogs: nobody has lost the one right and kept the other by chance.
  if (!mayAnyDialog(scope.actor, 'view')) demand(scope, 'dialogs.view');
  return dialogKinds.filter((kind) => mayDialog(scope.actor, kind, 'view'));
}

export function demandKind(scope: Scope, kind: DialogKind): void {
  demand(scope, kind === 'FLOW' ? 'flows.view' : 'dialogs.view');
}

/** For what a dialog holds: whoever sees a conversation may read its dialog's name, and no more than that. */
export function contentScope(context: Context, { kind }: Pick<DialogRecord, 'kind'>): ReturnType<typeof staffScope> {
  const scope = staffScope(context);
  demandKind(scope, kind);
  return scope;
}

/** Null for one that is deleted, or not for the caller. */
export function seenDialog(scope: Scope, dialog: DialogRecord | null): DialogRecord | null {
  if (dialog === null || dialog.deletedAt !== null) return null;
  return mayDialog(scope.actor, dialog.kind, 'view') ? dialog : null;
}

/** The payload of every verb that answers with its dialog. */
export function dialogPayload(scope: Scope, outcome: Outcome<DialogId>): Promise<UserErrors> {
  return payloadOf(outcome, async (id) => ({ dialog: await reloaded(scope).dialog.load(id) }));
}
