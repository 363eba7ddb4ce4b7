/**
 * What `decide` looks at, read in two round trips: the rings, then everybody in them. Under the routing lock it stays true
 * until the commit; a simulation reads it without the lock and promises nothing.
 */
import type { RoutingPicture } from '../routing/decide';
import type { AgentId, Candidate, LiveChatRouting, Pool, RoutingSettings, Rule } from '../routing/terms';
import type { Transaction } from './ports';

/** The rings that a card's routing names. They may be asked for in one breath with the routing lock, behind it. */
export interface Rings {
  readonly workspacePool: Pool | null;
  readonly teamPool: Pool | null;
  readonly rules: readonly Rule[];
}

export async function findRings(tx: Transaction, routing: LiveChatRouting): Promise<Rings> {
  const [workspacePool, teamPool, rules] = await Promise.all([
    routing.strategy === 'ROUND_ROBIN' ? tx.routing.findWorkspacePool() : null,
    routing.strategy === 'TEAM' && routing.teamId !== null ? tx.routing.findTeamPool(routing.teamId) : null,
    routing.strategy === 'CUSTOM_RULES' ? tx.routing.findRules() : [],
  ]);
  return { workspacePool, teamPool, rules };
}

/** Rings and everybody in them, as a first attempt needs them. */
export interface FirstPicture extends Rings {
  readonly candidates: readonly Candidate[];
}

/** Asked for in one breath with the routing lock, behind it: then a first attempt needs no second question. */
export async function findFirstPicture(tx: Transaction, routing: LiveChatRouting): Promise<FirstPicture> {
  const [rings, fallbackPool, candidates] = await Promise.all([
    findRings(tx, routing),
    routing.strategy === 'ROUND_ROBIN' ? null : tx.routing.findFallbackPool(),
    tx.routing.findCandidatesFor(routing),
  ]);
  return { ...rings, workspacePool: rings.workspacePool ?? fallbackPool, candidates };
}

export function pictureOf({ candidates, ...rings }: FirstPicture, settings: RoutingSettings): RoutingPicture {
  return { ...rings, settings, candidates: new Map(candidates.map((candidate) => [candidate.id, candidate])) };
}

export async function loadPicture(
  tx: Transaction,
  ask: {
    readonly routing: LiveChatRouting;
    readonly rings: Rings;
    readonly settings: RoutingSettings;
    readonly attempt: number;
  },
): Promise<RoutingPicture> {
  const { routing, settings } = ask;
  const { teamPool, rules } = ask.rings;
  const mayFallBack = settings.roundRobinFallback && ask.attempt === 1;
  const workspacePool = ask.rings.workspacePool ?? (mayFallBack ? await tx.routing.findWorkspacePool() : null);
  const named = routing.strategy === 'AGENT' && routing.agentId !== null ? [routing.agentId] : [];
  const ids = everybodyIn({ pools: [workspacePool, teamPool], rules, named });
  const candidates = ids.length === 0 ? [] : await tx.routing.findCandidates(ids);
  return {
    settings,
    workspacePool,
    teamPool,
    rules,
    candidates: new Map(candidates.map((candidate) => [candidate.id, candidate])),
  };
}

function everybodyIn(from: {
  readonly pools: readonly (Pool | null)[];
  readonly rules: readonly Rule[];
  readonly named: readonly AgentId[];
}): readonly AgentId[] {
  const ids = new Set(from.named);
  const pools = [...from.pools, ...from.rules.map((rule) => rule.pool)];
  for (const pool of pools) for (const agentId of pool?.order ?? []) ids.add(agentId);
  return [...ids];
}
