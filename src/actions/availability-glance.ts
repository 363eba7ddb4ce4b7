/**
 * Whether somebody could take a chat at this moment, for branches that ask: decided as a request would be, without the routing
 * lock and without changing anything. It may be otherwise a moment later; a live chat card behind the branch decides anew.
 */
import { decide } from '../routing/decide';
import type { AgentId, LiveChatRouting, Pool, TeamId } from '../routing/terms';
import { askedRoutings, routingKey } from '../streams/asked-routings';
import type { Facts } from '../streams/step-terms';
import type { QuietFacts } from './facts';
import type { Transaction } from './ports';
import type { PlayableScript, UsageRecord, WorkspaceRecord } from './records';

export interface GlanceFrom {
  readonly facts: QuietFacts;
  readonly workspace: Pick<WorkspaceRecord, 'settings'>;
  readonly usage: UsageRecord;
  /** Every script that the step may come through. */
  readonly scripts: readonly PlayableScript[];
  /** What audiences ask about. */
  readonly routings?: readonly LiveChatRouting[];
}

/**
 * Runs a step, which is pure, and once more where it asked for agents: most steps never do, and those that do pay one round
 * trip for all the routings that their scripts ask about.
 */
export async function withAvailability<T>(tx: Transaction, from: GlanceFrom, run: (facts: Facts) => T): Promise<T> {
  let isAsked = false;
  const first = run({
    ...from.facts,
    agentAvailable: () => {
      isAsked = true;
      return false;
    },
  });
  if (!isAsked) return first;
  const available = await glance(tx, from);
  return run({ ...from.facts, agentAvailable: (routing) => available.has(routingKey(routing)) });
}

/** The routings that would find somebody. */
async function glance(tx: Transaction, from: GlanceFrom): Promise<ReadonlySet<string>> {
  const { facts, workspace, usage, scripts } = from;
  const { liveChatEngagements: used, liveChatEngagementLimit: limit } = usage;
  if (limit !== null && used >= limit) return new Set();
  const routings = [...askedRoutings(scripts), ...(from.routings ?? [])];
  const teamIds = [...new Set(routings.flatMap(({ teamId }) => (teamId === null ? [] : [teamId])))];
  const [workspacePool, rules, candidates, ...teamPools] = await Promise.all([
    tx.routing.findWorkspacePool(),
    routings.some(({ strategy }) => strategy === 'CUSTOM_RULES') ? tx.routing.findRules() : [],
    tx.routing.findCandidates(),
    ...teamIds.map((teamId) => tx.routing.findTeamPool(teamId)),
  ]);
  const picture = { settings: workspace.settings, workspacePool, rules, candidates };
  const ringOf = new Map<TeamId, Pool | null>(teamIds.map((teamId, index) => [teamId, teamPools[index] ?? null]));
  const finds = (routing: LiveChatRouting): boolean => {
    const teamPool = routing.teamId === null ? null : (ringOf.get(routing.teamId) ?? null);
    const request = { routing, attributes: facts.attributes, tried: new Set<AgentId>(), attempt: 1 };
    return decide(request, { ...picture, teamPool }).agentId !== null;
  };
  return new Set(routings.filter(finds).map(routingKey));
}
