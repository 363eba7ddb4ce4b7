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
  const line = openLine(await database.connect(), database.dataSource, workspaceId);
  const round = new RequestRound(line, kept);
  const { answers, stored, due } = await round.run(members);
  if (due.length > 0) wake(new Date(Math.min(...due.map((at) => at.getTime()))));
  return { answers, stored };
}

interface Runner {
  readonly line: MemberLine;
  readonly tx: MemberTransaction;
  result: PromiseSettledResult<unknown> | null;
}

class RequestRound implements RoundDesk, RoundPicture {
  readonly ledger = new RoundLedger();
  private readonly wire: RoundWire;
  private readonly stores: PictureStores;
  private readonly looks = new Map<string, Promise<unknown>>();
  private isLocked = false;
  private isSpoilt = false;
  /** Resolved where the lock is asked for. */
  private open: () => void = () => undefined;
  private readonly opened = new Promise<void>((resolve) => (this.open = resolve));
  private stirred: () => void = () => undefined;
  private runners: readonly Runner[] = [];

  constructor(
    private readonly line: OpenLine,
    private readonly kept: KeptRouting,
  ) {
    this.wire = new RoundWire(line);
    this.stores = {
      workspace: createWorkspaceStore(line),
      usage: createUsageStore(line),
      routing: createRoutingStore(line, kept),
    };
  }

  async run(members: readonly RequestMember[]): Promise<Round & { readonly due: readonly Date[] }> {
    const free = this.lockVisitors(members);
    this.runners = members.map((member) => this.start(member, free));
    try {
      await this.bringToRest();
      await this.takeTurns(this.runners.filter(({ line }) => line.isAtLock));
      return await this.commit();
    } catch (error) {
      for (const { line } of this.runners) line.abandon(error);
      await this.line.rollback();
      throw error;
    }
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
    const looking = this.isLocked ? read(this.stores) : this.opened.then(() => read(this.stores));
    this.looks.set(key, looking);
    return looking;
  }

  // ------------------------------------------------------------------------------------------------------------- its course

  private lockVisitors(members: readonly RequestMember[]): Promise<ReadonlySet<VisitorId>> {
    const ids = members.flatMap(({ visitorId }) => visitorId ?? []);
    void this.line.ask(planByIndex()).catch(() => undefined);
    // Nobody else's row is held: whoever is alone in here may wait like anybody.
    if (members.length === 1 || ids.length === 0) return Promise.resolve(new Set(ids));
    const held = this.line
      .ask(visitorLockFree(this.line.workspaceId, ids))
      .then((rows) => new Set(rows.map(({ id }) => id)));
    held.catch(() => undefined);
    return held;
  }

  private start(member: RequestMember, held: Promise<ReadonlySet<VisitorId>>): Runner {
    const line = new MemberLine(this.line.workspaceId, this);
    const tx = new MemberTransaction(line, this, { events: [], due: [] }, this.kept);
    const runner: Runner = { line, tx, result: null };
    const { visitorId } = member;
    if (visitorId !== null)
      void held.then(
        (ids) => ids.has(visitorId) || line.expel(),
        () => undefined,
      );
    void Promise.allSettled([member.run(tx)]).then(([result]) => {
      runner.result = result;
      line.end();
    });
    return runner;
  }

  /** Until each of them has ended or come to the lock. */
  private async bringToRest(): Promise<void> {
    for (;;) {
      await everybodyHasSpoken();
      this.mustNotHaveFailed();
      const asking = this.runners.filter(({ line }) => line.asks);
      if (asking.length > 0)
        await this.wire.post(
          asking.map(({ line }) => line.takeUnsent()),
          false,
        );
      else if (this.runners.every(({ line }) => line.isAtRest)) return;
      else await this.stirring();
    }
  }

  private async takeTurns(lockers: readonly Runner[]): Promise<void> {
    if (lockers.length === 0) return;
    const written = this.wire.post(
      lockers.map(({ line }) => line.takeAhead()),
      false,
    );
    const locked = this.line.lock(routingLock(this.line.workspaceId));
    this.isLocked = true;
    this.open();
    await Promise.all([written, locked]);
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
    const running = this.runners.filter(({ line }) => line.isBehind);
    const ended = this.runners.filter(({ result }) => result?.status === 'fulfilled');
    const before = this.wire.post(
      ended.map(({ line }) => line.takeUnsent()),
      true,
    );
    if (!this.ledger.isEmpty || this.isSpoilt) this.looks.clear();
    this.isSpoilt = false;
    this.settle();
    await Promise.all([
      before,
      this.wire.post(
        running.map(({ line }) => line.takeUnsent()),
        true,
      ),
    ]);
  }

  private settle(): void {
    for (const statement of this.ledger.writes(this.line.workspaceId)) this.line.send(statement);
  }

  private async commit(): Promise<Round & { readonly due: readonly Date[] }> {
    const part = this.runners.filter(({ result }) => result?.status === 'fulfilled');
    void this.wire.post(
      part.map(({ line }) => line.takeUnsent()),
      true,
    );
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
