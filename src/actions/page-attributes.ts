import { attributeKey, mayOverwrite } from '../routing/attributes';
import type { Attribute } from '../routing/terms';
import type { VisitorRecord } from './records';

/** The visitor as it is once the page's word is stored: what a stronger source said before stays. */
export function withPageWord(visitor: VisitorRecord | null, said: readonly Attribute[]): VisitorRecord | null {
  if (visitor === null || said.length === 0) return visitor;
  const attributes = new Map(visitor.attributes.map((one) => [attributeKey(one.name), one]));
  for (const one of said) {
    const before = attributes.get(attributeKey(one.name));
    if (before === undefined || mayOverwrite(before.source, one.source)) attributes.set(attributeKey(one.name), one);
  }
  return { ...visitor, attributes: [...attributes.values()] };
}
