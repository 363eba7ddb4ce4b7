/**
 * What the model knows of a workspace: plain data, and nothing of how the product keeps or computes it. Agents are numbers in
 * the order in which they were hired; times are milliseconds. A copy of it is another possible world.
 */
export type Who = number;

export interface AgentState {
  active: boolean;
  permitted: boolean;
  available: boolean;
  /** Until when the switch holds; null: nobody has touched it, or it agrees with the schedule that nobody has. */
  switchedUntil: number | null;
  leaseUntil: number;
  limit: number;
}

export type OfferEnd = 'ACCEPTED' | 'DECLINED' | 'EXPIRED' | 'WITHDRAWN';

/** A chat that is handed over, or somebody who is asked in: to whom, how many were asked, and who. */
export interface Handover {
  readonly target: Who | 'TEAM';
  readonly asked: readonly Who[];
}

export interface OfferSeen {
  /** The product's, as that of a chat. */
  id: string | null;
  readonly kind: 'REQUEST' | 'TRANSFER' | 'INVITE';
  readonly handover: Handover | null;
  readonly agent: Who;
  state: 'PENDING' | OfferEnd;
  readonly offeredAt: number;
  readonly expiresAt: number;
}

export interface ChatState {
  /** The product's, once it has been seen: who came first of two at the same moment is told by it. */
  liveChatId: string | null;
  readonly dialog: number;
  readonly country: string | null;
  status: 'OPEN' | 'COMPLETED' | 'DROPPED';
  state: 'ASKING' | 'WAITING' | 'OFFERED' | 'CONNECTED' | 'ENDED' | 'MISSED' | 'ABANDONED';
  agent: Who | null;
  guest: Who | null;
  requestedAt: number;
  lastActivityAt: number;
  warnedFor: number | null;
  endReason: string | null;
  readonly offers: OfferSeen[];
  /** Where the search goes on, and how many offers that step has made. */
  step: number;
  made: number;
  /** Whoever had a place in the line keeps it. */
  hasWaited: boolean;
  /** Each decision's outcome, or why there was none. */
  readonly decisions: string[];
}

export interface RuleState {
  readonly key: string;
  enabled: boolean;
  /** Holds for visitors from there; none: for everybody. */
  readonly countries: readonly string[];
  readonly ring: string;
}

/** Where somebody is looked for: a ring, whoever of a ring is least busy, one agent, or the first rule that holds. */
export type Look = 'RING_OF_ALL' | 'TEAM' | 'AGENT' | 'RULES' | 'LEAST_BUSY_OF_ALL' | 'LEAST_BUSY_OF_TEAM';

export interface Step {
  readonly looks: Look;
  /** For AGENT. */
  readonly agent: Who;
  readonly attempts: number | null;
  readonly window: number | null;
  readonly coolDown: number | null;
}

/** A dialog's live chat card: a shorthand of one step, or a route of several. */
export interface Card {
  readonly steps: readonly [Step, ...Step[]];
  readonly isRoute: boolean;
  readonly attempts: number | null;
  readonly window: number | null;
  readonly queue: { readonly maxLength: number; readonly maxWaitSeconds: number } | null;
}

export interface Settings {
  acceptWindowSeconds: number;
  teamAttempts: number;
  maxWaitSeconds: number | null;
  disconnectGraceSeconds: number;
  requireReachable: boolean;
  roundRobinFallback: boolean;
  idleTimeoutSeconds: number;
  idleWarningSeconds: number;
}

export interface RingState {
  order: Who[];
  /** Whose turn it is, whether or not they can take a chat. */
  turn: Who | null;
}

export interface State {
  now: number;
  settings: Settings;
  readonly agents: AgentState[];
  readonly cards: readonly Card[];
  readonly rings: Record<string, RingState>;
  /** By position. */
  rules: RuleState[];
  readonly chats: Record<string, ChatState>;
  engagements: number;
  engagementLimit: number | null;
}

export const ringOfAll = 'ALL';
export const ringOfTeam = 'TEAM';

export function pendingOf(chat: ChatState): OfferSeen | undefined {
  return chat.offers.find(({ state }) => state === 'PENDING');
}

/** Connected chats and ringing offers: a place each. */
export function placesOf(state: State, who: Who): { readonly chats: number; readonly offers: number } {
  const chats = Object.values(state.chats);
  return {
    chats: chats.filter(({ state: at, agent, guest }) => at === 'CONNECTED' && (agent === who || guest === who)).length,
    offers: chats.filter((chat) => pendingOf(chat)?.agent === who).length,
  };
}

export function agentOf(state: State, who: Who): AgentState {
  const agent = state.agents[who];
  if (agent === undefined) throw new Error(`There is no agent ${who}.`);
  return agent;
}

export function chatOf(state: State, id: string): ChatState {
  const chat = state.chats[id];
  if (chat === undefined) throw new Error(`There is no chat ${id}.`);
  return chat;
}

export function ringOf(state: State, name: string): RingState {
  const ring = state.rings[name];
  if (ring === undefined) throw new Error(`There is no ring ${name}.`);
  return ring;
}
