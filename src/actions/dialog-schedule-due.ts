import type { Refusal } from '../routing/refusal';
import type { DialogId, WorkspaceId } from '../routing/terms';
import { planDialog, planTimer } from './dialog-schedule';
import { stillPlayed } from './dialog-unpublish';
import { dialogChanged, publishContent } from './dialog-version';
import type { DialogRecord } from './dialog.records';
import type { Ports, Transaction } from './ports';
import { spellMoment } from './meeting-words';
import { staffText } from './staff-text';

export interface DialogScheduleDueInput {
  readonly workspaceId: WorkspaceId;
  readonly dialogId: DialogId;
}

/** Due work: does what was planned for now or before, and keeps the rest of the plan. Woken again by mistake it finds nothing. */
export async function dialogScheduleDue(
  ports: Ports,
  { workspaceId, dialogId }: DialogScheduleDueInput,
): Promise<void> {
  await ports.work(workspaceId, async (tx) => {
    const [, dialog] = await Promise.all([tx.routing.lock(), tx.dialogs.lock(dialogId)]);
    if (dialog === null) return tx.unschedule('DIALOG_SCHEDULE', dialogId);
    const isDue = (at: Date | null): boolean => at !== null && at <= tx.now;
    const [publishes, unpublishes] = [isDue(dialog.publishAt), isDue(dialog.unpublishAt)];
    if (!publishes && !unpublishes) return planTimer(tx, dialog);
    const { scheduledBy } = dialog;
    const publishAt = publishes ? null : dialog.publishAt;
    const unpublishAt = unpublishes ? null : dialog.unpublishAt;
    // Written first: a fault of now stands behind it.
    planDialog(tx, dialog, { publishAt, unpublishAt, scheduledBy });
    // Nobody was awake when it should have begun, and now it should be over already: then it does not begin.
    if (publishes && !unpublishes) await publishPlanned(tx, dialog);
    if (unpublishes && dialog.status === 'PUBLISHED') await unpublishPlanned(tx, dialog);
  });
}

async function unpublishPlanned(tx: Transaction, dialog: DialogRecord): Promise<void> {
  const refused = stillPlayed(dialog, await tx.dialogs.findNaming('flowId', dialog.id));
  if (refused !== null) {
    tx.dialogs.notePlanFault(dialog.id, faultOf(refused.refusals), tx.now);
    return mailFault(tx, dialog, refused.refusals);
  }
  tx.dialogs.unpublish(dialog.id);
  dialogChanged(tx, dialog.id);
}

async function publishPlanned(tx: Transaction, dialog: DialogRecord): Promise<void> {
  const outcome = await publishContent(tx, dialog, {
    content: dialog,
    publisher: { publishedByKind: 'SYSTEM', publishedBy: null },
    note: null,
    rolledBackFrom: null,
  });
  // Somebody was quicker and published the same: that is what was wanted.
  if (outcome.ok || outcome.refusals.every(({ code }) => code === 'ALREADY_PUBLISHED')) return;
  tx.dialogs.notePlanFault(dialog.id, faultOf(outcome.refusals), tx.now);
  await mailFault(tx, dialog, outcome.refusals);
}

function faultOf(refusals: readonly Refusal[]): string {
  return refusals.map(({ message }) => message).join('\n');
}

/** To whoever planned it; an integration reads it in the dialog. One mail for each plan, however often it is tried. */
async function mailFault(tx: Transaction, dialog: DialogRecord, refusals: readonly Refusal[]): Promise<void> {
  const { id, name, scheduledBy, publishAt, status } = dialog;
  const author = scheduledBy === null ? null : await tx.agents.find(scheduledBy);
  if (author === null || !author.active) return;
  const planned = publishAt?.toISOString() ?? '';
  const language = await tx.mails.findLanguage(author.id);
  const text = [
    staffText(language, 'DIALOG', { name, time: spellMoment(publishAt, language) }),
    '',
    ...refusals.map(({ message }) => `- ${message}`),
    '',
    staffText(language, status === 'PUBLISHED' ? 'DIALOG_STILL' : 'DIALOG_GONE'),
    staffText(language, 'DIALOG_REMEDY'),
  ].join('\n');
  tx.storeMail({
    to: author.email,
    subject: staffText(language, 'DIALOG_SUBJECT', { name }),
    text,
    cause: `dialog-schedule:${id}:${planned}`,
  });
}
