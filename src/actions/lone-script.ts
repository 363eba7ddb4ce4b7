/** A program of one script, for conversations that enter no flow, and the facts that such a step needs. */
import { attributeKey } from '../routing/attributes';
import type { Attribute } from '../routing/terms';
import type { Facts, Program, ScriptAt } from '../streams/step-terms';

export function loneScript(of: Pick<ScriptAt, 'dialogId' | 'version' | 'script'>): Program {
  const entry: ScriptAt = { ...of, language: 'en', fallbackLanguages: [] };
  return { entry, scriptOf: () => null, publishedFlow: () => null };
}

export function factsOf(attributes: readonly Attribute[]): Facts {
  const values = new Map(attributes.map(({ name, value }) => [attributeKey(name), value]));
  return {
    attributes: values,
    shown: values,
    lists: new Set(),
    language: null,
    pageUrl: null,
    referrer: null,
    returning: false,
    businessHoursOpen: true,
    agentAvailable: () => false,
  };
}
