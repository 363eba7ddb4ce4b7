/** What a router is told, gathered outside the transaction that asks: nobody waits for it behind the routing lock. */
import { attributeKey, isTrustedForAccountRouting, mayOverwrite } from '../routing/attributes';
import { whyNot } from '../routing/eligibility';
import type { AgentId, Attribute, RoutingSettings } from '../routing/terms';
import type { Transaction } from './ports';
import { maxCandidatesTold, type RouterCandidate, type RouterQuestion } from './router-ports';
import type { QuestionId } from './router.records';
import type { ConversationRecord, LiveChatRecord } from './records';

export interface AskedAbout {
  readonly id: QuestionId;
  readonly conversation: ConversationRecord;
  readonly chat: LiveChatRecord;
}

export async function questionOf(tx: Transaction, { id, conversation, chat }: AskedAbout): Promise<RouterQuestion> {
  const [visitor, person, { settings }, offers] = await Promise.all([
    tx.visitors.find(conversation.visitorId),
    tx.people.findFacts(conversation.visitorId),
    tx.workspace.find(),
    tx.offers.findAllOf(chat.id),
  ]);
  const tried = [...new Set(offers.map(({ agentId }) => agentId))];
  const staff = await candidatesOf(tx, settings, tried);
  return {
    id,
    workspaceId: tx.workspaceId,
    liveChatId: chat.id,
    conversationId: conversation.id,
    attempt: chat.attempts + 1,
    requestedAt: chat.requestedAt,
    pageUrl: conversation.pageUrl,
    attributes: trusted([...(visitor?.attributes ?? []), ...person.attributes]),
    candidates: staff.slice(0, maxCandidatesTold),
    moreCandidates: staff.length > maxCandidatesTold,
    tried,
  };
}

/** The workspace's ring, whoever could be offered the chat first: of a thousand agents those who are at their desks count. */
export async function candidatesOf(
  tx: Transaction,
  settings: RoutingSettings,
  tried: readonly AgentId[],
): Promise<readonly RouterCandidate[]> {
  const [ring, lookup] = await Promise.all([tx.routing.findWorkspacePool(), tx.routing.findCandidates()]);
  const rules = { settings, tried: new Set(tried), now: tx.now };
  const judged = ring.order.flatMap((agentId): RouterCandidate[] => {
    const agent = lookup.get(agentId);
    if (agent === undefined || !agent.active) return [];
    const reason = whyNot(agent, rules);
    return [{ agentId, eligible: reason === null, reason }];
  });
  return [...judged.filter(({ eligible }) => eligible), ...judged.filter(({ eligible }) => !eligible)];
}

/** What a page claims of its visitor, and what was guessed, decides nothing and is told to nobody. */
export function trusted(attributes: readonly Attribute[]): Readonly<Record<string, string>> {
  const best = new Map<string, Attribute>();
  for (const attribute of attributes) {
    if (!isTrustedForAccountRouting(attribute.source)) continue;
    const key = attributeKey(attribute.name);
    const before = best.get(key);
    if (before === undefined || mayOverwrite(before.source, attribute.source)) best.set(key, attribute);
  }
  return Object.fromEntries([...best.values()].map(({ name, value }) => [name, value]));
}
