/**
 * One transaction for lines in several conversations of a workspace. While two are under way the next gathers, so a quiet
 * workspace waits for nothing and there is no timer; a busy one shares its round trips, its numbering and its commit, which
 * would follow one another anyway: every commit of a workspace waits for the stream.
 *
 * A member is WAITING → TOGETHER → ANSWERED, or from TOGETHER → ALONE → ANSWERED. Alone, in an ordinary transaction of its own,
 * goes whoever's conversation is locked by somebody else (or is not there), so that nobody waits for a stranger; and everyone of
 * a transaction that failed, since only one of them may be the reason. Nobody is told of a failure that is not their own, but
 * for a commit in doubt, which is in doubt for all.
 *
 * Invariant: of one conversation at most one member is TOGETHER or ALONE; the others wait in their order.
 */
import type { SharedTransaction, SharedWork, UnitOfWork } from '../actions/ports';
import type { StoredEvent } from '../events/topics';
import type { ConversationId, WorkspaceId } from '../routing/terms';
import type { Database } from './database';
import { CommitInDoubt } from './failures';
import { type Round, type RoundMember, runRound } from './shared-round';

export interface SharedWorkParts {
  readonly database: Database;
  /** For whoever goes alone. */
  readonly work: UnitOfWork;
  /** Called behind the commit, with the events in the workspace's order. */
  announce(events: readonly StoredEvent[]): void;
}

/** Enough to make the commit cheap, few enough that the answers of one round do not keep the process from reading. */
const mostTogether = 32;

/** One locks and decides while the other commits: a millisecond less for most messages. A third finds nothing to do. */
const roundsAtOnce = 2;

interface Member extends RoundMember {
  resolve(value: unknown): void;
  reject(reason: unknown): void;
}

export function createSharedWork(parts: SharedWorkParts): SharedWork {
  const queues = new Map<WorkspaceId, Queue>();
  const queueOf = (workspaceId: WorkspaceId): Queue => {
    const queue = queues.get(workspaceId) ?? new Queue(parts, workspaceId, () => queues.delete(workspaceId));
    queues.set(workspaceId, queue);
    return queue;
  };
  return <T>(workspaceId: WorkspaceId, conversationId: ConversationId, run: (tx: SharedTransaction) => Promise<T>) =>
    new Promise<T>((resolve, reject) => {
      queueOf(workspaceId).add({ conversationId, run, resolve, reject });
    });
}

class Queue {
  private waiting: Member[] = [];
  /** Conversations with a member that is together or alone. */
  private readonly busy = new Set<ConversationId>();
  private underWay = 0;

  constructor(
    private readonly parts: SharedWorkParts,
    private readonly workspaceId: WorkspaceId,
    private readonly onIdle: () => void,
  ) {}

  add(member: Member): void {
    this.waiting.push(member);
    this.goOn();
  }

  private goOn(): void {
    if (this.underWay === roundsAtOnce) return;
    const members = this.takeNext();
    if (members.length > 0) {
      this.underWay += 1;
      void this.together(members);
    } else if (this.waiting.length === 0 && this.busy.size === 0) this.onIdle();
  }

  private takeNext(): readonly Member[] {
    const taken: Member[] = [];
    const left: Member[] = [];
    // With those that are left, too: a later one of the same conversation must not come first.
    const seen = new Set(this.busy);
    for (const member of this.waiting) {
      const isNext = taken.length < mostTogether && !seen.has(member.conversationId);
      (isNext ? taken : left).push(member);
      seen.add(member.conversationId);
    }
    this.waiting = left;
    for (const { conversationId } of taken) this.busy.add(conversationId);
    return taken;
  }

  private async together(members: readonly Member[]): Promise<void> {
    const { answers, stored } = await this.tryTogether(members);
    this.underWay -= 1;
    members.forEach(({ conversationId }, index) => {
      if (answers[index] !== 'ALONE') this.busy.delete(conversationId);
    });
    // The next round is on its way while this one is told: the database works while events are delivered.
    this.goOn();
    if (stored.length > 0) this.parts.announce(stored);
    members.forEach((member, index) => {
      const answer = answers[index] ?? 'ALONE';
      if (answer === 'ALONE') void this.alone(member);
      else settle(member, answer);
    });
  }

  private async tryTogether(members: readonly Member[]): Promise<Round> {
    try {
      return await runRound(this.parts.database, this.workspaceId, members);
    } catch (reason) {
      const answer = reason instanceof CommitInDoubt ? ({ status: 'rejected', reason } as const) : 'ALONE';
      return { answers: members.map(() => answer), stored: [] };
    }
  }

  private async alone(member: Member): Promise<void> {
    const [result] = await Promise.allSettled([this.parts.work(this.workspaceId, (tx) => member.run(tx))]);
    this.busy.delete(member.conversationId);
    this.goOn();
    settle(member, result);
  }
}

function settle(member: Member, result: PromiseSettledResult<unknown>): void {
  if (result.status === 'fulfilled') member.resolve(result.value);
  else member.reject(result.reason);
}
