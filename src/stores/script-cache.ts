/**
 * Published versions that this process has read. A version never changes, so an entry is true for ever and the cache is the
 * same on every node without a word between them; all it has to do is to stay small. The one that was not asked for the
 * longest goes first.
 *
 * Which version a conversation plays is known only behind its lock. So that whatever this process lacks of it comes with the
 * lock, the database is told what it has: of a conversation that was met here before, what that one came through; of another,
 * the workspace's newest.
 */
import type { ScriptCache, ScriptKey } from '../actions/play-ports';
import type { PlayableScript } from '../actions/play.records';
import type { ConversationId, WorkspaceId } from '../routing/terms';

/** Some 40 MB of cards at the most: a card with its translations is about 1 kB in the heap. */
const usualCards = 40_000;
/** Some 4 kB of a question. More scripts than that are rarely played at a time; one that is not named is read once more. */
const mostNamed = 100;
/** A few hundred bytes each. */
const mostConversations = 10_000;

export function createScriptCache({ cards: most = usualCards }: { readonly cards?: number } = {}): ScriptCache {
  // A map remembers the order in which its keys came: the first one is the stalest.
  const kept = new Map<string, PlayableScript>();
  const ofWorkspace = new Map<WorkspaceId, Map<string, PlayableScript>>();
  const cameThrough = new Map<ConversationId, readonly ScriptKey[]>();
  let cards = 0;
  const keyOf = (workspaceId: WorkspaceId, { dialogId, version }: ScriptKey): string =>
    `${workspaceId}:${dialogId}:${version}`;
  const drop = (key: string): void => {
    cards -= weightOf(kept.get(key));
    kept.delete(key);
    const workspaceId = key.slice(0, key.indexOf(':')) as WorkspaceId;
    const siblings = ofWorkspace.get(workspaceId);
    siblings?.delete(key);
    if (siblings?.size === 0) ofWorkspace.delete(workspaceId);
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
      const siblings = ofWorkspace.get(workspaceId) ?? new Map<string, PlayableScript>();
      ofWorkspace.set(workspaceId, siblings.set(key, script));
      for (const stalest of kept.keys()) {
        if (cards <= most) break;
        drop(stalest);
      }
    },
    recall(workspaceId, conversationId) {
      const scripts = cameThrough.get(conversationId)?.map((script) => this.find(workspaceId, script) ?? null);
      return scripts === undefined || scripts.includes(null) ? null : scripts.filter((script) => script !== null);
    },
    remember(conversationId, scripts) {
      cameThrough.delete(conversationId);
      if (scripts.length === 0 || scripts.length > mostNamed) return;
      cameThrough.set(
        conversationId,
        scripts.map(({ dialogId, version }) => ({ dialogId, version })),
      );
      for (const stalest of cameThrough.keys()) {
        if (cameThrough.size <= mostConversations) break;
        cameThrough.delete(stalest);
      }
    },
    newest: (workspaceId) => [...(ofWorkspace.get(workspaceId)?.values() ?? [])].slice(-mostNamed),
  };
}

/** An empty script takes a place, too. */
function weightOf(script: PlayableScript | undefined): number {
  return script === undefined ? 0 : script.script.length + 1;
}
