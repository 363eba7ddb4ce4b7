import type { Actor } from '../auth/actor';
import { may } from '../auth/policy';
import { done, type Outcome } from '../routing/refusal';
import type { DialogId } from '../routing/terms';
import type { Ports } from './ports';
import { notAllowed, unknown } from './staff-refusals';

export interface DialogUnpublishInput {
  readonly dialogId: DialogId;
}

/** Nobody new meets it; who is engaged goes on. What is not published stays as it is. */
export async function dialogUnpublish(
  ports: Ports,
  actor: Actor,
  input: DialogUnpublishInput,
): Promise<Outcome<DialogId>> {
  if (!may(actor, 'dialogs.publish')) return notAllowed('publish dialogs');
  const { dialogId } = input;
  return ports.work(actor.workspaceId, async (tx) => {
    const dialog = await tx.dialogs.lock(dialogId);
    if (dialog === null) return unknown('dialog', ['dialogId']);
    if (dialog.status === 'PUBLISHED') tx.dialogs.unpublish(dialogId);
    return done(dialogId);
  });
}
