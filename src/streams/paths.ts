/**
 * What every path from the entry card to a card has passed. A card's knowledge can only shrink (three facts, each lost at
 * most once), so each card is looked at four times at the most, loops or not, and nothing recurses.
 */
import { attributeKey } from '../routing/attributes';
import { assertNever, type DialogId } from '../routing/terms';
import { cardsByKey } from './place';
import type { Card, Script } from './script';

/** What lies behind a visitor on every way there is to a card. */
export interface Passed {
  readonly question: boolean;
  /** First name and e-mail were both captured. */
  readonly contact: boolean;
}

/** Facts about a way through cards, as bits: question, first name, e-mail. */
export type PassedBits = number;

const question = 1;
const firstName = 2;
const email = 4;
const contact = firstName | email;
/** Of a way that does not exist. */
const everythingPassed: PassedBits = question | contact;

/** What a flow adds on every way through it. */
export type PassedInFlow = (flowId: DialogId) => PassedBits;

/** Reachable cards by key. A card that is missing cannot be reached. */
export function passedOnEveryPath(
  script: Script,
  cards: ReadonlyMap<string, Card>,
  inFlow: PassedInFlow,
): ReadonlyMap<string, Passed> {
  const { reached } = walk(script, cards, inFlow);
  return new Map(
    [...reached].map(([key, bits]) => [
      key,
      { question: (bits & question) !== 0, contact: (bits & contact) === contact },
    ]),
  );
}

/** What every path from a script's entry to its end has passed. */
export function passedToTheEnd(script: Script, inFlow: PassedInFlow): PassedBits {
  return walk(script, cardsByKey(script), inFlow).atEnd;
}

function walk(script: Script, cards: ReadonlyMap<string, Card>, inFlow: PassedInFlow) {
  const reached = new Map<string, PassedBits>();
  let atEnd = everythingPassed;
  const waiting: { readonly key: string; readonly facts: PassedBits }[] = [];
  const entry = script[0];
  if (entry === undefined) atEnd = 0;
  else waiting.push({ key: entry.key, facts: 0 });
  for (let arrival = waiting.pop(); arrival !== undefined; arrival = waiting.pop()) {
    const card = cards.get(arrival.key);
    if (card === undefined) {
      atEnd &= arrival.facts;
      continue;
    }
    const before = reached.get(arrival.key);
    const now = before === undefined ? arrival.facts : before & arrival.facts;
    if (now === before) continue;
    reached.set(arrival.key, now);
    const behind = now | addedBy(card, inFlow);
    if (card.kind === 'LIVE_CHAT' && card.next === null) continue;
    for (const key of exitsOf(card)) {
      if (key === null) atEnd &= behind;
      else waiting.push({ key, facts: behind });
    }
  }
  return { reached, atEnd };
}

function addedBy(card: Card, inFlow: PassedInFlow): PassedBits {
  if (card.kind === 'QUESTION') return question;
  if (card.kind === 'FLOW') return inFlow(card.flowId);
  if (card.kind !== 'INFO_CAPTURE') return 0;
  const key = attributeKey(card.attribute);
  if (key === attributeKey('firstName')) return firstName;
  return key === attributeKey('email') ? email : 0;
}

/** Every card that this one leads to, by its answers too. */
export function targetsOf(card: Card): readonly string[] {
  return exitsOf(card).filter((key) => key !== null);
}

/** Every way on; null ends the branch. */
function exitsOf(card: Card): readonly (string | null)[] {
  switch (card.kind) {
    case 'QUESTION':
      return card.responses.map(({ next }) => next);
    case 'BRANCH':
      return [...card.branches.map(({ next }) => next), card.otherwise?.next ?? null];
    case 'MEETING':
      return [card.next, card.otherwise];
    case 'MESSAGE':
    case 'INFO_CAPTURE':
    case 'DOCUMENT':
    case 'GOAL':
    case 'ACTION':
    case 'FLOW':
    case 'DELAY':
    case 'LIVE_CHAT':
      return [card.next];
    default:
      return assertNever(card);
  }
}
