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

export class RoundLedger {
  private seats = new Map<AgentId, Seats>();
  private turns = new Map<PoolId, AgentId | null>();
  private liveChats = 0;
  private engaged = 0;

  get isEmpty(): boolean {
    return this.seats.size === 0 && this.turns.size === 0 && this.liveChats === 0 && this.engaged === 0;
  }

  noteSeats(agentId: AgentId, { reserved, active }: Places, at: Date): void {
    const before = this.seats.get(agentId) ?? { reserved: 0, active: 0, freed: 0 };
    this.seats.set(agentId, {
      agentId,
      reserved: before.reserved + reserved,
      active: before.active + active,
      freed: before.freed + Math.max(0, -(reserved + active)),
      at,
    });
  }

  noteTurn(poolId: PoolId, agentId: AgentId | null): void {
    this.turns.set(poolId, agentId);
  }

  countLiveChat(): void {
    this.liveChats += 1;
  }

  countEngaged(): void {
    this.engaged += 1;
  }

  ring<Ring extends Pick<PoolRecord, 'id' | 'lastOffered'>>(ring: Ring): Ring {
    const lastOffered = this.turns.get(ring.id);
    return lastOffered === undefined ? ring : { ...ring, lastOffered };
  }

  usage(usage: UsageRecord): UsageRecord {
    return {
      ...usage,
      liveChatEngagements: usage.liveChatEngagements + this.liveChats,
      engagedConversationsThisMonth: usage.engagedConversationsThisMonth + this.engaged,
    };
  }

  /** As things are at each look: whoever decides and takes a place in one go cannot be overtaken. */
  candidates(base: CandidateLookup): CandidateLookup {
    return { crowd: base.crowd && this.crowd(base.crowd), get: (id) => this.candidate(base.get(id)) };
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

  private candidate(candidate: Candidate | undefined): Candidate | undefined {
    const change = candidate === undefined ? undefined : this.seats.get(candidate.id);
    if (candidate === undefined || change === undefined) return candidate;
    const { id, active, takesLiveChats, available, reachable, capacity, skills, returnedAt, taken } = candidate;
    const idleSince = change.at.getTime();
    const known = { id, active, takesLiveChats, available, reachable, capacity, skills, returnedAt, idleSince };
    return { ...known, taken: taken + change.reserved + change.active };
  }

  /** In the order of all locks: counters and rings behind the routing lock, then the agents by id. Forgets what it has told. */
  writes(workspaceId: WorkspaceId): readonly Statement<unknown>[] {
    const counted = this.liveChats + this.engaged > 0 ? [usageCount(workspaceId, this.liveChats, this.engaged)] : [];
    const turned = [...this.turns].map(([poolId, agentId]) => poolUpdate(workspaceId, poolId, null, true, agentId));
    const seats = [...this.seats.values()].sort((one, other) => (one.agentId < other.agentId ? -1 : 1));
    const latest = new Date(Math.max(...seats.map(({ at }) => at.getTime())));
    const seated = seats.length === 0 ? [] : [seatsChange(workspaceId, JSON.stringify(seats), latest)];
    this.seats = new Map();
    this.turns = new Map();
    this.liveChats = 0;
    this.engaged = 0;
    return [...counted, ...turned, ...seated];
  }
}
