import type { Actor } from '../auth/actor';
import { done, refuse, type Outcome, type Refused } from '../routing/refusal';
import type { DialogId } from '../routing/terms';
import type { DialogRecord, DialogUse } from './dialog.records';
import { dialogsRefused, holdDialog, mayAnyDialog } from './dialog-rights';
import { dialogChanged } from './dialog-version';
import type { Ports } from './ports';

export interface DialogUnpublishInput {
  readonly dialogId: DialogId;
}

/**
 * Nobody new meets it; who is engaged goes on. What is not published stays as it is, and so does a flow that visitors come to
 * through something published: its card would be passed over in silence.
 */
export async function dialogUnpublish(
  ports: Ports,
  actor: Actor,
  input: DialogUnpublishInput,
): Promise<Outcome<DialogId>> {
  if (!mayAnyDialog(actor, 'publish')) return dialogsRefused('publish');
  const { dialogId } = input;
  return ports.work(actor.workspaceId, async (tx) => {
    // Whoever publishes a dialog that plays this flow holds the routing lock, too.
    const [, held, uses] = await Promise.all([
      tx.routing.lock(),
      holdDialog(tx, actor, dialogId, 'publish'),
      tx.dialogs.findNaming('flowId', dialogId),
    ]);
    if (!held.ok) return held;
    if (held.value.status === 'PUBLISHED') {
      const refused = stillPlayed(held.value, uses);
      if (refused !== null) return refused;
      tx.dialogs.unpublish(dialogId);
      dialogChanged(tx, dialogId);
    }
    return done(dialogId);
  });
}

/** Null: nothing that visitors meet plays it. */
export function stillPlayed({ id, name }: DialogRecord, uses: readonly DialogUse[]): Refused | null {
  const others = uses.filter((use) => use.id !== id);
  if (others.length === 0) return null;
  const told = others.map((use) => `the ${use.kind === 'FLOW' ? 'flow' : 'dialog'} “${use.name}”`).join(', ');
  const message = `${name} is played by ${told}, which visitors meet. Change or unpublish that first, then unpublish this.`;
  return refuse('IN_USE', message, ['dialogId']);
}
