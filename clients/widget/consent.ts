/** Whether what the page tells may be kept, in the visitor's own word. */
import { VisitorConsentsDocument, VisitorConsentSetDocument } from '../sdk/generated/graphql';
import type { Parley } from '../sdk/parley';

export interface Consents {
  /** Unknown, it is not asked for: whoever said no must not be asked again because a line broke. */
  isDecided(): Promise<boolean>;
  /** False where it could not be told. */
  allow(granted: boolean): Promise<boolean>;
}

export function createConsents(parley: Parley): Consents {
  return {
    async isDecided() {
      const answer = await parley.request(VisitorConsentsDocument, {});
      const consents = answer.ok ? answer.data.viewer?.visitor?.consents : null;
      return consents?.some(({ purpose }) => purpose === 'PAGE_CONTEXT') ?? true;
    },
    async allow(granted) {
      const input = { purpose: 'PAGE_CONTEXT', granted } as const;
      return (await parley.request(VisitorConsentSetDocument, { input }, { repeatable: true })).ok;
    },
  };
}
