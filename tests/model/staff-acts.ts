/** What staff arrange while visitors ask: rings and rules. */
import { customRuleCreate } from '../../src/actions/custom-rule-create';
import { customRuleDelete } from '../../src/actions/custom-rule-delete';
import { customRuleUpdate } from '../../src/actions/custom-rule-update';
import type { Ports } from '../../src/actions/ports';
import { roundRobinReorder } from '../../src/actions/round-robin-reorder';
import type { AgentActor } from '../../src/auth/actor';
import { permissionsOfProfile } from '../../src/auth/profiles';
import type { PoolId, RuleId } from '../../src/routing/terms';
import { newId } from '../../src/stores/ids';
import { codeOf } from '../support/stage';
import type { Single } from './deeds';
import { conditionsOf, type Office } from './office';
import { ringOf, ringOfAll, type State } from './state';
import * as verbs from './verbs';

export interface Act {
  product(ports: Ports): Promise<string>;
  model(state: State): string;
}

export const admin = (office: Office): AgentActor => ({
  kind: 'AGENT',
  workspaceId: office.workspaceId,
  agentId: newId(),
  permissions: new Set(permissionsOfProfile.ADMIN),
});

export const chosen = <T>(from: readonly T[], pick: number): T | undefined => from[pick % Math.max(1, from.length)];

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
    product: async (ports) => codeOf(await roundRobinReorder(ports, admin(office), input)),
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
        product: async (ports) => codeOf(await customRuleUpdate(ports, admin(office), { customRuleId, enabled })),
        model: (world) => verbs.enablesRule(world, key, enabled),
      };
    }
    case 'rule moves': {
      const { position } = deed;
      return {
        product: async (ports) => codeOf(await customRuleUpdate(ports, admin(office), { customRuleId, position })),
        model: (world) => verbs.movesRule(world, key, position),
      };
    }
    case 'rule goes':
      return {
        product: async (ports) => codeOf(await customRuleDelete(ports, admin(office), { customRuleId })),
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
      const made = await customRuleCreate(ports, admin(office), input);
      if (made.ok) office.namesRule(key, made.value);
      return codeOf(made);
    },
    model: (world) => verbs.createsRule(world, { key, countries, members, position }),
  };
}
