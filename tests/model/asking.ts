/** Who is offered a chat, as the product's promises say it. */
import { fromTurn, hadTurn } from './ring';
import {
  agentOf,
  type Card,
  type ChatState,
  type Handover,
  type OfferEnd,
  type OfferSeen,
  placesOf,
  ringOfAll,
  ringOfTeam,
  type State,
  type Step,
  type Who,
} from './state';

/** Places that are spoken for by those who have waited longer. */
export type Promised = ReadonlyMap<Who, number>;
export const nothing: Promised = new Map();

export function isReachable(state: State, who: Who): boolean {
  return agentOf(state, who).leaseUntil > state.now;
}

function takenOf(state: State, who: Who, promised: Promised): number {
  const { chats, offers } = placesOf(state, who);
  return chats + offers + (promised.get(who) ?? 0);
}

interface Search {
  readonly chat: ChatState;
  readonly promised: Promised;
}

function mayBeOffered(state: State, { chat, promised }: Search, who: Who, coolDown: number | null): boolean {
  const agent = agentOf(state, who);
  const before = chat.offers.filter((offer) => offer.agent === who).at(-1);
  const isCool = coolDown !== null && before !== undefined && state.now - before.offeredAt >= coolDown * 1_000;
  return (
    agent.active &&
    agent.permitted &&
    agent.available &&
    (isReachable(state, who) || !state.settings.requireReachable) &&
    takenOf(state, who, promised) < agent.limit &&
    (before === undefined || isCool)
  );
}

interface Chosen {
  readonly who: Who;
  readonly ring: string | null;
}

function ofRing(state: State, search: Search, ring: string, coolDown: number | null): Chosen | null {
  const who = fromTurn(state, ring).find((one) => mayBeOffered(state, search, one, coolDown));
  return who === undefined ? null : { who, ring };
}

/** By the share of their places that is taken; of equals, whose turn comes first. */
function leastBusy(state: State, search: Search, ring: string, coolDown: number | null): Chosen | null {
  const able = fromTurn(state, ring).filter((one) => mayBeOffered(state, search, one, coolDown));
  const shareOf = (who: Who): number => takenOf(state, who, search.promised) / agentOf(state, who).limit;
  const [who] = able.sort((one, other) => shareOf(one) - shareOf(other));
  return who === undefined ? null : { who, ring };
}

function ofStep(state: State, search: Search, { looks, agent, coolDown }: Step): Chosen | string {
  switch (looks) {
    case 'AGENT':
      return mayBeOffered(state, search, agent, coolDown) ? { who: agent, ring: null } : 'NOBODY_ELIGIBLE';
    case 'RING_OF_ALL':
      return ofRing(state, search, ringOfAll, coolDown) ?? 'NOBODY_ELIGIBLE';
    case 'TEAM':
      return ofRing(state, search, ringOfTeam, coolDown) ?? 'NOBODY_ELIGIBLE';
    case 'LEAST_BUSY_OF_ALL':
      return leastBusy(state, search, ringOfAll, coolDown) ?? 'NOBODY_ELIGIBLE';
    case 'LEAST_BUSY_OF_TEAM':
      return leastBusy(state, search, ringOfTeam, coolDown) ?? 'NOBODY_ELIGIBLE';
    case 'RULES': {
      const { country } = search.chat;
      const holding = state.rules.filter(
        ({ enabled, countries }) =>
          enabled && (countries.length === 0 || (country !== null && countries.includes(country))),
      );
      const found = holding.map(({ ring }) => ofRing(state, search, ring, coolDown)).find((one) => one !== null);
      return found ?? (holding.length === 0 ? 'NO_RULE_MATCHED' : 'NOBODY_ELIGIBLE');
    }
  }
}

export function cardOf(state: State, chat: ChatState): Card {
  const card = state.cards[chat.dialog];
  if (card === undefined) throw new Error(`There is no dialog ${chat.dialog}.`);
  return card;
}

const attemptsOf = (state: State, step: Step): number =>
  step.attempts ?? (step.looks === 'TEAM' ? state.settings.teamAttempts : 1);

const standsIn: Step = { looks: 'RING_OF_ALL', agent: 0, attempts: null, window: null, coolDown: null };

interface Found extends Chosen {
  readonly step: number;
}

/**
 * One step after the other from where the search stands. The ring of all stands in behind a shorthand where nobody was
 * offered anything yet: it is asked once, and explains nothing.
 */
function search(
  state: State,
  chat: ChatState,
  from: Pick<ChatState, 'step' | 'made'>,
  promised: Promised,
): Found | string {
  const { steps, isRoute } = cardOf(state, chat);
  const why: string[] = [];
  for (let index = from.step; index < steps.length; index += 1) {
    const step = steps[index];
    if (step === undefined || (index === from.step && from.made >= attemptsOf(state, step))) continue;
    const found = ofStep(state, { chat, promised }, step);
    if (typeof found !== 'string') return { ...found, step: index };
    why.push(found);
  }
  const mayStandIn = !isRoute && steps[0].looks !== 'RING_OF_ALL' && state.settings.roundRobinFallback;
  if (mayStandIn && chat.offers.length === 0) {
    const found = ofStep(state, { chat, promised }, standsIn);
    if (typeof found !== 'string') return { ...found, step: steps.length };
  }
  if (why.length === 0) return chat.offers.length > 0 ? 'ATTEMPTS_EXHAUSTED' : 'NOBODY_ELIGIBLE';
  return why.includes('NOBODY_ELIGIBLE') ? 'NOBODY_ELIGIBLE' : 'NO_RULE_MATCHED';
}

/** Whoever waits, the longest first. */
export function waitingOf(state: State): readonly ChatState[] {
  const waiting = Object.values(state.chats).filter((chat) => chat.state === 'WAITING');
  const idOf = ({ liveChatId }: ChatState): string => liveChatId ?? '~';
  return waiting.sort(
    (one, other) =>
      one.requestedAt - other.requestedAt || (idOf(one) < idOf(other) ? -1 : idOf(one) > idOf(other) ? 1 : 0),
  );
}

/** Nobody overtakes: what those who have waited longer could have now is theirs. */
function promisedTo(state: State, earlier: readonly ChatState[]): Promised {
  const promised = new Map<Who, number>();
  for (const chat of earlier) {
    const found = search(state, chat, { step: 0, made: 0 }, promised);
    if (typeof found !== 'string') promised.set(found.who, (promised.get(found.who) ?? 0) + 1);
  }
  return promised;
}

/** The visitor comes to the card. */
export function asks(state: State, chat: ChatState): void {
  chat.requestedAt = state.now;
  if (isUsedUp(state)) return misses(chat, 'LIMIT_REACHED');
  const found = search(state, chat, chat, promisedTo(state, waitingOf(state)));
  if (typeof found === 'string') return findsNobody(state, chat, found);
  state.engagements += 1;
  rings(state, chat, found);
}

const isUsedUp = ({ engagements, engagementLimit: limit }: State): boolean => limit !== null && engagements >= limit;

function rings(state: State, chat: ChatState, { who, ring, step }: Found): void {
  const { acceptWindowSeconds } = state.settings;
  chat.made = step === chat.step ? chat.made + 1 : 1;
  chat.step = step;
  const card = cardOf(state, chat);
  const ofStepOwn = card.isRoute ? (card.steps[step]?.window ?? null) : null;
  const window = (ofStepOwn ?? card.window ?? acceptWindowSeconds) * 1_000;
  const expiresAt = Math.min(state.now + window, patienceOf(state, chat));
  chat.offers.push({
    id: null,
    kind: 'REQUEST',
    handover: null,
    agent: who,
    state: 'PENDING',
    offeredAt: state.now,
    expiresAt,
  });
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
  if (queue === null) return misses(chat, why);
  if (waitEndOf(state, chat) <= state.now) return misses(chat, 'WAIT_EXCEEDED');
  const inLine = waitingOf(state).filter(({ dialog }) => dialog === chat.dialog).length;
  if (!chat.hasWaited && inLine >= queue.maxLength) return misses(chat, 'QUEUE_FULL');
  Object.assign(chat, { state: 'WAITING', hasWaited: true, step: 0, made: 0 } satisfies Partial<ChatState>);
  chat.decisions.push('QUEUED');
}

export function misses(chat: ChatState, why: string): void {
  chat.decisions.push(why);
  chat.state = 'MISSED';
  chat.status = 'COMPLETED';
}

function attemptsLeft(state: State, chat: ChatState): number {
  const { steps, isRoute, attempts } = cardOf(state, chat);
  if (!isRoute) return (attempts ?? attemptsOf(state, steps[0])) - chat.offers.length;
  const left = steps
    .slice(chat.step)
    .map((step, index) => Math.max(0, attemptsOf(state, step) - (index === 0 ? chat.made : 0)))
    .reduce((sum, one) => sum + one, 0);
  return attempts === null ? left : Math.min(left, attempts - chat.offers.length);
}

/** Nobody took the offer: the next one, while the visitor's patience and the attempts last. */
export function goesOn(state: State, chat: ChatState, how: Exclude<OfferEnd, 'ACCEPTED'>): void {
  const pending = chat.offers.find((offer) => offer.state === 'PENDING');
  if (pending === undefined) throw new Error('Nothing rings.');
  pending.state = how;
  if (pending.kind !== 'REQUEST') return handsOn(state, chat, pending);
  if (state.now >= patienceOf(state, chat)) return misses(chat, 'WAIT_EXCEEDED');
  if (attemptsLeft(state, chat) <= 0) return findsNobody(state, chat, 'ATTEMPTS_EXHAUSTED');
  const earlier = waitingOf(state).filter(({ requestedAt }) => requestedAt < chat.requestedAt);
  const found = search(state, chat, chat, promisedTo(state, earlier));
  if (typeof found === 'string') return findsNobody(state, chat, found);
  rings(state, chat, found);
}

/** What a chat that is handed over comes to: whoever of the target can take it, or why nobody can. */
function takerOf(state: State, chat: ChatState, { target, asked }: Handover): Chosen | string {
  const isOut = (who: Who): boolean => who === chat.agent || who === chat.guest || asked.includes(who);
  const fresh: Search = { chat: { ...chat, offers: [] }, promised: nothing };
  if (target === 'TEAM') {
    const able = (who: Who): boolean => !isOut(who) && mayBeOffered(state, fresh, who, null);
    const who = fromTurn(state, ringOfTeam).find(able);
    return who === undefined ? 'AGENT_UNAVAILABLE' : { who, ring: ringOfTeam };
  }
  if (isOut(target)) return 'AGENT_UNAVAILABLE';
  if (mayBeOffered(state, fresh, target, null)) return { who: target, ring: null };
  const roomy = structuredClone(state);
  agentOf(roomy, target).limit = Infinity;
  return mayBeOffered(roomy, fresh, target, null) ? 'AT_CAPACITY' : 'AGENT_UNAVAILABLE';
}

/** Rings at the next of the target while the visitor goes on with the first agent. Answers why it does not, or `OK`. */
export function asksToTake(state: State, chat: ChatState, kind: 'TRANSFER' | 'INVITE', handover: Handover): string {
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

/** Somebody has come free: whoever has waited longest and can have them. Answers whether the visitor waits no more. */
export function isServed(state: State, chat: ChatState): boolean {
  if (chat.state !== 'WAITING') return false;
  if (chat.offers.length === 0 && isUsedUp(state)) {
    misses(chat, 'LIMIT_REACHED');
    return true;
  }
  const waiting = waitingOf(state);
  const promised = promisedTo(state, waiting.slice(0, waiting.indexOf(chat)));
  const found = search(state, chat, { step: 0, made: 0 }, promised);
  if (typeof found === 'string') return false;
  if (chat.offers.length === 0) state.engagements += 1;
  rings(state, chat, found);
  return true;
}
