import { availabilityAt } from '../routing/availability';
import { ringingSentence } from '../routing/availability-words';
import { whyNot } from '../routing/eligibility';
import type { IneligibleReason, RoutingSettings } from '../routing/terms';
import type { SeenAvailability } from './availability-ports';
import { intentOf } from './availability-settle';
import type { AgentRecord } from './records';

export interface Ringing {
  readonly rings: boolean;
  readonly reason: IneligibleReason | null;
  readonly sentence: string;
}

/** Whether a request made now could go to the agent: what a decision asks, asked for a visitor whom nobody has been offered. */
export function ringingOf(
  agent: AgentRecord,
  seen: SeenAvailability,
  { settings, isOwn }: { readonly settings: RoutingSettings; readonly isOwn: boolean },
): Ringing {
  const { id, active, available, reachable } = agent;
  const capacity = agent.capacity ?? settings.defaultCapacity;
  const takesLiveChats = agent.permissions.includes('LIVE_CHAT_TAKE');
  const taken = agent.activeChats + agent.pendingOffers;
  const { skills } = agent;
  const [idleSince, returnedAt] = [agent.idleSince.getTime(), agent.returnedAt?.getTime() ?? null];
  const there = { id, active, takesLiveChats, available, reachable };
  const candidate = { ...there, taken, capacity, skills, idleSince, returnedAt };
  const reason = whyNot(candidate, { settings, tried: new Set(), now: seen.now });
  const availability = availabilityAt(intentOf(seen), seen.now);
  const timeZone = seen.schedule?.hours.timeZone ?? 'UTC';
  const sentence = ringingSentence({ reason, availability, capacity, timeZone, now: seen.now, isOwn });
  return { rings: reason === null, reason, sentence };
}
