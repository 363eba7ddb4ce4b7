import { bookingHorizonDays } from '../routing/slots';
import type { AgentId, WorkspaceId } from '../routing/terms';
import { dayMs } from '../routing/zone';
import { CalendarFault, type BusyTime, type CalendarProvider } from './meeting-ports';
import type { CalendarConnectionRecord } from './meeting.records';
import type { Ports, Transaction } from './ports';

/** Kept with the calendar, for its owner to read: what was read counts, and is asked for as before. */
const notWhole =
  'Something in this calendar repeats so often that it was not read to its end, so that a time may be offered at which you are busy. Let it repeat less often, or give it an end.';
/** What a calendar said is asked for anew behind this while somebody looks at times. */
const freshSeconds = 60;
/** A visitor waits for so many calendars at most; the others were read within the last minutes by due work. */
const mostAtOnce = 10;

/**
 * Reads calendars whose word is old, for a visitor who is about to choose a time. One that does not answer is passed over: then
 * its last word counts, and due work goes on asking. One with a fault is not waited for again and again.
 */
export async function calendarsRefresh(
  ports: Ports,
  workspaceId: WorkspaceId,
  agentIds: readonly AgentId[],
): Promise<void> {
  if (agentIds.length === 0) return;
  const stale = await ports.work(workspaceId, (tx) => findStale(tx, agentIds));
  await Promise.all(
    stale.slice(0, mostAtOnce).map(async (connection) => {
      try {
        await readBusy(ports, workspaceId, connection);
      } catch (error) {
        if (!(error instanceof CalendarFault)) throw error;
        await ports.work(workspaceId, (tx) => Promise.resolve(noteFault(tx, connection, error)));
      }
    }),
  );
}

async function findStale(tx: Transaction, agentIds: readonly AgentId[]): Promise<readonly CalendarConnectionRecord[]> {
  const [connections, busy] = await Promise.all([
    tx.calendars.findConnections(agentIds),
    tx.calendars.findBusy(agentIds),
  ]);
  const oldest = tx.now.getTime() - freshSeconds * 1_000;
  const isFresh = ({ agentId }: CalendarConnectionRecord): boolean =>
    busy.some((one) => one.agentId === agentId && one.readAt.getTime() > oldest);
  return connections.filter(
    (one) => one.state === 'CONNECTED' && (one.fault === null || one.fault === notWhole) && !isFresh(one),
  );
}

/** Asks a calendar for the whole time that can be booked, and keeps what it says. Throws `CalendarFault`. */
export async function readBusy(
  ports: Ports,
  workspaceId: WorkspaceId,
  connection: CalendarConnectionRecord,
): Promise<void> {
  const { agentId } = connection;
  const { now, timeZone } = await ports.work(workspaceId, async (tx) => {
    const settings = await tx.calendars.findSettings(agentId);
    return { now: tx.now, timeZone: settings.hours?.timeZone ?? 'UTC' };
  });
  const coversTo = new Date(now.getTime() + (bookingHorizonDays + 1) * dayMs);
  const reading = await openCalendar(ports, workspaceId, connection).busy(now, coversTo, timeZone);
  await ports.work(workspaceId, async (tx) => {
    const own = await findOwn(tx, agentId, reading.busy);
    const busy = reading.busy.filter(({ uid }) => uid === null || !own.has(uid)).map(({ from, to }) => ({ from, to }));
    tx.calendars.saveBusy(connection, { agentId, busy, coversFrom: now, coversTo, readAt: now });
    const { state } = connection;
    tx.calendars.note(connection, { state, fault: reading.isWhole ? null : notWhole, syncedAt: tx.now });
  });
}

/** The agent's own meetings stand in the calendar, too; they take time by themselves, and must not keep themselves from moving. */
async function findOwn(tx: Transaction, agentId: AgentId, said: readonly BusyTime[]): Promise<ReadonlySet<string>> {
  const uids = said.flatMap(({ uid }) => uid ?? []);
  return new Set(uids.length === 0 ? [] : await tx.meetings.findOwnUids(agentId, uids));
}

export function openCalendar(
  ports: Ports,
  workspaceId: WorkspaceId,
  connection: CalendarConnectionRecord,
): CalendarProvider {
  return ports.calendars.open(connection, sealOwner(workspaceId, connection.agentId));
}

/** Whom a password is sealed for. */
export function sealOwner(workspaceId: WorkspaceId, agentId: AgentId): string {
  return `${workspaceId}/${agentId}`;
}

/** A step: a refused password is the agent's to mend; everything else may pass by itself. */
export function noteFault(tx: Transaction, connection: CalendarConnectionRecord, fault: CalendarFault): void {
  const state = fault.reason === 'CREDENTIALS' ? 'NEEDS_REAUTH' : connection.state;
  tx.calendars.note(connection, { state, fault: fault.message, syncedAt: null });
}
