import type { Refusal } from '../routing/refusal';
import type { AgentId, RuleVersionId, WorkspaceId } from '../routing/terms';
import type { Ports, Transaction } from './ports';
import { checkRules, putInForce } from './rule-version';
import type { RuleVersionRecord } from './rule-version.records';
import { spellMoment } from './meeting-words';
import { staffText } from './staff-text';

export interface RuleVersionDueInput {
  readonly workspaceId: WorkspaceId;
  readonly ruleVersionId: RuleVersionId;
}

/**
 * Due work: a planned version comes into force. What cannot (a team or an attribute that it names is gone) leaves the rules as
 * they are, says so in the version, and in a mail to whoever planned it. Woken again by mistake it finds nothing to do.
 */
export async function ruleVersionDue(ports: Ports, { workspaceId, ruleVersionId }: RuleVersionDueInput): Promise<void> {
  await ports.work(workspaceId, async (tx) => {
    await tx.routing.lock();
    const version = await tx.ruleVersions.find(ruleVersionId);
    const { state, activateAt, number } = version ?? { state: 'RETIRED', activateAt: null, number: null };
    if (version === null || state !== 'SCHEDULED' || activateAt === null || number === null) {
      return tx.unschedule('RULES_ACTIVATE', ruleVersionId);
    }
    if (activateAt > tx.now) return tx.schedule({ kind: 'RULES_ACTIVATE', subjectId: ruleVersionId, at: activateAt });
    tx.unschedule('RULES_ACTIVATE', ruleVersionId);
    const rules = await checkRules(ports, tx, version.rules, []);
    const outcome = rules.ok ? await putInForce(ports, tx, rules.value, number) : rules;
    if (outcome.ok) return tx.ruleVersions.update(version.id, { state: 'ACTIVE', activatedAt: tx.now });
    tx.ruleVersions.update(version.id, { state: 'RETIRED', retiredAt: tx.now, fault: faultOf(outcome.refusals) });
    // Somebody was quicker and made the same rules: that is what was wanted.
    if (rules.ok) return;
    await mailFault(tx, version, outcome.refusals);
  });
}

function faultOf(refusals: readonly Refusal[]): string {
  return refusals.map(({ message }) => message).join('\n');
}

async function mailFault(tx: Transaction, version: RuleVersionRecord, refusals: readonly Refusal[]): Promise<void> {
  const { activatedBy, activatedByKind } = version;
  const author = activatedByKind === 'AGENT' ? await tx.agents.find(activatedBy as AgentId) : null;
  if (author === null || !author.active) return;
  const { activateAt } = version;
  const number = String(version.number ?? '');
  const language = await tx.mails.findLanguage(author.id);
  const text = [
    staffText(language, 'RULES', { number, time: spellMoment(activateAt, language) }),
    '',
    ...refusals.map(({ message }) => `- ${message}`),
    '',
    staffText(language, 'RULES_REMEDY'),
  ].join('\n');
  tx.storeMail({
    to: author.email,
    subject: staffText(language, 'RULES_SUBJECT', { number }),
    text,
    cause: `rules-activate:${version.id}`,
  });
}
