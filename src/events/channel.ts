/**
 * A bounded, eager queue between one writer and one reader, read as an async iterator.
 *
 * States: OPEN → CUT → CLOSED, or OPEN → CLOSED.
 *   OPEN    What is pushed is kept from the first moment on, whether or not anybody reads yet. It leaves through `next()`
 *           one by one, or through `drain()` all at once.
 *   CUT     The reader was too slow (the bound is reached), or the writer gave it up. What was queued is let go at once, so
 *           a stalled reader holds no memory; the next `next()` throws the reason, and that closes the channel.
 *   CLOSED  Every `next()` is done, a push is ignored. `return()`, `throw()` and `close()` lead here and settle a `next()`
 *           that waits without any further push: an unsubscribed reader must not stay until the next event.
 *
 * Invariant: what `next()` and `drain()` give, put together, is exactly what was pushed, in order, up to the cut or the
 * close. There is never something queued while somebody waits.
 *
 * Written by hand and not as an async generator: a generator's `return()` waits behind its pending `next()`.
 */
import { TooSlow } from './topics';

/** How many items wait for a reader before it is cut. */
const channelBound = 256;

interface Waiting<T> {
  resolve(result: IteratorResult<T, undefined>): void;
  reject(reason: Error): void;
}

const end = { done: true, value: undefined } as const;

export class Channel<T> implements AsyncIterableIterator<T, undefined> {
  private state: 'OPEN' | 'CUT' | 'CLOSED' = 'OPEN';
  private queue: T[] = [];
  private waiting: Waiting<T>[] = [];
  private reason: Error | null = null;
  /** For a reader who waits without a promise: called when it is idle no longer, be it by an item, a cut or the close. */
  onReady: (() => void) | null = null;

  /** `onGone` is called once, at the cut or the close, whichever comes first: the writer forgets the channel there. */
  constructor(
    private readonly bound = channelBound,
    private readonly onGone: () => void = () => undefined,
  ) {}

  get isOpen(): boolean {
    return this.state === 'OPEN';
  }

  /** Nothing is queued, and no end is to be told. */
  get isIdle(): boolean {
    return this.state === 'OPEN' && this.queue.length === 0;
  }

  /** Somebody waits, in `next()` or to be told by `onReady`, so nothing is queued. */
  get isAwaited(): boolean {
    return this.waiting.length > 0 || (this.onReady !== null && this.isIdle);
  }

  /** Queues it, or hands it to the reader that waits. One more than the bound cuts the reader. */
  push(item: T): void {
    if (this.state !== 'OPEN' || this.handOver(item)) return;
    if (this.queue.length < this.bound) this.keep(item);
    else this.cut(new TooSlow());
  }

  /** For what may be lost: when the queue is full it is dropped, and the reader is left alone. */
  pushPassing(item: T): void {
    if (this.state !== 'OPEN' || this.handOver(item)) return;
    if (this.queue.length < this.bound) this.keep(item);
  }

  /** Gives the reader up: its next `next()` throws the reason. */
  cut(reason: Error): void {
    if (this.state !== 'OPEN') return;
    const [first, ...others] = this.waiting;
    this.leave(first === undefined ? 'CUT' : 'CLOSED');
    if (first === undefined) this.reason = reason;
    else first.reject(reason);
    for (const reader of others) reader.resolve(end);
    this.onGone();
    this.onReady?.();
  }

  close(): void {
    if (this.state === 'CLOSED') return;
    const { waiting, state } = this;
    this.leave('CLOSED');
    this.reason = null;
    for (const reader of waiting) reader.resolve(end);
    if (state === 'OPEN') this.onGone();
    this.onReady?.();
  }

  /** All that is queued right now, without waiting. */
  drain(): readonly T[] {
    const queued = this.queue;
    this.queue = [];
    return queued;
  }

  next(): Promise<IteratorResult<T, undefined>> {
    if (this.reason !== null) {
      const { reason } = this;
      this.close();
      return Promise.reject(reason);
    }
    if (this.state === 'CLOSED') return Promise.resolve(end);
    if (this.queue.length > 0) return Promise.resolve({ done: false, value: this.queue.shift() as T });
    return new Promise((resolve, reject) => {
      this.waiting = this.waiting.concat({ resolve, reject });
    });
  }

  return(): Promise<IteratorResult<T, undefined>> {
    this.close();
    return Promise.resolve(end);
  }

  throw(reason?: unknown): Promise<IteratorResult<T, undefined>> {
    this.close();
    return Promise.reject(reason instanceof Error ? reason : new Error(String(reason)));
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  private keep(item: T): void {
    this.queue.push(item);
    this.onReady?.();
  }

  private handOver(item: T): boolean {
    const reader = this.waiting.shift();
    reader?.resolve({ done: false, value: item });
    return reader !== undefined;
  }

  private leave(state: 'CUT' | 'CLOSED'): void {
    this.state = state;
    this.queue = [];
    this.waiting = [];
  }
}
