import type { Actor } from '../auth/actor';
import { done, refuse, type Outcome } from '../routing/refusal';
import type { DialogId } from '../routing/terms';
import { contentOf, isSameContent } from '../streams/same-script';
import { dialogsRefused, holdDialog, mayAnyDialog, mayDialog } from './dialog-rights';
import { readNote } from './dialog-settings';
import { publishContent, publisherOf } from './dialog-version';
import { Faults } from './faults';
import type { Ports } from './ports';

export interface DialogRollbackInput {
  readonly dialogId: DialogId;
  readonly version: number;
  readonly note?: string | null;
  /** Also makes that version the working copy, which is lost then. */
  readonly workingCopyToo?: boolean;
}

/** An old version is published as a new one; the working copy stays as it is unless it is to go back, too. */
export async function dialogRollback(
  ports: Ports,
  actor: Actor,
  input: DialogRollbackInput,
): Promise<Outcome<DialogId>> {
  if (!mayAnyDialog(actor, 'publish')) return dialogsRefused('publish');
  const { dialogId, version, workingCopyToo = false } = input;
  const faults = new Faults();
  const note = readNote(input.note, { what: 'The note', field: ['note'] }, faults);
  if (faults.any) return faults.refused();
  return ports.work(actor.workspaceId, async (tx) => {
    const [, held, old] = await Promise.all([
      tx.routing.lock(),
      holdDialog(tx, actor, dialogId, 'publish'),
      isVersion(version) ? tx.dialogs.findVersionRecord(dialogId, version) : null,
    ]);
    if (!held.ok) return held;
    const dialog = held.value;
    if (workingCopyToo && !mayDialog(actor, dialog.kind, 'manage')) return dialogsRefused('manage', dialog.kind);
    if (old === null) return unknownVersion(['version']);
    const publication = { content: old, publisher: publisherOf(actor), note, rolledBackFrom: version };
    const published = await publishContent(tx, dialog, publication);
    if (!workingCopyToo) return published;
    // Of the version that visitors have already only the working copy goes back: what was begun since is thrown away.
    const isThere = !published.ok && published.refusals.every(({ code }) => code === 'ALREADY_PUBLISHED');
    if (!published.ok && !isThere) return published;
    if (isThere && isSameContent(dialog, old)) return published;
    tx.dialogs.update(dialogId, contentOf(old));
    return done(dialogId);
  });
}

/** Versions are numbered from one; what is below is no version but a preview's snapshot. */
export function isVersion(version: number): boolean {
  return Number.isInteger(version) && version >= 1 && version <= 2_147_483_647;
}

export function unknownVersion(field: readonly string[]) {
  return refuse('NOT_FOUND', 'This dialog has no such version. Load its versions and choose one of them.', field);
}
