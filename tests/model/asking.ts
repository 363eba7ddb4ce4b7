/** What becomes of a visitor's request, as the product's promises say it. */
import { touched } from './able';
import { anew, attemptsLeft, promisedTo, search, type Found, type Outcome, waitingOf } from './search';
import { cardOf, type ChatState, type OfferEnd, type OfferSeen, pendingOf, type State } from './state';
import { hadTurn } from './ring';

/** How long the customer's server has. */
export const routerDeadlineMs = 5_000;

/** The visitor comes to the card. */
export function asks(state: State, chat: ChatState): void {
  chat.requestedAt = state.now;
  if (isUsedUp(state)) return misses(state, chat, 'LIMIT_REACHED');
  const promised = promisedTo(state, waitingOf(state));
  follows(state, chat, search(state, chat, { step: 0, made: 0, promised, mayAsk: true }));
}

/** The search goes on from where it stands, while the visitor's patience and the attempts last. */
function searchesOn(state: State, chat: ChatState): void {
  if (chat.offers.length === 0 && isUsedUp(state)) return misses(state, chat, 'LIMIT_REACHED');
  if (state.now >= patienceOf(state, chat)) return misses(state, chat, 'WAIT_EXCEEDED');
  if (attemptsLeft(state, chat) <= 0) return findsNobody(state, chat, 'ATTEMPTS_EXHAUSTED');
  const earlier = waitingOf(state).filter(({ requestedAt }) => requestedAt < chat.requestedAt);
  const { step, made } = chat;
  follows(state, chat, search(state, chat, { step, made, promised: promisedTo(state, earlier), mayAsk: true }));
}

function follows(state: State, chat: ChatState, outcome: Outcome): void {
  if (typeof outcome === 'string') return findsNobody(state, chat, outcome);
  if ('who' in outcome) return rings(state, chat, outcome);
  const { asks: index } = outcome;
  chat.made = index === chat.step ? chat.made : 0;
  chat.step = index;
  if (state.isRouterOn) {
    chat.askedUntil = state.now + routerDeadlineMs;
    chat.state = 'ROUTING';
    chat.decisions.push('ASKED');
    return;
  }
  chat.answers[index] = 'NOTHING';
  searchesOn(state, chat);
}

/** What the customer's server said holds for the whole request. */
export function hears(state: State, chat: ChatState, answer: ChatState['answers'][number]): void {
  chat.answers[chat.step] = answer;
  chat.askedUntil = null;
  searchesOn(state, chat);
}

export const isUsedUp = ({ engagements, engagementLimit: limit }: State): boolean =>
  limit !== null && engagements >= limit;

function rings(state: State, chat: ChatState, { who, ring, step }: Found): void {
  // Counted once, when somebody is found for the first time.
  if (chat.offers.length === 0) state.engagements += 1;
  chat.made = step === chat.step ? chat.made + 1 : 1;
  chat.step = step;
  const { acceptWindowSeconds } = state.settings;
  const { window: ofStep = null, looks = 'RING_OF_ALL' } = chat.route.steps[step] ?? {};
  const window = (ofStep ?? cardOf(state, chat).window ?? acceptWindowSeconds) * 1_000;
  const expiresAt = Math.min(state.now + window, patienceOf(state, chat));
  const offer = { id: null, kind: 'REQUEST', handover: null, agent: who, offeredAt: state.now, expiresAt } as const;
  if (chat.offers.some(({ agent }) => agent === who)) state.remarks['asked again'] = true;
  state.remarks[`found by ${looks}`] = true;
  chat.offers.push({ ...offer, state: 'PENDING' });
  touched(state, who);
  chat.decisions.push('OFFERED');
  chat.state = 'OFFERED';
  if (ring !== null) hadTurn(state, ring, who);
}

function patienceOf({ settings }: State, chat: ChatState): number {
  return settings.maxWaitSeconds === null ? Infinity : chat.requestedAt + settings.maxWaitSeconds * 1_000;
}

/** When the line lets the visitor wait no longer. */
export function waitEndOf(state: State, chat: ChatState): number {
  const { queue } = cardOf(state, chat);
  const ofLine = chat.requestedAt + (queue?.maxWaitSeconds ?? 0) * 1_000;
  return Math.min(ofLine, patienceOf(state, chat));
}

/** Where the card has a line with room in it, the visitor waits; else gets the fallback. */
function findsNobody(state: State, chat: ChatState, why: string): void {
  const { queue } = cardOf(state, chat);
  if (why === 'OWNER_UNAVAILABLE') state.remarks['only an owner who is away'] = true;
  if (queue === null) return misses(state, chat, why);
  if (waitEndOf(state, chat) <= state.now) return misses(state, chat, 'WAIT_EXCEEDED');
  const inLine = waitingOf(state).filter(({ dialog }) => dialog === chat.dialog).length;
  if (!chat.hasWaited && inLine >= queue.maxLength) return misses(state, chat, 'QUEUE_FULL');
  Object.assign(chat, { state: 'WAITING', hasWaited: true, step: 0, made: 0 } satisfies Partial<ChatState>);
  chat.decisions.push('QUEUED');
}

/** The fallback: where the card wants one, the visitor is asked for a message. A used-up package asks for nothing. */
export function misses(state: State, chat: ChatState, why: string): void {
  chat.decisions.push(why);
  chat.state = 'MISSED';
  chat.isPrompted = cardOf(state, chat).leaveMessage && why !== 'LIMIT_REACHED';
  if (!chat.isPrompted) chat.status = 'COMPLETED';
}

/** Its place is a chat's now, or free. */
export function settles(state: State, offer: OfferSeen, how: OfferEnd): void {
  offer.state = how;
  touched(state, offer.agent);
}

/** Nobody took the offer: the next one. */
export function goesOn(state: State, chat: ChatState, how: Exclude<OfferEnd, 'ACCEPTED'>): OfferSeen {
  const pending = pendingOf(chat);
  if (pending === undefined) throw new Error('Nothing rings.');
  settles(state, pending, how);
  if (pending.kind === 'REQUEST') searchesOn(state, chat);
  return pending;
}

/** Somebody has come free: whoever has waited longest and can have them. Answers whether the visitor waits no more. */
export function isServed(state: State, chat: ChatState): boolean {
  if (chat.state !== 'WAITING') return false;
  if (chat.offers.length === 0 && isUsedUp(state)) {
    misses(state, chat, 'LIMIT_REACHED');
    return true;
  }
  const waiting = waitingOf(state);
  const promised = promisedTo(state, waiting.slice(0, waiting.indexOf(chat)));
  const found = search(state, chat, anew(promised));
  if (typeof found === 'string' || !('who' in found)) return false;
  rings(state, chat, found);
  return true;
}
