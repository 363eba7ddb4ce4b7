/**
 * What every change of the custom rules has in common. `custom_rule` and the rules' rings are what routing reads; a version is
 * what they were, are or are to be, with who made it so, when and why.
 *
 * States: DRAFT (one at most; nobody is routed by it) → ACTIVE at once, or SCHEDULED → ACTIVE when its time comes; ACTIVE →
 * RETIRED when another one becomes active; SCHEDULED → RETIRED when its plan is given up or cannot be carried out. RETIRED is
 * the end: going back makes a new version of the old rules. Invariant: the ACTIVE version's rules are those in force. All of
 * it happens behind the routing lock, so that no decision sees half of a version, and two activations come one after another.
 *
 * Offers that ring go on ringing, whatever becomes of the rule that made them; only who is asked next is decided anew.
 */
import type { Actor } from '../auth/actor';
import { done, refuse, type Outcome, type Refused } from '../routing/refusal';
import { reordered } from '../routing/round-robin';
import { diffRules, isSameRules, type VersionedRule } from '../routing/rule-versions';
import { assertNever } from '../routing/terms';
import type { Ports, Transaction } from './ports';
import { readRules, type RuleDraft } from './rule-reading';
import type { Author, RuleVersionRecord } from './rule-version.records';

/** What went out of force is kept for so many versions: an integration that writes rules by the minute fills no disk. */
const keptVersions = 1_000;

export function authorOf(actor: Actor): Author {
  switch (actor.kind) {
    case 'AGENT':
      return { kind: 'AGENT', id: actor.agentId };
    case 'INTEGRATION':
      return { kind: 'INTEGRATION', id: actor.apiTokenId };
    case 'SYSTEM':
      return { kind: 'SYSTEM', id: null };
    case 'VISITOR':
      throw new Error('A visitor changes no rules.');
    default:
      return assertNever(actor);
  }
}

/** Why a version is there. */
export interface Cause {
  readonly author: Author;
  readonly note: string | null;
  readonly rolledBackFrom?: number;
}

export function newVersion(ports: Ports, tx: Transaction, { author, note, rolledBackFrom }: Cause) {
  return {
    id: ports.newId<'RuleVersion'>(),
    revision: 1,
    basedOn: null,
    note,
    createdByKind: author.kind,
    createdBy: author.id,
    createdAt: tx.now,
    activateAt: null,
    activatedAt: null,
    activatedByKind: null,
    activatedBy: null,
    retiredAt: null,
    rolledBackFrom: rolledBackFrom ?? null,
    fault: null,
  } as const satisfies Partial<RuleVersionRecord>;
}

/** Behind a change of single rules: what is in force now becomes a version. Nothing where nothing changed. */
export async function leaveVersion(ports: Ports, tx: Transaction, actor: Actor, note: string): Promise<void> {
  const [rules, active] = await Promise.all([tx.ruleVersions.findInForce(), tx.ruleVersions.findActive()]);
  if (active !== null && isSameRules(active.rules, rules)) return;
  const author = authorOf(actor);
  const number = await succeed(tx, active);
  const version = newVersion(ports, tx, { author, note });
  tx.ruleVersions.insert({ ...version, number, state: 'ACTIVE', rules, ...activation(tx, author) });
  activated(tx, number);
}

/** The rules of a version as they may come into force now: what they name may be gone since they were written. */
export function checkRules(
  ports: Ports,
  tx: Transaction,
  rules: readonly VersionedRule[],
  field: readonly string[],
): Promise<Outcome<readonly VersionedRule[]>> {
  const members = new Map(rules.map((rule) => [rule.id, rule.agentIds]));
  const drafts: readonly RuleDraft[] = rules.map(({ id, ...rule }) => ({ customRuleId: id, ...rule }));
  return readRules(ports, tx, drafts, { field, alreadyIn: (id) => members.get(id) ?? [] });
}

/** Puts the rules in force and answers the number for their version; the caller writes that version. */
export async function putInForce(
  ports: Ports,
  tx: Transaction,
  rules: readonly VersionedRule[],
  number?: number,
): Promise<Outcome<number>> {
  const [active, before] = await Promise.all([tx.ruleVersions.findActive(), tx.ruleVersions.findInForce()]);
  if (active !== null && isSameRules(before, rules)) return alreadyInForce();
  await writeRules(ports, tx, { before, rules });
  const given = await succeed(tx, active, number);
  activated(tx, given);
  return done(given);
}

export function activation(tx: Transaction, author: Author) {
  return { activatedAt: tx.now, activatedByKind: author.kind, activatedBy: author.id } as const;
}

function alreadyInForce(): Refused {
  return refuse('ALREADY_PUBLISHED', 'These rules are in force already. There is nothing to activate.');
}

async function succeed(tx: Transaction, active: RuleVersionRecord | null, number?: number): Promise<number> {
  if (active !== null) tx.ruleVersions.update(active.id, { state: 'RETIRED', retiredAt: tx.now });
  if (number !== undefined) return number;
  const next = (await tx.ruleVersions.findLastNumber()) + 1;
  if (next > keptVersions) tx.ruleVersions.forget(next - keptVersions);
  return next;
}

function activated(tx: Transaction, version: number): void {
  const everybodyOnStaff = { conversationId: null, visitorId: null, agentId: null, onlyAgent: false };
  tx.emit({ ...everybodyOnStaff, type: 'RULES_ACTIVATED', version });
}

/** Only what changes is written; rules that stay keep their rings, and whose turn it is there. */
async function writeRules(
  ports: Ports,
  tx: Transaction,
  { before, rules }: Readonly<Record<'before' | 'rules', readonly VersionedRule[]>>,
): Promise<void> {
  const ringOf = new Map((await tx.ruleVersions.findRings()).map((ring) => [ring.ruleId, ring]));
  const changes = diffRules(before, rules);
  const written = changes.flatMap(({ after }) => after ?? []);
  const placeOf = new Map(rules.map((rule, index) => [rule.id, index + 1]));
  tx.ruleVersions.write({
    removed: changes.flatMap(({ after, ruleId }) => (after === null ? ruleId : [])),
    rules: written.map(({ agentIds: _, ...rule }) => ({ ...rule, position: placeOf.get(rule.id) ?? rules.length })),
    ringsGone: written.flatMap(({ id, teamId }) => (teamId === null ? [] : (ringOf.get(id)?.id ?? []))),
    rings: written.flatMap(({ id, teamId, agentIds }) => {
      if (teamId !== null) return [];
      const ring = ringOf.get(id);
      const turn = ring === undefined ? { order: agentIds, lastOffered: null } : reordered(ring, agentIds);
      return [{ id: ring?.id ?? ports.newId<'RoundRobinPool'>(), ruleId: id, ...turn }];
    }),
  });
  tx.rules.order(rules.map((rule) => rule.id));
}
