/** The nouns of meetings, and whose calendars a visitor may book from. */
import { matches, type RoutingAttributes } from './custom-rules';
import { countMet } from './skills';
import {
  assertNever,
  type AgentId,
  type Candidate,
  type Pool,
  type PoolId,
  type RouteStep,
  type Rule,
  type TeamId,
} from './terms';

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
  /** The team whose ring it is. */
  readonly teamId: TeamId | null;
}

export interface MeetingPicture {
  readonly roundRobinFallback: boolean;
  readonly workspacePoolId: PoolId;
  /** Everyone who can be booked, by creation: the workspace's ring. */
  readonly bookable: readonly AgentId[];
  /** The rings of the teams that the steps name. */
  readonly teamPools: Pick<ReadonlyMap<TeamId, Pool>, 'get'>;
  /** The enabled rules by position. */
  readonly rules: readonly Rule[];
  /** What agents are good at; whoever is missing is good at nothing. */
  readonly candidates: Pick<ReadonlyMap<AgentId, Pick<Candidate, 'skills'>>, 'get'>;
}

export interface MeetingRequest {
  /** The card's route with its references in place: see `resolvedSteps`. */
  readonly steps: readonly RouteStep[];
  readonly attributes: RoutingAttributes;
}

/**
 * As for a chat: the first step that has somebody, of rules the first that holds **and** has somebody, and where none does the
 * ring of all, if the workspace has that switched on. What passes in a minute counts for nothing here: who is busiest, who
 * idles, how long a skill is insisted on. Null: nobody can be booked.
 */
export function meetingPool(request: MeetingRequest, picture: MeetingPicture): MeetingPool | null {
  for (const step of request.steps) {
    const pool = poolOfStep(step, request.attributes, picture);
    if (pool !== null) return pool;
  }
  return picture.roundRobinFallback ? amongAll(picture) : null;
}

function amongAll(picture: MeetingPicture): MeetingPool | null {
  return among(picture.bookable, { poolId: picture.workspacePoolId, ruleName: null, teamId: null }, picture);
}

function poolOfStep(step: RouteStep, attributes: RoutingAttributes, picture: MeetingPicture): MeetingPool | null {
  switch (step.kind) {
    case 'AGENT':
    case 'LAST_AGENT':
    case 'ACCOUNT_OWNER': {
      const order = step.agentId === null ? [] : [step.agentId];
      return among(order, { poolId: null, ruleName: null, teamId: null }, picture);
    }
    case 'TEAM':
    case 'ROUND_ROBIN':
    case 'LEAST_BUSY':
    case 'LONGEST_IDLE':
      return amongRing(step, picture);
    case 'SKILLS': {
      const fits = (agentId: AgentId): boolean => {
        const agent = picture.candidates.get(agentId);
        return agent !== undefined && countMet(agent, step.skills) === step.skills.length;
      };
      return amongRing(step, { ...picture, bookable: picture.bookable.filter(fits) });
    }
    case 'CUSTOM_RULES':
      for (const rule of picture.rules) {
        if (!matches(rule, attributes)) continue;
        const of = { poolId: rule.pool.id, ruleName: rule.name, teamId: null };
        const found = among(rule.pool.order, of, picture);
        if (found !== null) return found;
      }
      return null;
    // A visitor looks at times for minutes: what a customer's server would say holds for a moment.
    case 'EXTERNAL':
    case 'ROUTE':
      return null;
    default:
      return assertNever(step.kind);
  }
}

function amongRing({ kind, teamId }: RouteStep, picture: MeetingPicture): MeetingPool | null {
  if (teamId === null) return kind === 'TEAM' ? null : amongAll(picture);
  const pool = picture.teamPools.get(teamId);
  return pool === undefined ? null : among(pool.order, { poolId: pool.id, ruleName: null, teamId }, picture);
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
