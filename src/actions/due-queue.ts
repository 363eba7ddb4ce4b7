/**
 * What is due, over all workspaces: the one place from which the process learns that time has passed.
 *
 * A row says when to look at something, never what to do about it: the action that it wakes locks its subject, looks at the
 * state and the database's clock, and in the same transaction either ends its row or moves it to when it is really due.
 * So a row that fires twice, early, or for a worker that was thought dead does no harm, and one that is lost is impossible.
 */
import type { WorkspaceId } from '../routing/terms';
import type { DueKind } from './records';

/**
 * SLOW: what talks to other servers (mails, calendars) or reads a lot (roll-ups). It has its own queue and its own hands, so
 * that a mail server which hangs for half a minute makes no offer late.
 */
export type DueLane = 'QUICK' | 'SLOW';

export interface ClaimedWork {
  readonly workspaceId: WorkspaceId;
  readonly kind: DueKind;
  readonly subjectId: string;
  /** 1 the first time; more when an earlier worker failed or died. */
  readonly attempt: number;
}

export interface DueClaim {
  readonly work: readonly ClaimedWork[];
  /** The database's clock, and when the next row will be due; null for none. */
  readonly now: Date;
  readonly nextAt: Date | null;
}

export interface DueQueue {
  /**
   * Leases at most `limit` rows that are due. A row that is neither ended nor moved comes back when its lease runs out:
   * soon after the first attempt, later after each further one.
   */
  claim(limit: number): Promise<DueClaim>;
  /** At a start: whoever was connected when the last process died gets one fresh grace to come back. */
  renewGrace(): Promise<void>;
  /** Mails that were stored while nobody had a server for them are due, unless they are old. */
  wakeMails(): Promise<void>;
}
