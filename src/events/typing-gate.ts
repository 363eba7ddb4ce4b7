/** How long an indicator is shown, unless it is renewed. */
export const typingShownMs = 5_000;
const quietMs = 1_000;

/**
 * Lets one indicator a second through for each author and conversation. It stands before the delivery of every process, so
 * an author whose requests reach several of them is held to the same rate everywhere.
 */
export class TypingGate {
  /** The latest last: what is older than the quiet time is at the front and falls off there. */
  private readonly passed = new Map<string, number>();

  constructor(private readonly now: () => number) {}

  passes(typing: { readonly conversationId: string; readonly authorId: string }): boolean {
    const now = this.now();
    this.forget(now);
    const key = `${typing.conversationId} ${typing.authorId}`;
    if (this.passed.has(key)) return false;
    this.passed.set(key, now);
    return true;
  }

  private forget(now: number): void {
    for (const [key, at] of this.passed) {
      // A clock that was set back must not keep anybody quiet.
      if (at <= now && now - at < quietMs) return;
      this.passed.delete(key);
    }
  }
}
