/** What the members of one shared transaction give away and get back: laid over what was read, and written once for all. */
import type { CandidateLookup } from '../actions/ports';
import type { Crowd } from '../actions/queue-ports';
import type { PoolRecord, UsageRecord } from '../actions/records';
import type { AgentId, Candidate, PoolId, WorkspaceId } from '../routing/terms';
import { poolUpdate } from './sql/pool.sql';
import { type SeatChange, seatsChange, usageCount } from './sql/round-ledger.sql';
import type { Statement } from './statement';

/** How the places of pending offers and of chats change. */
export type Places = Pick<SeatChange, 'reserved' | 'active'>;

interface Seats extends SeatChange {
  readonly at: Date;
}

/**
 * What had been written when something was read: what is read sees that much, and what came since is laid over it. Whoever reads
 * may decide only behind a further write, so what is written is not forgotten.
 */
export interface Mark {
  readonly seats: ReadonlyMap<AgentId, Seats>;
  readonly liveChats: number;
  readonly engaged: number;
}

export class RoundLedger {
  /** Not written yet. */
  private seats = new Map<AgentId, Seats>();
  private turns = new Map<PoolId, AgentId | null>();
  private liveChats = 0;
  private engaged = 0;
  /** Whatever was noted last is how the ring stands: nobody else moves it behind the lock. */
  private readonly lastTurns = new Map<PoolId, AgentId | null>();
  private written: Mark = { seats: new Map(), liveChats: 0, engaged: 0 };

  get isEmpty(): boolean {
    return this.seats.size === 0 && this.turns.size === 0 && this.liveChats === 0 && this.engaged === 0;
  }

  noteSeats(agentId: AgentId, { reserved, active }: Places, at: Date): void {
    const more = { agentId, reserved, active, freed: Math.max(0, -(reserved + active)), at };
    this.seats.set(agentId, together(this.seats.get(agentId), more));
  }

  noteTurn(poolId: PoolId, agentId: AgentId | null): void {
    this.turns.set(poolId, agentId);
    this.lastTurns.set(poolId, agentId);
  }

  countLiveChat(): void {
    this.liveChats += 1;
  }

  countEngaged(): void {
    this.engaged += 1;
  }

  ring<Ring extends Pick<PoolRecord, 'id' | 'lastOffered'>>(ring: Ring): Ring {
    const lastOffered = this.lastTurns.get(ring.id);
    return lastOffered === undefined ? ring : { ...ring, lastOffered };
  }

  /** For whoever reads now, on the line on which everything is written. */
  mark(): Mark {
    return this.written;
  }

  usage(usage: UsageRecord, mark: Mark): UsageRecord {
    const { liveChats, engaged } = this.written;
    return {
      ...usage,
      liveChatEngagements: usage.liveChatEngagements + this.liveChats + liveChats - mark.liveChats,
      engagedConversationsThisMonth: usage.engagedConversationsThisMonth + this.engaged + engaged - mark.engaged,
    };
  }

  /** As things are at each look: whoever decides and takes a place in one go cannot be overtaken. */
  candidates(base: CandidateLookup, mark: Mark): CandidateLookup {
    return { crowd: base.crowd && this.crowd(base.crowd), get: (id) => this.candidate(base.get(id), mark) };
  }

  private crowd(base: Crowd): Crowd {
    const { workspacePool, teamPools, rules } = base;
    return {
      ...base,
      workspacePool: this.ring(workspacePool),
      teamPools: new Map([...teamPools].map(([teamId, ring]) => [teamId, this.ring(ring)])),
      rules: rules.map((rule) => ({ ...rule, pool: this.ring(rule.pool) })),
    };
  }

  private candidate(candidate: Candidate | undefined, mark: Mark): Candidate | undefined {
    const change = candidate === undefined ? undefined : this.changeSince(candidate.id, mark);
    if (candidate === undefined || change === undefined) return candidate;
    const { id, active, takesLiveChats, available, reachable, capacity, skills, returnedAt, taken } = candidate;
    const idleSince = change.at.getTime();
    const known = { id, active, takesLiveChats, available, reachable, capacity, skills, returnedAt, idleSince };
    return { ...known, taken: taken + change.reserved + change.active };
  }

  private changeSince(agentId: AgentId, mark: Mark): Seats | undefined {
    const [before, written, unwritten] = [
      mark.seats.get(agentId),
      this.written.seats.get(agentId),
      this.seats.get(agentId),
    ];
    const all =
      written === undefined || unwritten === undefined ? (unwritten ?? written) : together(written, unwritten);
    if (all === undefined || before === undefined) return all;
    if (written === before && unwritten === undefined) return undefined;
    return { ...all, reserved: all.reserved - before.reserved, active: all.active - before.active };
  }

  /** In the order of all locks: counters and rings behind the routing lock, then the agents by id. Forgets what it has told. */
  writes(workspaceId: WorkspaceId): readonly Statement<unknown>[] {
    const counted = this.liveChats + this.engaged > 0 ? [usageCount(workspaceId, this.liveChats, this.engaged)] : [];
    const turned = [...this.turns].map(([poolId, agentId]) => poolUpdate(workspaceId, poolId, null, true, agentId));
    const seats = [...this.seats.values()].sort((one, other) => (one.agentId < other.agentId ? -1 : 1));
    const latest = new Date(Math.max(...seats.map(({ at }) => at.getTime())));
    const seated = seats.length === 0 ? [] : [seatsChange(workspaceId, JSON.stringify(seats), latest)];
    this.written = {
      seats: new Map([
        ...this.written.seats,
        ...seats.map((one) => [one.agentId, together(this.written.seats.get(one.agentId), one)] as const),
      ]),
      liveChats: this.written.liveChats + this.liveChats,
      engaged: this.written.engaged + this.engaged,
    };
    this.seats = new Map();
    this.turns = new Map();
    this.liveChats = 0;
    this.engaged = 0;
    return [...counted, ...turned, ...seated];
  }
}

function together(before: Seats | undefined, more: Seats): Seats {
  if (before === undefined) return more;
  return {
    ...more,
    reserved: before.reserved + more.reserved,
    active: before.active + more.active,
    freed: before.freed + more.freed,
  };
}
