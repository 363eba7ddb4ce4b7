import type { RuleStore } from '../actions/ports';
import type { RuleRecord } from '../actions/records';
import { CustomRuleEntity } from '../entities/custom-rule.entity';
import { ruleFindAll, ruleOrder } from './sql/pool.sql';
import type { TransactionLine } from './transaction-line';

function columnsOf({ name, position, enabled, match, conditions, teamId }: RuleRecord) {
  return { name, position, enabled, match, conditions: [...conditions], teamId };
}

export function createRuleStore(line: TransactionLine): RuleStore {
  const { workspaceId } = line;
  return {
    find: async (customRuleId) => {
      const row = await line.askOrm((manager) => manager.findOneBy(CustomRuleEntity, { workspaceId, customRuleId }));
      return row === null ? null : { id: row.customRuleId, ...columnsOf({ id: row.customRuleId, ...row }) };
    },
    findAll: () => line.ask(ruleFindAll(workspaceId)),
    insert: (rule) =>
      line.sendOrm((manager) =>
        manager.insert(CustomRuleEntity, { workspaceId, customRuleId: rule.id, ...columnsOf(rule) }),
      ),
    update: (rule) =>
      line.sendOrm((manager) =>
        manager.update(CustomRuleEntity, { workspaceId, customRuleId: rule.id }, columnsOf(rule)),
      ),
    delete: (customRuleId) =>
      line.sendOrm((manager) => manager.delete(CustomRuleEntity, { workspaceId, customRuleId })),
    order: (ids) => line.send(ruleOrder(workspaceId, ids)),
  };
}
