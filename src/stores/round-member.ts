/**
 * One member of a round, and the line that its stores write on. What it asks and writes is gathered, and leaves together with
 * what the others ask at the same moment.
 *
 *   BEFORE   reads, locks what is its own and free, and writes
 *   AT_LOCK  asked for the routing lock: what it wanted before leaves ahead of the lock, what it says from now on waits for its turn
 *   BEHIND   its turn: nobody else of the round runs until it has ended
 *   ENDED
 */
import type { EntityManager } from 'typeorm';
import type { WorkspaceId } from '../routing/terms';
import type { RoundItem } from './round-wire';
import type { Statement } from './statement';
import type { ClockedLine } from './transaction';

/** Its own row is locked by somebody else, or not there, or it must wait for what nobody of a round may wait for. */
export class NotFree extends Error {}

/** What a member needs of its round. */
export interface RoundDesk {
  /** One is in here by itself: it holds up nobody but itself when it waits, and need not leave for that. */
  readonly isLonely: boolean;
  now(): Date;
  /** Something was asked, or somebody has come to the lock or to an end. */
  stir(): void;
  /** Behind the lock something was written that what is known of routing may depend on. */
  spoil(): void;
  /** On the bare connection, behind everything that was written so far. */
  askOrm<T>(work: (manager: EntityManager) => Promise<T>): Promise<T>;
  sendOrm(work: (manager: EntityManager) => Promise<unknown>): void;
}

/** What is written without a change to what routing looks at: who may take chats, rings, rules, settings, and that somebody waits. */
const besideRouting: ReadonlySet<string> = new Set([
  'conversation_insert',
  'conversation_save',
  'play_insert',
  'play_save',
  'message_insert',
  'live_chat_insert',
  'live_chat_save',
  'routing_decision_insert',
  'offer_insert',
  'offer_save',
  'due_schedule',
  'due_unschedule',
]);

/** A question or a write that waits where somebody else is ahead. */
const waitsForOthers = /\bFOR (NO KEY )?UPDATE\b|\bFOR (KEY )?SHARE\b|\bpg_advisory/;

export class MemberLine implements ClockedLine {
  private unsent: RoundItem[] = [];
  /** What it said before it came to the lock. */
  private ahead: readonly RoundItem[] = [];
  private stage: 'BEFORE' | 'AT_LOCK' | 'BEHIND' | 'ENDED' = 'BEFORE';
  private wrote = false;
  private isExpelled = false;
  private begin: () => void = () => undefined;
  private giveUp: (reason: unknown) => void = () => undefined;
  /** Its turn behind the lock. */
  readonly turn: Promise<void>;

  constructor(
    readonly workspaceId: WorkspaceId,
    private readonly desk: RoundDesk,
  ) {
    this.turn = new Promise((resolve, reject) => {
      this.begin = resolve;
      this.giveUp = reject;
    });
    // Most never wait for it.
    this.turn.catch(() => undefined);
  }

  get isAtLock(): boolean {
    return this.stage === 'AT_LOCK';
  }

  /** Whether what it looks at is as it is behind the lock. */
  get isLocking(): boolean {
    return this.stage === 'AT_LOCK' || this.stage === 'BEHIND';
  }

  get isAtRest(): boolean {
    return this.stage === 'AT_LOCK' || this.stage === 'ENDED';
  }

  get hasEnded(): boolean {
    return this.stage === 'ENDED';
  }

  /** Nothing of it has left for the database but questions. */
  get isTraceless(): boolean {
    return !this.wrote;
  }

  get asks(): boolean {
    return !this.isAtRest && this.unsent.some(({ kind }) => kind !== 'SEND');
  }

  now(): Date {
    return this.desk.now();
  }

  /** What it is about belongs to somebody else: it goes no further. */
  expel(): void {
    this.isExpelled = true;
  }

  /** The routing lock, in its turn. */
  async reachLock(): Promise<void> {
    this.mustBeFree();
    if (this.stage === 'BEFORE') {
      this.stage = 'AT_LOCK';
      this.ahead = this.unsent;
      this.unsent = [];
      this.desk.stir();
    }
    await this.turn;
  }

  beginTurn(): void {
    this.stage = 'BEHIND';
    this.begin();
  }

  end(): void {
    this.stage = 'ENDED';
    this.desk.stir();
  }

  /** The round has failed: nobody's turn comes. */
  abandon(reason: unknown): void {
    this.giveUp(reason);
    for (const item of [...this.ahead, ...this.unsent]) item.reject(reason);
  }

  takeAhead(): readonly RoundItem[] {
    const taken = this.ahead;
    this.ahead = [];
    return this.leave(taken);
  }

  takeUnsent(): readonly RoundItem[] {
    const taken = this.unsent;
    this.unsent = [];
    return this.leave(taken);
  }

  ask<Row>(statement: Statement<Row>): Promise<readonly Row[]> {
    this.mustNotWait(statement);
    return this.put('ASK', statement);
  }

  async lock<Row>(statement: Statement<Row>): Promise<readonly Row[]> {
    const skips = this.stage === 'BEFORE' && statement.each?.skipsLocked === true;
    if (!skips) this.mustNotWait(statement);
    const rows = await this.put('LOCK', statement);
    if (rows.length === 0 && skips) throw new NotFree();
    return rows;
  }

  change<Row>(statement: Statement<Row>): Promise<readonly Row[]> {
    this.noteWrite(statement);
    return this.put('CHANGE', statement);
  }

  send(statement: Statement<unknown>): void {
    this.noteWrite(statement);
    // Its failure is the commit's.
    this.unsent.push({ statement, kind: 'SEND', resolve: () => undefined, reject: () => undefined });
  }

  async askOrm<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    if (this.stage === 'AT_LOCK') await this.turn;
    this.mustNotLinger();
    return this.desk.askOrm(work);
  }

  sendOrm(work: (manager: EntityManager) => Promise<unknown>): void {
    this.mustNotLinger();
    this.wrote = true;
    this.desk.sendOrm(work);
  }

  private put<Row>(kind: RoundItem['kind'], statement: Statement<Row>): Promise<readonly Row[]> {
    return new Promise<readonly unknown[]>((resolve, reject) => {
      this.unsent.push({ statement: statement, kind, resolve, reject });
      this.desk.stir();
    }) as Promise<readonly Row[]>;
  }

  private noteWrite(statement: Statement<unknown>): void {
    this.mustNotWait(statement);
    if (this.isLocking && !besideRouting.has(statement.name)) this.desk.spoil();
  }

  private mustBeFree(): void {
    if (this.isExpelled) throw new NotFree();
  }

  private mustNotWait({ text }: Statement<unknown>): void {
    this.mustBeFree();
    if (waitsForOthers.test(text)) this.mustNotLinger();
  }

  /** Among others, and ahead of the lock. */
  private mustNotLinger(): void {
    if (this.stage === 'BEFORE' && !this.desk.isLonely) throw new NotFree();
  }

  private leave(items: readonly RoundItem[]): readonly RoundItem[] {
    this.wrote ||= items.some(({ kind }) => kind === 'SEND' || kind === 'CHANGE');
    return items;
  }
}
