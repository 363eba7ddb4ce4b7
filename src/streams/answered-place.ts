/** Where a card is that was answered before, for a repeated answer: told by its name from outside, the frames are walked. */
import type { Frame, Place, Program } from './step-terms';

/** Null: the name leads nowhere, or through a flow that is not published any more. */
export function placeOf(program: Program, path: string): Place | null {
  const names = path.split('/');
  const cardKey = names.pop() ?? '';
  const frames: Frame[] = [];
  let at = program.entry;
  for (const name of names) {
    const card = at.script.find(({ key }) => key === name);
    const flow = card?.kind === 'FLOW' ? program.publishedFlow(card.flowId) : null;
    if (flow === null) return null;
    frames.push({ dialogId: at.dialogId, version: at.version, cardKey: name });
    at = flow;
  }
  return { dialogId: at.dialogId, version: at.version, frames, cardKey };
}
