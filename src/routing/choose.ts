/** Choosing inside a ring: whose turn it is, or whoever scores least, the turn deciding between equals. */
import type { Judgement } from './judge';
import { startOf } from './round-robin';
import { countMet, insistedOn } from './skills';
import { assertNever, type AgentId, type Candidate, type Pool, type RouteStep } from './terms';

export interface Choice {
  readonly chosen: AgentId | null;
  /** Who would have been chosen, had that one not been there. */
  readonly next: AgentId | null;
  readonly eligible: number;
}

export const nobody: Choice = { chosen: null, next: null, eligible: 0 };

type Chooser = Pick<RouteStep, 'kind' | 'skills' | 'coolDownSeconds'>;

/** Everybody in the ring gets a verdict. `waitedMs`: since the visitor asked. */
export function chooseIn(pool: Pool | null, step: Chooser, judge: Judgement, waitedMs: number): Choice {
  if (pool === null) return nobody;
  switch (step.kind) {
    case 'LEAST_BUSY':
      return leastOf(pool, judge, step.coolDownSeconds, { score: ({ taken, capacity }) => taken / capacity });
    case 'LONGEST_IDLE':
      return leastOf(pool, judge, step.coolDownSeconds, { score: ({ idleSince }) => idleSince });
    case 'SKILLS': {
      const insisted = insistedOn(step.skills, waitedMs);
      return leastOf(pool, judge, step.coolDownSeconds, {
        isFit: (agent) => countMet(agent, insisted) === insisted.length,
        // What is asked for no more still makes the better choice.
        score: (agent) => -countMet(agent, step.skills),
      });
    }
    case 'AGENT':
    case 'TEAM':
    case 'CUSTOM_RULES':
    case 'ROUND_ROBIN':
    case 'LAST_AGENT':
    case 'ACCOUNT_OWNER':
    case 'EXTERNAL':
    case 'ROUTE':
      return firstOf(pool.order, startOf(pool), judge, step.coolDownSeconds);
    default:
      return assertNever(step.kind);
  }
}

/** The first who can take it, round from `start`. */
export function firstOf(
  order: readonly AgentId[],
  start: number,
  judge: Judgement,
  coolDownSeconds: number | null,
): Choice {
  let chosen: AgentId | null = null;
  let next: AgentId | null = null;
  let eligible = 0;
  for (let step = 0; step < order.length; step += 1) {
    const agentId = order[(start + step) % order.length];
    if (agentId === undefined || !judge.consider(agentId, coolDownSeconds)) continue;
    if (chosen === null) chosen = agentId;
    else next ??= agentId;
    eligible += 1;
  }
  return { chosen, next, eligible };
}

interface Wish {
  readonly score: (agent: Candidate) => number;
  readonly isFit?: (agent: Candidate) => boolean;
}

/** The least and the second least in one walk; of equals the one whose turn comes first. */
function leastOf(pool: Pool, judge: Judgement, coolDownSeconds: number | null, { score, isFit }: Wish): Choice {
  const { order } = pool;
  const start = startOf(pool);
  let chosen: AgentId | null = null;
  let next: AgentId | null = null;
  let least = Infinity;
  let secondLeast = Infinity;
  let eligible = 0;
  for (let step = 0; step < order.length; step += 1) {
    const agentId = order[(start + step) % order.length];
    const agent = agentId === undefined ? undefined : judge.candidate(agentId);
    if (agentId === undefined) continue;
    if (agent !== undefined && isFit?.(agent) === false) {
      judge.pass(agentId, 'NOT_SKILLED');
      continue;
    }
    if (!judge.consider(agentId, coolDownSeconds) || agent === undefined) continue;
    eligible += 1;
    const own = score(agent);
    if (own < least) {
      next = chosen;
      secondLeast = least;
      chosen = agentId;
      least = own;
    } else if (own < secondLeast) {
      next = agentId;
      secondLeast = own;
    }
  }
  return { chosen, next, eligible };
}
