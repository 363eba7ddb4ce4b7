import type { Typing } from './topics';

/** How long an indicator is shown, unless it is renewed. */
export const typingShownMs = 5_000;
const quietMs = 1_000;

/**
 * Lets one indicator a second through for each author and conversation. It stands before the delivery of every process, so
 * an author whose requests reach several of them is held to the same rate everywhere.
 *
 * Rated by the time that the indicator itself carries: by that of its arrival, one that travelled a little faster than the
 * one before would be dropped.
 */
export class TypingGate {
  /** The latest arrival last: what is old is at the front and falls off there. */
  private readonly passed = new Map<string, { readonly until: number; readonly arrived: number }>();

  constructor(private readonly now: () => number) {}

  passes(typing: Typing): boolean {
    const arrived = this.now();
    this.forget(arrived);
    const key = `${typing.conversationId} ${typing.authorId}`;
    const until = typing.until.getTime();
    const before = this.passed.get(key);
    if (before !== undefined && Math.abs(until - before.until) < quietMs) return false;
    this.passed.delete(key);
    this.passed.set(key, { until, arrived });
    return true;
  }

  private forget(now: number): void {
    for (const [key, { arrived }] of this.passed) {
      // A clock that was set back must not keep anybody quiet.
      if (arrived <= now && now - arrived < typingShownMs) return;
      this.passed.delete(key);
    }
  }
}
