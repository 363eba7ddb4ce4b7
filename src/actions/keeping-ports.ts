/** What is thrown away once a workspace wants it kept no longer. */

export interface KeepingStore {
  /**
   * Throws away the events from before then, the oldest first, up to that position at the most; answers the position up to which
   * nothing is kept. The lock on the fold of reports must be held: what is not folded yet stays.
   */
  trimEvents(stretch: { readonly before: Date; readonly upTo: number }): Promise<number>;
}
