/** What an agent's availability amounts to, as a sentence: to the agent, or about them to a colleague. Staff read English. */
import type { Availability } from './availability';
import type { IneligibleReason } from './terms';
import { assertNever } from './terms';
import { dayMs, wallClock } from './zone';

export interface RingingFacts {
  /** Null: an offer would reach the agent now. */
  readonly reason: IneligibleReason | null;
  readonly availability: Availability;
  readonly capacity: number;
  /** Whose wall the times are told by. */
  readonly timeZone: string;
  readonly now: Date;
  /** Whether the reader is the agent. */
  readonly isOwn: boolean;
}

export function ringingSentence(facts: RingingFacts): string {
  const { reason, capacity, isOwn } = facts;
  const who = isOwn ? 'You' : 'They';
  switch (reason) {
    case null:
      return `${who} will ring`;
    case 'DEACTIVATED':
      return 'Deactivated';
    case 'NO_LIVE_CHAT_PERMISSION':
      return `${who} do not take live chats`;
    case 'UNAVAILABLE':
      return awaySentence(facts);
    case 'UNREACHABLE':
      return `${who} will not ring: no connection`;
    case 'AT_CAPACITY':
      return `${who} will not ring: all ${capacity} places taken`;
    case 'RAMPING_UP':
      return `${who} will ring again step by step: just back`;
    case 'ALREADY_TRIED':
    case 'NOT_SKILLED':
    case 'NOT_MATCHED':
      return `${who} will not ring for this request`;
    default:
      return assertNever(reason);
  }
}

function awaySentence({ availability, isOwn, now, timeZone }: RingingFacts): string {
  // The boundary has just passed, and the row that routing reads follows within a second.
  if (availability.available) return `${isOwn ? 'You' : 'They'} will not ring: unavailable`;
  const until = availability.until === null ? '' : ` until ${spokenTime(availability.until, now, timeZone)}`;
  switch (availability.because) {
    case 'SCHEDULE':
      return `Outside ${isOwn ? 'your' : 'their'} hours${until}`;
    case 'BREAK':
      return `On a break${until}`;
    case 'HOLIDAY':
      return `On holiday${until}`;
    case 'OVERRIDE':
      return `Switched off${until}`;
    case 'NONE':
      return `${isOwn ? 'You' : 'They'} will not ring: switched off`;
    default:
      return assertNever(availability.because);
  }
}

const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const;
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** `12:30` today, `Mon 09:00` within the six days to come, and `24 Dec 09:00` beyond: a weekday alone would be ambiguous. */
function spokenTime(at: Date, now: Date, timeZone: string): string {
  const [there, here] = [wallClock(timeZone, at), wallClock(timeZone, now)];
  if (there.date === here.date) return there.time;
  const date = new Date(`${there.date}T00:00:00Z`);
  const daysAhead = (date.getTime() - Date.parse(`${here.date}T00:00:00Z`)) / dayMs;
  if (daysAhead <= 6) return `${weekdays[date.getUTCDay()]} ${there.time}`;
  return `${date.getUTCDate()} ${months[date.getUTCMonth()]} ${there.time}`;
}
