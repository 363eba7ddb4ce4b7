/** Dialogs and flows are the same thing with rights of their own. What one may not view does not exist. */
import type { Actor } from '../auth/actor';
import { may, type StaffAction } from '../auth/policy';
import { done, type Outcome, type Refused } from '../routing/refusal';
import type { DialogId, DialogKind } from '../routing/terms';
import type { DialogRecord } from './dialog.records';
import type { Transaction } from './ports';
import { notAllowed, unknown } from './staff-refusals';

export type DialogDeed = 'view' | 'manage' | 'publish';

const actions = {
  DIALOG: { view: 'dialogs.view', manage: 'dialogs.manage', publish: 'dialogs.publish' },
  FLOW: { view: 'flows.view', manage: 'flows.manage', publish: 'flows.publish' },
} as const satisfies Record<DialogKind, Record<DialogDeed, StaffAction>>;
const things = { DIALOG: 'dialogs', FLOW: 'flows' } as const satisfies Record<DialogKind, string>;

export function mayDialog(actor: Actor, kind: DialogKind, deed: DialogDeed): boolean {
  return may(actor, actions[kind][deed]);
}

/** The first question, before it is known whether it is a dialog or a flow. */
export function mayAnyDialog(actor: Actor, deed: DialogDeed): boolean {
  return mayDialog(actor, 'DIALOG', deed) || mayDialog(actor, 'FLOW', deed);
}

export function dialogsRefused(deed: DialogDeed, kind: DialogKind | null = null): Refused {
  return notAllowed(`${deed} ${kind === null ? 'dialogs or flows' : things[kind]}`);
}

function unknownDialog(field: readonly string[] = ['dialogId']): Refused {
  return unknown('dialog', field);
}

/** The dialog, where the actor may do that with it. Every verb about one dialog begins so. */
export function permitted(actor: Actor, dialog: DialogRecord | null, deed: DialogDeed): Outcome<DialogRecord> {
  if (dialog === null) return unknownDialog();
  if (mayDialog(actor, dialog.kind, deed)) return done(dialog);
  return mayDialog(actor, dialog.kind, 'view') ? dialogsRefused(deed, dialog.kind) : unknownDialog();
}

/** The same, locked. */
export async function holdDialog(
  tx: Transaction,
  actor: Actor,
  dialogId: DialogId,
  deed: DialogDeed,
): Promise<Outcome<DialogRecord>> {
  return permitted(actor, await tx.dialogs.lock(dialogId), deed);
}
