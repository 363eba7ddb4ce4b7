/** Whose calendars a visitor books from, and when these people are taken. */
import type { RoutingAttributes } from '../routing/custom-rules';
import { meetingPool, type MeetingPool } from '../routing/meetings';
import type { BookableAgent } from '../routing/slots';
import type { AgentId, LiveChatRouting, MeetingId } from '../routing/terms';
import { dayMs } from '../routing/zone';
import type { BookableRecord } from './meeting.records';
import type { Transaction } from './ports';
import { findRings } from './routing-picture';

export interface BookingPool extends MeetingPool {
  readonly routing: LiveChatRouting;
  /** The rule or the team that sent the visitor here. */
  readonly queue: string | null;
  readonly records: ReadonlyMap<AgentId, BookableRecord>;
}

export interface PoolWanted {
  readonly routing: LiveChatRouting;
  readonly attributes: RoutingAttributes;
  /** Instead of a chat that nobody took: who was asked, in order. Null: at a meeting card. */
  readonly missedBy: readonly AgentId[] | null;
}

/** A step. Null: nobody can be booked. */
export async function findBookingPool(tx: Transaction, wanted: PoolWanted): Promise<BookingPool | null> {
  const { routing, attributes, missedBy } = wanted;
  const [bookable, workspace, rings, everybody, team] = await Promise.all([
    tx.calendars.findBookable(),
    tx.workspace.find(),
    findRings(tx, routing),
    tx.routing.findWorkspacePool(),
    routing.teamId === null ? null : tx.teams.find(routing.teamId),
  ]);
  const records = new Map(bookable.map((record) => [record.agentId, record]));
  const { roundRobinFallback } = workspace.settings;
  const ids = bookable.map(({ agentId }) => agentId);
  const { teamPool, rules } = rings;
  const picture = { roundRobinFallback, workspacePoolId: everybody.id, bookable: ids, teamPool, rules };
  const pool = meetingPool({ routing, attributes }, picture);
  const queue = pool?.ruleName ?? (routing.strategy === 'TEAM' ? (team?.name ?? null) : null);
  const found = missedBy === null ? pool : oneOf(pool, { missedBy, records, routing });
  return found === null ? null : { ...found, routing, queue, records };
}

/**
 * Behind a missed chat one calendar is shown: of whoever was asked first. A round robin asks nobody in particular, so there it
 * is the first of the list.
 */
function oneOf(
  pool: MeetingPool | null,
  of: {
    readonly missedBy: readonly AgentId[];
    readonly records: ReadonlyMap<AgentId, BookableRecord>;
    readonly routing: LiveChatRouting;
  },
): MeetingPool | null {
  const asked = of.routing.strategy === 'ROUND_ROBIN' ? [] : of.missedBy;
  const agentId = [...asked, ...(pool?.agentIds ?? [])].find((one) => of.records.has(one));
  return agentId === undefined ? null : { agentIds: [agentId], poolId: null, ruleName: pool?.ruleName ?? null };
}

/** A step: these agents with what takes their time, in the order given. `without`: a meeting that is about to be moved. */
export async function findBookableAgents(
  tx: Transaction,
  records: readonly BookableRecord[],
  asked: { readonly from: Date; readonly to: Date; readonly without?: MeetingId },
): Promise<readonly BookableAgent[]> {
  const ids = records.map(({ agentId }) => agentId);
  const [busy, taken] = await Promise.all([
    tx.calendars.findBusy(ids),
    tx.meetings.findTaken(ids, new Date(asked.from.getTime() - dayMs), new Date(asked.to.getTime() + dayMs)),
  ]);
  return records.map((record) => ({
    ...record,
    busy: busy.find(({ agentId }) => agentId === record.agentId)?.busy ?? [],
    meetings: taken.filter(({ agentId, id }) => agentId === record.agentId && id !== asked.without),
  }));
}

export function recordsOf({ agentIds, records }: Pick<BookingPool, 'agentIds' | 'records'>): readonly BookableRecord[] {
  return agentIds.flatMap((agentId) => records.get(agentId) ?? []);
}
