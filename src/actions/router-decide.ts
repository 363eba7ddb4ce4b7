import { everythingKnown } from '../routing/attributes';
import { limitReached, whatNext } from '../routing/fall-through';
import type { Decision } from '../routing/terms';
import { liveChatDecide } from './live-chat-decide';
import type { Running } from './live-chat-held';
import type { Transaction } from './ports';
import type { WorkspaceRecord } from './records';
import { countServed } from './served-count';

/**
 * A step, behind the routing lock: goes on with the route now that a customer's server has had its say. A request that is
 * offered for the first time only now is counted now.
 */
export async function routerDecide(
  tx: Transaction,
  { conversation, chat }: Running,
  workspace: WorkspaceRecord,
): Promise<Decision> {
  const [visitor, person, offers, usage] = await Promise.all([
    tx.visitors.find(conversation.visitorId),
    tx.people.findFacts(conversation.visitorId),
    tx.offers.findAllOf(chat.id),
    tx.usage.find(),
  ]);
  const { liveChatEngagementLimit: limit, liveChatEngagements: used } = usage;
  const isFirst = chat.attempts === 0;
  if (isFirst && limit !== null && used >= limit) return limitReached(chat.routing.strategy);
  const next = whatNext({ ...chat, now: tx.now, settings: workspace.settings });
  if (next.kind === 'FALL_BACK') return next.decision;
  const attributes = everythingKnown(visitor?.attributes ?? [], person.attributes);
  const decision = await liveChatDecide(tx, { chat, workspace, offers, attributes });
  if (isFirst && decision.agentId !== null) countServed(tx, { workspace, usage });
  return decision;
}
