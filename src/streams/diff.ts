/** What is another between two contents of a dialog, as data: cards by their keys, fields by their paths. */
import type { DialogContent } from './audience-terms';
import { isSame } from './same-script';
import type { Card, Script } from './script';

/** `undefined`: not there on that side. Items of a list that have a key (or a language) are found by it, not by their place. */
export interface FieldChange {
  readonly path: readonly string[];
  readonly before: unknown;
  readonly after: unknown;
}

export const cardChangeKinds = ['ADDED', 'REMOVED', 'CHANGED'] as const;
export type CardChangeKind = (typeof cardChangeKinds)[number];

export interface CardChange {
  readonly change: CardChangeKind;
  readonly cardKey: string;
  readonly before: Card | null;
  readonly after: Card | null;
  /** What of a changed card; empty for a card that came or went. */
  readonly fields: readonly FieldChange[];
}

export interface ContentDiff {
  /** In the order of the cards after, those that went behind them. */
  readonly cards: readonly CardChange[];
  /** Of everything else: `language`, `audience`, …; `cardOrder` where the cards that stayed are in another order. */
  readonly fields: readonly FieldChange[];
}

export function diffContents(before: DialogContent<Script>, after: DialogContent<Script>): ContentDiff {
  const { cards: cardsBefore, ...restBefore } = before;
  const { cards: cardsAfter, ...restAfter } = after;
  const was = named(cardsBefore);
  const is = named(cardsAfter);
  const cards = [...is].flatMap(([name, card]): readonly CardChange[] => {
    const old = was.get(name);
    if (old === undefined) return [{ change: 'ADDED', cardKey: card.key, before: null, after: card, fields: [] }];
    const fields = fieldChanges(old, card, []);
    return fields.length === 0 ? [] : [{ change: 'CHANGED', cardKey: card.key, before: old, after: card, fields }];
  });
  const gone = [...was].flatMap(([name, card]): readonly CardChange[] =>
    is.has(name) ? [] : [{ change: 'REMOVED', cardKey: card.key, before: card, after: null, fields: [] }],
  );
  const order = orderChange([...was.keys()], [...is.keys()]);
  return { cards: [...cards, ...gone], fields: [...order, ...fieldChanges(restBefore, restAfter, [])] };
}

/** A working copy may hold a key twice: then the second of one side is compared with the second of the other. */
function named(cards: Script): ReadonlyMap<string, Card> {
  const seen = new Map<string, number>();
  return new Map(
    cards.map((card) => {
      const count = (seen.get(card.key) ?? 0) + 1;
      seen.set(card.key, count);
      return [count === 1 ? card.key : `${card.key} ${count}`, card];
    }),
  );
}

/** The first card is the entry, so the order says something; what came and went says it by itself. */
function orderChange(before: readonly string[], after: readonly string[]): readonly FieldChange[] {
  const [was, is] = [new Set(before), new Set(after)];
  const stayedBefore = before.filter((key) => is.has(key));
  const stayedAfter = after.filter((key) => was.has(key));
  return isSame(stayedBefore, stayedAfter) ? [] : [{ path: ['cardOrder'], before, after }];
}

function fieldChanges(before: unknown, after: unknown, path: readonly string[]): readonly FieldChange[] {
  if (isSame(before, after)) return [];
  const [was, is] = [partsOf(before), partsOf(after)];
  if (was === null || is === null) return [{ path, before, after }];
  const names = [...new Set([...was.keys(), ...is.keys()])];
  const changes = names.flatMap((name) => fieldChanges(was.get(name), is.get(name), [...path, name]));
  // The same items in another order, such as the buttons of a question.
  return changes.length === 0 ? [{ path, before, after }] : changes;
}

/** What a value consists of, by name; null: it is compared as a whole. */
function partsOf(value: unknown): ReadonlyMap<string, unknown> | null {
  if (Array.isArray(value)) return itemsByName(value);
  if (typeof value !== 'object' || value === null) return null;
  return new Map(Object.entries(value).filter(([, part]) => part !== undefined && part !== null));
}

function itemsByName(items: readonly unknown[]): ReadonlyMap<string, unknown> | null {
  const byName = new Map<string, unknown>();
  for (const item of items) {
    const name = nameOf(item);
    if (name === null || byName.has(name)) return null;
    byName.set(name, item);
  }
  return byName;
}

function nameOf(item: unknown): string | null {
  if (typeof item !== 'object' || item === null) return null;
  if ('key' in item && typeof item.key === 'string') return item.key;
  return 'language' in item && typeof item.language === 'string' ? item.language : null;
}
