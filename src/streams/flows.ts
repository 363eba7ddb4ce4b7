/** What playing a flow comes to, for the streams that play it: looked through once, however often it is used. */
import type { DialogId } from '../routing/terms';
import { endsQuietly, type QuietFlow } from './loops';
import { passedToTheEnd, type PassedInFlow } from './paths';
import type { Script } from './script';

export interface FlowKnowledge {
  readonly passedIn: PassedInFlow;
  readonly isQuiet: QuietFlow;
  /** Whether playing this flow comes to that dialog. */
  leadsTo(flowId: DialogId, dialogId: DialogId): boolean;
}

/** `flows`: the cards of published flows by id. One that is missing is passed over: it adds nothing and asks nothing. */
export function flowKnowledge(flows: ReadonlyMap<string, Script>): FlowKnowledge {
  const passedIn = remembered(flows, 0, passedToTheEnd);
  const isQuiet = remembered(flows, true, endsQuietly);
  return { passedIn, isQuiet, leadsTo: (flowId, dialogId) => leadsTo(flows, flowId, dialogId) };
}

/** `unknown` is also the answer about a flow that is being asked about: it would play itself, which the engine passes over. */
function remembered<T>(
  flows: ReadonlyMap<string, Script>,
  unknown: T,
  ask: (script: Script, inner: (flowId: DialogId) => T) => T,
): (flowId: DialogId) => T {
  const answers = new Map<string, T>();
  const answer = (flowId: DialogId): T => {
    const known = answers.get(flowId);
    if (known !== undefined) return known;
    const script = flows.get(flowId);
    if (script === undefined) return unknown;
    answers.set(flowId, unknown);
    const found = ask(script, answer);
    answers.set(flowId, found);
    return found;
  };
  return answer;
}

function leadsTo(flows: ReadonlyMap<string, Script>, flowId: DialogId, dialogId: DialogId): boolean {
  const seen = new Set<string>();
  const waiting: DialogId[] = [flowId];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (id === dialogId) return true;
    if (seen.has(id)) continue;
    seen.add(id);
    for (const card of flows.get(id) ?? []) if (card.kind === 'FLOW') waiting.push(card.flowId);
  }
  return false;
}
