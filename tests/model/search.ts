/** One step after the other until somebody is found, as the product's promises say it. */
import type { Promised } from './able';
import { stepOf, type Step } from './card';
import { type Chosen, type Finding, lookIn } from './look';
import { hadTurn } from './ring';
import { cardOf, type ChatState, type State, type Who } from './state';

export interface Found extends Chosen {
  readonly step: number;
}
export interface Asks {
  readonly asks: number;
}
export type Outcome = Found | Asks | string;

export const attemptsOf = (state: State, { attempts, looks }: Step): number =>
  attempts ?? (looks === 'TEAM' ? state.settings.teamAttempts : 1);

export interface From {
  readonly step: number;
  readonly made: number;
  readonly promised: Promised;
  readonly mayAsk: boolean;
}

/**
 * The ring of all stands in behind a shorthand where nobody was offered anything yet: it is asked once, and explains nothing.
 */
export function search(state: State, chat: ChatState, from: From): Outcome {
  const { steps, standsIn } = chat.route;
  const { promised, mayAsk } = from;
  const seen: { readonly step: Step; readonly finding: Finding }[] = [];
  for (let index = from.step; index < steps.length; index += 1) {
    const step = steps[index];
    if (step === undefined || (index === from.step && from.made >= attemptsOf(state, step))) continue;
    const finding = lookIn(state, { chat, promised }, { step, index, mayAsk });
    if (finding === 'ASKS') return { asks: index };
    if (typeof finding !== 'string') return { ...finding, step: index };
    seen.push({ step, finding });
  }
  const mayStandIn = standsIn === 'AS_SET' ? state.settings.roundRobinFallback : standsIn;
  if (mayStandIn && chat.offers.length === 0) {
    const found = lookIn(state, { chat, promised }, { step: stepOf('RING_OF_ALL'), index: steps.length, mayAsk });
    if (typeof found !== 'string') return { ...found, step: steps.length };
  }
  if (seen.length === 0) return chat.offers.length > 0 ? 'ATTEMPTS_EXHAUSTED' : 'NOBODY_ELIGIBLE';
  const had = seen.filter(({ finding }) => finding === 'NOBODY_ELIGIBLE');
  if (had.length > 0) {
    return seen.every(({ step }) => step.looks === 'ACCOUNT_OWNER') ? 'OWNER_UNAVAILABLE' : 'NOBODY_ELIGIBLE';
  }
  return seen.some(({ finding }) => finding === 'NO_RULE_MATCHED') ? 'NO_RULE_MATCHED' : 'NOBODY_ELIGIBLE';
}

export function attemptsLeft(state: State, chat: ChatState): number {
  const { steps, isShorthand } = chat.route;
  const { attempts, isRoute } = cardOf(state, chat);
  const [first] = steps;
  if (isShorthand && first !== undefined) return (attempts ?? attemptsOf(state, first)) - chat.offers.length;
  const left = steps
    .slice(chat.step)
    .map((step, index) => Math.max(0, attemptsOf(state, step) - (index === 0 ? chat.made : 0)))
    .reduce((sum, one) => sum + one, 0);
  return isRoute && attempts !== null ? Math.min(left, attempts - chat.offers.length) : left;
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

export const anew = (promised: Promised): From => ({ step: 0, made: 0, promised, mayAsk: false });

/** Nobody overtakes: what those who have waited longer could have now is theirs, as if one after the other had got it. */
export function promisedTo(state: State, earlier: readonly ChatState[]): Promised {
  const promised = new Map<Who, number>();
  const world = { ...state, rings: structuredClone(state.rings) };
  for (const chat of earlier) {
    const found = search(world, chat, anew(promised));
    if (typeof found === 'string' || !('who' in found)) continue;
    promised.set(found.who, (promised.get(found.who) ?? 0) + 1);
    if (found.ring !== null) hadTurn(world, found.ring, found.who);
  }
  return promised;
}
