/** What came of each request then and now, counted as it comes: the memory it takes is one line for each agent. */
import { spreadOf } from './fairness';
import type {
  PastRequest,
  ReplayDifference,
  ReplayFate,
  ReplayOutcome,
  ReplayResult,
  ReplayShare,
  ReplayWorld,
} from './replay-terms';
import type { AgentId } from './terms';

type Counts = Record<ReplayOutcome, number>;
type Share = { -readonly [Key in keyof ReplayShare]: ReplayShare[Key] };

export class ReplayTally {
  private requests = 0;
  private attributesAsThen = 0;
  private readonly before: Counts = { SERVED: 0, MISSED: 0, LEFT: 0 };
  private readonly after: Counts = { SERVED: 0, MISSED: 0, LEFT: 0 };
  private gained = 0;
  private lost = 0;
  private differing = 0;
  private readonly differences: ReplayDifference[] = [];
  private readonly shares = new Map<AgentId, Share>();

  constructor(private readonly world: Pick<ReplayWorld, 'mostDifferences' | 'schedulesKnownFrom'>) {}

  offered(past: PastRequest, agentId: AgentId): void {
    if (past.isCounted) this.shareOf(agentId).offersAfter += 1;
  }

  settle(past: PastRequest, after: ReplayDifference['after']): void {
    if (!past.isCounted) return;
    const before = fateOf(past);
    this.requests += 1;
    if (past.isKnownAsThen) this.attributesAsThen += 1;
    this.before[before.outcome] += 1;
    this.after[after.outcome] += 1;
    for (const { agentId } of past.offers) this.shareOf(agentId).offersBefore += 1;
    if (before.agentId !== null) this.shareOf(before.agentId).servedBefore += 1;
    if (after.agentId !== null) this.shareOf(after.agentId).servedAfter += 1;
    if (before.outcome === 'MISSED' && after.outcome === 'SERVED') this.gained += 1;
    if (before.outcome === 'SERVED' && after.outcome === 'MISSED') this.lost += 1;
    if (before.outcome === after.outcome && before.agentId === after.agentId) return;
    this.differing += 1;
    this.keep({ conversationId: past.conversationId, requestedAt: past.requestedAt, before, after });
  }

  result(): ReplayResult {
    const agents = [...this.shares.values()].sort(
      (one, other) => other.offersAfter + other.offersBefore - (one.offersAfter + one.offersBefore),
    );
    const { requests, attributesAsThen, before, after, gained, lost, differing, differences } = this;
    return {
      requests,
      attributesAsThen,
      schedulesKnownFrom: this.world.schedulesKnownFrom,
      before: { ...before },
      after: { ...after },
      gained,
      lost,
      differing,
      differences: [...differences].sort((one, other) => one.requestedAt - other.requestedAt),
      agents,
      offerSpreadBefore: spreadOf(agents.map(({ offersBefore }) => offersBefore)),
      offerSpreadAfter: spreadOf(agents.map(({ offersAfter }) => offersAfter)),
      servedSpreadBefore: spreadOf(agents.map(({ servedBefore }) => servedBefore)),
      servedSpreadAfter: spreadOf(agents.map(({ servedAfter }) => servedAfter)),
    };
  }

  /** Requests end in another order than they were made in: the earliest are kept, whenever they end. */
  private keep(difference: ReplayDifference): void {
    const { mostDifferences } = this.world;
    if (mostDifferences === 0) return;
    if (this.differences.length < mostDifferences) {
      this.differences.push(difference);
      return;
    }
    let latest = 0;
    for (let index = 1; index < this.differences.length; index += 1) {
      if ((this.differences[index]?.requestedAt ?? 0) > (this.differences[latest]?.requestedAt ?? 0)) latest = index;
    }
    if ((this.differences[latest]?.requestedAt ?? 0) > difference.requestedAt) this.differences[latest] = difference;
  }

  private shareOf(agentId: AgentId): Share {
    let share = this.shares.get(agentId);
    if (share === undefined) {
      share = { agentId, offersBefore: 0, offersAfter: 0, servedBefore: 0, servedAfter: 0 };
      this.shares.set(agentId, share);
    }
    return share;
  }
}

export function fateOf({ served, leftAt }: Pick<PastRequest, 'served' | 'leftAt'>): ReplayFate {
  if (served !== null) return { outcome: 'SERVED', agentId: served.agentId };
  return { outcome: leftAt === null ? 'MISSED' : 'LEFT', agentId: null };
}
