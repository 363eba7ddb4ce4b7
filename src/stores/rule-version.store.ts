import type { RuleVersionStore } from '../actions/ports';
import type { RuleVersionChanges } from '../actions/rule-version-ports';
import { RuleVersionEntity } from '../entities/rule-version.entity';
import {
  ruleRings,
  ruleRingsRemove,
  ruleRingsWrite,
  rulesRemove,
  rulesWrite,
  rulesInForceOf,
  ruleVersionCountPlanned,
  ruleVersionFind,
  ruleVersionFindByNumber,
  ruleVersionFindIn,
  ruleVersionForget,
  ruleVersionKnownRules,
  ruleVersionLastNumber,
  ruleVersionPlannedWith,
} from './sql/rule-version.sql';
import type { TransactionLine } from './transaction-line';

function columnsOf({ rules, ...changes }: RuleVersionChanges) {
  return { ...changes, ...(rules !== undefined && { rules: [...rules] }) };
}

export function createRuleVersionStore(line: TransactionLine): RuleVersionStore {
  const { workspaceId } = line;
  return {
    find: async (id) => (await line.ask(ruleVersionFind(workspaceId, id)))[0] ?? null,
    findDraft: async () => (await line.ask(ruleVersionFindIn(workspaceId, 'DRAFT')))[0] ?? null,
    findActive: async () => (await line.ask(ruleVersionFindIn(workspaceId, 'ACTIVE')))[0] ?? null,
    findByNumber: async (number) => (await line.ask(ruleVersionFindByNumber(workspaceId, number)))[0] ?? null,
    findLastNumber: async () => (await line.ask(ruleVersionLastNumber(workspaceId)))[0]?.last ?? 0,
    findPlannedWith: async (teamId) =>
      (await line.ask(ruleVersionPlannedWith(workspaceId, teamId))).map(({ number }) => number),
    countPlanned: async () => (await line.ask(ruleVersionCountPlanned(workspaceId)))[0]?.count ?? 0,
    findKnownRules: async (ids) =>
      ids.length === 0 ? [] : (await line.ask(ruleVersionKnownRules(workspaceId, ids))).map(({ id }) => id),
    findInForce: () => line.ask(rulesInForceOf(workspaceId)),
    findRings: () => line.ask(ruleRings(workspaceId)),
    write: ({ removed, rules, ringsGone, rings }) => {
      if (removed.length > 0) line.send(rulesRemove(workspaceId, removed));
      if (rules.length > 0) line.send(rulesWrite(workspaceId, JSON.stringify(rules)));
      if (ringsGone.length > 0) line.send(ruleRingsRemove(workspaceId, ringsGone));
      if (rings.length > 0) line.send(ruleRingsWrite(workspaceId, JSON.stringify(rings)));
    },
    insert: ({ id, ...version }) =>
      line.sendOrm((manager) =>
        manager.insert(RuleVersionEntity, { workspaceId, ruleVersionId: id, ...columnsOf(version) }),
      ),
    update: (ruleVersionId, changes) =>
      line.sendOrm((manager) => manager.update(RuleVersionEntity, { workspaceId, ruleVersionId }, columnsOf(changes))),
    delete: (ruleVersionId) =>
      line.sendOrm((manager) => manager.delete(RuleVersionEntity, { workspaceId, ruleVersionId })),
    forget: (upToNumber) => line.send(ruleVersionForget(workspaceId, upToNumber)),
  };
}
