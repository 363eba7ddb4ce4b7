/**
 * One connection inside one transaction, as the stores see it. Statements leave at once and in the order in which they were
 * asked for; only answers are waited for. TypeORM sends its own a few ticks later than it is called, so whatever is asked
 * while one of its calls is under way waits for that call: the order holds across both.
 */
import type { PoolClient } from 'pg';
import type { DataSource, EntityManager } from 'typeorm';
import type { WorkspaceId } from '../routing/terms';
import { begin, enterWorkspace, type Query, sendOn } from './database';
import { CommitInDoubt, isAftermath, isAnswered, isFromServer, told, wasNeverSent } from './failures';
import type { Statement } from './statement';

export interface TransactionLine {
  readonly workspaceId: WorkspaceId;
  /** A question; its answer is awaited. */
  ask<Row>(statement: Statement<Row>): Promise<readonly Row[]>;
  /** The same for a statement that may wait for a lock: the clock is read again behind it. */
  lock<Row>(statement: Statement<Row>): Promise<readonly Row[]>;
  /** A write whose answer matters. */
  change<Row>(statement: Statement<Row>): Promise<readonly Row[]>;
  /** A write that nobody waits for but the commit, which fails with it. */
  send(statement: Statement<unknown>): void;
  /** A question through TypeORM, on this connection and in this order. */
  askOrm<T>(work: (manager: EntityManager) => Promise<T>): Promise<T>;
  /** A write through TypeORM. */
  sendOrm(work: (manager: EntityManager) => Promise<unknown>): void;
}

/** The line with what only the unit of work does. */
export interface OpenLine extends TransactionLine {
  /** The clock as it was last read; throws before the first answer (see `missedClock`). */
  now(): Date;
  /** Somebody asked for the time before any answer had come. */
  missedClock(): boolean;
  hasWritten(): boolean;
  /** Waits for the first answer: the clock is known from then on. */
  entered(): Promise<void>;
  /** Sends `last` and COMMIT together; answers what `last` returned. Releases the connection. */
  commit<Row>(last: Statement<Row> | null): Promise<readonly Row[]>;
  /** Ends a transaction that changed nothing, without waiting for the answer. Releases the connection. */
  leave(): void;
  /** Releases the connection, clean or not at all. */
  rollback(): Promise<void>;
}

/**
 * The clock as it is behind the lock: the list of the inner SELECT would be evaluated before the wait, that of the outer one
 * is evaluated when the locked row is there, for each row anew: what is locked last has the time that counts. One statement
 * for both, since this is on every hot path. (The offset that tests set counts as of the statement's start.)
 */
function withClock<Row>({ name, text, values }: Statement<Row>): Statement<Row & { readonly locked_at: Date }> {
  const locking = `WITH locked AS MATERIALIZED (${text}) SELECT locked.*, parley_now() AS locked_at FROM locked`;
  return { name: `${name}_at`, text: locking, values };
}

function ignore(): void {}

class Line implements OpenLine {
  private readonly query: Query;
  private readonly pending = new Set<Promise<unknown>>();
  private readonly first: Promise<void>;
  private ormTail: Promise<unknown> | null = null;
  private orm: EntityManager | null = null;
  private time: Date | null = null;
  private clockMissed = false;
  private wrote = false;
  private isOver = false;
  private failure: unknown = null;

  constructor(
    private readonly client: PoolClient,
    private readonly dataSource: DataSource,
    readonly workspaceId: WorkspaceId,
  ) {
    this.query = sendOn(client);
    this.track(this.query(begin()));
    this.first = this.readClock(enterWorkspace(workspaceId));
    // Mostly nobody waits for it: then its failure is told by the first question, or by the commit.
    this.first.catch(ignore);
  }

  async ask<Row>(statement: Statement<Row>): Promise<readonly Row[]> {
    this.mustBeOpen();
    return this.answerOf(this.inOrder(() => this.query(statement)));
  }

  async lock<Row>(statement: Statement<Row>): Promise<readonly Row[]> {
    this.mustBeOpen();
    const rows = await this.answerOf(this.inOrder(() => this.query(withClock(statement))));
    return rows.map(({ locked_at: lockedAt, ...row }) => {
      this.time = lockedAt;
      return row as Row;
    });
  }

  change<Row>(statement: Statement<Row>): Promise<readonly Row[]> {
    this.wrote = true;
    return this.ask(statement);
  }

  send(statement: Statement<unknown>): void {
    this.mustBeOpen();
    this.wrote = true;
    this.track(this.inOrder(() => this.query(statement)));
  }

  async askOrm<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    this.mustBeOpen();
    return this.answerOf(this.inOrder(() => work(this.manager()), 'ORM'));
  }

  sendOrm(work: (manager: EntityManager) => Promise<unknown>): void {
    this.mustBeOpen();
    this.wrote = true;
    this.track(this.inOrder(() => work(this.manager()), 'ORM'));
  }

  now(): Date {
    if (this.time === null) {
      this.clockMissed = true;
      throw new Error('The clock is not known before the first answer of the database.');
    }
    return this.time;
  }

  missedClock(): boolean {
    return this.clockMissed;
  }

  hasWritten(): boolean {
    return this.wrote;
  }

  entered(): Promise<void> {
    return this.first;
  }

  async commit<Row>(last: Statement<Row> | null): Promise<readonly Row[]> {
    // What TypeORM has not sent yet must be ahead of COMMIT.
    while (this.ormTail !== null) await this.ormTail;
    this.isOver = true;
    if (this.failure !== null) {
      await this.rollback();
      throw told(this.failure);
    }
    const answer = last === null ? Promise.resolve([]) : this.query(last);
    this.track(answer);
    const [committed] = await Promise.allSettled([this.client.query('COMMIT'), ...this.pending]);
    if (committed.status === 'fulfilled' && committed.value.command === 'COMMIT') {
      this.client.release();
      return answer;
    }
    throw this.refused(committed.status === 'rejected' ? committed.reason : null);
  }

  leave(): void {
    this.isOver = true;
    // Whoever gets the connection next is queued behind the COMMIT; if it fails the connection is gone, and nothing was lost.
    this.client.query('COMMIT').catch(ignore);
    this.client.release();
  }

  async rollback(): Promise<void> {
    while (this.ormTail !== null) await this.ormTail;
    this.isOver = true;
    const [ended] = await Promise.allSettled([this.client.query('ROLLBACK'), ...this.pending]);
    this.client.release(ended.status === 'rejected' ? asError(ended.reason) : undefined);
  }

  /** Why there was no commit, and what becomes of the connection. */
  private refused(reason: unknown): unknown {
    if (reason === null || isAnswered(reason)) {
      // The server undid everything and stays: the connection is clean.
      this.client.release();
      return told(this.failure ?? reason ?? new Error('The database rolled back without telling why.'));
    }
    this.client.release(asError(reason));
    // Statements are executed in order: if the server refused one before COMMIT, COMMIT cannot have happened.
    if (isFromServer(this.failure)) return told(this.failure);
    return wasNeverSent(reason) ? reason : new CommitInDoubt(reason);
  }

  private async readClock(statement: Statement<{ now: Date }>): Promise<void> {
    const reading = this.inOrder(() => this.query(statement)).then(([row]) => {
      if (row !== undefined) this.time = row.now;
    });
    this.track(reading);
    await this.answerOf(reading);
  }

  /** Keeps the first failure as the reason of all that follow, and nothing as an unhandled rejection. */
  private track(sent: Promise<unknown>): void {
    const settled = sent.catch((error: unknown) => {
      if (this.failure === null && !isAftermath(error)) this.failure = error;
    });
    this.pending.add(settled);
    void settled.finally(() => this.pending.delete(settled));
  }

  private async answerOf<T>(answer: Promise<T>): Promise<T> {
    this.track(answer);
    try {
      return await answer;
    } catch (error) {
      if (!isAftermath(error)) throw told(error);
      await Promise.all(this.pending);
      throw told(this.failure ?? error);
    }
  }

  /** Behind the end the connection is somebody else's: what was not awaited must not end up in another transaction. */
  private mustBeOpen(): void {
    if (this.isOver) throw new Error('The transaction is over. Await everything that an action does.');
  }

  private inOrder<T>(start: () => Promise<T>, through: 'SQL' | 'ORM' = 'SQL'): Promise<T> {
    const tail = this.ormTail;
    const started = tail === null ? start() : tail.then(start);
    if (tail !== null || through === 'ORM') {
      const settled = started.then(ignore, ignore);
      this.ormTail = settled;
      void settled.then(() => {
        if (this.ormTail === settled) this.ormTail = null;
      });
    }
    return started;
  }

  /** Made only where it is used, and given this connection: it must not take another from the pool. */
  private manager(): EntityManager {
    if (this.orm === null) {
      const runner = this.dataSource.createQueryRunner();
      Object.assign(runner, { databaseConnection: this.client, isTransactionActive: true, transactionDepth: 1 });
      this.orm = runner.manager;
    }
    return this.orm;
  }
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(String(reason));
}

/** BEGIN and the workspace are on their way when this returns; nothing has been awaited. */
export function openLine(client: PoolClient, dataSource: DataSource, workspaceId: WorkspaceId): OpenLine {
  return new Line(client, dataSource, workspaceId);
}
