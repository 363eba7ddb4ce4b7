/** Where a conversation stands, and how its cards are called from outside. */
import type { DialogId } from '../routing/terms';
import type { Card, Script } from './script';
import type { Frame, Place, Program, ScriptAt } from './step-terms';

/** `flowCard/card` for a card inside a flow: the flow cards on the way to it, from the outside in. */
export function pathOf(frames: readonly Frame[], cardKey: string): string {
  return [...frames.map((frame) => frame.cardKey), cardKey].join('/');
}

/** A version as a place speaks of it; the entry is at hand without asking. */
export function scriptAt(program: Program, dialogId: DialogId, version: number): ScriptAt | null {
  const { entry } = program;
  if (entry.dialogId === dialogId && entry.version === version) return entry;
  return program.scriptOf(dialogId, version);
}

/** The card that a place waits at; null where nothing waits, and where the script or the card is gone. */
export function waitingAt(program: Program, place: Place): { readonly at: ScriptAt; readonly card: Card } | null {
  if (place.cardKey === null) return null;
  const at = scriptAt(program, place.dialogId, place.version);
  const card = at?.script.find(({ key }) => key === place.cardKey);
  return at === null || card === undefined ? null : { at, card };
}

/** Of two cards with one key the first counts, everywhere. */
export function cardsByKey(script: Script): ReadonlyMap<string, Card> {
  const cards = new Map<string, Card>();
  for (const card of script) if (!cards.has(card.key)) cards.set(card.key, card);
  return cards;
}
