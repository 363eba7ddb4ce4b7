/**
 * One transaction for each action: rows and events in one commit, and nothing is announced before it.
 *
 *   BEGIN, the workspace, and the action's first question leave together            ← one round trip
 *   the action's writes, the events with their numbers, and COMMIT leave together   ← one more
 *
 * The workspace's stream is the last row that is locked, so it is held only while the commit reaches the disk; that is why
 * events are gathered by `emit` and written at the very end. An action may run again after a deadlock, a serialization
 * failure or a connection that was lost before COMMIT was sent; it gets a fresh transaction then, and nothing of the first
 * run remains. A connection lost while committing is told as CommitInDoubt and never tried again.
 */
import type { Transaction, UnitOfWork } from '../actions/ports';
import type { StoredEvent } from '../events/topics';
import type { DomainEvent } from '../routing/events';
import type { EventId, WorkspaceId } from '../routing/terms';
import type { Database } from './database';
import { withRetries } from './failures';
import { newId } from './ids';
import { createKeptRings } from './kept-rings';
import { createRosters } from './roster';
import type { KeptRouting } from './routing.store';
import { eventAppend } from './sql/event-append.sql';
import { type OpenLine, openLine } from './transaction-line';
import { createTransaction } from './transaction';

export interface UnitOfWorkParts {
  readonly database: Database;
  /** Absent: its own. One for all who work on one database in this process spares reading the same twice. */
  readonly kept?: KeptRouting;
  /** Called behind the commit, with the events in the workspace's order. */
  announce(events: readonly StoredEvent[]): void;
  /** Called behind the commit, with the earliest time at which something that it scheduled is due. */
  wake(at: Date): void;
}

interface Gathered {
  readonly events: { readonly id: EventId; readonly event: DomainEvent }[];
  readonly due: Date[];
}

/**
 * Numbers and stores the events of each action that shares the transaction, commits, and answers them as they are stored. `woken`:
 * those who wait are to be looked at.
 */
export async function commitWith(
  line: OpenLine,
  groups: readonly (readonly { readonly id: EventId; readonly event: DomainEvent }[])[],
  woken: (at: Date) => void = () => undefined,
): Promise<readonly StoredEvent[]> {
  const { workspaceId } = line;
  const events = groups.flat();
  if (events.length === 0) {
    if (line.hasWritten()) await line.commit(null);
    else line.leave();
    return [];
  }
  const [stored] = await line.commit(eventAppend(workspaceId, groups));
  if (stored === undefined) throw new Error(`The workspace ${workspaceId} has no stream.`);
  if (stored.wakesQueue === true || stored.wakesBrowser === true) woken(stored.occurredAt);
  return events.map(({ id, event }, index) => ({
    workspaceId,
    position: stored.before + index + 1,
    id,
    occurredAt: stored.occurredAt,
    event,
  }));
}

export function keptRouting(): KeptRouting {
  return { rosters: createRosters(), rings: createKeptRings() };
}

export function createUnitOfWork(parts: UnitOfWorkParts): UnitOfWork {
  const { database, kept = keptRouting() } = parts;
  const attempt = async <T>(
    workspaceId: WorkspaceId,
    run: (tx: Transaction) => Promise<T>,
    clockFirst: boolean,
  ): Promise<T> => {
    const line = openLine(await database.connect(), database.dataSource, workspaceId);
    const gathered: Gathered = { events: [], due: [] };
    let value: T;
    try {
      if (clockFirst) await line.entered();
      value = await run(
        createTransaction(
          line,
          {
            emit: (event) => void gathered.events.push({ id: newId<'Event'>(), event }),
            due: (at) => void gathered.due.push(at),
          },
          kept,
        ),
      );
      if (line.missedClock()) throw new Error('The clock was asked for before it was known.');
    } catch (error) {
      await line.rollback();
      // The rare action that needs the time before it asked anything runs again, with the clock read first.
      if (line.missedClock() && !clockFirst) return attempt(workspaceId, run, true);
      throw error;
    }
    const stored = await commitWith(line, [gathered.events], (at) => void gathered.due.push(at));
    const earliest = Math.min(...gathered.due.map((at) => at.getTime()));
    if (Number.isFinite(earliest)) parts.wake(new Date(earliest));
    if (stored.length > 0) parts.announce(stored);
    return value;
  };
  return (workspaceId, run) => withRetries(() => attempt(workspaceId, run, false));
}
