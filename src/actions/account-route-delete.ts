import type { Actor } from '../auth/actor';
import { may } from '../auth/policy';
import { done, type Outcome } from '../routing/refusal';
import { readAccountDomain } from './account-reading';
import type { Ports } from './ports';
import { notAllowed, unknown } from './staff-refusals';

export interface AccountRouteDeleteInput {
  readonly domain: string;
}

/** Requests from there are routed as their card says from now on; what rings goes on ringing. */
export async function accountRouteDelete(
  ports: Ports,
  actor: Actor,
  input: AccountRouteDeleteInput,
): Promise<Outcome<string>> {
  if (!may(actor, 'accounts.manage')) return notAllowed('manage accounts');
  const domain = readAccountDomain(input.domain, ['domain']);
  if (!domain.ok) return domain;
  return ports.work(actor.workspaceId, async (tx) => {
    await tx.routing.lock();
    if ((await tx.accounts.find(domain.value)) === null) return unknown('account', ['domain']);
    tx.accounts.delete(domain.value);
    return done(domain.value);
  });
}
