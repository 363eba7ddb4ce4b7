/**
 * Replays, run beside everything else of the process: in slices, between which whatever has come meanwhile is served. Few at a
 * time; the others wait for their turn here, and their leases are renewed meanwhile.
 */
import { setImmediate } from 'node:timers/promises';
import type { ReplayRunner } from '../actions/replay-ports';

/** Each holds a page of requests and keeps a core busy. */
const atOnce = 1;
/** Well within the lease that one has while it waits. */
const renewMs = 10_000;

export interface Replays extends ReplayRunner {
  /** Those that run end as soon as they see it; resolves when they have. */
  close(): Promise<void>;
}

export interface ReplayLogger {
  error(about: object, message: string): void;
}

type Job = Parameters<ReplayRunner['run']>[0];

export function createReplays({ log }: { readonly log?: ReplayLogger } = {}): Replays {
  return new Runner(log);
}

class Runner implements Replays {
  private readonly waiting: Job[] = [];
  private readonly running = new Set<Promise<void>>();
  private isStopping = false;
  private renewing: NodeJS.Timeout | null = null;

  constructor(private readonly log: ReplayLogger | undefined) {}

  run(job: Job): void {
    this.waiting.push(job);
    this.begin();
    if (this.waiting.length > 0) this.renewing ??= setInterval(this.renew, renewMs).unref();
  }

  async close(): Promise<void> {
    this.isStopping = true;
    // Those that have not begun are told that the process ends, as the others are.
    while (this.waiting.length > 0 || this.running.size > 0) {
      this.begin();
      await Promise.all(this.running);
    }
  }

  private readonly renew = (): void => {
    for (const job of this.waiting) {
      job.waits().catch((err: unknown) => this.log?.error({ err }, 'The lease of a waiting replay was not renewed.'));
    }
    if (this.waiting.length > 0 || this.renewing === null) return;
    clearInterval(this.renewing);
    this.renewing = null;
  };

  private begin(): void {
    while (this.running.size < atOnce) {
      const job = this.waiting.shift();
      if (job === undefined) return;
      const done = this.work(job).finally(() => {
        this.running.delete(done);
        this.begin();
      });
      this.running.add(done);
    }
  }

  private async work(job: Job): Promise<void> {
    const isStopping = (): boolean => this.isStopping;
    try {
      await job.work({
        breathe: () => setImmediate(),
        get isStopping() {
          return isStopping();
        },
      });
    } catch (error) {
      this.log?.error({ err: error, workspaceId: job.workspaceId, replayId: job.id }, 'A replay broke.');
      await job.failed().catch((err: unknown) => this.log?.error({ err }, 'A broken replay could not be ended.'));
    }
  }
}
