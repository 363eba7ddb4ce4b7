/**
 * Whether somebody could take a chat at this moment, for branches that ask: decided as a request would be, without the routing
 * lock and without changing anything. It may be otherwise a moment later; a live chat card behind the branch decides anew.
 */
import { decide } from '../routing/decide';
import { stepOf } from '../routing/steps';
import type { AgentId, LiveChatRouting } from '../routing/terms';
import { routingKey } from '../streams/routing-key';
import type { Facts } from '../streams/step-terms';
import type { QuietFacts } from './facts';
import type { Transaction } from './ports';
import type { UsageRecord, WorkspaceRecord } from './records';
import { findRings, namedSteps, nothingAsked, placedSteps } from './routing-picture';

/** The workspace's ring is looked at in any case: it may stand in for another one. */
const everybody = [stepOf('ROUND_ROBIN')];

export interface GlanceFrom {
  readonly facts: QuietFacts;
  readonly workspace: Pick<WorkspaceRecord, 'settings'>;
  readonly usage: UsageRecord;
  readonly routings: readonly LiveChatRouting[];
}

/** Runs what is pure, and once more where it asked for agents: mostly it does not, and where it does one round trip tells of all. */
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
  const available = await findAvailable(tx, from);
  return run({ ...from.facts, agentAvailable: (routing) => available.has(routingKey(routing)) });
}

/** The routings that would find somebody, by `routingKey`. */
export async function findAvailable(tx: Transaction, from: GlanceFrom): Promise<ReadonlySet<string>> {
  const { facts, workspace, usage, routings } = from;
  if (routings.length === 0) return new Set();
  const { liveChatEngagements: used, liveChatEngagementLimit: limit } = usage;
  if (limit !== null && used >= limit) return new Set();
  const [rings, candidates] = await Promise.all([
    findRings(tx, [...everybody, ...routings.flatMap(namedSteps)]),
    tx.routing.findCandidates(),
  ]);
  const picture = { settings: workspace.settings, candidates, ...rings };
  const finds = (routing: LiveChatRouting): boolean => {
    const steps = placedSteps(routing, { settings: workspace.settings, routes: rings.routes });
    const moment = { requestedAt: tx.now, now: tx.now, answers: nothingAsked };
    const request = {
      routing,
      steps,
      attributes: facts.attributes,
      tried: new Map<AgentId, Date>(),
      attempt: 1,
      ...moment,
    };
    return decide(request, picture).agentId !== null;
  };
  return new Set(routings.filter(finds).map(routingKey));
}
