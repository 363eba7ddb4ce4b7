/** What people do, and what becomes of it: each answers with what the product should answer, `OK` or the refusal's code. */
import { asks, goesOn } from './asking';
import { rearranged } from './ring';
import {
  agentOf,
  chatOf,
  type ChatState,
  type OfferSeen,
  pendingOf,
  ringOf,
  ringOfAll,
  ringOfTeam,
  type Settings,
  type State,
  type Who,
} from './state';

export type Side = 'VISITOR' | 'AGENT';
export interface OfferAt {
  readonly chat: string;
  readonly index: number;
}

export function visitorAsks(state: State, id: string, from: Pick<ChatState, 'dialog' | 'country'>): string {
  const chat: ChatState = {
    ...from,
    liveChatId: null,
    status: 'OPEN',
    state: 'ASKING',
    agent: null,
    guest: null,
    requestedAt: state.now,
    lastActivityAt: state.now,
    warnedFor: null,
    endReason: null,
    offers: [],
    step: 0,
    made: 0,
    hasWaited: false,
    decisions: [],
  };
  state.chats[id] = chat;
  asks(state, chat);
  return 'OK';
}

function offerAt(state: State, { chat: id, index }: OfferAt) {
  const chat = chatOf(state, id);
  const offer = chat.offers[index];
  if (offer === undefined) throw new Error(`Chat ${id} has no offer ${index}.`);
  return { chat, offer };
}

export function accepts(state: State, at: OfferAt, who: Who): string {
  const { chat, offer } = offerAt(state, at);
  if (offer.agent !== who) return 'NOT_FOUND';
  switch (offer.state) {
    case 'ACCEPTED':
      return 'OK';
    case 'WITHDRAWN':
      return 'OFFER_WITHDRAWN';
    case 'DECLINED':
    case 'EXPIRED':
      return 'OFFER_EXPIRED';
    case 'PENDING':
      if (state.now >= offer.expiresAt) {
        goesOn(state, chat, 'EXPIRED');
        return 'OFFER_EXPIRED';
      }
      offer.state = 'ACCEPTED';
      takes(state, chat, offer);
      return 'OK';
  }
}

export function declines(state: State, at: OfferAt, who: Who): string {
  const { chat, offer } = offerAt(state, at);
  if (offer.agent !== who) return 'NOT_FOUND';
  switch (offer.state) {
    case 'ACCEPTED':
      return 'CONFLICT';
    case 'WITHDRAWN':
      return 'OFFER_WITHDRAWN';
    case 'DECLINED':
    case 'EXPIRED':
      return 'OK';
    case 'PENDING':
      goesOn(state, chat, state.now >= offer.expiresAt ? 'EXPIRED' : 'DECLINED');
      return 'OK';
  }
}

function takes(state: State, chat: ChatState, { kind, agent }: OfferSeen): void {
  if (kind === 'INVITE') {
    chat.guest = agent;
    return;
  }
  // Whoever takes a chat over has not been warned yet.
  if (kind === 'TRANSFER') chat.warnedFor = null;
  chat.state = 'CONNECTED';
  chat.agent = agent;
  chat.lastActivityAt = state.now;
}

/** `who`: the agent who served it when the thought came; it may be another's by now. */
export function ends(state: State, id: string, side: Side, who: Who | null): string {
  const chat = chatOf(state, id);
  if (side === 'AGENT' && chat.agent !== who) return 'NOT_FOUND';
  if (chat.status !== 'OPEN') return 'OK';
  if (chat.state === 'CONNECTED') {
    over(chat, side === 'VISITOR' ? 'VISITOR_ENDED' : 'AGENT_ENDED', 'COMPLETED');
    return 'OK';
  }
  const pending = pendingOf(chat);
  if (pending !== undefined) pending.state = 'WITHDRAWN';
  chat.state = 'ABANDONED';
  chat.status = 'DROPPED';
  return 'OK';
}

export function over(chat: ChatState, reason: string, status: 'COMPLETED' | 'DROPPED'): void {
  chat.state = 'ENDED';
  chat.status = status;
  chat.endReason = reason;
  chat.guest = null;
  const pending = pendingOf(chat);
  if (pending !== undefined) pending.state = 'WITHDRAWN';
}

export function writes(state: State, id: string): string {
  const chat = chatOf(state, id);
  if (chat.status !== 'OPEN') return 'CONVERSATION_CLOSED';
  chat.lastActivityAt = state.now;
  return 'OK';
}

const dayMs = 86_400_000;

export function switches(state: State, who: Who, available: boolean): string {
  const agent = agentOf(state, who);
  if (!agent.active) return 'NOT_FOUND';
  agent.available = available;
  agent.switchedUntil = available ? (Math.floor(state.now / dayMs) + 1) * dayMs : null;
  return 'OK';
}

export function dropsOff(state: State, who: Who): string {
  agentOf(state, who).leaseUntil = state.now + state.settings.disconnectGraceSeconds * 1_000;
  return 'OK';
}

export function comesBack(state: State, who: Who, until: number): string {
  agentOf(state, who).leaseUntil = until;
  return 'OK';
}

export function setLimit(state: State, who: Who, limit: number): string {
  agentOf(state, who).limit = limit;
  return 'OK';
}

/** Who may take no chats is in no ring of all; what rings there rings on. */
export function permits(state: State, who: Who, permitted: boolean): string {
  const agent = agentOf(state, who);
  agent.permitted = permitted;
  if (!agent.active) return 'OK';
  const { order } = ringOf(state, ringOfAll);
  if (permitted && !order.includes(who)) rearranged(state, ringOfAll, [...order, who]);
  if (!permitted) leavesRing(state, who);
  return 'OK';
}

function leavesRing(state: State, who: Who): void {
  const { order } = ringOf(state, ringOfAll);
  if (!order.includes(who)) return;
  rearranged(
    state,
    ringOfAll,
    order.filter((one) => one !== who),
  );
}

/** The offers that rang there go on one after the other, each with what the one before it left behind. */
export function deactivates(state: State, who: Who): string {
  const agent = agentOf(state, who);
  if (!agent.active) return 'OK';
  agent.active = false;
  agent.available = false;
  leavesRing(state, who);
  return 'OK';
}

export function rearrangesAll(state: State, order: readonly Who[], next: Who | null): string {
  rearranged(state, ringOfAll, order, next ?? undefined);
  return 'OK';
}

export function changesTeam(state: State, members: readonly Who[]): string {
  const { order } = ringOf(state, ringOfTeam);
  if (members.some((who) => !agentOf(state, who).active && !order.includes(who))) return 'INVALID';
  rearranged(state, ringOfTeam, members);
  return 'OK';
}

export interface NewRule {
  readonly key: string;
  readonly countries: readonly string[];
  /** None: the team. */
  readonly members: readonly Who[];
  readonly position: number;
}

export function createsRule(state: State, { key, countries, members, position }: NewRule): string {
  if (members.some((who) => !agentOf(state, who).active)) return 'INVALID';
  const ring = members.length === 0 ? ringOfTeam : key;
  if (members.length > 0) state.rings[ring] = { order: [...members], turn: members[0] ?? null };
  state.rules.splice(position - 1, 0, { key, enabled: true, countries, ring });
  return 'OK';
}

export function enablesRule(state: State, key: string, enabled: boolean): string {
  for (const rule of state.rules) if (rule.key === key) rule.enabled = enabled;
  return 'OK';
}

export function movesRule(state: State, key: string, position: number): string {
  const [rule] = state.rules.filter((one) => one.key === key);
  if (rule === undefined) return 'NOT_FOUND';
  state.rules = state.rules.filter((one) => one !== rule);
  state.rules.splice(position - 1, 0, rule);
  return 'OK';
}

export function deletesRule(state: State, key: string): string {
  state.rules = state.rules.filter((one) => one.key !== key);
  delete state.rings[key];
  return 'OK';
}

export function settles(state: State, settings: Partial<Settings>): string {
  Object.assign(state.settings, settings);
  return 'OK';
}

export function limitsEngagements(state: State, limit: number | null): string {
  state.engagementLimit = limit;
  return 'OK';
}
