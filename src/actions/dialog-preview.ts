import { previewVersionOf } from '../routing/preview';
import type { DialogId } from '../routing/terms';
import { contentOf } from '../streams/same-script';
import type { DialogRecord } from './dialog.records';
import type { Transaction } from './ports';

/** For the author who tries it out, in place of the ringing. */
export const ringsNobody =
  'This is a preview: here a visitor would be put through to an agent. Nobody was asked. If nobody is free, visitors read:';

/** What a preview's visitor plays: the working copy as it is now, kept under its revision's number below zero. */
export interface Previewed {
  readonly dialog: DialogRecord;
  readonly version: number;
}

/** A step of starting: null where the dialog has been deleted meanwhile. A draft with errors plays as far as it can. */
export async function snapshotOf(tx: Transaction, dialogId: DialogId): Promise<Previewed | null> {
  const dialog = await tx.dialogs.find(dialogId);
  if (dialog === null) return null;
  const version = previewVersionOf(dialog.revision);
  tx.previews.snapshot(dialogId, version, contentOf(dialog));
  return { dialog, version };
}
