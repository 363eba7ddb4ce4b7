import type { Actor } from '../auth/actor';
import { done, refuse, type Outcome } from '../routing/refusal';
import type { DialogId } from '../routing/terms';
import type { DialogRecord, DialogUse } from './dialog.records';
import { dialogsRefused, holdDialog, mayAnyDialog } from './dialog-rights';
import type { Ports } from './ports';

export interface DialogDeleteInput {
  readonly dialogId: DialogId;
}

/**
 * Puts a dialog or a flow away for good: it stands in no list, and its key is free. Its ended conversations keep it and its
 * versions. What visitors meet, talk to, or come to through another dialog stays.
 */
export async function dialogDelete(ports: Ports, actor: Actor, input: DialogDeleteInput): Promise<Outcome<DialogId>> {
  if (!mayAnyDialog(actor, 'manage')) return dialogsRefused('manage');
  const { dialogId } = input;
  return ports.work(actor.workspaceId, async (tx) => {
    // Whoever publishes a dialog that plays this flow holds the routing lock, too.
    const [, held, uses, open] = await Promise.all([
      tx.routing.lock(),
      holdDialog(tx, actor, dialogId, 'manage'),
      tx.dialogs.findNaming('flowId', dialogId),
      tx.dialogs.countOpen(dialogId),
    ]);
    if (!held.ok) return held;
    const dialog = held.value;
    if (dialog.status === 'PUBLISHED') {
      return refuse('CONFLICT', `${dialog.name} is published. Unpublish it first, then delete it.`, ['dialogId']);
    }
    const inUse = whereInUse(dialog, uses, open);
    if (inUse !== null) return refuse('IN_USE', inUse, ['dialogId']);
    tx.dialogs.delete(dialogId);
    tx.unschedule('DIALOG_SCHEDULE', dialogId);
    return done(dialogId);
  });
}

function whereInUse(dialog: DialogRecord, uses: readonly DialogUse[], open: number): string | null {
  if (uses.length > 0) {
    const told = uses.map(({ kind, name }) => `the ${kind === 'FLOW' ? 'flow' : 'dialog'} “${name}”`).join(', ');
    return `${dialog.name} is played by ${told}. Change that first, then delete it.`;
  }
  if (open === 0) return null;
  const many = open === 1 ? 'One conversation is' : `${open.toLocaleString('en')} conversations are`;
  return `${many} still going on in ${dialog.name}. Delete it when they have ended.`;
}
