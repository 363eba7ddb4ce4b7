/** The nouns of meetings, and whose calendars a visitor may book from. */
import { matches, type RoutingAttributes } from './custom-rules';
import { assertNever, type AgentId, type LiveChatRouting, type Pool, type PoolId, type Rule } from './terms';

export const meetingStatuses = ['SCHEDULED', 'RESCHEDULED', 'CANCELLED'] as const;
export type MeetingStatus = (typeof meetingStatuses)[number];

export const calendarProviders = ['CALDAV'] as const;
export type CalendarProviderKind = (typeof calendarProviders)[number];

/** NEEDS_REAUTH: the calendar refuses the password it was given; nothing is read or written until another one is. */
export const calendarStates = ['CONNECTED', 'NEEDS_REAUTH'] as const;
export type CalendarState = (typeof calendarStates)[number];

/** What an agent gets mails about, and may decline to. */
export const notificationTopics = ['FAILED_CHATS', 'FAILED_MEETINGS', 'USAGE'] as const;
export type NotificationTopic = (typeof notificationTopics)[number];

/** The agents among whom a booking goes round, in the ring's order. */
export interface MeetingPool {
  readonly agentIds: readonly AgentId[];
  /** Whose turn is remembered for it; null for one named agent. */
  readonly poolId: PoolId | null;
  /** The rule that sent the visitor here, by its name as it was then. */
  readonly ruleName: string | null;
}

export interface MeetingPicture {
  readonly roundRobinFallback: boolean;
  readonly workspacePoolId: PoolId;
  /** Everyone who can be booked, by creation: the workspace's ring. */
  readonly bookable: readonly AgentId[];
  readonly teamPool: Pool | null;
  /** The enabled rules by position. */
  readonly rules: readonly Rule[];
}

/**
 * As for a chat: the card's own choice, the first rule that holds **and** has somebody, and where that yields nobody the ring
 * of all, if the workspace has that switched on. Null: nobody can be booked.
 */
export function meetingPool(
  request: { readonly routing: LiveChatRouting; readonly attributes: RoutingAttributes },
  picture: MeetingPicture,
): MeetingPool | null {
  const own = ownPool(request, picture);
  if (own !== null || !picture.roundRobinFallback) return own;
  return among(picture.bookable, { poolId: picture.workspacePoolId, ruleName: null }, picture);
}

function ownPool(
  { routing, attributes }: { readonly routing: LiveChatRouting; readonly attributes: RoutingAttributes },
  picture: MeetingPicture,
): MeetingPool | null {
  switch (routing.strategy) {
    case 'ROUND_ROBIN':
      return among(picture.bookable, { poolId: picture.workspacePoolId, ruleName: null }, picture);
    case 'ROUTE':
      return null;
    case 'AGENT':
      return among(routing.agentId === null ? [] : [routing.agentId], { poolId: null, ruleName: null }, picture);
    case 'TEAM': {
      const { teamPool } = picture;
      return teamPool === null ? null : among(teamPool.order, { poolId: teamPool.id, ruleName: null }, picture);
    }
    case 'CUSTOM_RULES':
      for (const rule of picture.rules) {
        if (!matches(rule, attributes)) continue;
        const found = among(rule.pool.order, { poolId: rule.pool.id, ruleName: rule.name }, picture);
        if (found !== null) return found;
      }
      return null;
    default:
      return assertNever(routing.strategy);
  }
}

function among(
  order: readonly AgentId[],
  pool: Omit<MeetingPool, 'agentIds'>,
  { bookable }: MeetingPicture,
): MeetingPool | null {
  const known = new Set(bookable);
  const agentIds = order.filter((agentId) => known.has(agentId));
  return agentIds.length === 0 ? null : { agentIds, ...pool };
}
