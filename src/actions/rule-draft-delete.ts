import type { Actor } from '../auth/actor';
import { may } from '../auth/policy';
import { done, type Outcome } from '../routing/refusal';
import type { Ports } from './ports';
import { staleDraft } from './rule-draft-replace';
import { notAllowed } from './staff-refusals';

export interface RuleDraftDeleteInput {
  /** The draft's as it was read. */
  readonly revision: number;
}

/** What was begun is thrown away; what is in force stays. */
export async function ruleDraftDelete(ports: Ports, actor: Actor, input: RuleDraftDeleteInput): Promise<Outcome<null>> {
  if (!may(actor, 'rules.manage')) return notAllowed('manage custom rules');
  return ports.work(actor.workspaceId, async (tx) => {
    await tx.routing.lock();
    const draft = await tx.ruleVersions.findDraft();
    if (draft === null || draft.revision !== input.revision) return staleDraft(draft);
    tx.ruleVersions.delete(draft.id);
    return done(null);
  });
}
