import type { BookingInstead } from './booking-offer';
import { assertNever, type Decision } from '../routing/terms';
import type { Running } from './live-chat-held';
import { liveChatMiss } from './live-chat-miss';
import { offerMake } from './offer-make';
import type { Ports, Transaction } from './ports';
import { queuedOrNot, queueLeave, queueWait } from './queue-wait';
import type { WorkspaceRecord } from './records';
import { routerAsk } from './router-ask';

export interface Followed {
  readonly decision: Decision;
  readonly workspace: WorkspaceRecord;
  /** Where the caller has read what a booking instead depends on. */
  readonly instead?: BookingInstead | null;
}

/**
 * A step: does what was decided about a visitor's request, whoever asked for the decision. It is the one place where a decision
 * becomes an offer, a wait, a question to the customer's server or the fallback; the caller saves the conversation.
 */
export async function liveChatFollow(
  ports: Ports,
  tx: Transaction,
  running: Running,
  { decision: decided, workspace, instead = null }: Followed,
): Promise<Running> {
  const { settings } = workspace;
  const decision = await queuedOrNot(tx, running, { decision: decided, settings });
  const { agentId, outcome } = decision;
  switch (outcome) {
    case 'OFFERED':
      if (agentId === null) throw new Error(`Live chat ${running.chat.id} was offered to nobody.`);
      queueLeave(tx, running.chat);
      return offerMake(ports, tx, running, { agentId, decision, settings });
    case 'QUEUED':
      return queueWait(ports, tx, running, { decision, settings });
    case 'ASKED':
      return routerAsk(ports, tx, running, { followed: { decision, workspace, instead }, follow: liveChatFollow });
    case 'FALLBACK':
    case 'LIMIT_REACHED':
      return liveChatMiss(ports, tx, running, { decision, workspace, instead });
    default:
      return assertNever(outcome);
  }
}
