import type { Actor } from '../auth/actor';
import { done, refuse, type Outcome, type Refused } from '../routing/refusal';
import type { DialogId } from '../routing/terms';
import type { Audience } from '../streams/audience-terms';
import { isSame } from '../streams/same-script';
import { type AudienceDraft, readAudience } from './audience-reading';
import { dialogsRefused, holdDialog, mayAnyDialog } from './dialog-rights';
import { type DialogSettingsDraft, readDialogSettings } from './dialog-settings';
import { dialogChanged } from './dialog-version';
import type { DialogRecord } from './dialog.records';
import { Faults } from './faults';
import type { DialogChanges, Ports } from './ports';

/** Absent fields stay as they are. */
export interface DialogUpdateInput extends DialogSettingsDraft {
  readonly dialogId: DialogId;
  readonly audience?: AudienceDraft | undefined;
  readonly ifRevision?: number | null;
}

/**
 * Changes the working copy beside its cards. Visitors meet what is published until it is published again; only the priority
 * counts at once, because it is about all dialogs together and part of none.
 */
export async function dialogUpdate(ports: Ports, actor: Actor, input: DialogUpdateInput): Promise<Outcome<DialogId>> {
  if (!mayAnyDialog(actor, 'manage')) return dialogsRefused('manage');
  const { dialogId, audience: draft, ifRevision = null } = input;
  const faults = new Faults();
  const settings = readDialogSettings(input, faults);
  return ports.work(actor.workspaceId, async (tx) => {
    const [held, definitions] = await Promise.all([
      holdDialog(tx, actor, dialogId, 'manage'),
      tx.attributeDefinitions.findAll(),
    ]);
    if (!held.ok) return held;
    const dialog = held.value;
    const changed = refuseStale(dialog, ifRevision);
    if (changed !== null) return changed;
    const audience = draft === undefined ? undefined : faults.read(readAudience(draft, definitions, ['audience']));
    if (faults.any) return faults.refused();
    const changes = changesOf(dialog, { ...settings, ...(audience !== undefined && { audience }) });
    if (Object.keys(changes).length === 0) return done(dialogId);
    tx.dialogs.update(dialogId, changes);
    if (changes.priority !== undefined && dialog.status === 'PUBLISHED') dialogChanged(tx, dialogId);
    return done(dialogId);
  });
}

/** What is another than before: saying again what is so changes nothing, and counts as no change. */
export function changesOf(
  dialog: DialogRecord,
  given: DialogChanges & { readonly audience?: Audience },
): DialogChanges {
  const before: Readonly<Record<string, unknown>> = { ...dialog };
  return Object.fromEntries(Object.entries(given).filter(([name, value]) => !isSame(before[name], value)));
}

export function refuseStale(dialog: DialogRecord, ifRevision: number | null): Refused | null {
  if (ifRevision === null || ifRevision === dialog.revision) return null;
  const message = `Somebody changed this dialog: it is at revision ${dialog.revision}. Load it again and repeat your change.`;
  return refuse('CONFLICT', message, ['ifRevision']);
}
