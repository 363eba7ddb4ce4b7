/**
 * Who was there, in a past that nobody wrote down as such. What is on record are decisions, each of which says of up to fifty
 * agents whether they could take a chat and why not. So of each agent the latest such word counts, until the own schedule
 * begins or ends a stretch; then the schedule's, as it was then. Of whom nothing was ever said the schedule counts from the start, and without
 * one how things are now. Places are those that the replay itself gives away.
 */
import { scheduledAt } from './availability';
import type { PastRequest, PastSchedule, ReplayAgent } from './replay-terms';
import { assertNever, type AgentId, type Candidate, type IneligibleReason } from './terms';

interface Seat {
  readonly agent: ReplayAgent;
  available: boolean;
  reachable: boolean;
  /** From then on the schedule's word counts again; before the first look, from the beginning on. */
  until: number;
  taken: number;
  idleSince: number;
  returnedAt: number | null;
}

export class ReplayAgents {
  private readonly seats = new Map<AgentId, Seat>();
  private now = 0;

  constructor(agents: readonly ReplayAgent[]) {
    for (const agent of agents) {
      const { available } = agent;
      const seat = { agent, available, reachable: true, until: -Infinity, taken: 0, idleSince: 0, returnedAt: null };
      this.seats.set(agent.id, seat);
    }
  }

  /** From here on `get` answers as of then. */
  moveTo(now: number): void {
    this.now = now;
  }

  /** What `decide` asks. Undefined for whoever is no agent any more. */
  get(id: AgentId): Candidate | undefined {
    const seat = this.seats.get(id);
    if (seat === undefined) return undefined;
    this.bringUpToDate(seat);
    const { agent, available, reachable, taken, idleSince, returnedAt } = seat;
    const { active, takesLiveChats, capacity, skills } = agent;
    return { id, active, takesLiveChats, available, reachable, taken, capacity, skills, idleSince, returnedAt };
  }

  /** On the way of every request, fifty times over: it makes nothing that has to be cleared away. */
  learn(seen: PastRequest['seen']): void {
    for (const { agentId, reason } of seen) {
      const word = wordOf(reason);
      const seat = word === 'NOTHING' ? undefined : this.seats.get(agentId);
      if (seat === undefined) continue;
      this.bringUpToDate(seat);
      const wasThere = seat.available && seat.reachable;
      seat.available = word !== 'AWAY';
      seat.reachable = word !== 'GONE';
      if (word === 'THERE' && !wasThere) seat.returnedAt = this.now;
    }
  }

  take(id: AgentId): void {
    const seat = this.seats.get(id);
    if (seat === undefined) return;
    seat.taken += 1;
    seat.idleSince = this.now;
  }

  free(id: AgentId): void {
    const seat = this.seats.get(id);
    if (seat === undefined) return;
    seat.taken -= 1;
    seat.idleSince = this.now;
  }

  private bringUpToDate(seat: Seat): void {
    if (this.now < seat.until) return;
    const { schedule, until: replaced } = scheduleThen(seat.agent, this.now);
    if (schedule === null) {
      seat.until = replaced;
      return;
    }
    const { available, until } = scheduledAt(schedule, new Date(this.now));
    seat.available = available;
    seat.until = Math.min(until?.getTime() ?? Infinity, replaced);
  }
}

/** What held at that time, and until when. */
function scheduleThen({ schedule, pastSchedules }: ReplayAgent, at: number): PastSchedule {
  return pastSchedules.find(({ until }) => at < until) ?? { schedule, until: Infinity };
}

/** NOTHING: it speaks of the request or of the account, not of whether the agent was there. */
function wordOf(reason: IneligibleReason | null): 'THERE' | 'GONE' | 'AWAY' | 'NOTHING' {
  switch (reason) {
    case null:
    case 'AT_CAPACITY':
    case 'RAMPING_UP':
      return 'THERE';
    case 'UNREACHABLE':
      return 'GONE';
    case 'UNAVAILABLE':
      return 'AWAY';
    case 'DEACTIVATED':
    case 'NO_LIVE_CHAT_PERMISSION':
    case 'ALREADY_TRIED':
    case 'NOT_MATCHED':
    case 'NOT_SKILLED':
      return 'NOTHING';
    default:
      return assertNever(reason);
  }
}
