/**
 * The scripts that a step may come through: what the conversation plays, what its flow cards have entered, and what they may
 * enter now. A script that this process has read before costs nothing; all that are missing cost one round trip together.
 */
import type { DialogId } from '../routing/terms';
import type { Program } from '../streams/step-terms';
import type { Ports, ScriptKey, Transaction } from './ports';
import type { PlayableScript } from './records';

export interface LoadedProgram extends Program {
  readonly entry: PlayableScript;
  scriptOf(dialogId: DialogId, version: number): PlayableScript | null;
  /** Everything that is at hand. */
  readonly scripts: readonly PlayableScript[];
}

export interface ProgramWanted {
  /** What the conversation began with. */
  readonly entry: ScriptKey;
  /** Of the place where it stands: its own script and those that it was entered through. */
  readonly places: readonly ScriptKey[];
  /** What a flow card enters now. */
  readonly flows: ReadonlyMap<DialogId, number>;
}

const keyOf = ({ dialogId, version }: ScriptKey): string => `${dialogId}:${version}`;

export async function loadProgram(
  ports: Pick<Ports, 'scripts'>,
  tx: Transaction,
  wanted: ProgramWanted,
): Promise<LoadedProgram> {
  const { missing, found } = atHand(ports, tx, wanted);
  const flows = new Map(wanted.flows);
  const read = missing.length === 0 ? [] : await tx.play.findScripts(missing);
  for (const script of read) {
    found.set(keyOf(script), script);
    ports.scripts.keep(tx.workspaceId, script);
    // Published between the two questions: what was read goes with what it leads to.
    const published = flows.get(script.dialogId);
    if (published !== undefined && script.version > published) flows.set(script.dialogId, script.version);
  }
  const scriptOf = (dialogId: DialogId, version: number): PlayableScript | null =>
    found.get(keyOf({ dialogId, version })) ?? null;
  return {
    entry: found.get(keyOf(wanted.entry)) ?? nothing(wanted.entry),
    scripts: [...found.values()],
    scriptOf,
    publishedFlow: (flowId) => {
      const version = flows.get(flowId);
      return version === undefined ? null : scriptOf(flowId, version);
    },
  };
}

/** Walks through the flow cards of what is known. What lies behind a script that is missing is read with it. */
function atHand(ports: Pick<Ports, 'scripts'>, tx: Transaction, { entry, places, flows }: ProgramWanted) {
  const found = new Map<string, PlayableScript>();
  const missing = new Map<string, ScriptKey>();
  const waiting: ScriptKey[] = [entry, ...places];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const key = keyOf(next);
    if (found.has(key) || missing.has(key)) continue;
    const script = ports.scripts.find(tx.workspaceId, next);
    if (script === null) {
      missing.set(key, next);
      continue;
    }
    found.set(key, script);
    for (const card of script.script) {
      if (card.kind !== 'FLOW') continue;
      const version = flows.get(card.flowId);
      if (version !== undefined) waiting.push({ dialogId: card.flowId, version });
    }
  }
  return { found, missing: [...missing.values()] };
}

/** A version that is gone has no cards: its conversation is at its end. */
function nothing({ dialogId, version }: ScriptKey): PlayableScript {
  return { dialogId, version, language: 'en', fallbackLanguages: [], fallbackMessage: null, script: [] };
}
