/** Agents as they would be: at another time, or as somebody assumes them to be. */
import { availabilityAt } from '../routing/availability';
import { done, type Outcome } from '../routing/refusal';
import type { AgentId, Candidate } from '../routing/terms';
import { intentOf } from './availability-settle';
import { Faults } from './faults';
import type { Transaction } from './ports';
import type { ReplayedAgent } from './replay-ports';

export interface Assumption {
  readonly agentId: AgentId;
  /** Absent or null: as it is. */
  readonly available?: boolean | null;
  readonly reachable?: boolean | null;
  readonly taken?: number | null;
}

export type Candidates = Pick<ReadonlyMap<AgentId, Candidate>, 'get'>;

const maxAssumptions = 1_000;
const maxTaken = 100;

export async function readAssumptions(tx: Transaction, assume: readonly Assumption[]): Promise<Outcome<null>> {
  const faults = new Faults();
  if (assume.length > maxAssumptions) {
    faults.add(`These are ${assume.length} agents. Assume something of at most ${maxAssumptions}.`, ['assume']);
    return faults.refused();
  }
  const found = assume.length === 0 ? [] : await tx.agents.findMany(assume.map(({ agentId }) => agentId));
  const known = new Set(found.map(({ id }) => id));
  const seen = new Set<AgentId>();
  for (const [index, { agentId, taken }] of assume.entries()) {
    const field = ['assume', String(index)];
    if (!known.has(agentId)) {
      faults.add('There is no such agent. Choose one of the list of agents.', [...field, 'agentId']);
    } else if (seen.has(agentId)) {
      faults.add('This agent is named twice. Name each agent once.', [...field, 'agentId']);
    }
    seen.add(agentId);
    faults.range(taken, { min: 0, max: maxTaken, what: 'The number of places taken', field: [...field, 'taken'] });
  }
  return faults.any ? faults.refused() : done(null);
}

/** What is assumed counts before what is computed for that time, and that before how things are now. */
export function assuming(
  present: Candidates,
  of: { readonly assume: readonly Assumption[]; readonly at: Date | null; readonly agents: readonly ReplayedAgent[] },
): Candidates {
  const assumed = new Map(of.assume.map((one) => [one.agentId, one]));
  const said = new Map(of.agents.map((agent) => [agent.id, agent]));
  const then = new Map<AgentId, boolean>();
  const availableThen = (candidate: Candidate, at: Date): boolean => {
    let available = then.get(candidate.id);
    if (available === undefined) {
      const agent = said.get(candidate.id);
      available = agent === undefined ? candidate.available : availabilityAt(intentOf(agent), at).available;
      then.set(candidate.id, available);
    }
    return available;
  };
  return {
    get: (id) => {
      const candidate = present.get(id);
      if (candidate === undefined) return undefined;
      const { available, reachable, taken } = assumed.get(id) ?? { available: null, reachable: null, taken: null };
      return {
        ...candidate,
        available: available ?? (of.at === null ? candidate.available : availableThen(candidate, of.at)),
        reachable: reachable ?? candidate.reachable,
        taken: taken ?? candidate.taken,
      };
    },
  };
}
