/**
 * What `decide` looks at beside the settings, read in one round trip: the rings, and everybody who may be in them. Asked for in
 * one breath with the routing lock, behind it, it stays true until the commit: a second question under the lock would make
 * every other request of the workspace wait for it. A simulation reads it without the lock and promises nothing.
 */
import type { RoutingPicture } from '../routing/decide';
import type { LiveChatRouting, Pool, Rule } from '../routing/terms';
import type { Transaction } from './ports';

/** The rings that a card's routing names. */
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

export async function findPicture(
  tx: Transaction,
  ask: { readonly routing: LiveChatRouting; readonly attempt: number },
): Promise<Omit<RoutingPicture, 'settings'>> {
  // The workspace's ring stands in for a pool that has nobody at the start, and later for none.
  const mayFallBack = ask.routing.strategy !== 'ROUND_ROBIN' && ask.attempt === 1;
  const [rings, fallbackPool, candidates] = await Promise.all([
    findRings(tx, ask.routing),
    mayFallBack ? tx.routing.findFallbackPool() : null,
    tx.routing.findCandidates(),
  ]);
  return { ...rings, workspacePool: rings.workspacePool ?? fallbackPool, candidates };
}
