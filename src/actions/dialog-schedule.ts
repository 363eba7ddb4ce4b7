import type { Actor } from '../auth/actor';
import { done, type Outcome } from '../routing/refusal';
import type { DialogId } from '../routing/terms';
import { dialogsRefused, holdDialog, mayAnyDialog } from './dialog-rights';
import type { DialogRecord } from './dialog.records';
import { Faults } from './faults';
import type { Ports, Transaction } from './ports';

/** Absent: stays as it is planned. Null: not planned any more. */
export interface DialogScheduleInput {
  readonly dialogId: DialogId;
  readonly publishAt?: Date | null;
  readonly unpublishAt?: Date | null;
}

const longestMs = 5 * 366 * 24 * 60 * 60 * 1_000;

/**
 * Plans when the working copy, as it will be then, is published, and when the dialog is taken from visitors. A plan that cannot
 * be carried out leaves the dialog as it is, is told in it, and by mail to whoever made it.
 */
export async function dialogSchedule(
  ports: Ports,
  actor: Actor,
  input: DialogScheduleInput,
): Promise<Outcome<DialogId>> {
  if (!mayAnyDialog(actor, 'publish')) return dialogsRefused('publish');
  return ports.work(actor.workspaceId, async (tx) => {
    const held = await holdDialog(tx, actor, input.dialogId, 'publish');
    if (!held.ok) return held;
    const dialog = held.value;
    const { publishAt = dialog.publishAt, unpublishAt = dialog.unpublishAt } = input;
    const faults = new Faults();
    // What stays as it was planned may be due in this very moment: only what is said anew is judged.
    if (input.publishAt) checkInstant(faults, tx.now, input.publishAt, 'publishAt');
    if (input.unpublishAt) checkInstant(faults, tx.now, input.unpublishAt, 'unpublishAt');
    if (publishAt !== null && unpublishAt !== null && unpublishAt <= publishAt) {
      faults.add('The dialog would be taken away before it is there. Choose a later time.', ['unpublishAt']);
    }
    if (faults.any) return faults.refused();
    planDialog(tx, dialog, { publishAt, unpublishAt, scheduledBy: actor.kind === 'AGENT' ? actor.agentId : null });
    return done(dialog.id);
  });
}

function checkInstant(faults: Faults, now: Date, at: Date, field: string): void {
  if (at <= now) faults.add('This time has passed. Choose one to come, or do it now.', [field]);
  else if (at.getTime() - now.getTime() > longestMs)
    faults.add('This is more than five years away. Choose an earlier time.', [field]);
}

export function planDialog(
  tx: Transaction,
  { id }: Pick<DialogRecord, 'id'>,
  plan: Pick<DialogRecord, 'publishAt' | 'unpublishAt' | 'scheduledBy'>,
): void {
  tx.dialogs.plan(id, plan);
  planTimer(tx, { ...plan, id });
}

/** One timer for each dialog, which rings at the earlier of the two. */
export function planTimer(
  tx: Transaction,
  { id, publishAt, unpublishAt }: Pick<DialogRecord, 'id' | 'publishAt' | 'unpublishAt'>,
): void {
  const times = [publishAt, unpublishAt].flatMap((at) => (at === null ? [] : [at.getTime()]));
  if (times.length === 0) tx.unschedule('DIALOG_SCHEDULE', id);
  else tx.schedule({ kind: 'DIALOG_SCHEDULE', subjectId: id, at: new Date(Math.min(...times)) });
}
