import { assertNever } from '../routing/terms';
import type { Followed } from './followed';
import type { Running } from './live-chat-held';
import { liveChatMiss } from './live-chat-miss';
import { offerMake } from './offer-make';
import type { Ports, Transaction } from './ports';
import { findLines, mayWait, queuedOrNot, queueServe, queueWait } from './queue-wait';
import { routerAsk } from './router-ask';

/**
 * A step: does what was decided about a visitor's request, whoever asked for the decision. It is the one place where a decision
 * becomes an offer, a wait, a question to the customer's server or the fallback; the caller saves the conversation.
 */
export async function liveChatFollow(
  ports: Ports,
  tx: Transaction,
  running: Running,
  followed: Followed,
): Promise<Running> {
  const { decision, workspace } = followed;
  if (!mayWait(running, decision)) return follow(ports, tx, running, followed);
  const wait = { decision, settings: workspace.settings, lines: followed.lines ?? (await findLines(tx)) };
  const queued = queuedOrNot(tx, running, wait);
  if (queued.outcome === 'QUEUED') return queueWait(ports, tx, running, { ...wait, decision: queued });
  return follow(ports, tx, running, { ...followed, decision: queued });
}

async function follow(
  ports: Ports,
  tx: Transaction,
  running: Running,
  { decision, workspace, instead = null, play = null, routers }: Followed,
): Promise<Running> {
  const { settings } = workspace;
  const { agentId, outcome } = decision;
  switch (outcome) {
    case 'OFFERED':
      if (agentId === null) throw new Error(`Live chat ${running.chat.id} was offered to nobody.`);
      queueServe(tx, running);
      return offerMake(ports, tx, running, { agentId, decision, settings });
    case 'QUEUED':
      throw new Error(`Live chat ${running.chat.id} was to wait without a line.`);
    case 'ASKED':
      return routerAsk(ports, tx, running, {
        followed: { decision, workspace, instead, ...(routers && { routers }) },
        follow: liveChatFollow,
      });
    case 'FALLBACK':
    case 'LIMIT_REACHED':
      return liveChatMiss(ports, tx, running, { decision, workspace, instead, play });
    default:
      return assertNever(outcome);
  }
}
