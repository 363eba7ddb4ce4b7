/**
 * The answers of a subscription whose reader may share them with others (shared-answers.ts).
 *
 * An answer that many get goes to the socket as it is, past the protocol engine, which would wake for each reader and make the
 * same text again. The engine meanwhile waits for the `next` that it has asked for; it gets the answers that are this reader's
 * own, the failure and the end. So that both ways keep one order, only one event is under way at a time: while it is executed,
 * or until the network has taken its frame, the source's next one is held. A reader that takes nothing leaves its events in the
 * bounded queue of its stream, and is cut by it as ever.
 */
import type { ExecutionArgs } from 'graphql';
import type { StaffActor } from '../auth/actor';
import { isBatch } from '../resolvers/event-frames';
import type { Passable, Taker } from '../resolvers/pulled';
import { Answers, type AnswersArgs } from './answers';
import type { Caller } from './caller';
import { type MadeAnswer, openingOf } from './made-answer';
import type { AnswerGroup, SharedAnswers, SharedReader } from './shared-answers';
import { sharerNow, unseen } from './unseen';

export interface Seat {
  readonly answers: SharedAnswers;
  /** Of the operation. */
  readonly id: string;
  readonly caller: Caller;
  readonly socket: { pass(frame: Buffer, onFlushed: () => void): boolean };
  contextOf(caller: Caller): unknown;
}

export class SeatedAnswers extends Answers implements Taker<object>, SharedReader {
  private readonly mayShare: boolean;
  private group: AnswerGroup | null = null;
  /** With which it stands in its group. */
  private rights: StaffActor['permissions'] | null = null;
  private isAsking = false;
  /** An event is under way to the reader. */
  private isBusy = false;
  private told: object | null = null;
  private held: IteratorResult<unknown> | null = null;
  private opening: string | null = null;

  constructor(
    source: AsyncIterator<unknown> & Passable<object>,
    args: AnswersArgs,
    private readonly seat: Seat,
  ) {
    super(source, args);
    this.mayShare = source.passTo(this);
    this.groupNow();
  }

  /** What comes while both the source and the engine wait: nothing else is under way, so it may go first. */
  offer(event: object): boolean {
    return !this.isBusy && this.isAwaited && this.share(event);
  }

  tell(answer: MadeAnswer): void {
    const { told, seat } = this;
    if (this.isEnded || told === null) return;
    this.opening ??= openingOf(seat.id);
    const cursor = answer.hasCursor && isBatch(told) ? told.cursor : '';
    const isTaken = answer.send(this.opening, cursor, (frame) => seat.socket.pass(frame, () => this.wasTold()));
    if (isTaken) this.wasTold();
  }

  answerAlone(): void {
    if (!this.isEnded) super.answer(this.told);
  }

  protected override goOn(): void {
    const { held } = this;
    this.held = null;
    if (held !== null) return super.take(held);
    if (this.isAsking) return;
    this.isAsking = true;
    super.goOn();
  }

  protected override take(event: IteratorResult<unknown>): void {
    this.isAsking = false;
    if (this.isBusy && !this.isEnded) this.held = event;
    else super.take(event);
  }

  protected override answer(event: unknown): void {
    if (this.share(event as object)) return;
    this.isBusy = true;
    super.answer(event);
  }

  protected override onGiven(): void {
    this.isBusy = false;
    this.told = null;
  }

  protected override onEnd(): void {
    this.group?.leave();
    this.group = null;
  }

  /** True: it goes to this reader through the group. */
  private share(event: object): boolean {
    const group = this.groupNow();
    if (group === null) return false;
    this.isBusy = true;
    this.told = event;
    if (group.take(event, this, this.argsUnseen)) return true;
    this.onGiven();
    return false;
  }

  private wasTold(): void {
    this.onGiven();
    if (!this.isEnded) this.goOn();
  }

  /** By the rights of now: who was given or has lost one stands with others. */
  private groupNow(): AnswerGroup | null {
    const { seat, args } = this;
    const actor = sharerNow(seat.caller);
    if (actor === null || this.isEnded || !this.mayShare) return null;
    if (this.group === null || actor.permissions !== this.rights) {
      this.group?.leave();
      this.group = seat.answers.join({ args, actor, baseUrl: seat.caller.baseUrl });
      this.rights = actor.permissions;
    }
    return this.group;
  }

  private readonly argsUnseen = (onLook: () => void): ExecutionArgs => {
    return { ...this.args, contextValue: this.seat.contextOf(unseen(this.seat.caller, onLook)) };
  };
}
