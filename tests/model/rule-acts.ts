/** What staff arrange while visitors ask: rings and rules. */
import { customRuleCreate } from '../../src/actions/custom-rule-create';
import { customRuleDelete } from '../../src/actions/custom-rule-delete';
import { customRuleUpdate } from '../../src/actions/custom-rule-update';
import { roundRobinReorder } from '../../src/actions/round-robin-reorder';
import type { PoolId, RuleId } from '../../src/routing/terms';
import { codeOf } from '../support/stage';
import { type Act, chosen } from './act';
import type { Single } from './deeds';
import { conditionsOf } from './furniture';
import type { Office } from './office';
import { ringOf, ringOfAll, type State } from './state';
import * as verbs from './staff-verbs';

export function ringOrderOf(office: Office, state: State, deed: Extract<Single, { does: 'ring' }>): Act {
  const { order } = ringOf(state, ringOfAll);
  const wanted = [
    ...deed.order.filter((who) => order.includes(who)),
    ...order.filter((who) => !deed.order.includes(who)),
  ];
  const next = deed.next !== null && wanted.includes(deed.next) ? deed.next : null;
  const input = {
    poolId: office.workspacePool as PoolId,
    agentIds: office.idsOf(wanted),
    nextAgentId: next === null ? null : office.actor(next).agentId,
  };
  return {
    product: async (ports) => codeOf(await roundRobinReorder(ports, office.staff(), input)),
    model: (world) => verbs.rearrangesAll(world, wanted, next),
  };
}

type RuleDeed = Extract<Single, { does: 'new rule' | 'rule' | 'rule moves' | 'rule goes' }>;

const mostRules = 6;

export function ruleOf(office: Office, state: State, deed: RuleDeed): Act | null {
  if (deed.does === 'new rule') return newRuleOf(office, state, deed);
  const rule = chosen(state.rules, deed.pick);
  if (rule === undefined) return null;
  const { key } = rule;
  const customRuleId = office.rules.get(key) as RuleId;
  switch (deed.does) {
    case 'rule': {
      const { enabled } = deed;
      return {
        product: async (ports) => codeOf(await customRuleUpdate(ports, office.staff(), { customRuleId, enabled })),
        model: (world) => verbs.enablesRule(world, key, enabled),
      };
    }
    case 'rule moves': {
      const { position } = deed;
      return {
        product: async (ports) => codeOf(await customRuleUpdate(ports, office.staff(), { customRuleId, position })),
        model: (world) => verbs.movesRule(world, key, position),
      };
    }
    case 'rule goes':
      return {
        product: async (ports) => codeOf(await customRuleDelete(ports, office.staff(), { customRuleId })),
        model: (world) => verbs.deletesRule(world, key),
      };
  }
}

function newRuleOf(office: Office, state: State, deed: Extract<Single, { does: 'new rule' }>): Act | null {
  if (state.rules.length >= mostRules) return null;
  const { countries, members, position } = deed;
  const key = `rule ${office.rules.size}`;
  const target = {
    agentIds: members.length === 0 ? null : office.idsOf(members),
    teamId: members.length === 0 ? office.teamId : null,
  };
  const input = {
    name: key,
    match: 'ALL',
    conditions: conditionsOf(countries),
    ...target,
    position,
    enabled: true,
  } as const;
  return {
    product: async (ports) => {
      const made = await customRuleCreate(ports, office.staff(), input);
      if (made.ok) office.namesRule(key, made.value);
      return codeOf(made);
    },
    model: (world) => verbs.createsRule(world, { key, countries, members, position }),
  };
}
