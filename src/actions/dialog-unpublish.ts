import type { Actor } from '../auth/actor';
import { done, type Outcome } from '../routing/refusal';
import type { DialogId } from '../routing/terms';
import { dialogsRefused, holdDialog, mayAnyDialog } from './dialog-rights';
import { dialogChanged } from './dialog-version';
import type { Ports } from './ports';

export interface DialogUnpublishInput {
  readonly dialogId: DialogId;
}

/** Nobody new meets it; who is engaged goes on. What is not published stays as it is. */
export async function dialogUnpublish(
  ports: Ports,
  actor: Actor,
  input: DialogUnpublishInput,
): Promise<Outcome<DialogId>> {
  if (!mayAnyDialog(actor, 'publish')) return dialogsRefused('publish');
  const { dialogId } = input;
  return ports.work(actor.workspaceId, async (tx) => {
    const held = await holdDialog(tx, actor, dialogId, 'publish');
    if (!held.ok) return held;
    if (held.value.status === 'PUBLISHED') {
      tx.dialogs.unpublish(dialogId);
      dialogChanged(tx, dialogId);
    }
    return done(dialogId);
  });
}
