import type { Actor } from '../auth/actor';
import { may } from '../auth/policy';
import { done, refuse, type Outcome } from '../routing/refusal';
import { isVersion } from './dialog-rollback';
import { readNote } from './dialog-settings';
import { Faults } from './faults';
import type { Ports } from './ports';
import { activation, authorOf, checkRules, newVersion, putInForce } from './rule-version';
import { notAllowed, unknown } from './staff-refusals';

export interface RuleVersionRollbackInput {
  readonly version: number;
  /** The version in force as its reader has seen it; null: whichever is. */
  readonly inForce: number | null;
  readonly note: string | null;
}

/** The rules of an old version are in force again at once, as a new version. The draft and all plans stay. */
export async function ruleVersionRollback(
  ports: Ports,
  actor: Actor,
  input: RuleVersionRollbackInput,
): Promise<Outcome<number>> {
  if (!may(actor, 'rules.manage')) return notAllowed('manage custom rules');
  const faults = new Faults();
  const note = readNote(input.note, { what: 'The note', field: ['note'] }, faults);
  if (faults.any) return faults.refused();
  const { version } = input;
  return ports.work(actor.workspaceId, async (tx) => {
    await tx.routing.lock();
    const [old, active] = await Promise.all([
      isVersion(version) ? tx.ruleVersions.findByNumber(version) : null,
      tx.ruleVersions.findActive(),
    ]);
    if (old === null) return unknown('version', ['version']);
    if (input.inForce !== null && input.inForce !== active?.number) {
      const now = active === null ? 'No version' : `Version ${active.number}`;
      return refuse('CONFLICT', `${now} is in force by now. Load the versions again, then decide.`, ['inForce']);
    }
    const rules = await checkRules(ports, tx, old.rules, ['version']);
    if (!rules.ok) return rules;
    const number = await putInForce(ports, tx, rules.value);
    if (!number.ok) return number;
    const author = authorOf(actor);
    tx.ruleVersions.insert({
      ...newVersion(ports, tx, { author, note, rolledBackFrom: version }),
      number: number.value,
      state: 'ACTIVE',
      rules: rules.value,
      ...activation(tx, author),
    });
    return done(number.value);
  });
}
