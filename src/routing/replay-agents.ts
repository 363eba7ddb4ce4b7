/**
 * Who was there, in a past that nobody wrote down as such. What is on record are decisions, each of which says of up to fifty
 * agents whether they could take a chat and why not. So of each agent the latest such word counts, until the own schedule
 * begins or ends a stretch; then the schedule's. Of whom nothing was ever said the schedule counts from the start, and without
 * one how things are now. Places are those that the replay itself gives away.
 */
import { scheduledAt } from './availability';
import type { PastRequest, ReplayAgent } from './replay-terms';
import { assertNever, type AgentId, type Candidate, type IneligibleReason } from './terms';

interface Presence {
  readonly available: boolean;
  readonly reachable: boolean;
  /** From then on the schedule's word counts again. */
  readonly until: number;
}

interface Seat {
  readonly agent: ReplayAgent;
  presence: Presence | null;
  taken: number;
  idleSince: number;
  returnedAt: number | null;
}

export class ReplayAgents {
  private readonly seats = new Map<AgentId, Seat>();
  private now = 0;

  constructor(agents: readonly ReplayAgent[]) {
    for (const agent of agents) {
      this.seats.set(agent.id, { agent, presence: null, taken: 0, idleSince: 0, returnedAt: null });
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
    const { agent, taken, idleSince, returnedAt } = seat;
    const { active, takesLiveChats, capacity, skills } = agent;
    const { available, reachable } = this.presenceOf(seat);
    return { id, active, takesLiveChats, available, reachable, taken, capacity, skills, idleSince, returnedAt };
  }

  learn(seen: PastRequest['seen']): void {
    for (const { agentId, reason } of seen) {
      const seat = this.seats.get(agentId);
      const word = wordOf(reason);
      if (seat === undefined || word === null) continue;
      const wasThere = this.presenceOf(seat);
      if (word.available && word.reachable && !(wasThere.available && wasThere.reachable)) seat.returnedAt = this.now;
      seat.presence = { ...word, until: this.boundaryOf(seat) };
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

  private presenceOf(seat: Seat): Presence {
    if (seat.presence !== null && this.now < seat.presence.until) return seat.presence;
    const reachable = seat.presence?.reachable ?? true;
    const { schedule, available } = seat.agent;
    const said =
      schedule === null
        ? { available: seat.presence?.available ?? available, until: Infinity }
        : untilNumber(scheduledAt(schedule, new Date(this.now)));
    return (seat.presence = { ...said, reachable });
  }

  private boundaryOf({ agent: { schedule }, presence }: Seat): number {
    if (schedule === null) return Infinity;
    if (presence !== null && this.now < presence.until) return presence.until;
    return untilNumber(scheduledAt(schedule, new Date(this.now))).until;
  }
}

function untilNumber({ available, until }: { readonly available: boolean; readonly until: Date | null }) {
  return { available, until: until?.getTime() ?? Infinity };
}

/** Null: it speaks of the request or of the account, not of whether the agent was there. */
function wordOf(reason: IneligibleReason | null): Pick<Presence, 'available' | 'reachable'> | null {
  switch (reason) {
    case null:
    case 'AT_CAPACITY':
    case 'RAMPING_UP':
      return { available: true, reachable: true };
    case 'UNREACHABLE':
      return { available: true, reachable: false };
    case 'UNAVAILABLE':
      return { available: false, reachable: true };
    case 'DEACTIVATED':
    case 'NO_LIVE_CHAT_PERMISSION':
    case 'ALREADY_TRIED':
    case 'NOT_MATCHED':
    case 'NOT_SKILLED':
      return null;
    default:
      return assertNever(reason);
  }
}
