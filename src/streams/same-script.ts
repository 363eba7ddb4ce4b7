/** Whether two contents say the same. Storage may give the fields of a card back in another order, so fields are compared. */
import type { DialogContent } from './audience-terms';
import type { Script } from './script';

/** Whether publishing the one after the other would change anything. */
export function isSameContent(one: DialogContent<Script>, other: DialogContent<Script>): boolean {
  return isSame(contentOf(one), contentOf(other));
}

/** What a version freezes, without whatever else the thing holds. */
export function contentOf(of: DialogContent<Script>): DialogContent<Script> {
  const { language, fallbackLanguages, audience, fallbackMessage, cards } = of;
  return { language, fallbackLanguages, audience, fallbackMessage, cards };
}

/** Plain data of a few levels: a list of cards, their answers, their routing. An absent field is the same as null. */
export function isSame(one: unknown, other: unknown): boolean {
  if (one === other || (one ?? null) === (other ?? null)) return true;
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((item, index) => isSame(item, other[index]));
  }
  if (!isRecord(one) || !isRecord(other)) return false;
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].every((key) => isSame(one[key], other[key]));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
