/**
 * How conversations stood when this process last stored a line in them, or looked. What is kept may be out of date at any time: it
 * is compared with the row by whatever is stored on the strength of it. The one that was not asked for the longest goes first.
 */
import type { ConversationId } from '../routing/terms';
import type { KnownStanding } from './sql/message-spoken.sql';

export interface KeptStandings {
  find(id: ConversationId): KnownStanding | null;
  keep(standing: KnownStanding): void;
  forget(id: ConversationId): void;
}

/** Some 700 bytes each. */
const usuallyKept = 10_000;

export function createKeptStandings(most = usuallyKept): KeptStandings {
  // A map remembers the order in which its keys came: the first one is the stalest.
  const kept = new Map<ConversationId, KnownStanding>();
  return {
    find(id) {
      const found = kept.get(id);
      if (found === undefined) return null;
      kept.delete(id);
      kept.set(id, found);
      return found;
    },
    keep(standing) {
      kept.delete(standing.id);
      kept.set(standing.id, standing);
      for (const stalest of kept.keys()) {
        if (kept.size <= most) break;
        kept.delete(stalest);
      }
    },
    forget: (id) => void kept.delete(id),
  };
}
