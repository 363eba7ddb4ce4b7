/**
 * Why an agent cannot be offered a chat. Only the first reason is told, so the order is the order of what explains most:
 * what holds for good (deactivated, no permission), then what holds for this request (tried), then what may pass in a
 * minute (unavailable, unreachable, full). An agent who declined and went for lunch was tried; the lunch explains nothing.
 */
import { hasRoom, rampedCapacity } from './capacity';
import type { AgentId, Candidate, IneligibleReason, RoutingSettings } from './terms';

export interface EligibilityRules {
  readonly settings: Pick<RoutingSettings, 'requireReachable' | 'rampSeconds'>;
  /** Everyone who was offered this very request before. */
  readonly tried: { has(agentId: AgentId): boolean };
  readonly now: Date;
}

/** Null: may be offered the chat now. */
export function whyNot(agent: Candidate, { settings, tried, now }: EligibilityRules): IneligibleReason | null {
  if (!agent.active) return 'DEACTIVATED';
  if (!agent.takesLiveChats) return 'NO_LIVE_CHAT_PERMISSION';
  if (tried.has(agent.id)) return 'ALREADY_TRIED';
  if (!agent.available) return 'UNAVAILABLE';
  if (settings.requireReachable && !agent.reachable) return 'UNREACHABLE';
  if (!hasRoom(agent)) return 'AT_CAPACITY';
  if (settings.rampSeconds > 0 && agent.taken >= rampedCapacity(agent, { settings, now })) return 'RAMPING_UP';
  return null;
}
