import type { Actor } from '../auth/actor';
import { may } from '../auth/policy';
import { done, refuse, type Outcome } from '../routing/refusal';
import { isVersion } from './dialog-rollback';
import type { Ports } from './ports';
import { notAllowed, unknown } from './staff-refusals';

export interface RuleVersionCancelInput {
  readonly version: number;
}

/** The plan is given up; the version stays in the list, and can still be brought back. */
export async function ruleVersionCancel(
  ports: Ports,
  actor: Actor,
  input: RuleVersionCancelInput,
): Promise<Outcome<number>> {
  if (!may(actor, 'rules.manage')) return notAllowed('manage custom rules');
  return ports.work(actor.workspaceId, async (tx) => {
    await tx.routing.lock();
    const planned = isVersion(input.version) ? await tx.ruleVersions.findByNumber(input.version) : null;
    if (planned === null) return unknown('version', ['version']);
    if (planned.state !== 'SCHEDULED') {
      const message =
        planned.state === 'ACTIVE'
          ? 'This version has come into force already. Roll back to another one instead.'
          : 'This version is not planned. Load the versions again.';
      return refuse('CONFLICT', message, ['version']);
    }
    tx.ruleVersions.update(planned.id, { state: 'RETIRED', retiredAt: tx.now });
    tx.unschedule('RULES_ACTIVATE', planned.id);
    return done(input.version);
  });
}
