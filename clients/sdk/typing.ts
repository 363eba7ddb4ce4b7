/** "Somebody is writing": told while they write, not at each key. */
import { TypingSendDocument } from './generated/graphql';
import type { Request } from './request';

/** The other side shows it for 5 s; told again a little earlier, it does not flicker. */
const everyMs = 3_000;
/** The server passes on one a second; what comes earlier is dropped, and would only count as told here. */
const atMostEveryMs = 1_000;

export interface TypingTeller {
  /** Call it at every key. */
  readonly tell: (conversationId: string) => void;
  /** The message went out, which ended it for the other side: the next one is told as soon as it may be. */
  readonly rest: (conversationId: string) => void;
}

export function createTypingTeller(request: Request, localNow: () => number): TypingTeller {
  const toldAt = new Map<string, number>();
  const rested = new Set<string>();
  return {
    tell: (conversationId) => {
      const since = localNow() - (toldAt.get(conversationId) ?? -Infinity);
      if (since < (rested.has(conversationId) ? atMostEveryMs : everyMs)) return;
      toldAt.set(conversationId, localNow());
      rested.delete(conversationId);
      // Passing news: when it does not get through, nobody misses it.
      void request(TypingSendDocument, { input: { conversationId } }, { timeoutMs: everyMs });
    },
    rest: (conversationId) => void rested.add(conversationId),
  };
}
