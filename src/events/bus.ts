/** How hints get from one process to the others. */
import type { Hint } from './hints';

export type { Hint };

/** What this folder says about itself: an engine's log fits as it is. */
export interface EventsLogger {
  warn(details: Readonly<Record<string, unknown>>, message: string): void;
}

export interface BusListener {
  onHint(hint: Hint): void;
  /** The bus was away and is back: hints may have been missed, so look for yourself, now. */
  onReconnect(): void;
}

/**
 * Hints to and from the other processes; a process never hears its own. What is published within one tick goes out
 * together. Publishing neither throws nor waits: a hint that cannot be sent is dropped, and the sweeps repair it.
 */
export interface Bus {
  publish(hint: Hint): void;
  /** Answers how to stop listening. */
  subscribe(listener: BusListener): () => void;
  /** Resolves when hints go both ways; fails when the other side cannot be reached at all. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** The listeners of one bus. One that throws does not keep the others from hearing. */
export class BusListeners {
  private readonly listeners = new Set<BusListener>();

  constructor(private readonly logger: EventsLogger | null) {}

  add(listener: BusListener): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  tell(hint: Hint): void {
    this.each((listener) => listener.onHint(hint));
  }

  tellReconnect(): void {
    this.each((listener) => listener.onReconnect());
  }

  private each(run: (listener: BusListener) => void): void {
    for (const listener of [...this.listeners]) {
      try {
        run(listener);
      } catch (error) {
        this.logger?.warn({ err: error }, 'A listener of the bus failed.');
      }
    }
  }
}
