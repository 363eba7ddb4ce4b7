import { previewVersionOf } from '../routing/preview';
import type { DialogId, VisitorId } from '../routing/terms';
import { contentOf } from '../streams/same-script';
import type { DialogRecord } from './dialog.records';
import type { Transaction } from './ports';

/** What a preview's visitor plays: the working copy as it is now, kept under its revision's number below zero. */
export interface Previewed {
  readonly dialog: DialogRecord;
  readonly version: number;
}

/** Null: no preview, but a visitor like any other. */
export async function findPreviewed(tx: Transaction, visitorId: VisitorId): Promise<DialogId | null> {
  return tx.previews.find(visitorId);
}

/** A step of starting: null where the dialog has been deleted meanwhile. A draft with errors plays as far as it can. */
export async function snapshotOf(tx: Transaction, dialogId: DialogId): Promise<Previewed | null> {
  const dialog = await tx.dialogs.find(dialogId);
  if (dialog === null) return null;
  const version = previewVersionOf(dialog.revision);
  tx.previews.snapshot(dialogId, version, contentOf(dialog));
  return { dialog, version };
}
