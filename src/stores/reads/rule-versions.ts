/** The custom rules as they are, were, or are to be. */
import type { RuleVersionReads } from '../../actions/rule-version-ports';
import type { RuleVersionRecord } from '../../actions/rule-version.records';
import { rulesInForce, ruleVersionColumns } from '../sql/rule-version.sql';
import { inOrderOf, type Statement } from '../statement';
import type { List } from './keyset';
import type { Reader } from './reader';

const versionList: List = {
  name: 'rule_version_page',
  columns: ruleVersionColumns,
  from: 'rule_version rv',
  where: ['rv.number IS NOT NULL'],
  sort: [{ column: 'rv.number', kind: 'integer' }],
  descending: true,
};

function inState(state: 'DRAFT' | 'ACTIVE'): Statement<RuleVersionRecord> {
  return {
    name: 'rule_version_in_state',
    text: `/* rule_version_in_state */ SELECT ${ruleVersionColumns} FROM rule_version rv WHERE rv.state = $1`,
    values: [state],
  };
}

function byNumbers(numbers: readonly number[]): Statement<RuleVersionRecord> {
  return {
    name: 'rule_version_by_number',
    text: `/* rule_version_by_number */
SELECT ${ruleVersionColumns} FROM rule_version rv WHERE rv.number = ANY ($1::integer[])`,
    values: [numbers],
  };
}

export function ruleVersionReads(reader: Reader): RuleVersionReads {
  return {
    ruleDraft: async () => (await reader.rows(inState('DRAFT')))[0] ?? null,
    activeRuleVersion: async () => (await reader.rows(inState('ACTIVE')))[0] ?? null,
    ruleVersionPage: (page) => reader.page<RuleVersionRecord>(versionList, page),
    ruleVersions: async (numbers) =>
      inOrderOf<number | null, RuleVersionRecord>(numbers, await reader.rows(byNumbers(numbers)), (row) => row.number),
    rulesInForce: () => reader.rows(rulesInForce()),
  };
}
