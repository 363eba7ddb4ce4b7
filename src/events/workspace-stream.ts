/**
 * One workspace's events, put in order for those who listen in this process.
 *
 * Positions are dense, so what is missing is visible. States:
 *   OPENING  The stream's position is being read. What is announced meanwhile is held.
 *   LIVE     Everything up to `delivered` is out. The event that follows goes out the moment it is announced; one that is
 *            further on is held: two commits of this process come back out of order, or another process wrote the one
 *            between. Within a few milliseconds it is here, else the gap is read from the log.
 *   READING  The log is read page by page from `delivered` on, until it has caught up with the furthest word. One read at
 *            a time, however many hints ask for it.
 *   CLOSED   Nothing goes out any more.
 *
 * Invariant: what goes out is `delivered + 1`, `delivered + 2`, … without a gap, a repetition or a change of order,
 * whoever announced or hinted what, and how often. What is held is only to spare a read: it may be dropped at any time.
 */
import type { WorkspaceId } from '../routing/terms';
import type { EventLog, StoredEvent } from './topics';

/** Less than half of a channel's bound: while the next page is read the readers have a turn, so catching up cuts nobody. */
const pageSize = 100;
const maxHeld = 1_024;

export interface WorkspaceStreamOptions {
  readonly workspaceId: WorkspaceId;
  readonly log: EventLog;
  readonly gapMs: number;
  /** All that goes out at once, in order: what was committed together comes to its listeners together. */
  deliver(run: readonly StoredEvent[]): void;
  /** The log does not continue what was delivered (thrown away meanwhile, or lost): whoever listens must start anew. */
  onBroken(): void;
  onFailure(error: unknown): void;
}

export class WorkspaceStream {
  delivered = 0;
  private state: 'OPENING' | 'LIVE' | 'READING' | 'CLOSED' = 'OPENING';
  private furthest = 0;
  private readonly held = new Map<number, StoredEvent>();
  private gap: NodeJS.Timeout | null = null;

  constructor(private readonly options: WorkspaceStreamOptions) {}

  /** Answers the position behind which everything goes out. */
  async open(): Promise<number> {
    const position = await this.options.log.position(this.options.workspaceId);
    if (this.isClosed()) return position;
    this.delivered = position;
    this.state = 'LIVE';
    this.release();
    this.awaitGap();
    return position;
  }

  /** Events that this process has committed. */
  accept(events: readonly StoredEvent[]): void {
    if (this.isClosed()) return;
    for (const stored of events) {
      if (stored.position <= this.delivered) continue;
      this.furthest = Math.max(this.furthest, stored.position);
      if (this.held.size < maxHeld) this.held.set(stored.position, stored);
    }
    if (this.state === 'OPENING') return;
    this.release();
    this.awaitGap();
  }

  /** Somebody says that the stream has come this far. */
  hint(position: number): void {
    if (position <= this.delivered) return;
    this.furthest = Math.max(this.furthest, position);
    void this.read();
  }

  /**
   * What the database says of its position, and what had been delivered when it was asked. Behind that it cannot be, unless
   * it lost commits itself (a restored backup, a replica that took over): its numbers will be given again, to other events.
   */
  compare(position: number, deliveredBefore: number): void {
    if (this.state === 'OPENING' || this.isClosed()) return;
    if (position < deliveredBefore) this.options.onBroken();
    else this.hint(position);
  }

  close(): void {
    this.state = 'CLOSED';
    this.held.clear();
    this.stopWaiting();
  }

  private isClosed(): boolean {
    return this.state === 'CLOSED';
  }

  private release(): void {
    const run: StoredEvent[] = [];
    for (let next = this.held.get(this.delivered + 1); next !== undefined; next = this.held.get(this.delivered + 1)) {
      this.held.delete(next.position);
      this.delivered = next.position;
      run.push(next);
    }
    if (run.length > 0) this.options.deliver(run);
    if (this.held.size === 0) return;
    for (const position of this.held.keys()) if (position <= this.delivered) this.held.delete(position);
  }

  private awaitGap(): void {
    if (this.furthest <= this.delivered) this.stopWaiting();
    else this.gap ??= setTimeout(() => void this.read(), this.options.gapMs).unref();
  }

  private stopWaiting(): void {
    if (this.gap !== null) clearTimeout(this.gap);
    this.gap = null;
  }

  private async read(): Promise<void> {
    this.stopWaiting();
    if (this.state !== 'LIVE') return;
    this.state = 'READING';
    try {
      while (this.furthest > this.delivered) {
        const page = await this.options.log.readAll(this.options.workspaceId, this.delivered, pageSize);
        if (this.isClosed()) return;
        if (!this.sendPage(page)) return this.options.onBroken();
        this.release();
        // Told of more than there is: a false hint. The next word, or the sweep, asks again.
        if (page.length === 0) break;
      }
    } catch (error) {
      this.options.onFailure(error);
    } finally {
      if (!this.isClosed()) this.state = 'LIVE';
    }
    // What is still missing now is left to the next word or the sweep: asking again at once would spin.
    if (this.held.size === 0) this.furthest = this.delivered;
  }

  /** False where the page does not continue the stream. */
  private sendPage(page: readonly StoredEvent[]): boolean {
    const behind = page.filter(({ position }) => position > this.delivered);
    if (behind.some(({ position }, index) => position !== this.delivered + 1 + index)) return false;
    this.delivered += behind.length;
    // The one of this process carries what a row only refers to.
    if (behind.length > 0) this.options.deliver(behind.map((stored) => this.held.get(stored.position) ?? stored));
    return true;
  }
}
