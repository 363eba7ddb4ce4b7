import { assertNever, type Decision } from '../routing/terms';
import type { Running } from './live-chat-held';
import { liveChatMiss } from './live-chat-miss';
import { offerMake } from './offer-make';
import type { Ports, Transaction } from './ports';
import type { WorkspaceRecord } from './records';

export interface Followed {
  readonly decision: Decision;
  readonly workspace: WorkspaceRecord;
}

/**
 * A step: does what was decided about a visitor's request, whoever asked for the decision. It is the one place where a decision
 * becomes an offer, a wait, a question to the customer's server or the fallback; the caller saves the conversation.
 */
export async function liveChatFollow(
  ports: Ports,
  tx: Transaction,
  running: Running,
  { decision, workspace }: Followed,
): Promise<Running> {
  const { agentId, outcome } = decision;
  switch (outcome) {
    case 'OFFERED':
      if (agentId === null) throw new Error(`Live chat ${running.chat.id} was offered to nobody.`);
      return offerMake(ports, tx, running, { agentId, decision, settings: workspace.settings });
    case 'QUEUED':
    case 'ASKED':
    case 'FALLBACK':
    case 'LIMIT_REACHED':
      return liveChatMiss(ports, tx, running, { decision, workspace });
    default:
      return assertNever(outcome);
  }
}
