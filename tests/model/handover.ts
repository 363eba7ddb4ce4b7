/** Chats that change hands: asked by whoever serves the visitor, answered like every other offer. */
import { isWilling, mayBeOffered, nothing, type Search, takenOf, touched } from './able';
import { goesOn, settles } from './asking';
import { fromTurn, hadTurn } from './ring';
import {
  agentOf,
  cardOf,
  chatOf,
  type ChatState,
  type Handover,
  type OfferEnd,
  type OfferSeen,
  pendingOf,
  ringOfTeam,
  type State,
  type Who,
} from './state';

export interface Wish {
  readonly kind: 'TRANSFER' | 'INVITE';
  readonly target: Who | 'TEAM';
}

export function handsOver(state: State, id: string, { kind, target }: Wish): string {
  const chat = chatOf(state, id);
  if (chat.state !== 'CONNECTED') return 'CONVERSATION_CLOSED';
  const pending = pendingOf(chat);
  if (pending !== undefined) return pending.kind === kind && pending.handover?.target === target ? 'OK' : 'CONFLICT';
  if (kind === 'INVITE' && chat.guest !== null) return 'CONFLICT';
  if (target === chat.agent) return 'INVALID';
  if (target === chat.guest) return 'CONFLICT';
  return asksToTake(state, chat, kind, { target, asked: [] });
}

interface Taker {
  readonly who: Who;
  readonly ring: string | null;
}

/** Whoever of the target can take it, or why nobody can. */
function takerOf(state: State, chat: ChatState, { target, asked }: Handover): Taker | string {
  const isOut = (who: Who): boolean => who === chat.agent || who === chat.guest || asked.includes(who);
  const fresh: Search = { chat: { ...chat, offers: [] }, promised: nothing };
  if (target === 'TEAM') {
    const able = (who: Who): boolean => !isOut(who) && mayBeOffered(state, fresh, who, null);
    const who = fromTurn(state, ringOfTeam).find(able);
    return who === undefined ? 'AGENT_UNAVAILABLE' : { who, ring: ringOfTeam };
  }
  if (isOut(target)) return 'AGENT_UNAVAILABLE';
  if (mayBeOffered(state, fresh, target, null)) return { who: target, ring: null };
  const isFull = takenOf(state, target) >= agentOf(state, target).limit;
  return isWilling(state, target) && isFull ? 'AT_CAPACITY' : 'AGENT_UNAVAILABLE';
}

/** Rings at the next of the target while the visitor goes on with the first agent. Answers why it does not, or `OK`. */
function asksToTake(state: State, chat: ChatState, kind: 'TRANSFER' | 'INVITE', handover: Handover): string {
  const taker = takerOf(state, chat, handover);
  if (typeof taker === 'string') return taker;
  const { who, ring } = taker;
  const window = (cardOf(state, chat).window ?? state.settings.acceptWindowSeconds) * 1_000;
  chat.offers.push({
    id: null,
    kind,
    handover: { ...handover, asked: [...handover.asked, who] },
    agent: who,
    state: 'PENDING',
    offeredAt: state.now,
    expiresAt: state.now + window,
  });
  touched(state, who);
  chat.decisions.push('OFFERED');
  if (ring !== null) hadTurn(state, ring, who);
  return 'OK';
}

/** Whoever was asked does not take it: the next of the team, else it stays where it is. */
function handsOn(state: State, chat: ChatState, { kind, handover }: OfferSeen): void {
  if (kind === 'REQUEST' || handover === null || chat.state !== 'CONNECTED') return;
  const most = handover.target === 'TEAM' ? state.settings.teamAttempts : 1;
  if (handover.asked.length < most) asksToTake(state, chat, kind, handover);
}

/** Nobody took the offer, whatever it was for. */
export function passesOn(state: State, chat: ChatState, how: Exclude<OfferEnd, 'ACCEPTED'>): void {
  handsOn(state, chat, goesOn(state, chat, how));
}

/** The one who was asked takes it. */
export function takes(state: State, chat: ChatState, offer: OfferSeen): void {
  settles(state, offer, 'ACCEPTED');
  if (offer.kind === 'INVITE') comesInto(chat, { guest: offer.agent });
  else serves(state, chat, offer.agent);
}

/** From now on it is theirs; whoever had it before has a place more. */
export function serves(state: State, chat: ChatState, who: Who): void {
  if (chat.state === 'CONNECTED') {
    touched(state, chat.agent);
    // Whoever takes a chat over has not been warned yet.
    chat.warnedFor = null;
  } else {
    chat.state = 'CONNECTED';
    chat.connectedAt = state.now;
  }
  if (chat.listeners.includes(who)) state.remarks['a listener comes into the chat'] = true;
  if (chat.guest === who) chat.guest = null;
  comesInto(chat, { agent: who });
  chat.lastActivityAt = state.now;
}

/** Whoever is in a chat hears it without listening. */
function comesInto(chat: ChatState, as: { readonly agent: Who } | { readonly guest: Who }): void {
  Object.assign(chat, as);
  chat.listeners = chat.listeners.filter((who) => who !== chat.agent && who !== chat.guest);
}

export function guestLeaves(state: State, id: string): string {
  const chat = chatOf(state, id);
  touched(state, chat.guest);
  chat.guest = null;
  return 'OK';
}
