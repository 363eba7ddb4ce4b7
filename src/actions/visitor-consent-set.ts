import type { Actor } from '../auth/actor';
import { done, type Outcome } from '../routing/refusal';
import type { VisitorId } from '../routing/terms';
import type { ConsentPurpose, Ports } from './ports';
import { visitorsOnly } from './refusals';

export interface VisitorConsentSetInput {
  readonly purpose: ConsentPurpose;
  readonly granted: boolean;
}

/** What the visitor allows or takes back, with the time of it. Again the same is no new word. */
export async function visitorConsentSet(
  ports: Ports,
  actor: Actor,
  { purpose, granted }: VisitorConsentSetInput,
): Promise<Outcome<VisitorId>> {
  if (actor.kind !== 'VISITOR') return visitorsOnly();
  const { visitorId } = actor;
  return ports.work(actor.workspaceId, (tx) => {
    tx.consents.set(visitorId, { purpose, granted });
    if (purpose === 'PAGE_CONTEXT' && !granted) {
      tx.visitors.forgetPages(visitorId);
      tx.privacy.forgetKnown(visitorId);
    }
    return Promise.resolve(done(visitorId));
  });
}
