/** What listening, whispering and taking over have in common: a running chat of somebody else, and a line in the audit log. */
import type { AgentActor } from '../auth/actor';
import type { AuditAction } from '../routing/supervision';
import { refuse, type Refused } from '../routing/refusal';
import type { Ports, Transaction } from './ports';
import type { AgentRecord, ConversationRecord } from './records';

export function audit(
  ports: Ports,
  tx: Transaction,
  actor: Pick<AgentActor, 'agentId'>,
  entry: { readonly action: AuditAction; readonly conversation: ConversationRecord; readonly detail?: string },
): void {
  const { id: conversationId, agentId } = entry.conversation;
  const { action, detail = null } = entry;
  tx.supervision.insertAudit({
    id: ports.newId(),
    at: tx.now,
    action,
    actorId: actor.agentId,
    conversationId,
    agentId,
    detail,
  });
}

/** `what` completes "You may not …". */
export function notPermitted(what: string): Refused {
  return refuse('FORBIDDEN', `You may not ${what}. Ask somebody who manages the agents for the permission.`);
}

export function notRunning(): Refused {
  return refuse('CONFLICT', 'Nobody talks here now. Choose a chat of the list of running ones.', ['conversationId']);
}

/** As it stands in the row, which may have changed since the caller's session was looked at. */
export function mayListen({ active, permissions }: Pick<AgentRecord, 'active' | 'permissions'>): boolean {
  return active && permissions.includes('CHATS_LISTEN');
}
