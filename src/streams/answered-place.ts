/** Where a card is that was answered before, for a repeated answer: told by its name from outside, the frames are walked. */
import type { FlowCard, Script } from './script';
import type { Frame, Place, Program } from './step-terms';

/** Null: the name leads nowhere, or through a flow that is not published any more. */
export function placeOf(program: Program, path: string): Place | null {
  const frames: Frame[] = [];
  let at = program.entry;
  let cardKey = path;
  // A key may hold slashes itself; where a flow card's key stands before one, the flow is meant.
  for (let card = flowOn(at.script, cardKey); card !== null; card = flowOn(at.script, cardKey)) {
    const flow = program.publishedFlow(card.flowId);
    if (flow === null) return null;
    frames.push({ dialogId: at.dialogId, version: at.version, cardKey: card.key });
    cardKey = cardKey.slice(card.key.length + 1);
    at = flow;
  }
  return { dialogId: at.dialogId, version: at.version, frames, cardKey };
}

function flowOn(script: Script, path: string): FlowCard | null {
  return script.find((card): card is FlowCard => card.kind === 'FLOW' && path.startsWith(`${card.key}/`)) ?? null;
}
