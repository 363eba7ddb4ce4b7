/** Who is offered a chat, as the product's promises say it. */
import { fromTurn, hadTurn } from './ring';
import {
  agentOf,
  type Card,
  type ChatState,
  type OfferEnd,
  placesOf,
  ringOfAll,
  ringOfTeam,
  type State,
  type Who,
} from './state';

export function isReachable(state: State, who: Who): boolean {
  return agentOf(state, who).leaseUntil > state.now;
}

function mayBeOffered(state: State, chat: ChatState, who: Who): boolean {
  const agent = agentOf(state, who);
  const { chats, offers } = placesOf(state, who);
  return (
    agent.active &&
    agent.permitted &&
    agent.available &&
    (isReachable(state, who) || !state.settings.requireReachable) &&
    chats + offers < agent.limit &&
    !chat.offers.some((offer) => offer.agent === who)
  );
}

interface Chosen {
  readonly who: Who;
  readonly ring: string | null;
}

function ofRing(state: State, chat: ChatState, ring: string): Chosen | null {
  const who = fromTurn(state, ring).find((one) => mayBeOffered(state, chat, one));
  return who === undefined ? null : { who, ring };
}

function ofCard(state: State, chat: ChatState): Chosen | string {
  const card = cardOf(state, chat);
  switch (card.looks) {
    case 'AGENT':
      return mayBeOffered(state, chat, card.agent) ? { who: card.agent, ring: null } : 'NOBODY_ELIGIBLE';
    case 'RING_OF_ALL':
      return ofRing(state, chat, ringOfAll) ?? 'NOBODY_ELIGIBLE';
    case 'TEAM':
      return ofRing(state, chat, ringOfTeam) ?? 'NOBODY_ELIGIBLE';
    case 'RULES': {
      const holding = state.rules.filter(
        ({ enabled, countries }) =>
          enabled && (countries.length === 0 || (chat.country !== null && countries.includes(chat.country))),
      );
      const found = holding.map(({ ring }) => ofRing(state, chat, ring)).find((one) => one !== null);
      return found ?? (holding.length === 0 ? 'NO_RULE_MATCHED' : 'NOBODY_ELIGIBLE');
    }
  }
}

export function cardOf(state: State, chat: ChatState): Card {
  const card = state.cards[chat.dialog];
  if (card === undefined) throw new Error(`There is no dialog ${chat.dialog}.`);
  return card;
}

const attemptsOf = (state: State, card: Card): number =>
  card.attempts ?? (card.looks === 'TEAM' ? state.settings.teamAttempts : 1);

/** The visitor comes to the card. */
export function asks(state: State, chat: ChatState): void {
  chat.requestedAt = state.now;
  if (state.engagementLimit !== null && state.engagements >= state.engagementLimit)
    return misses(chat, 'LIMIT_REACHED');
  const before = chat.offers.length;
  findsSomebody(state, chat);
  if (chat.offers.length > before) state.engagements += 1;
}

function findsSomebody(state: State, chat: ChatState): void {
  let found = ofCard(state, chat);
  const mayFallBack = chat.offers.length === 0 && state.settings.roundRobinFallback;
  if (typeof found === 'string' && mayFallBack) {
    const standIn = ofRing(state, chat, ringOfAll);
    chat.stoodIn = standIn !== null;
    found = standIn ?? found;
  }
  if (typeof found === 'string') return misses(chat, found);
  rings(state, chat, found);
}

function rings(state: State, chat: ChatState, { who, ring }: Chosen): void {
  const { acceptWindowSeconds, maxWaitSeconds } = state.settings;
  const window = (cardOf(state, chat).window ?? acceptWindowSeconds) * 1_000;
  const patience = maxWaitSeconds === null ? Infinity : chat.requestedAt + maxWaitSeconds * 1_000;
  const expiresAt = Math.min(state.now + window, patience);
  chat.offers.push({ id: null, agent: who, state: 'PENDING', offeredAt: state.now, expiresAt });
  chat.decisions.push('OFFERED');
  chat.state = 'OFFERED';
  if (ring !== null) hadTurn(state, ring, who);
}

function misses(chat: ChatState, why: string): void {
  chat.decisions.push(why);
  chat.state = 'MISSED';
  chat.status = 'COMPLETED';
}

/** Nobody took the offer: the next one, while the visitor's patience and the attempts last. */
export function goesOn(state: State, chat: ChatState, how: Exclude<OfferEnd, 'ACCEPTED'>): void {
  const pending = chat.offers.find((offer) => offer.state === 'PENDING');
  if (pending === undefined) throw new Error('Nothing rings.');
  pending.state = how;
  const { maxWaitSeconds } = state.settings;
  if (maxWaitSeconds !== null && state.now >= chat.requestedAt + maxWaitSeconds * 1_000) {
    return misses(chat, 'WAIT_EXCEEDED');
  }
  if (chat.stoodIn || chat.offers.length >= attemptsOf(state, cardOf(state, chat)))
    return misses(chat, 'ATTEMPTS_EXHAUSTED');
  findsSomebody(state, chat);
}
