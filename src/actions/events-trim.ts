import type { WorkspaceId } from '../routing/terms';
import type { Ports } from './ports';

/** Some 10 ms of work, for which the fold of reports waits; the stream's row, which every commit needs, is held for its end alone. */
const batch = 2_000;
/** Between two batches others have their turn: ten million events are gone in a quarter of an hour, and nobody notices. */
const pauseMs = 150;
const betweenMs = 60 * 60 * 1_000;
const dayMs = 24 * 60 * 60 * 1_000;

/**
 * Due work: throws away one batch of the events that are older than the workspace keeps them, and plans the next. Only what has
 * been folded into the reports goes; the lock on the fold is held, so that figures which are made anew at this moment are made
 * of all events, or refused.
 */
export async function eventsTrim(ports: Ports, workspaceId: WorkspaceId): Promise<void> {
  await ports.work(workspaceId, async (tx) => {
    const { eventRetentionDays } = await tx.workspace.find();
    if (eventRetentionDays === null) return tx.unschedule('EVENTS_TRIM', workspaceId);
    const { trimmedUpTo } = await tx.reports.lock();
    const upTo = trimmedUpTo + batch;
    const before = new Date(tx.now.getTime() - eventRetentionDays * dayMs);
    const isMore = (await tx.keeping.trimEvents({ before, upTo })) >= upTo;
    const at = new Date(tx.now.getTime() + (isMore ? pauseMs : betweenMs));
    tx.schedule({ kind: 'EVENTS_TRIM', subjectId: workspaceId, at });
  });
}
