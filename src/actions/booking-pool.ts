/** Whose calendars a visitor books from, and when these people are taken. */
import type { RoutingAttributes } from '../routing/custom-rules';
import { meetingPool, type MeetingPool } from '../routing/meetings';
import type { BookableAgent } from '../routing/slots';
import { resolvedSteps } from '../routing/steps';
import type { AgentId, LiveChatRouting, MeetingId } from '../routing/terms';
import { dayMs } from '../routing/zone';
import type { BookableRecord } from './meeting.records';
import type { CandidateLookup, Transaction } from './ports';
import type { LiveChatRecord, PoolRecord, TeamRecord, WorkspaceRecord } from './records';
import { findRings, namedSteps, type Rings } from './routing-picture';

export interface BookingPool extends MeetingPool {
  readonly routing: LiveChatRouting;
  /** The rule or the team that sent the visitor here. */
  readonly queue: string | null;
  readonly records: ReadonlyMap<AgentId, BookableRecord>;
}

export interface PoolWanted {
  readonly routing: LiveChatRouting;
  readonly attributes: RoutingAttributes;
  /** To whom the visitor's account belongs, where the routing does not say so itself. */
  readonly ownerId: AgentId | null;
  /** Instead of a chat that nobody took: who was asked, in order. Null: at a meeting card. */
  readonly missedBy: readonly AgentId[] | null;
}

/** What a pool is made of, whoever the visitor turns out to be. */
export interface BookingPicture {
  readonly bookable: readonly BookableRecord[];
  readonly workspace: WorkspaceRecord;
  readonly rings: Rings;
  readonly everybody: PoolRecord;
  readonly teams: readonly (TeamRecord | null)[];
  /** Null: nothing is asked about anybody. */
  readonly candidates: CandidateLookup | null;
}

/** The routing of a request as it was resolved: its own steps, where it has any. */
export function routingOfChat({ routing, steps }: Pick<LiveChatRecord, 'routing' | 'steps'>): LiveChatRouting {
  return steps === null ? routing : { strategy: 'ROUTE', agentId: null, teamId: null, steps };
}

/** A step. Null: nobody can be booked. */
export async function findBookingPool(tx: Transaction, wanted: PoolWanted): Promise<BookingPool | null> {
  return bookingPoolOf(await findBookingPicture(tx, wanted.routing), wanted);
}

/** In one breath. */
export async function findBookingPicture(tx: Transaction, routing: LiveChatRouting): Promise<BookingPicture> {
  const steps = namedSteps(routing);
  const teamIds = [...new Set(steps.flatMap(({ teamId }) => teamId ?? []))];
  const asksSkills = steps.some(({ kind }) => kind === 'SKILLS' || kind === 'ROUTE');
  const [bookable, workspace, rings, everybody, teams, candidates] = await Promise.all([
    tx.calendars.findBookable(),
    tx.workspace.find(),
    findRings(tx, steps),
    tx.routing.findWorkspacePool(),
    Promise.all(teamIds.map((teamId) => tx.teams.find(teamId))),
    asksSkills ? tx.routing.findCandidates() : null,
  ]);
  return { bookable, workspace, rings, everybody, teams, candidates };
}

export function bookingPoolOf(
  { bookable, workspace, rings, everybody, teams, candidates }: BookingPicture,
  { routing, attributes, ownerId, missedBy }: PoolWanted,
): BookingPool | null {
  const records = new Map(bookable.map((record) => [record.agentId, record]));
  const { settings } = workspace;
  const { roundRobinFallback } = settings;
  const ids = bookable.map(({ agentId }) => agentId);
  const picture = {
    ...rings,
    roundRobinFallback,
    workspacePoolId: everybody.id,
    bookable: ids,
    candidates: candidates ?? new Map<AgentId, never>(),
  };
  const of = { settings, maxAttempts: null, routes: rings.routes, lastAgentId: null, ownerId };
  const steps = resolvedSteps(routing, of) ?? namedSteps(routing);
  const pool = meetingPool({ steps, attributes }, picture);
  const team = teams.find((one) => one?.id === pool?.teamId);
  const found = missedBy === null ? pool : oneOf(pool, { missedBy, records, routing });
  return found === null ? null : { ...found, routing, queue: pool?.ruleName ?? team?.name ?? null, records };
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
  if (agentId === undefined) return null;
  return { agentIds: [agentId], poolId: null, ruleName: pool?.ruleName ?? null, teamId: pool?.teamId ?? null };
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
