import type { Actor } from '../auth/actor';
import { may } from '../auth/policy';
import { done, refuse, type Outcome, type Refused } from '../routing/refusal';
import type { AgentId, RuleId, RuleVersionId } from '../routing/terms';
import { readNote } from './dialog-settings';
import { Faults } from './faults';
import type { Ports } from './ports';
import { readRules, type RuleDraft } from './rule-reading';
import { authorOf, newVersion } from './rule-version';
import type { RuleVersionRecord } from './rule-version.records';
import { notAllowed } from './staff-refusals';

export interface RuleDraftReplaceInput {
  /** The draft's as it was read; null: there was none. */
  readonly revision: number | null;
  /** The version in force that its author has seen; null: as before, or the one in force now for a new draft. */
  readonly basedOn: number | null;
  readonly rules: readonly RuleDraft[];
  readonly note: string | null;
}

/** All rules of the draft from now on. Nobody is routed by a draft. */
export async function ruleDraftReplace(
  ports: Ports,
  actor: Actor,
  input: RuleDraftReplaceInput,
): Promise<Outcome<RuleVersionId>> {
  if (!may(actor, 'rules.manage')) return notAllowed('manage custom rules');
  return ports.work(actor.workspaceId, async (tx) => {
    await tx.routing.lock();
    const [draft, active] = await Promise.all([tx.ruleVersions.findDraft(), tx.ruleVersions.findActive()]);
    if ((draft?.revision ?? null) !== input.revision) return staleDraft(draft);
    const faults = new Faults();
    const note = readNote(input.note, { what: 'The note', field: ['note'] }, faults);
    const alreadyIn = membersOf([...(active?.rules ?? []), ...(draft?.rules ?? [])]);
    const rules = faults.read(await readRules(ports, tx, input.rules, { field: ['rules'], alreadyIn }));
    const basedOn = input.basedOn ?? (draft === null ? (active?.number ?? null) : draft.basedOn);
    if (basedOn !== null && !(await isVersion(tx.ruleVersions, basedOn))) {
      faults.add('There is no such version. Name the one that is in force.', ['basedOn']);
    }
    if (faults.any || rules === undefined) return faults.refused();
    const version = { ...newVersion(ports, tx, { author: authorOf(actor), note }), basedOn, rules };
    if (draft === null) {
      tx.ruleVersions.insert({ ...version, number: null, state: 'DRAFT' });
      return done(version.id);
    }
    const { id: _, ...changes } = version;
    tx.ruleVersions.update(draft.id, { ...changes, revision: draft.revision + 1 });
    return done(draft.id);
  });
}

function membersOf(rules: readonly { readonly id: RuleId; readonly agentIds: readonly AgentId[] }[]) {
  const members = new Map<RuleId, AgentId[]>();
  for (const { id, agentIds } of rules) members.set(id, [...(members.get(id) ?? []), ...agentIds]);
  return (id: RuleId): readonly AgentId[] => members.get(id) ?? [];
}

async function isVersion(
  versions: { findByNumber(number: number): Promise<RuleVersionRecord | null> },
  number: number,
): Promise<boolean> {
  if (!Number.isInteger(number) || number < 1 || number > 2_147_483_647) return false;
  const version = await versions.findByNumber(number);
  return version !== null && version.activatedAt !== null;
}

/** Two people at one draft: the second is told, and nothing of the first is lost. */
export function staleDraft(draft: RuleVersionRecord | null): Refused {
  const message =
    draft === null
      ? 'There is no draft any more: it was activated or thrown away. Load the rules again and begin a new one.'
      : `The draft is at revision ${draft.revision} now: somebody has changed it. Load it again, then repeat your changes.`;
  return refuse('CONFLICT', message, ['revision']);
}
