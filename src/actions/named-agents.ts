/** Agents by the ids of an input: each once, each known, and none who was deactivated unless already in. */
import { done, refuse, refuseAll, type Outcome, type Refusal } from '../routing/refusal';
import type { AgentId } from '../routing/terms';
import type { AgentStore } from './ports';

/** A ring longer than this is no ring, and no decision should have to walk it. */
const maxAgents = 1_000;

export async function readAgentIds(
  tx: { readonly agents: Pick<AgentStore, 'findMany'> },
  ids: readonly AgentId[],
  { field, alreadyIn = [] }: { readonly field: string; readonly alreadyIn?: readonly AgentId[] },
): Promise<Outcome<readonly AgentId[]>> {
  if (ids.length > maxAgents) {
    return refuse('INVALID', `These are ${ids.length} agents. Choose at most ${maxAgents.toLocaleString('en')}.`, [
      field,
    ]);
  }
  const agents = ids.length === 0 ? [] : await tx.agents.findMany(ids);
  const known = new Map(agents.map((agent) => [agent.id, agent]));
  const stays = new Set(alreadyIn);
  const seen = new Set<AgentId>();
  const refusals = ids.flatMap((id, index): Refusal[] => {
    const at = [field, String(index)];
    const agent = known.get(id);
    const twice = seen.has(id);
    seen.add(id);
    if (agent === undefined) {
      return [{ code: 'NOT_FOUND', message: 'There is no such agent. Choose one of the list of agents.', field: at }];
    }
    if (twice) return [{ code: 'INVALID', message: `${agent.name} is named twice. Name each agent once.`, field: at }];
    if (agent.active || stays.has(id)) return [];
    return [{ code: 'INVALID', message: `${agent.name} was deactivated. Choose somebody else.`, field: at }];
  });
  return refusals.length > 0 ? refuseAll(refusals) : done(ids);
}
