/**
 * Who shares a transaction with whom. While as many as allowed are under way the next gathers, so a quiet workspace waits for nothing and there
 * is no timer; a busy one shares its round trips, its numbering and its commit, which would follow one another anyway: every
 * commit of a workspace waits for the stream, and every request for the routing lock.
 *
 * A member is WAITING → TOGETHER → ANSWERED, or from TOGETHER → ALONE → ANSWERED. Alone, in an ordinary transaction of its own,
 * goes whoever's rows are locked by somebody else (or are not there), so that nobody waits for a stranger; and everyone of a
 * transaction that failed, since only one of them may be the reason. Nobody is told of a failure that is not their own, but for a
 * commit in doubt, which is in doubt for all.
 *
 * Invariant: of each key at most one member is TOGETHER or ALONE; the others wait in their order.
 */
import type { StoredEvent } from '../events/topics';
import type { WorkspaceId } from '../routing/terms';
import { CommitInDoubt } from './failures';

export interface Round {
  /** One for each member, in their order; ALONE: it had no part in this. */
  readonly answers: readonly (PromiseSettledResult<unknown> | 'ALONE')[];
  readonly stored: readonly StoredEvent[];
}

export interface SharedMember {
  /** What it is about: two that have one in common are never together. */
  readonly keys: readonly string[];
}

export interface SharedQueueParts<Member extends SharedMember> {
  /** All or nothing: where it throws, nothing has happened. */
  readonly together: (workspaceId: WorkspaceId, members: readonly Member[]) => Promise<Round>;
  /** How many of them are under way before the next gathers. */
  readonly atOnce: number;
  /** Whatever else came with the same look at the network is on its way: it shares the first transaction already. */
  readonly waitsForTick?: true;
  readonly alone: (workspaceId: WorkspaceId, member: Member) => Promise<unknown>;
  /** Called behind the commit, with the events in the workspace's order. */
  readonly announce: (events: readonly StoredEvent[]) => void;
}

export interface SharedQueue<Member extends SharedMember> {
  /** Answers as the member's own run does. */
  add(workspaceId: WorkspaceId, member: Member): Promise<unknown>;
}

/** Enough to make the commit cheap, few enough that the answers of one round do not keep the process from reading. */
const mostTogether = 32;

export function createSharedQueue<Member extends SharedMember>(parts: SharedQueueParts<Member>): SharedQueue<Member> {
  const queues = new Map<WorkspaceId, Queue<Member>>();
  const queueOf = (workspaceId: WorkspaceId): Queue<Member> => {
    const queue = queues.get(workspaceId) ?? new Queue(parts, workspaceId, () => queues.delete(workspaceId));
    queues.set(workspaceId, queue);
    return queue;
  };
  return {
    add: (workspaceId, member) =>
      new Promise((resolve, reject) => queueOf(workspaceId).add({ member, resolve, reject })),
  };
}

interface Waiting<Member> {
  readonly member: Member;
  resolve(value: unknown): void;
  reject(reason: unknown): void;
}

class Queue<Member extends SharedMember> {
  private waiting: Waiting<Member>[] = [];
  /** Keys of members that are together or alone. */
  private readonly busy = new Set<string>();
  private underWay = 0;
  private isGathering = false;

  constructor(
    private readonly parts: SharedQueueParts<Member>,
    private readonly workspaceId: WorkspaceId,
    private readonly onIdle: () => void,
  ) {}

  add(one: Waiting<Member>): void {
    this.waiting.push(one);
    if (this.parts.waitsForTick !== true) return this.goOn();
    if (this.isGathering) return;
    this.isGathering = true;
    setImmediate(() => {
      this.isGathering = false;
      this.goOn();
    });
  }

  private goOn(): void {
    if (this.underWay === this.parts.atOnce) return;
    const taken = this.takeNext();
    if (taken.length > 0) {
      this.underWay += 1;
      void this.together(taken);
    } else if (this.waiting.length === 0 && this.busy.size === 0 && !this.isGathering) this.onIdle();
  }

  private takeNext(): readonly Waiting<Member>[] {
    const taken: Waiting<Member>[] = [];
    const left: Waiting<Member>[] = [];
    // With those that are left, too: a later one of the same key must not come first.
    const seen = new Set(this.busy);
    for (const one of this.waiting) {
      const { keys } = one.member;
      const isNext = taken.length < mostTogether && !keys.some((key) => seen.has(key));
      (isNext ? taken : left).push(one);
      for (const key of keys) seen.add(key);
    }
    this.waiting = left;
    for (const { member } of taken) for (const key of member.keys) this.busy.add(key);
    return taken;
  }

  private async together(taken: readonly Waiting<Member>[]): Promise<void> {
    const { answers, stored } = await this.tryTogether(taken.map(({ member }) => member));
    this.underWay -= 1;
    taken.forEach(({ member }, index) => {
      if (answers[index] !== 'ALONE') this.free(member);
    });
    // The next round is on its way while this one is told: the database works while events are delivered.
    this.goOn();
    if (stored.length > 0) this.parts.announce(stored);
    taken.forEach((one, index) => {
      const answer = answers[index] ?? 'ALONE';
      if (answer === 'ALONE') void this.alone(one);
      else settle(one, answer);
    });
  }

  private async tryTogether(members: readonly Member[]): Promise<Round> {
    try {
      return await this.parts.together(this.workspaceId, members);
    } catch (reason) {
      const answer = reason instanceof CommitInDoubt ? ({ status: 'rejected', reason } as const) : 'ALONE';
      return { answers: members.map(() => answer), stored: [] };
    }
  }

  private async alone(one: Waiting<Member>): Promise<void> {
    const [result] = await Promise.allSettled([this.parts.alone(this.workspaceId, one.member)]);
    this.free(one.member);
    this.goOn();
    settle(one, result);
  }

  private free({ keys }: Member): void {
    for (const key of keys) this.busy.delete(key);
  }
}

function settle(one: Waiting<unknown>, result: PromiseSettledResult<unknown>): void {
  if (result.status === 'fulfilled') one.resolve(result.value);
  else one.reject(result.reason);
}
