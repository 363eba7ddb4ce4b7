/** What reports need of the stores. */

/** Positions of the event log: how far it is folded, how far it reaches, and what of its beginning is no longer kept. */
export interface ReportState {
  readonly foldedTo: number;
  readonly logEnd: number;
  readonly trimmedUpTo: number;
}

export interface ReportStore {
  /** Locks the workspace's fold: one at a time. */
  lock(): Promise<ReportState>;
  /** Adds the events behind `from`, up to and with `to`, and remembers that they are in. */
  fold(from: number, to: number): void;
  /** Forgets every figure; to be folded anew in the same transaction. */
  clear(): void;
}
