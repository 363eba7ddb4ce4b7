/**
 * Loops that never ask the visitor anything: there the bot would talk for ever. Time that passes is no answer, nor is a
 * capture that is skipped where the value is known, nor a meeting that nobody can be booked for.
 */
import { assertNever, type DialogId } from '../routing/terms';
import { cardsByKey } from './place';
import type { Card, Script } from './script';

/** Whether a flow can be played from end to end without an answer. */
export type QuietFlow = (flowId: DialogId) => boolean;

/** Where a card can lead without an answer; null ends the branch. */
function quietExitsOf(card: Card, isQuiet: QuietFlow): readonly (string | null)[] {
  switch (card.kind) {
    case 'MESSAGE':
    case 'DOCUMENT':
    case 'GOAL':
    case 'ACTION':
    case 'DELAY':
      return [card.next];
    case 'BRANCH':
      return [...card.branches.map(({ next }) => next), card.otherwise?.next ?? null];
    case 'INFO_CAPTURE':
      return card.whenKnown === 'SKIP' ? [card.next] : [];
    case 'MEETING':
      return [card.otherwise];
    case 'FLOW':
      return isQuiet(card.flowId) ? [card.next] : [];
    case 'QUESTION':
    case 'LIVE_CHAT':
      return [];
    default:
      return assertNever(card);
  }
}

/** Whether the end can be reached from the entry without an answer. */
export function endsQuietly(script: Script, isQuiet: QuietFlow): boolean {
  const cards = cardsByKey(script);
  const seen = new Set<string>();
  const waiting: (string | null)[] = [script[0]?.key ?? null];
  for (let key = waiting.pop(); key !== undefined; key = waiting.pop()) {
    const card = key === null ? undefined : cards.get(key);
    if (card === undefined) return true;
    if (seen.has(card.key)) continue;
    seen.add(card.key);
    waiting.push(...quietExitsOf(card, isQuiet));
  }
  return false;
}

interface Visit {
  readonly key: string;
  readonly exits: readonly string[];
  /** How many of the exits were followed. */
  followed: number;
}

/**
 * One card of each loop: the first in the order of the cards. Loops that share a card are one. (Tarjan's strongly connected
 * components, with a stack of its own: linear, and as deep as a stream may be.)
 */
export function loopsWithoutAnswer(cards: ReadonlyMap<string, Card>, isQuiet: QuietFlow): ReadonlySet<string> {
  const order = new Map<string, number>();
  const lowest = new Map<string, number>();
  const open: string[] = [];
  const isOpen = new Set<string>();
  const loops: (readonly string[])[] = [];
  const enter = (card: Card): Visit => {
    order.set(card.key, order.size);
    lowest.set(card.key, order.size - 1);
    open.push(card.key);
    isOpen.add(card.key);
    const exits = quietExitsOf(card, isQuiet).filter((key): key is string => key !== null && cards.has(key));
    return { key: card.key, exits, followed: 0 };
  };
  const lower = (key: string, to: number | undefined): void => {
    lowest.set(key, Math.min(lowest.get(key) ?? 0, to ?? 0));
  };
  for (const start of cards.values()) {
    if (order.has(start.key)) continue;
    const visits = [enter(start)];
    for (let visit = visits.at(-1); visit !== undefined; visit = visits.at(-1)) {
      const target = visit.exits[visit.followed];
      visit.followed += 1;
      if (target !== undefined) {
        const card = cards.get(target);
        if (!order.has(target) && card !== undefined) visits.push(enter(card));
        else if (isOpen.has(target)) lower(visit.key, order.get(target));
        continue;
      }
      visits.pop();
      const outer = visits.at(-1);
      if (outer !== undefined) lower(outer.key, lowest.get(visit.key));
      if (lowest.get(visit.key) !== order.get(visit.key)) continue;
      const component = open.splice(open.lastIndexOf(visit.key));
      for (const key of component) isOpen.delete(key);
      if (component.length > 1 || visit.exits.includes(visit.key)) loops.push(component);
    }
  }
  return firstOfEach(loops, cards);
}

function firstOfEach(loops: readonly (readonly string[])[], cards: ReadonlyMap<string, Card>): ReadonlySet<string> {
  const loopOf = new Map(loops.flatMap((loop, index) => loop.map((key) => [key, index] as const)));
  const told = new Set<number>();
  const first = new Set<string>();
  for (const key of cards.keys()) {
    const loop = loopOf.get(key);
    if (loop === undefined || told.has(loop)) continue;
    told.add(loop);
    first.add(key);
  }
  return first;
}
