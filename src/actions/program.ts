/**
 * The scripts that a step may come through: what the conversation plays, what its flow cards have entered, and what they may
 * enter now. A script that this process has read before costs nothing. What it lacks comes in the breath in which the
 * conversation is locked; where there is none yet, all that is missing costs one round trip together.
 */
import type { ConversationId, DialogId } from '../routing/terms';
import type { Program } from '../streams/step-terms';
import type { FlowsAndScripts } from './play-ports';
import type { Ports, ScriptKey, Transaction } from './ports';
import type { PlayableScript } from './records';

export interface LoadedProgram extends Program {
  readonly entry: PlayableScript;
  scriptOf(dialogId: DialogId, version: number): PlayableScript | null;
  /** Everything that is at hand. */
  readonly scripts: readonly PlayableScript[];
}

export interface ProgramWanted extends FlowsAndScripts {
  /** What the conversation began with. */
  readonly entry: ScriptKey;
  /** Of the place where it stands: its own script and those that it was entered through. */
  readonly places: readonly ScriptKey[];
}

const keyOf = ({ dialogId, version }: ScriptKey): string => `${dialogId}:${version}`;

/** Behind the conversation's lock: what flow cards enter now, and its scripts, those that this process had and those it had not. */
export async function findFlowsFor(
  ports: Pick<Ports, 'scripts'>,
  tx: Transaction,
  id: ConversationId,
): Promise<FlowsAndScripts> {
  const recalled = ports.scripts.recall(tx.workspaceId, id);
  // What it plays never changes, and without a flow card nothing is ever entered: there is nothing to ask.
  if (recalled !== null && !recalled.some(leadsOn)) return { flows: new Map(), scripts: recalled };
  const atHand = recalled ?? ports.scripts.newest(tx.workspaceId);
  const { flows, scripts } = await tx.play.findPublishedFlowsFor(id, atHand);
  for (const script of scripts) ports.scripts.keep(tx.workspaceId, script);
  // They are held here, whatever the cache lets go of meanwhile.
  return { flows, scripts: [...atHand, ...scripts] };
}

function leadsOn({ script }: PlayableScript): boolean {
  return script.some(({ kind }) => kind === 'FLOW');
}

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
function atHand(ports: Pick<Ports, 'scripts'>, tx: Transaction, { entry, places, flows, scripts }: ProgramWanted) {
  const held = new Map(scripts.map((script) => [keyOf(script), script]));
  const found = new Map<string, PlayableScript>();
  const missing = new Map<string, ScriptKey>();
  const waiting: ScriptKey[] = [entry, ...places];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const key = keyOf(next);
    if (found.has(key) || missing.has(key)) continue;
    const script = held.get(key) ?? ports.scripts.find(tx.workspaceId, next);
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
