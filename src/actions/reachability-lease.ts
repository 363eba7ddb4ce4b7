/** How long an agent's lease is, and how often it is renewed. */
import type { RoutingSettings } from '../routing/terms';

/** While a socket is there the lease outlives two renewals that fail, however short the grace is set. */
const shortestLeaseSeconds = 15;
const longestRenewalSeconds = 10;

export function leaseOf(settings: Pick<RoutingSettings, 'disconnectGraceSeconds'>, connected: boolean): number {
  const grace = settings.disconnectGraceSeconds;
  return connected ? Math.max(grace, shortestLeaseSeconds) : grace;
}

export function renewalOf(leaseSeconds: number): number {
  return Math.min(leaseSeconds / 3, longestRenewalSeconds) * 1_000;
}
