/**
 * Does what is due, on time, for ever.
 *
 * The next due time is awaited in process, so that an offer ends some 20 ms after its window and not at the next sweep; every
 * 250 ms the queue is looked at all the same, which catches what other processes planned and a clock that jumped. A row is
 * leased by whoever claims it; the action ends or moves it in its own transaction. So a failure, or the death of this
 * process at any point, leaves a row that comes back by itself, and nothing here needs to remember anything.
 *
 * Two states: looking (one claim at a time) and resting until the timer; `wake` cuts a rest short. At most `atOnce` actions
 * run at a time, and a full house claims nothing: what waits stays in the table for other processes. What talks to other
 * servers has a runner of its own, so that a mail server that hangs makes no offer late.
 */
import type { ClaimedWork, DueQueue } from '../actions/due-queue';
import type { Ports } from '../actions/ports';
import { dueActions } from './due-actions';

export interface JobsLog {
  error(details: object, message: string): void;
}

export interface JobsParts {
  readonly due: DueQueue;
  /** What talks to other servers; absent: nobody in this process does. */
  readonly slow?: DueQueue;
  readonly ports: Ports;
  readonly log: JobsLog;
  /** How many actions at a time; each holds one of the pool's connections. */
  readonly atOnce?: number;
}

interface LaneParts extends Omit<JobsParts, 'slow'> {
  readonly sweepMs: number;
}

export interface Jobs {
  /** Begins with a fresh grace for whoever was connected when the last process died. */
  start(): Promise<void>;
  /** Claims no more and waits for what is being done. */
  stop(): Promise<void>;
  /** Something will be due then, by the database's clock. Never later than the sweep, often much earlier. */
  wake(at: Date): void;
}

const sweepMs = 250;
/** Nobody waits for a mail by the quarter second; what this process plans itself is waited for as exactly as anything. */
const slowSweepMs = 1_000;
/** With the database away each look fails: asking less and less often, but back within seconds of its return. */
const longestRestMs = 5_000;
const defaultAtOnce = 4;

export function createJobs(parts: JobsParts): Jobs {
  const { slow, ...quick } = parts;
  const runners = [new Runner({ ...quick, sweepMs })];
  if (slow !== undefined) runners.push(new Runner({ ...quick, due: slow, sweepMs: slowSweepMs }));
  return {
    start: async () => {
      // Before anything is looked at: what it moves must not be done first.
      await parts.due.renewGrace();
      // Stored while nobody had a server to send them with.
      if (parts.ports.mailer !== null) await parts.due.wakeMails();
      for (const runner of runners) runner.start();
    },
    stop: async () => void (await Promise.all(runners.map((runner) => runner.stop()))),
    wake: (at) => {
      for (const runner of runners) runner.wake(at);
    },
  };
}

class Runner {
  private readonly atOnce: number;
  private readonly running = new Set<Promise<void>>();
  private isStarted = false;
  private timer: NodeJS.Timeout | null = null;
  /** When the timer fires, by this process's clock. */
  private restsUntil = Infinity;
  private looking: Promise<void> | null = null;
  private lookAgain = false;
  /** What to add to this process's clock to get the database's. */
  private skewMs = 0;
  private failures = 0;

  constructor(private readonly parts: LaneParts) {
    this.atOnce = parts.atOnce ?? defaultAtOnce;
  }

  start(): void {
    if (this.isStarted) return;
    this.isStarted = true;
    this.look();
  }

  async stop(): Promise<void> {
    this.isStarted = false;
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    // A claim that is under way may still start something.
    await this.looking;
    await Promise.all(this.running);
  }

  wake(at: Date): void {
    this.restUntil(at.getTime() - this.skewMs);
  }

  /** At most one look at a time; asked for during one, it is followed by another. */
  private look(): void {
    if (!this.isStarted) return;
    if (this.looking !== null) {
      this.lookAgain = true;
      return;
    }
    this.lookAgain = false;
    this.looking = this.claim().then((restUntil) => {
      this.looking = null;
      if (this.lookAgain) this.look();
      else this.restUntil(restUntil);
    });
  }

  /** Claims and starts what is due; answers until when there is nothing to do. Never throws. */
  private async claim(): Promise<number> {
    const free = this.atOnce - this.running.size;
    // Whoever ends next looks again.
    if (free <= 0) return Date.now() + this.parts.sweepMs;
    try {
      const { work, now, nextAt } = await this.parts.due.claim(free);
      this.skewMs = now.getTime() - Date.now();
      this.failures = 0;
      for (const one of work) this.begin(one);
      const next = nextAt === null ? Infinity : nextAt.getTime() - this.skewMs;
      // A full house: the next look comes with the first that ends.
      const sweep = Date.now() + this.parts.sweepMs;
      return this.running.size < this.atOnce ? Math.min(next, sweep) : sweep;
    } catch (err) {
      this.failures += 1;
      this.parts.log.error({ err, failures: this.failures }, 'The queue of due work could not be read; trying again.');
      return Date.now() + Math.min(this.parts.sweepMs * 2 ** this.failures, longestRestMs);
    }
  }

  private begin(work: ClaimedWork): void {
    const done = this.act(work).finally(() => {
      this.running.delete(done);
      this.look();
    });
    this.running.add(done);
  }

  /** Never throws: the lease runs out, and the row is there again, each time a little later. */
  private async act(work: ClaimedWork): Promise<void> {
    try {
      await dueActions[work.kind](this.parts.ports, work);
    } catch (err) {
      this.parts.log.error({ err, ...work }, 'Due work failed; it is tried again when its lease has run out.');
    }
  }

  private restUntil(at: number): void {
    if (!this.isStarted || (this.timer !== null && this.restsUntil <= at)) return;
    if (this.timer !== null) clearTimeout(this.timer);
    this.restsUntil = at;
    this.timer = setTimeout(
      () => {
        this.timer = null;
        this.look();
      },
      Math.max(0, Math.min(at - Date.now(), longestRestMs)),
    );
  }
}
