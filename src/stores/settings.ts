/** The settings in force: what was set by hand, else the plan's choice, else the default. */
import type { Plan, RoutingSettings } from '../routing/terms';

export const defaultCapacity = 10;

const defaults: Omit<RoutingSettings, 'teamAttempts'> = {
  acceptWindowSeconds: 100,
  defaultCapacity,
  idleTimeoutSeconds: 600,
  idleWarningSeconds: 60,
  maxWaitSeconds: null,
  disconnectGraceSeconds: 20,
  requireReachable: true,
  roundRobinFallback: false,
  fallbackMessage:
    'Sorry, nobody is free to chat right now. Please leave us your e-mail address and we will get back to you.',
};

const teamAttemptsByPlan: Readonly<Record<Plan, number>> = { PRIME: 2, SELECT: 1 };

/** As the columns hold them; null: not set by hand. */
export type StoredSettings = { readonly [Name in keyof RoutingSettings]: RoutingSettings[Name] | null };

export function settingsInForce(plan: Plan, stored: StoredSettings): RoutingSettings {
  return {
    acceptWindowSeconds: stored.acceptWindowSeconds ?? defaults.acceptWindowSeconds,
    defaultCapacity: stored.defaultCapacity ?? defaults.defaultCapacity,
    idleTimeoutSeconds: stored.idleTimeoutSeconds ?? defaults.idleTimeoutSeconds,
    idleWarningSeconds: stored.idleWarningSeconds ?? defaults.idleWarningSeconds,
    teamAttempts: stored.teamAttempts ?? teamAttemptsByPlan[plan],
    maxWaitSeconds: stored.maxWaitSeconds ?? defaults.maxWaitSeconds,
    disconnectGraceSeconds: stored.disconnectGraceSeconds ?? defaults.disconnectGraceSeconds,
    requireReachable: stored.requireReachable ?? defaults.requireReachable,
    roundRobinFallback: stored.roundRobinFallback ?? defaults.roundRobinFallback,
    fallbackMessage: stored.fallbackMessage ?? defaults.fallbackMessage,
  };
}
