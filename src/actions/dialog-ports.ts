/** What a transaction may find and write of dialogs and flows. What was deleted is found by none of these. */
import type { AgentId, DialogId, DialogKind, DialogStatus, VisitorId } from '../routing/terms';
import type { DialogContent } from '../streams/audience-terms';
import type { Script } from '../streams/script';
import type { DialogRecord, DialogUse, DialogVersionRecord, Publisher } from './dialog.records';
import type { Page, PageRequest } from './pages';

/** What authors change, beside the kind and the key. Absent fields stay as they are. */
export type DialogChanges = Partial<DialogContent<Script>> & {
  readonly name?: string;
  readonly description?: string | null;
  readonly priority?: number;
};

export type NewDialog = DialogChanges & {
  readonly id: DialogId;
  readonly name: string;
  readonly priority: number;
  /** The id unless given. */
  readonly key?: string;
  /** DIALOG unless given. */
  readonly kind?: DialogKind;
};

export type NewVersion = DialogContent<Script> &
  Publisher & {
    readonly dialogId: DialogId;
    readonly version: number;
    readonly note: string | null;
    readonly rolledBackFrom: number | null;
  };

/** What cards, branches and audiences name by an id. */
export type NamedInCards = 'agentId' | 'teamId' | 'listId' | 'flowId' | 'routerId' | 'routeId';

export interface DialogStore {
  find(id: DialogId): Promise<DialogRecord | null>;
  findMany(ids: readonly DialogId[]): Promise<readonly DialogRecord[]>;
  findByKeys(keys: readonly string[]): Promise<readonly DialogRecord[]>;
  lock(id: DialogId): Promise<DialogRecord | null>;
  insert(dialog: NewDialog): void;
  /** Changes the working copy, and what is not part of versions, and counts its revision. */
  update(id: DialogId, changes: DialogChanges): void;
  /** Replaces the working copy's cards and counts its revision. */
  replaceCards(id: DialogId, cards: Script): void;
  /** Publishes these cards, with everything else as the working copy has it. */
  publish(id: DialogId, version: number, cards: Script): void;
  /** Stores the version, which never changes again, and makes it what visitors meet. */
  publishVersion(version: NewVersion): void;
  unpublish(id: DialogId): void;
  /** Puts it away: its key is free, its conversations keep it. */
  delete(id: DialogId): void;
  /** What is planned from now on; it forgets the last fault. */
  plan(id: DialogId, plan: { publishAt: Date | null; unpublishAt: Date | null; scheduledBy: AgentId | null }): void;
  /** The plan could not be carried out at that time. */
  notePlanFault(id: DialogId, fault: string, at: Date): void;
  findVersion(id: DialogId, version: number): Promise<Script | null>;
  findVersionRecord(id: DialogId, version: number): Promise<DialogVersionRecord | null>;
  /** Every version's number of that dialog so far; 0 for none. */
  findLastVersion(id: DialogId): Promise<number>;
  /** Published dialogs and flows whose published version names that, by name. */
  findNaming(what: NamedInCards, id: string): Promise<readonly DialogUse[]>;
  /** How many conversations of it are open, previews aside. */
  countOpen(id: DialogId): Promise<number>;
}

export interface PreviewStore {
  /** Makes that visitor one who plays the working copy of this dialog and nothing else. */
  insert(visitorId: VisitorId, dialogId: DialogId): void;
  /** What the visitor previews; null: it is a real one. */
  find(visitorId: VisitorId): Promise<DialogId | null>;
  /** Stores the working copy as it is under its preview's number, once. */
  snapshot(dialogId: DialogId, version: number, content: DialogContent<Script>): void;
  /** Snapshots that nobody has played for so many days lose their cards; previewed again they have them back. */
  trim(days: number): void;
}

/** Which dialogs a list holds. */
export interface DialogFilter {
  readonly kinds: readonly DialogKind[];
  readonly status: DialogStatus | null;
}

export interface DialogReads {
  /** Deleted ones, too: their conversations name them. */
  dialogs(ids: readonly DialogId[]): Promise<readonly (DialogRecord | null)[]>;
  dialogByKey(key: string): Promise<DialogRecord | null>;
  /** All unless a filter is given; never deleted ones. */
  dialogPage(page: PageRequest, filter?: DialogFilter): Promise<Page<DialogRecord>>;
  /** Published versions, newest first. */
  dialogVersionPage(dialogId: DialogId, page: PageRequest): Promise<Page<DialogVersionRecord>>;
  /** Keys are `${dialogId}:${version}`. */
  dialogVersions(keys: readonly string[]): Promise<readonly (DialogVersionRecord | null)[]>;
}
