import type { Actor } from '../auth/actor';
import { may } from '../auth/policy';
import { done, refuse, type Outcome } from '../routing/refusal';
import { readNote } from './dialog-settings';
import { Faults } from './faults';
import type { Ports, Transaction } from './ports';
import { staleDraft } from './rule-draft-replace';
import { activation, authorOf, checkRules, putInForce } from './rule-version';
import type { RuleVersionRecord } from './rule-version.records';
import { notAllowed } from './staff-refusals';

export interface RuleVersionActivateInput {
  /** The draft's as it was read. */
  readonly revision: number;
  /** Why; null: as the draft says. */
  readonly note: string | null;
}

/** The draft comes into force at once, as a whole. */
export async function ruleVersionActivate(
  ports: Ports,
  actor: Actor,
  input: RuleVersionActivateInput,
): Promise<Outcome<number>> {
  if (!may(actor, 'rules.manage')) return notAllowed('manage custom rules');
  const faults = new Faults();
  const note = readNote(input.note, { what: 'The note', field: ['note'] }, faults);
  if (faults.any) return faults.refused();
  return ports.work(actor.workspaceId, async (tx) => {
    await tx.routing.lock();
    const draft = await tx.ruleVersions.findDraft();
    if (draft === null || draft.revision !== input.revision) return staleDraft(draft);
    const overtaken = await overtakenDraft(tx, draft);
    if (overtaken !== null) return overtaken;
    const rules = await checkRules(ports, tx, draft.rules, ['rules']);
    if (!rules.ok) return rules;
    const number = await putInForce(ports, tx, rules.value);
    if (!number.ok) return number;
    const { value } = number;
    const author = authorOf(actor);
    tx.ruleVersions.update(draft.id, {
      number: value,
      state: 'ACTIVE',
      note: note ?? draft.note,
      ...activation(tx, author),
    });
    return done(value);
  });
}

/** Rules that came into force since the draft was begun would be undone unseen. */
async function overtakenDraft(tx: Transaction, draft: RuleVersionRecord) {
  const active = await tx.ruleVersions.findActive();
  const inForce = active?.number ?? null;
  if (draft.basedOn === inForce) return null;
  const message =
    `The draft was begun on ${told(draft.basedOn)}, and ${told(inForce)} is in force by now. Compare the two, ` +
    `take over what you need, and save the draft with \`basedOn\` ${inForce ?? 'null'}.`;
  return refuse('CONFLICT', message, ['revision']);
}

function told(number: number | null): string {
  return number === null ? 'no version' : `version ${number}`;
}
