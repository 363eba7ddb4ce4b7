import type { WorkspaceId } from '../routing/terms';
import type { Ports } from './ports';

/**
 * So many events in one go: some 100 ms of work, so that neither the lock on the fold nor a transaction is held for long, and
 * a process that dies in the middle loses one stretch of work and no figure.
 */
const stretch = 20_000;
const betweenFoldsMs = 60_000;

/** Folds what has been committed so far into the figures; answers up to where they now reach. Safe to call from anywhere. */
export async function reportFold(ports: Ports, workspaceId: WorkspaceId): Promise<number> {
  for (;;) {
    const { foldedTo, isAll } = await ports.work(workspaceId, async (tx) => {
      const state = await tx.reports.lock();
      const to = Math.min(state.foldedTo + stretch, state.logEnd);
      if (to > state.foldedTo) tx.reports.fold(state.foldedTo, to);
      return { foldedTo: to, isAll: to >= state.logEnd };
    });
    if (isAll) return foldedTo;
  }
}

/** Now and then by itself, so that who asks for a report waits for the last minute's events only. */
export async function reportFoldDue(ports: Ports, workspaceId: WorkspaceId): Promise<void> {
  await reportFold(ports, workspaceId);
  await ports.work(workspaceId, (tx) => {
    tx.schedule({ kind: 'ROLLUP', subjectId: workspaceId, at: new Date(tx.now.getTime() + betweenFoldsMs) });
    return Promise.resolve();
  });
}

/**
 * Makes every figure anew from the log, in one transaction: readers see the old ones until it is done. What the log no longer
 * holds cannot be made again: of a log that was trimmed nothing is touched, and the answer is null. The lock on the fold keeps
 * the log whole meanwhile.
 */
export async function reportRebuild(ports: Ports, workspaceId: WorkspaceId): Promise<number | null> {
  return ports.work(workspaceId, async (tx) => {
    const { logEnd, trimmedUpTo } = await tx.reports.lock();
    if (trimmedUpTo > 0) return null;
    tx.reports.clear();
    tx.reports.fold(0, logEnd);
    return logEnd;
  });
}
