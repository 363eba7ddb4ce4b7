import type { Actor } from '../auth/actor';
import { may } from '../auth/policy';
import { done, refuse, type Outcome } from '../routing/refusal';
import { readNote } from './dialog-settings';
import { Faults } from './faults';
import type { Ports } from './ports';
import { staleDraft } from './rule-draft-replace';
import { authorOf, checkRules } from './rule-version';
import { notAllowed } from './staff-refusals';

export interface RuleVersionScheduleInput {
  /** The draft's as it was read. */
  readonly revision: number;
  readonly activateAt: Date;
  readonly note: string | null;
}

const longestMs = 5 * 366 * 24 * 60 * 60 * 1_000;
const maxPlanned = 100;

/**
 * The draft becomes a version that comes into force then, whatever is in force by that time: it was planned as it is. Several
 * may be planned, and a new draft may be begun.
 */
export async function ruleVersionSchedule(
  ports: Ports,
  actor: Actor,
  input: RuleVersionScheduleInput,
): Promise<Outcome<number>> {
  if (!may(actor, 'rules.manage')) return notAllowed('manage custom rules');
  return ports.work(actor.workspaceId, async (tx) => {
    await tx.routing.lock();
    const draft = await tx.ruleVersions.findDraft();
    if (draft === null || draft.revision !== input.revision) return staleDraft(draft);
    const { activateAt } = input;
    const faults = new Faults();
    const note = readNote(input.note, { what: 'The note', field: ['note'] }, faults);
    const aheadMs = activateAt.getTime() - tx.now.getTime();
    if (aheadMs <= 0) faults.add('This time has passed. Choose one to come, or activate it now.', ['activateAt']);
    if (aheadMs > longestMs) faults.add('This is more than five years away. Choose an earlier time.', ['activateAt']);
    faults.read(await checkRules(ports, tx, draft.rules, ['rules']));
    if (faults.any) return faults.refused();
    if ((await tx.ruleVersions.countPlanned()) >= maxPlanned) {
      return refuse('LIMIT_REACHED', `There are ${maxPlanned} planned versions already. Give one of them up first.`);
    }
    const number = (await tx.ruleVersions.findLastNumber()) + 1;
    const { kind, id } = authorOf(actor);
    const planned = { number, state: 'SCHEDULED', activateAt, activatedByKind: kind, activatedBy: id } as const;
    tx.ruleVersions.update(draft.id, { ...planned, note: note ?? draft.note });
    tx.schedule({ kind: 'RULES_ACTIVATE', subjectId: draft.id, at: activateAt });
    return done(number);
  });
}
