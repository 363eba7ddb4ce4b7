/** Cards as they are given, in few words, read as the actions read them. */
import type { CardDraft, CardKinds } from '../../src/actions/card-draft';
import { readCards } from '../../src/actions/card-reading';
import type { AttributeDefinitionRecord } from '../../src/actions/records';
import { builtInAttributes } from '../../src/routing/attributes';
import { cleanHtml } from '../../src/server/clean-html';

const definitions: readonly AttributeDefinitionRecord[] = [
  ...builtInAttributes.map((definition) => ({ ...definition, builtIn: true, options: [] })),
  { name: 'size', label: 'Size', type: 'PICKLIST', builtIn: false, options: ['Small', 'Large'] },
];

export function read(...drafts: readonly CardDraft[]) {
  return readCards(drafts, { definitions, cleanHtml });
}

export function one(kinds: Partial<CardKinds>, more: Partial<CardDraft> = {}): CardDraft {
  return { key: 'card', ...kinds, ...more };
}

/** The card that is made of it, or why there is none. */
export function cardOf(draft: CardDraft): unknown {
  const outcome = read(draft);
  return outcome.ok ? outcome.value[0] : outcome.refusals;
}
