/**
 * One shared transaction of requests that arrived together. All of them read in one breath, those who choose or free an agent wait
 * for the routing lock together, and behind it each is decided by itself, in the order of arrival, seeing what those before it took;
 * then everything is written at once, and one commit tells of it.
 *
 * Nobody of a round waits for a stranger's row: a member's own row is locked where it is free, and what would wait makes its member go
 * alone. With the routing lock in hand only agents and the stream are waited for, as in every transaction: a round cannot be part of
 * a deadlock with those who keep the order of locks.
 */
import type { Transaction } from '../actions/ports';
import type { VisitorId, WorkspaceId } from '../routing/terms';
import type { Database } from './database';
import { RoundLedger } from './round-ledger';
import { MemberLine, NotFree, type RoundDesk } from './round-member';
import { MemberTransaction, type PictureStores, type RoundPicture } from './round-transaction';
import { RoundWire } from './round-wire';
import { createRoutingStore, type KeptRouting } from './routing.store';
import type { Round, SharedMember } from './shared-queue';
import { planByIndex } from './sql/plan-by-index.sql';
import { routingLock } from './sql/routing-lock.sql';
import { visitorLockFree } from './sql/visitor.sql';
import { type OpenLine, openLine } from './transaction-line';
import { commitWith } from './unit-of-work';
import { createUsageStore, createWorkspaceStore } from './workspace.store';

export interface RequestMember extends SharedMember {
  /** Held for it, where nothing else of it is locked: whoever else begins something for this visitor waits there. */
  readonly visitorId: VisitorId | null;
  run(tx: Transaction): Promise<unknown>;
}

export interface RequestRoundParts {
  readonly database: Database;
  readonly kept: KeptRouting;
  /** Called behind the commit, with the earliest time at which something that was scheduled is due. */
  readonly wake: (at: Date) => void;
}

/** All or nothing: throws where one of them fails, and nothing has happened then. */
export async function runRequests(
  { database, kept, wake }: RequestRoundParts,
  workspaceId: WorkspaceId,
  members: readonly RequestMember[],
): Promise<Round> {
  const client = await database.connect();
  const round = new RequestRound(workspaceId, kept, () => openLine(client, database.dataSource, workspaceId));
  const { answers, stored, due } = await round.run(members);
  if (due.length > 0) wake(new Date(Math.min(...due.map((at) => at.getTime()))));
  return { answers, stored };
}

interface Runner {
  readonly line: MemberLine;
  readonly tx: MemberTransaction;
  result: PromiseSettledResult<unknown> | null;
}

interface Connected {
  readonly line: OpenLine;
  readonly wire: RoundWire;
  /** On the round's own connection. */
  readonly stores: PictureStores;
}

class RequestRound implements RoundDesk, RoundPicture {
  readonly ledger = new RoundLedger();
  private readonly looks = new Map<string, Promise<unknown>>();
  private isLocked = false;
  private isSpoilt = false;
  /** Resolved where the lock is asked for. */
  private open: () => void = () => undefined;
  private readonly opened = new Promise<void>((resolve) => (this.open = resolve));
  private stirred: () => void = () => undefined;
  private runners: readonly Runner[] = [];
  private connected: Connected | null = null;

  constructor(
    private readonly workspaceId: WorkspaceId,
    private readonly kept: KeptRouting,
    private readonly begin: () => OpenLine,
  ) {}

  get isLonely(): boolean {
    return this.runners.length === 1;
  }

  async run(members: readonly RequestMember[]): Promise<Round & { readonly due: readonly Date[] }> {
    this.runners = members.map(() => this.enter());
    members.forEach((member, index) => this.start(this.runners[index] as Runner, member));
    // BEGIN leaves with the first questions: the transaction is opened once they have been asked.
    await everybodyHasSpoken();
    this.connect(members);
    try {
      await this.bringToRest();
      await this.takeTurns(this.runners.filter(({ line }) => line.isAtLock));
    } catch (error) {
      for (const { line } of this.runners) line.abandon(error);
      await this.line.rollback();
      throw error;
    }
    return this.commit();
  }

  // ------------------------------------------------------------------------------------------- what its members ask of it

  now(): Date {
    return this.line.now();
  }

  stir(): void {
    this.stirred();
  }

  spoil(): void {
    this.isSpoilt = true;
  }

  askOrm<T>(work: Parameters<OpenLine['askOrm']>[0]): Promise<T> {
    void this.flush();
    return this.line.askOrm(work) as Promise<T>;
  }

  sendOrm(work: Parameters<OpenLine['sendOrm']>[0]): void {
    void this.flush();
    this.isSpoilt = true;
    this.line.sendOrm(work);
  }

  /** Asked for on the way to the lock it leaves with the lock, in the same breath. */
  look<T>(key: string, read: (stores: PictureStores) => Promise<T>): Promise<T> {
    if (this.isSpoilt) void this.flush();
    const known = this.looks.get(key) as Promise<T> | undefined;
    if (known !== undefined) return known;
    const looking = this.isLocked ? read(this.connection.stores) : this.opened.then(() => read(this.connection.stores));
    this.looks.set(key, looking);
    return looking;
  }

  // ------------------------------------------------------------------------------------------------------------- its course

  private connect(members: readonly RequestMember[]): void {
    const line = this.begin();
    const stores = {
      workspace: createWorkspaceStore(line),
      usage: createUsageStore(line),
      routing: createRoutingStore(line, this.kept),
    };
    this.connected = { line, stores, wire: new RoundWire(line) };
    void line.ask(planByIndex()).catch(() => undefined);
    this.lockVisitors(members);
  }

  /** Whoever is alone in here holds up nobody else, and may wait like anybody. */
  private lockVisitors(members: readonly RequestMember[]): void {
    const ids = members.flatMap(({ visitorId }) => visitorId ?? []);
    if (members.length === 1 || ids.length === 0) return;
    const expel = (held: ReadonlySet<VisitorId>): void =>
      members.forEach(({ visitorId }, index) => {
        if (visitorId !== null && !held.has(visitorId)) this.runners[index]?.line.expel();
      });
    this.line
      .ask(visitorLockFree(this.workspaceId, ids))
      .then((rows) => expel(new Set(rows.map(({ id }) => id))))
      // Told by the commit, or by what is asked next.
      .catch(() => undefined);
  }

  private get line(): OpenLine {
    return this.connection.line;
  }

  private get wire(): RoundWire {
    return this.connection.wire;
  }

  private get connection(): Connected {
    if (this.connected === null) throw new Error('Nothing is known of the database before it was asked.');
    return this.connected;
  }

  private enter(): Runner {
    const line = new MemberLine(this.workspaceId, this);
    return { line, tx: new MemberTransaction(line, this, { events: [], due: [] }, this.kept), result: null };
  }

  private start(runner: Runner, member: RequestMember): void {
    void Promise.allSettled([member.run(runner.tx)]).then(([result]) => {
      runner.result = result;
      runner.line.end();
    });
  }

  /** Until each of them has ended or come to the lock. */
  private async bringToRest(): Promise<void> {
    for (;;) {
      this.mustNotHaveFailed();
      const asking = this.runners.filter(({ line }) => line.asks);
      if (asking.length > 0) {
        await this.wire.postAhead(asking.map(({ line }) => line.takeUnsent()));
      } else if (this.runners.every(({ line }) => line.isAtRest)) return;
      else await this.stirring();
      await everybodyHasSpoken();
    }
  }

  private async takeTurns(lockers: readonly Runner[]): Promise<void> {
    if (lockers.length === 0) return;
    const written = this.wire.postAhead(lockers.map(({ line }) => line.takeAhead()));
    const locked = this.line.lock(routingLock(this.workspaceId));
    this.isLocked = true;
    this.open();
    // Nobody has changed anything for the first: its questions leave with the lock, as those of whoever is alone do.
    const asked = this.wire.postBehind([lockers[0]?.line.takeUnsent() ?? []]);
    await Promise.all([written, locked, asked]);
    for (const { line } of lockers) {
      line.beginTurn();
      for (;;) {
        await everybodyHasSpoken();
        this.mustNotHaveFailed();
        if (line.hasEnded) break;
        await (line.asks ? this.flush() : this.stirring());
      }
    }
  }

  private mustNotHaveFailed(): void {
    for (const { result, line } of this.runners) {
      if (result?.status !== 'rejected') continue;
      // Of whoever leaves behind what it has written, nothing may remain: that takes everybody back.
      if (!(result.reason instanceof NotFree) || !line.isTraceless) throw result.reason;
    }
  }

  /** Everything that was written behind the lock so far, and what whoever has the turn asks: in the order of the turns. */
  private async flush(): Promise<void> {
    const running = this.runners.filter(({ line }) => !line.isAtRest);
    const ended = this.runners.filter(({ result }) => result?.status === 'fulfilled');
    const before = this.wire.postBehind(ended.map(({ line }) => line.takeUnsent()));
    if (!this.ledger.isEmpty || this.isSpoilt) this.looks.clear();
    this.isSpoilt = false;
    this.settle();
    await Promise.all([before, this.wire.postBehind(running.map(({ line }) => line.takeUnsent()))]);
  }

  private settle(): void {
    for (const statement of this.ledger.writes(this.workspaceId)) this.line.send(statement);
  }

  private async commit(): Promise<Round & { readonly due: readonly Date[] }> {
    const part = this.runners.filter(({ result }) => result?.status === 'fulfilled');
    void this.wire.postBehind(part.map(({ line }) => line.takeUnsent()));
    this.settle();
    const due = part.flatMap(({ tx }) => tx.said.due);
    const events = part.map(({ tx }) => tx.said.events);
    const stored = await commitWith(this.line, events, (at) => void due.push(at));
    const answers = this.runners.map(({ result }) => (result?.status === 'fulfilled' ? result : 'ALONE'));
    return { answers, stored, due };
  }

  private stirring(): Promise<void> {
    return new Promise((resolve) => (this.stirred = resolve));
  }
}

/** Behind the promises that are ready now: whatever their owners ask next, they have asked. */
function everybodyHasSpoken(): Promise<void> {
  return new Promise((resolve) => process.nextTick(resolve));
}
