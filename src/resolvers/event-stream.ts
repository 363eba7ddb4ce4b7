/**
 * The frames of one `events` subscription.
 *
 * Phases: FAR → NEAR → LIVE, and OVER from each of them.
 *   FAR   The cursor is more than a queue's length behind. The log is read page by page, and nothing is listened to yet:
 *         what happens meanwhile would fill the bounded queue and cut a reader who does nothing wrong.
 *   NEAR  The feed listens; the log is read up to the position from which on the feed misses nothing. Then CaughtUp.
 *   LIVE  What the feed brings, as many events as are queued in one batch, and CaughtUp every minute.
 * Invariant: positions that leave are strictly rising, so nothing comes twice; each cursor covers all that was read up to it.
 */
import type { Delivery, EventScope, EventSelection, Listening, Shortcut, StoredEvent } from '../events/topics';
import type { WorkspaceId } from '../routing/terms';
import type { ResetReason } from '../schema/enums';
import type { EventFrameSource } from '../schema/event-frame.type';
import type { Context, Scope } from './context';
import { batchOf, typingFrame } from './event-frames';
import { eventScopeOf, isSameScope } from './event-scope';
import { isCopyOfSaid, isWanted, tellable } from './event-selection';
import { later, type PullSource, type Taker } from './pulled';

export interface EventStreamStart {
  readonly context: Context;
  readonly workspaceId: WorkspaceId;
  readonly scope: EventScope;
  /** The caller's scope by the rights of now. */
  readonly scopeOf?: typeof eventScopeOf;
  readonly selection: EventSelection;
  /** Where the reader is; null: at the present. */
  readonly after: number | null;
  /** How many positions that was behind the log when it was asked. */
  readonly behind: number;
  /** How an event is told, where not as it is stored. */
  readonly told?: (events: readonly StoredEvent[]) => readonly StoredEvent[];
  /** What else is let go with the stream. */
  release(): void;
  readonly heartbeatMs?: number;
}

/** How many events one frame of the stored tail has, and how far behind FAR ends. Below the queue's bound of 256. */
export const pageSize = 200;
/** Above this, reloading is cheaper than catching up. */
export const furthestBehind = 100_000;
const usualHeartbeatMs = 60_000;

export class EventStream implements PullSource<EventFrameSource>, Shortcut {
  private phase: 'FAR' | 'NEAR' | 'LIVE' | 'OVER' = 'FAR';
  private listening: Listening | null = null;
  private readonly ready: EventFrameSource[] = [];
  private doubted: readonly StoredEvent[] = [];
  /** The last position that was read for the reader. */
  private reached: number;
  private behind: number;
  /** `later` was answered, and nothing has come since. */
  private isWaiting = false;
  private wake: (() => void) | null = null;
  private timer: NodeJS.Timeout | null = null;
  private isBeatDue = false;
  private taker: Taker<EventFrameSource> | null = null;
  private sealed: ((position: number) => string) | null = null;

  constructor(private readonly start: EventStreamStart) {
    this.reached = start.after ?? 0;
    this.behind = start.behind;
  }

  wakes(wake: () => void): void {
    this.wake = wake;
  }

  async pull(): Promise<EventFrameSource | typeof later | null> {
    this.isWaiting = false;
    for (;;) {
      const frame = this.ready.shift();
      if (frame !== undefined) return frame;
      if (this.mustWait()) return later;
      if (this.isOver()) return null;
      // Behind the wait, which may have been hours: rights that were lost meanwhile end the stream before it tells anything.
      const scope = this.currentScope();
      if (scope === null) return this.ready.shift() ?? null;
      if (this.phase === 'FAR') await this.readFar(scope);
      else if (this.phase === 'NEAR') await this.readNear(scope);
      else {
        const isBeat = await this.takeLive();
        if (this.doubted.length > 0) await this.tellDoubted();
        if (isBeat) await this.beat(scope);
      }
    }
  }

  release(): void {
    this.phase = 'OVER';
    this.listening?.close();
    if (this.timer !== null) clearTimeout(this.timer);
    this.start.release();
  }

  passTo(taker: Taker<EventFrameSource>): void {
    this.taker = taker;
    if (this.listening !== null) this.listening.shortcut = this;
  }

  /** Events that came while the stream waits for any: by the same rights as through `pull`, and without a turn of it. */
  pass(deliveries: readonly Delivery[]): boolean {
    if (!this.isWaiting || this.phase !== 'LIVE' || this.isBeatDue) return false;
    const events: StoredEvent[] = [];
    for (const delivery of deliveries) {
      if (delivery.kind !== 'EVENT' || isCopyOfSaid(delivery.stored)) return false;
      if (delivery.stored.position > this.reached) events.push(delivery.stored);
    }
    const last = events.at(-1);
    if (last === undefined || this.seesNow() !== 'THE_SAME') return false;
    if (this.taker?.offer(this.batchUpTo(events, last.position)) !== true) return false;
    this.reached = last.position;
    return true;
  }

  /** The feed from now on. Also called before the first pull where there is no tail, so that the present is the subscribe's. */
  async listen(): Promise<void> {
    const { context, workspaceId, scope, selection, after } = this.start;
    const listening = await context.feed.listen(workspaceId, (delivery) => isWanted(scope, selection, delivery), {
      scope,
    });
    // Released while the feed opened: nobody else will close it.
    if (this.phase === 'OVER') return listening.close();
    this.listening = listening;
    listening.onReady = this.wake;
    if (this.taker !== null) listening.shortcut = this;
    this.phase = 'NEAR';
    if (after === null) this.reached = listening.from;
  }

  /** The rights of now. Another scope than the cursor's ends the stream with a frame that says so, none at all silently. */
  private currentScope(): Scope | null {
    const sees = this.seesNow();
    if (sees === 'THE_SAME') return this.start.context.fork().scope;
    if (sees === 'NOTHING') this.phase = 'OVER';
    else this.reset('SCOPE_CHANGED');
    return null;
  }

  private seesNow(): 'THE_SAME' | 'ANOTHER' | 'NOTHING' {
    const actor = this.start.context.actorNow();
    const now = actor === null ? null : (this.start.scopeOf ?? eventScopeOf)(actor);
    if (now === null) return 'NOTHING';
    return isSameScope(now, this.start.scope) ? 'THE_SAME' : 'ANOTHER';
  }

  private reset(reason: ResetReason): void {
    this.phase = 'OVER';
    this.ready.push({ frame: 'ResetRequired', reason });
  }

  private async readFar(scope: Scope): Promise<void> {
    if (this.behind <= pageSize) return this.listen();
    const { context, workspaceId } = this.start;
    const wasFull = await this.readPage(scope, null);
    this.behind = wasFull ? (await context.log.position(workspaceId)) - this.reached : 0;
  }

  private async readNear(scope: Scope): Promise<void> {
    const { listening } = this;
    if (listening === null) return;
    if (this.reached < listening.from && (await this.readPage(scope, listening.from))) return;
    if (this.phase !== 'NEAR') return;
    this.reached = Math.max(this.reached, listening.from);
    this.phase = 'LIVE';
    await this.caughtUp(scope, this.reached);
  }

  /** Whether the page was full, so that more may follow. */
  private async readPage(scope: Scope, upTo: number | null): Promise<boolean> {
    const { context, workspaceId, selection } = this.start;
    const events = await context.log.read({
      workspaceId,
      scope: this.start.scope,
      selection,
      after: this.reached,
      upTo,
      limit: pageSize,
    });
    // Thrown away under our feet: what is missing was never told.
    if (events === null) this.reset('CURSOR_EXPIRED');
    const last = events?.at(-1);
    if (events === null || last === undefined) return false;
    this.reached = last.position;
    this.batch(await tellable(scope, events), last.position);
    return events.length === pageSize;
  }

  private isOver(): boolean {
    return this.phase === 'OVER';
  }

  /** Nothing to tell until a delivery, an end or the next beat. */
  private mustWait(): boolean {
    this.isWaiting = this.phase === 'LIVE' && !this.isBeatDue && this.listening?.isIdle === true;
    return this.isWaiting;
  }

  /**
   * Whether a beat is due. The audience of a live event was decided in the commit that has just made it, and whose stream this
   * is was asked above; so its conversation is not loaded once more for each reader.
   */
  private async takeLive(): Promise<boolean> {
    const { listening } = this;
    if (listening === null || this.phase !== 'LIVE') return false;
    if (!listening.isOpen) {
      // Throws why it was cut, if it was.
      await listening.next();
      this.phase = 'OVER';
      return false;
    }
    // Before the queue is emptied: everything up to here is then in our hands.
    const covered = listening.position();
    this.frame(listening.drain());
    if (this.isBeatDue) this.reached = Math.max(this.reached, covered);
    return this.isBeatDue;
  }

  /** As many events as possible in one batch; typing keeps its place between them. */
  private frame(deliveries: readonly Delivery[]): void {
    if (deliveries.some((one) => one.kind === 'EVENT' && isCopyOfSaid(one.stored))) return this.doubt(deliveries);
    let events: StoredEvent[] = [];
    const flush = (): void => {
      this.batch(events, this.reached);
      events = [];
    };
    for (const delivery of deliveries) {
      if (delivery.kind === 'TYPING') {
        flush();
        this.ready.push(typingFrame(delivery.typing));
      } else if (delivery.stored.position > this.reached) {
        this.reached = delivery.stored.position;
        events.push(delivery.stored);
      }
    }
    flush();
  }

  /** Their right is asked once more before they are told. Typing between them is dropped: it passes anyway. */
  private doubt(deliveries: readonly Delivery[]): void {
    const events = deliveries.flatMap((one) => (one.kind === 'EVENT' ? [one.stored] : []));
    this.doubted = events.filter(({ position }) => position > this.reached);
    this.reached = Math.max(this.reached, ...events.map(({ position }) => position));
  }

  private async tellDoubted(): Promise<void> {
    const events = this.doubted;
    this.doubted = [];
    // The rights of now: the stream may have slept since it last asked.
    const scope = this.currentScope();
    if (scope !== null) this.batch(await tellable(scope, events), this.reached);
  }

  private batch(events: readonly StoredEvent[], position: number): void {
    if (events.length > 0) this.ready.push(this.batchUpTo(events, position));
  }

  private batchUpTo(events: readonly StoredEvent[], position: number): EventFrameSource {
    return batchOf(this.start.told?.(events) ?? events, () => this.seal(position));
  }

  private async caughtUp(scope: Scope, position: number): Promise<void> {
    const serverTime = await scope.reads.serverTime();
    if (this.phase === 'OVER') return;
    this.ready.push({ frame: 'CaughtUp', cursor: this.seal(position), serverTime });
    this.awaitBeat();
  }

  /** One that cannot be told the time of is left out: the stream itself has lost nothing, and the next one comes in a minute. */
  private async beat(scope: Scope): Promise<void> {
    try {
      await this.caughtUp(scope, this.reached);
    } catch {
      if (this.phase !== 'OVER') this.awaitBeat();
    }
  }

  private awaitBeat(): void {
    this.isBeatDue = false;
    this.timer = setTimeout(() => {
      this.isBeatDue = true;
      this.wake?.();
    }, this.start.heartbeatMs ?? usualHeartbeatMs).unref();
  }

  private seal(position: number): string {
    const { context, scope, workspaceId } = this.start;
    this.sealed ??= context.cursors.sealer(scope, workspaceId);
    return this.sealed(position);
  }
}
