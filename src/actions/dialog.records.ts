/** A dialog with its working copy, and what was published of it. */
import type { AgentId, ApiTokenId, DialogId, DialogKind, DialogStatus } from '../routing/terms';
import type { DialogContent } from '../streams/audience-terms';
import type { Script } from '../streams/script';

/**
 * Its `cards`, `language`, `fallbackLanguages`, `audience` and `fallbackMessage` are the working copy's; a version freezes
 * all of them.
 */
export interface DialogRecord extends DialogContent<Script> {
  readonly id: DialogId;
  /** Stable over export and import; unique among the workspace's dialogs and flows. */
  readonly key: string;
  readonly kind: DialogKind;
  readonly name: string;
  readonly description: string | null;
  readonly status: DialogStatus;
  readonly priority: number;
  /** Counts every change of the working copy. */
  readonly revision: number;
  readonly publishedVersion: number | null;
  readonly publishedAt: Date | null;
  readonly createdAt: Date;
  /** Put away: conversations still name it, nobody else does. */
  readonly deletedAt: Date | null;
  /** What is planned; null: nothing. */
  readonly publishAt: Date | null;
  readonly unpublishAt: Date | null;
  /** Who planned it, where a person did: told by mail when it cannot be done. */
  readonly scheduledBy: AgentId | null;
  /** Why the last plan could not be carried out; null once a later one was, or is made. */
  readonly scheduleFault: string | null;
  readonly scheduleFaultAt: Date | null;
}

/** Who published. SYSTEM: time did, as it was planned. */
export type Publisher =
  | { readonly publishedByKind: 'AGENT'; readonly publishedBy: AgentId }
  | { readonly publishedByKind: 'INTEGRATION'; readonly publishedBy: ApiTokenId }
  | { readonly publishedByKind: 'SYSTEM'; readonly publishedBy: null };

/** What visitors meet, for good. A version below zero is a snapshot for previews. */
export interface DialogVersionRecord extends DialogContent<Script> {
  readonly dialogId: DialogId;
  readonly version: number;
  readonly publishedAt: Date;
  readonly publishedByKind: Publisher['publishedByKind'];
  readonly publishedBy: AgentId | ApiTokenId | null;
  readonly note: string | null;
  /** The version that was published anew. */
  readonly rolledBackFrom: number | null;
}

/** A dialog that names something: why it cannot be deleted. */
export interface DialogUse {
  readonly id: DialogId;
  readonly kind: DialogKind;
  readonly name: string;
}
