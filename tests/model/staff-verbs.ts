/** What staff arrange, and what becomes of it: each answers with what the product should answer, `OK` or the refusal's code. */
import type { Right } from './deeds';
import { rearranged } from './ring';
import { agentOf, ringOf, ringOfAll, ringOfTeam, type Settings, type State, type Who } from './state';

export function setLimit(state: State, who: Who, limit: number): string {
  agentOf(state, who).limit = limit;
  return 'OK';
}

/** Who may take no chats is in no ring of all; what rings there rings on, and who may listen no more is found out later. */
export function permits(state: State, who: Who, right: Right): string {
  const agent = agentOf(state, who);
  const permitted = right !== 'NEITHER';
  agent.permitted = permitted;
  agent.hears = right === 'TAKES_AND_HEARS';
  if (!agent.active) return 'OK';
  const { order } = ringOf(state, ringOfAll);
  if (permitted && !order.includes(who)) rearranged(state, ringOfAll, [...order, who]);
  if (!permitted) leavesRing(state, who);
  return 'OK';
}

function leavesRing(state: State, who: Who): void {
  const { order } = ringOf(state, ringOfAll);
  if (!order.includes(who)) return;
  rearranged(
    state,
    ringOfAll,
    order.filter((one) => one !== who),
  );
}

/** The offers that rang there go on one after the other, each with what the one before it left behind. */
export function deactivates(state: State, who: Who): string {
  const agent = agentOf(state, who);
  if (!agent.active) return 'OK';
  agent.active = false;
  agent.available = false;
  leavesRing(state, who);
  return 'OK';
}

export function rearrangesAll(state: State, order: readonly Who[], next: Who | null): string {
  rearranged(state, ringOfAll, order, next ?? undefined);
  return 'OK';
}

export function changesTeam(state: State, members: readonly Who[]): string {
  const { order } = ringOf(state, ringOfTeam);
  if (members.some((who) => !agentOf(state, who).active && !order.includes(who))) return 'INVALID';
  rearranged(state, ringOfTeam, members);
  return 'OK';
}

export interface NewRule {
  readonly key: string;
  readonly countries: readonly string[];
  /** None: the team. */
  readonly members: readonly Who[];
  readonly position: number;
}

export function createsRule(state: State, { key, countries, members, position }: NewRule): string {
  if (members.some((who) => !agentOf(state, who).active)) return 'INVALID';
  const ring = members.length === 0 ? ringOfTeam : key;
  if (members.length > 0) state.rings[ring] = { order: [...members], turn: members[0] ?? null };
  state.rules.splice(position - 1, 0, { key, enabled: true, countries, ring });
  return 'OK';
}

export function enablesRule(state: State, key: string, enabled: boolean): string {
  for (const rule of state.rules) if (rule.key === key) rule.enabled = enabled;
  return 'OK';
}

export function movesRule(state: State, key: string, position: number): string {
  const [rule] = state.rules.filter((one) => one.key === key);
  if (rule === undefined) return 'NOT_FOUND';
  state.rules = state.rules.filter((one) => one !== rule);
  state.rules.splice(position - 1, 0, rule);
  return 'OK';
}

export function deletesRule(state: State, key: string): string {
  state.rules = state.rules.filter((one) => one.key !== key);
  delete state.rings[key];
  return 'OK';
}

export function configures(state: State, settings: Partial<Settings>): string {
  Object.assign(state.settings, settings);
  return 'OK';
}

export function limitsEngagements(state: State, limit: number | null): string {
  state.engagementLimit = limit;
  return 'OK';
}

export function learns(state: State, who: Who, skills: Readonly<Record<string, number>>): string {
  agentOf(state, who).skills = skills;
  return 'OK';
}

/** Null: to nobody any more. */
export function belongsTo(state: State, domain: string, who: Who | null): string {
  if (who === null) {
    const isKnown = domain in state.accounts;
    delete state.accounts[domain];
    return isKnown ? 'OK' : 'NOT_FOUND';
  }
  if (!agentOf(state, who).active) return 'INVALID';
  state.accounts[domain] = who;
  return 'OK';
}
