/**
 * Published versions that this process has read. A version never changes, so an entry is true for ever and the cache is the
 * same on every node without a word between them; all it has to do is to stay small. The one that was not asked for the
 * longest goes first.
 */
import type { ScriptCache, ScriptKey } from '../actions/play-ports';
import type { PlayableScript } from '../actions/play.records';
import type { WorkspaceId } from '../routing/terms';

/** Some 40 MB of cards at the most: a card with its translations is about 1 kB in the heap. */
const usualCards = 40_000;

export function createScriptCache({ cards: most = usualCards }: { readonly cards?: number } = {}): ScriptCache {
  // A map remembers the order in which its keys came: the first one is the stalest.
  const kept = new Map<string, PlayableScript>();
  let cards = 0;
  const keyOf = (workspaceId: WorkspaceId, { dialogId, version }: ScriptKey): string =>
    `${workspaceId}:${dialogId}:${version}`;
  const drop = (key: string): void => {
    cards -= weightOf(kept.get(key));
    kept.delete(key);
  };
  return {
    find(workspaceId, script) {
      const key = keyOf(workspaceId, script);
      const found = kept.get(key);
      if (found === undefined) return null;
      kept.delete(key);
      kept.set(key, found);
      return found;
    },
    keep(workspaceId, script) {
      const key = keyOf(workspaceId, script);
      drop(key);
      kept.set(key, script);
      cards += weightOf(script);
      for (const stalest of kept.keys()) {
        if (cards <= most) break;
        drop(stalest);
      }
    },
  };
}

/** An empty script takes a place, too. */
function weightOf(script: PlayableScript | undefined): number {
  return script === undefined ? 0 : script.script.length + 1;
}
