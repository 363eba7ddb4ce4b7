/**
 * What every path from the entry card to a card has passed. A card's knowledge can only shrink (three facts, each lost at
 * most once), so each card is looked at four times at the most, loops or not, and nothing recurses.
 */
import { attributeKey } from '../routing/attributes';
import { assertNever } from '../routing/terms';
import type { Card, Script } from './script';

/** What lies behind a visitor on every way there is to a card. */
export interface Passed {
  readonly question: boolean;
  /** First name and e-mail were both captured. */
  readonly contact: boolean;
}

const question = 1;
const firstName = 2;
const email = 4;
const contact = firstName | email;

/** Reachable cards by key. A card that is missing cannot be reached. */
export function passedOnEveryPath(script: Script, cards: ReadonlyMap<string, Card>): ReadonlyMap<string, Passed> {
  const facts = new Map<string, number>();
  const waiting: { readonly key: string; readonly facts: number }[] = [];
  const entry = script[0];
  if (entry !== undefined) waiting.push({ key: entry.key, facts: 0 });
  for (let arrival = waiting.pop(); arrival !== undefined; arrival = waiting.pop()) {
    const card = cards.get(arrival.key);
    if (card === undefined) continue;
    const before = facts.get(arrival.key);
    const now = before === undefined ? arrival.facts : before & arrival.facts;
    if (now === before) continue;
    facts.set(arrival.key, now);
    const behind = now | addedBy(card);
    for (const key of targetsOf(card)) waiting.push({ key, facts: behind });
  }
  return new Map(
    [...facts].map(([key, bits]) => [
      key,
      { question: (bits & question) !== 0, contact: (bits & contact) === contact },
    ]),
  );
}

function addedBy(card: Card): number {
  if (card.kind === 'QUESTION') return question;
  if (card.kind !== 'INFO_CAPTURE') return 0;
  const key = attributeKey(card.attribute);
  if (key === attributeKey('firstName')) return firstName;
  return key === attributeKey('email') ? email : 0;
}

/** Every card that this one leads to, by its answers too. */
export function targetsOf(card: Card): readonly string[] {
  switch (card.kind) {
    case 'QUESTION':
      return card.responses.flatMap(({ next }) => (next === null ? [] : [next]));
    case 'BRANCH':
      return [...card.branches, ...(card.otherwise === null ? [] : [card.otherwise])].flatMap(({ next }) =>
        next === null ? [] : [next],
      );
    case 'MEETING':
      return [card.next, card.otherwise].flatMap((next) => (next === null ? [] : [next]));
    case 'MESSAGE':
    case 'INFO_CAPTURE':
    case 'DOCUMENT':
    case 'GOAL':
    case 'ACTION':
    case 'FLOW':
    case 'DELAY':
    case 'LIVE_CHAT':
      return card.next === null ? [] : [card.next];
    default:
      return assertNever(card);
  }
}

/**
 * One card of each loop that never asks the visitor anything. Only messages go on by themselves, and a message has one way
 * on, so it is enough to walk each chain once and to see whether it runs into itself.
 */
export function loopsWithoutAnswer(cards: ReadonlyMap<string, Card>): ReadonlySet<string> {
  const walkedFrom = new Map<string, string>();
  const loops = new Set<string>();
  for (const start of cards.keys()) {
    let key: string | null = start;
    while (key !== null && !walkedFrom.has(key)) {
      walkedFrom.set(key, start);
      const card: Card | undefined = cards.get(key);
      key = card?.kind === 'MESSAGE' ? card.next : null;
    }
    if (key !== null && walkedFrom.get(key) === start) loops.add(key);
  }
  return loops;
}
