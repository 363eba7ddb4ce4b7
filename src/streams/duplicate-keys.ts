/** Keys that would mean two things. */
import type { Card, StreamIssue } from './script';

export interface KeyIssues {
  /** A card with the key of an earlier one. */
  repeated(card: Card): StreamIssue;
  /** Of the card's answers or branches among themselves, and of its own key against those of cards inside flows. */
  inside(card: Card): readonly StreamIssue[];
}

export function duplicateKeys(cards: ReadonlyMap<string, Card>): KeyIssues {
  return {
    repeated: (card) => duplicate(card, `Two cards have the key “${card.key}”. Give each its own.`),
    inside: (card) => [...innerIssues(card), ...flowIssues(card, cards)],
  };
}

function innerIssues(card: Card): readonly StreamIssue[] {
  if (card.kind === 'QUESTION') {
    return repeatedIn(card.responses).map((key) =>
      duplicate(card, `Two answers of this question have the key “${key}”. Give each its own.`),
    );
  }
  if (card.kind !== 'BRANCH') return [];
  return repeatedIn(card.branches).map((key) =>
    duplicate(card, `Two branches of this card have the key “${key}”. Give each its own.`),
  );
}

/** From outside, the card `b` that the flow card `a` plays is called `a/b`: no card may bear that name itself. */
function flowIssues(card: Card, cards: ReadonlyMap<string, Card>): readonly StreamIssue[] {
  for (let slash = card.key.indexOf('/'); slash >= 0; slash = card.key.indexOf('/', slash + 1)) {
    const flow = card.key.slice(0, slash);
    if (cards.get(flow)?.kind !== 'FLOW') continue;
    const message = `The key “${card.key}” is that of a card inside the flow “${flow}”. Give this card another one.`;
    return [duplicate(card, message)];
  }
  return [];
}

function repeatedIn(items: readonly { readonly key: string }[]): readonly string[] {
  const seen = new Set<string>();
  const repeated = new Set<string>();
  for (const { key } of items) {
    if (seen.has(key)) repeated.add(key);
    seen.add(key);
  }
  return [...repeated];
}

function duplicate(card: Card, message: string): StreamIssue {
  return { severity: 'ERROR', code: 'DUPLICATE_KEY', message, cardKey: card.key };
}
