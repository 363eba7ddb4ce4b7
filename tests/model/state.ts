/**
 * What the model knows of a workspace: plain data, and nothing of how the product keeps or computes it. Agents are numbers in
 * the order in which they were hired; times are milliseconds. A copy of it is another possible world.
 */
import type { Answer, Card, Step } from './card';

export type Who = number;

export interface AgentState {
  active: boolean;
  permitted: boolean;
  /** May listen to other agents' chats. */
  hears: boolean;
  available: boolean;
  /** Until when the switch holds; null: nobody has touched it, or it agrees with the schedule that nobody has. */
  switchedUntil: number | null;
  leaseUntil: number;
  limit: number;
  skills: Readonly<Record<string, number>>;
  /** Since when no chat and no offer of theirs began or ended, and they did not come back either. */
  idleSince: number;
  /** When they last became available or reachable after not being so. */
  returnedAt: number | null;
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

/** The steps as they were put in place for one request. */
export interface Route {
  readonly steps: readonly Step[];
  /** A shorthand that nobody's account comes before: the card's own number is its step's. */
  readonly isShorthand: boolean;
  /** Whether the ring of all stands in behind it; `AS_SET`: as the setting says when it is looked at. */
  readonly standsIn: boolean | 'AS_SET';
}

export interface ChatState {
  /** The product's, once it has been seen: who came first of two at the same moment is told by it. */
  liveChatId: string | null;
  readonly dialog: number;
  readonly browser: string;
  status: 'OPEN' | 'COMPLETED' | 'DROPPED';
  state: 'ROUTING' | 'WAITING' | 'OFFERED' | 'CONNECTED' | 'ENDED' | 'MISSED' | 'ABANDONED';
  route: Route;
  agent: Who | null;
  guest: Who | null;
  requestedAt: number;
  connectedAt: number | null;
  lastActivityAt: number;
  warnedFor: number | null;
  endReason: string | null;
  readonly offers: OfferSeen[];
  /** Where the search goes on, and how many offers that step has made. */
  step: number;
  made: number;
  /** Until when the customer's server may answer. */
  askedUntil: number | null;
  /** What it said, by the step that asked. */
  readonly answers: Record<number, Answer>;
  /** Whoever had a place in the line keeps it. */
  hasWaited: boolean;
  /** The fallback asks for a message. */
  isPrompted: boolean;
  /** Who looks after it, though nobody took it in time. */
  claimedBy: Who | null;
  /** Who listens, in the order in which they began to. */
  listeners: readonly Who[];
  whispers: number;
  /** What supervisors did to it, in their order. */
  readonly audits: string[];
  /** Each decision's outcome, or why there was none. */
  readonly decisions: string[];
}

export interface Browser {
  readonly country: string | null;
  /** What its visitor would call their address, and whether the page claims it for them. */
  readonly address: string;
  readonly isClaimed: boolean;
  /** Whether they have told it themselves: only then it counts for routing. */
  hasTold: boolean;
}

export interface RuleState {
  readonly key: string;
  enabled: boolean;
  /** Holds for visitors from there; none: for everybody. */
  readonly countries: readonly string[];
  readonly ring: string;
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
  rampSeconds: number;
  accountUnavailable: 'CARD_ROUTING' | 'FALLBACK';
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
  readonly browsers: Record<string, Browser>;
  /** To whom the addresses of a domain belong. */
  readonly accounts: Record<string, Who>;
  isRouterOn: boolean;
  engagements: number;
  engagementLimit: number | null;
  /** What decided, here and there: to see that everything does. */
  readonly remarks: Record<string, true>;
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
  return given(state.agents[who], `agent ${who}`);
}

export function chatOf(state: State, id: string): ChatState {
  return given(state.chats[id], `chat ${id}`);
}

export function cardOf(state: State, chat: ChatState): Card {
  return given(state.cards[chat.dialog], `dialog ${chat.dialog}`);
}

export function browserOf(state: State, key: string): Browser {
  return given(state.browsers[key], `browser ${key}`);
}

export function ringOf(state: State, name: string): RingState {
  return given(state.rings[name], `ring ${name}`);
}

function given<T>(thing: T | undefined, what: string): T {
  if (thing === undefined) throw new Error(`There is no ${what}.`);
  return thing;
}
