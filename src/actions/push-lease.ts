/**
 * Whoever has a browser that can be woken is reachable without a socket. That is a lease like any other, of a process that is
 * none: it ends when the last registration goes, a grace later, so that what rings goes on then as for anybody who left.
 */
import type { AgentId } from '../routing/terms';
import { agentChanged } from './offer-settle';
import type { Transaction } from './ports';
import { leaseOf } from './reachability-lease';

const pushProcess = 'push';
/** Later than any clock that a test moves; a number that every reader of leases can hold. */
const forEver = new Date(Date.UTC(9_999, 0, 1));

export function isForEver(leaseEnd: Date): boolean {
  return leaseEnd >= forEver;
}

/** The agent is locked and has a registration. */
export async function pushLeaseHold(tx: Transaction, agentId: AgentId): Promise<void> {
  const wasReachable = await tx.reachability.isReachable(agentId);
  if (wasReachable) return tx.reachability.renew(agentId, pushProcess, forEver, false);
  tx.reachability.comeBack(agentId, pushProcess, forEver);
  agentChanged(tx, { agentId });
}

/** The agent is locked. With a registration left nothing happens. */
export async function pushLeaseEnd(tx: Transaction, agentId: AgentId): Promise<void> {
  const [left, { settings }] = await Promise.all([tx.push.findOf(agentId), tx.workspace.find()]);
  if (left.length > 0) return;
  const leaseUntil = new Date(tx.now.getTime() + leaseOf(settings, false) * 1_000);
  tx.reachability.renew(agentId, pushProcess, leaseUntil, false);
  tx.schedule({ kind: 'REACHABILITY_END', subjectId: agentId, at: leaseUntil });
}
