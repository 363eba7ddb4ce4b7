/**
 * Who else is on the bus. A process that is alone has nobody to tell, and telling costs it a statement for each of its
 * commits; so it greets, now and then and whenever it is back, and speaks only while it has heard somebody lately. A
 * greeting that is lost costs the others latency: their sweeps find what was not told.
 */

/** Three greetings may be lost before somebody counts as gone. */
const greetEveryMs = 10_000;
const forgottenAfterMs = 35_000;
/** Until the answers to the first greeting are here, somebody is assumed. */
const settlingMs = 2_000;

export interface CompanyOptions {
  readonly greet: () => void;
  /** Milliseconds of a clock that does not jump. */
  readonly now: () => number;
}

export class Company {
  private readonly heard = new Map<string, number>();
  private greeting: NodeJS.Timeout | null = null;
  private startedAt = -Infinity;

  constructor(private readonly options: CompanyOptions) {}

  start(): void {
    this.startedAt = this.options.now();
    this.options.greet();
    this.greeting ??= setInterval(() => this.options.greet(), greetEveryMs).unref();
  }

  stop(): void {
    if (this.greeting !== null) clearInterval(this.greeting);
    this.greeting = null;
  }

  /** Somebody said something. A stranger is greeted back: it may not know of us. */
  hear(from: string): void {
    const isStranger = !this.heard.has(from);
    this.heard.set(from, this.options.now());
    if (isStranger) this.options.greet();
  }

  isThere(): boolean {
    if (this.options.now() - this.startedAt < settlingMs) return true;
    const since = this.options.now() - forgottenAfterMs;
    for (const [from, at] of this.heard) {
      if (at >= since) return true;
      this.heard.delete(from);
    }
    return false;
  }
}
