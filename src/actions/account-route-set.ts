import type { Actor } from '../auth/actor';
import { may } from '../auth/policy';
import { done, refuse, type Outcome } from '../routing/refusal';
import type { AgentId } from '../routing/terms';
import { maxAccounts, readAccountDomain, readCompany } from './account-reading';
import { Faults } from './faults';
import type { Ports } from './ports';
import { notAllowed, unknown } from './staff-refusals';

export interface AccountRouteSetInput {
  readonly domain: string;
  readonly agentId: AgentId;
  /** Absent: stays. */
  readonly company?: string | null;
}

/** Visitors with an address of that domain, or below it, belong to that agent from the next request on. */
export async function accountRouteSet(
  ports: Ports,
  actor: Actor,
  input: AccountRouteSetInput,
): Promise<Outcome<string>> {
  if (!may(actor, 'accounts.manage')) return notAllowed('manage accounts');
  const faults = new Faults();
  const domain = faults.read(readAccountDomain(input.domain, ['domain']));
  const company = input.company === undefined ? undefined : faults.read(readCompany(input.company, ['company']));
  if (faults.any || domain === undefined) return faults.refused();
  const { agentId } = input;
  return ports.work(actor.workspaceId, async (tx) => {
    await tx.routing.lock();
    const [agent, before, count] = await Promise.all([
      tx.agents.find(agentId),
      tx.accounts.find(domain),
      tx.accounts.count(),
    ]);
    if (agent === null) return unknown('agent', ['agentId']);
    if (!agent.active) return refuse('INVALID', `${agent.name} was deactivated. Choose somebody else.`, ['agentId']);
    if (before === null && count >= maxAccounts) return tooManyAccounts();
    tx.accounts.set([{ domain, agentId, company: company === undefined ? (before?.company ?? null) : company }]);
    return done(domain);
  });
}

export function tooManyAccounts() {
  const most = maxAccounts.toLocaleString('en');
  return refuse('LIMIT_REACHED', `There may be ${most} accounts at most. Delete those that are no longer needed.`);
}
