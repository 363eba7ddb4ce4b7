/** What people do, and what becomes of it: each answers with what the product should answer, `OK` or the refusal's code. */
import { isReachable, returns, touched } from './able';
import { asks, settles } from './asking';
import { passesOn, takes } from './handover';
import { agentOf, browserOf, cardOf, chatOf, type ChatState, pendingOf, type State, type Who } from './state';
import { routeFor } from './visitors';

export type Side = 'VISITOR' | 'AGENT';
export interface OfferAt {
  readonly chat: string;
  readonly index: number;
}

/** `tells`: on the way to the card the visitor says their address. */
export function visitorAsks(
  state: State,
  id: string,
  from: Pick<ChatState, 'dialog' | 'browser'>,
  tells: boolean,
): string {
  if (tells) browserOf(state, from.browser).hasTold = true;
  const chat: ChatState = {
    ...from,
    liveChatId: null,
    status: 'OPEN',
    state: 'ROUTING',
    route: { steps: [], isShorthand: false, standsIn: false },
    agent: null,
    guest: null,
    requestedAt: state.now,
    connectedAt: null,
    lastActivityAt: state.now,
    warnedFor: null,
    endReason: null,
    offers: [],
    step: 0,
    made: 0,
    askedUntil: null,
    answers: {},
    hasWaited: false,
    isPrompted: false,
    claimedBy: null,
    listeners: [],
    whispers: 0,
    audits: [],
    decisions: [],
  };
  chat.route = routeFor(state, from.browser, cardOf(state, chat));
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
        passesOn(state, chat, 'EXPIRED');
        return 'OFFER_EXPIRED';
      }
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
      passesOn(state, chat, state.now >= offer.expiresAt ? 'EXPIRED' : 'DECLINED');
      return 'OK';
  }
}

/** `who`: the agent who served it when the thought came; it may be another's by now. */
export function ends(state: State, id: string, side: Side, who: Who | null): string {
  const chat = chatOf(state, id);
  if (side === 'AGENT' && chat.agent !== who) return 'NOT_FOUND';
  if (chat.status !== 'OPEN') return 'OK';
  if (chat.state === 'CONNECTED') {
    over(state, chat, side === 'VISITOR' ? 'VISITOR_ENDED' : 'AGENT_ENDED', 'COMPLETED');
    return 'OK';
  }
  // The fallback had asked for a message, and gets none.
  if (chat.state === 'MISSED') {
    Object.assign(chat, { status: 'COMPLETED', isPrompted: false });
    return 'OK';
  }
  withdraws(state, chat);
  chat.state = 'ABANDONED';
  chat.status = 'DROPPED';
  return 'OK';
}

function withdraws(state: State, chat: ChatState): void {
  const pending = pendingOf(chat);
  if (pending !== undefined) settles(state, pending, 'WITHDRAWN');
}

export function over(state: State, chat: ChatState, reason: string, status: 'COMPLETED' | 'DROPPED'): void {
  withdraws(state, chat);
  for (const who of [chat.agent, chat.guest]) touched(state, who);
  Object.assign(chat, { state: 'ENDED', status, endReason: reason, guest: null, listeners: [] });
}

export function writes(state: State, id: string): string {
  const chat = chatOf(state, id);
  if (chat.status !== 'OPEN') return 'CONVERSATION_CLOSED';
  if (chat.isPrompted) return 'CONFLICT';
  chat.lastActivityAt = state.now;
  return 'OK';
}

const dayMs = 86_400_000;

export function switches(state: State, who: Who, available: boolean): string {
  const agent = agentOf(state, who);
  if (!agent.active) return 'NOT_FOUND';
  if (available && !agent.available) returns(state, who);
  agent.available = available;
  agent.switchedUntil = available ? (Math.floor(state.now / dayMs) + 1) * dayMs : null;
  return 'OK';
}

export function dropsOff(state: State, who: Who): string {
  agentOf(state, who).leaseUntil = state.now + state.settings.disconnectGraceSeconds * 1_000;
  return 'OK';
}

export function comesBack(state: State, who: Who, until: number): string {
  // Where nobody needs to be there, nobody was away.
  if (!isReachable(state, who) && state.settings.requireReachable) returns(state, who);
  agentOf(state, who).leaseUntil = until;
  return 'OK';
}
