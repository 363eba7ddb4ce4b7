import type { Actor } from '../auth/actor';
import type { Outcome } from '../routing/refusal';
import type { DialogId } from '../routing/terms';
import { dialogsRefused, holdDialog, mayAnyDialog } from './dialog-rights';
import { readNote } from './dialog-settings';
import { refuseStale } from './dialog-update';
import { publishContent, publisherOf } from './dialog-version';
import { Faults } from './faults';
import type { Ports } from './ports';

export interface DialogPublishInput {
  readonly dialogId: DialogId;
  /** For colleagues: what is new about it. */
  readonly note?: string | null;
  readonly ifRevision?: number | null;
}

/**
 * The working copy becomes the next immutable version. Who is engaged already stays on theirs; everybody else meets this one.
 */
export async function dialogPublish(ports: Ports, actor: Actor, input: DialogPublishInput): Promise<Outcome<DialogId>> {
  if (!mayAnyDialog(actor, 'publish')) return dialogsRefused('publish');
  const { dialogId, ifRevision = null } = input;
  const faults = new Faults();
  const note = readNote(input.note, { what: 'The note', field: ['note'] }, faults);
  if (faults.any) return faults.refused();
  return ports.work(actor.workspaceId, async (tx) => {
    const [, held] = await Promise.all([tx.routing.lock(), holdDialog(tx, actor, dialogId, 'publish')]);
    if (!held.ok) return held;
    const dialog = held.value;
    const publication = { content: dialog, publisher: publisherOf(actor), note, rolledBackFrom: null };
    return refuseStale(dialog, ifRevision) ?? publishContent(tx, dialog, publication);
  });
}
