/** "Somebody is writing": told while they write, not at each key. */
import { TypingSendDocument } from './generated/graphql';
import type { Request } from './request';

/** The other side shows it for 5 s; told again a little earlier, it does not flicker. */
const everyMs = 3_000;

export interface TypingTeller {
  /** Call it at every key. */
  readonly tell: (conversationId: string) => void;
  /** The message went out: the next key tells again at once. */
  readonly rest: (conversationId: string) => void;
}

export function createTypingTeller(request: Request, localNow: () => number): TypingTeller {
  const toldAt = new Map<string, number>();
  return {
    tell: (conversationId) => {
      const last = toldAt.get(conversationId);
      if (last !== undefined && localNow() - last < everyMs) return;
      toldAt.set(conversationId, localNow());
      // Passing news: when it does not get through, nobody misses it.
      void request(TypingSendDocument, { input: { conversationId } }, { timeoutMs: everyMs });
    },
    rest: (conversationId) => void toldAt.delete(conversationId),
  };
}
