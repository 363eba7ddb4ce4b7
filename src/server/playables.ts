/** Versions of scripts as they are played. One never changes: what the process has played before is not read again. */
import type { ScriptCache } from '../actions/play-ports';
import type { PlayableScript } from '../actions/play.records';
import type { Reads } from '../actions/reads';
import type { Actor } from '../auth/actor';
import type { DialogId } from '../routing/terms';

interface PlayableSources {
  readonly reads: Pick<Reads, 'dialogVersions'>;
  readonly actor: Pick<Actor, 'workspaceId'>;
  readonly scripts: ScriptCache;
}

/** By `${dialogId}:${version}`. */
export async function playables(
  { reads, scripts, actor: { workspaceId } }: PlayableSources,
  keys: readonly string[],
): Promise<readonly (PlayableScript | null)[]> {
  const known = keys.map((key) => scripts.find(workspaceId, scriptKeyOf(key)));
  const missing = keys.filter((_, index) => known[index] === null);
  const read = missing.length === 0 ? [] : await reads.dialogVersions(missing);
  const found = new Map<string, PlayableScript>();
  for (const [index, version] of read.entries()) {
    if (version === null) continue;
    const { dialogId, version: number, language, fallbackLanguages, fallbackMessage, cards: script } = version;
    const playable = { dialogId, version: number, language, fallbackLanguages, fallbackMessage, script };
    scripts.keep(workspaceId, playable);
    found.set(missing[index] ?? '', playable);
  }
  return keys.map((key, index) => known[index] ?? found.get(key) ?? null);
}

/** `${dialogId}:${version}` */
function scriptKeyOf(key: string): { readonly dialogId: DialogId; readonly version: number } {
  const [dialogId = '', version = ''] = key.split(':');
  return { dialogId: dialogId as DialogId, version: Number(version) };
}
