/** A workspace as a plan says it: once in the product's rows, and once in the model. */
import type { Transaction } from '../../src/actions/ports';
import { orderedPermissions, permissionsOfProfile } from '../../src/auth/profiles';
import type { LiveChatRouting, RouteStep } from '../../src/routing/terms';
import { newId } from '../../src/stores/ids';
import type { Script } from '../../src/streams/script';
import { routerDeadlineMs } from './asking';
import type { Card, Look, Step } from './card';
import type { Office } from './office';
import type { Plan } from './plans';
import { forEver, processOfAgents } from './premises';
import { ringOfAll, ringOfTeam, type State } from './state';

/** What agents may do who also listen to each other's chats. */
const hearing = orderedPermissions([...permissionsOfProfile.LIVE_AGENT, 'CHATS_LISTEN']);

export async function furnishes(tx: Transaction, office: Office, plan: Plan): Promise<void> {
  const ring = await tx.routing.findWorkspacePool();
  office.workspacePool = ring.id;
  plan.agents.forEach(({ limit: capacity, available, skills }, who) => {
    const id = office.actor(who).agentId;
    const [name, email] = [`Agent ${who}`, `${id}@example.com`];
    tx.agents.insert({ id, name, email, passwordHash: '-', profile: 'LIVE_AGENT', permissions: hearing, capacity });
    tx.agents.update(id, { skills, ...(available && { available }) });
    tx.reachability.renew(id, processOfAgents, new Date(forEver), true);
  });
  tx.routing.updatePool(ring.id, { order: office.agents.map(({ agentId }) => agentId) });
  tx.profiles.insert({ id: office.hearingId, name: 'Hearing', description: null, permissions: hearing });
  tx.teams.insert({ id: office.teamId, name: 'Team' });
  const order = office.idsOf(plan.team);
  tx.teams.replaceMembers(office.teamId, order);
  const noPointer = { lastOffered: null };
  tx.routing.insertPool({ ...noPointer, id: newId(), kind: 'TEAM', order, teamId: office.teamId, ruleId: null });
  rules(tx, office, plan);
  tx.routers.insert({
    id: office.routerId,
    name: 'Router',
    url: 'https://router.example/',
    secret: new Uint8Array(),
    deadlineMs: routerDeadlineMs,
    enabled: true,
  });
  const owned = Object.entries(plan.accounts);
  if (owned.length > 0) {
    tx.accounts.set(owned.map(([domain, who]) => ({ domain, agentId: office.actor(who).agentId, company: null })));
  }
  plan.cards.forEach((card, index) => {
    const id = newId<'Dialog'>();
    office.dialogs.push(id);
    const cards = scriptOf(office, card);
    tx.dialogs.insert({ id, name: `Dialog ${index}`, priority: index });
    tx.dialogs.replaceCards(id, cards);
    tx.dialogs.publish(id, 1, cards);
  });
  tx.workspace.updateSettings(plan.settings);
}

function rules(tx: Transaction, office: Office, plan: Plan): void {
  plan.rules.forEach(({ key, enabled, countries, members }, place) => {
    const id = newId<'CustomRule'>();
    office.namesRule(key, id);
    const teamId = members.length === 0 ? office.teamId : null;
    const conditions = conditionsOf(countries);
    tx.rules.insert({ id, name: key, position: place + 1, enabled, match: 'ALL', conditions, teamId });
    if (teamId !== null) return;
    const own = { id: newId<'RoundRobinPool'>(), kind: 'RULE', order: office.idsOf(members) } as const;
    tx.routing.insertPool({ ...own, lastOffered: null, teamId: null, ruleId: id });
  });
}

export function conditionsOf(countries: readonly string[]) {
  return countries.length === 0 ? [] : [{ attribute: 'country', operator: 'IS' as const, values: countries }];
}

/** Straight to a person, or by way of the card that asks for an address. */
function scriptOf(office: Office, card: Card): Script {
  const { window: acceptWindowSeconds, attempts, queue, leaveMessage } = card;
  const responses = [
    { key: 'Yes', label: 'Yes', storedValue: null, next: 'agent' },
    { key: 'Mail', label: 'First my address', storedValue: null, next: 'mail' },
  ];
  const routing = routingOf(office, card);
  const own = { routing, acceptWindowSeconds, attempts, queue, leaveMessage };
  return [
    { kind: 'QUESTION', key: 'ask', text: 'Talk to a person?', attribute: null, responses },
    {
      kind: 'INFO_CAPTURE',
      key: 'mail',
      text: 'Your address?',
      attribute: 'email',
      whenKnown: 'OVERWRITE',
      next: 'agent',
    },
    { kind: 'LIVE_CHAT', key: 'agent', ...own, next: null },
  ];
}

function routingOf(office: Office, { isRoute, steps }: Card): LiveChatRouting {
  if (isRoute) {
    const placed = steps.map((step) => routeStepOf(office, step));
    return { strategy: 'ROUTE', agentId: null, teamId: null, steps: placed };
  }
  const { kind, agentId, teamId } = routeStepOf(office, steps[0]);
  return { strategy: kind as LiveChatRouting['strategy'], agentId, teamId };
}

const kinds = {
  AGENT: 'AGENT',
  TEAM: 'TEAM',
  RULES: 'CUSTOM_RULES',
  RING_OF_ALL: 'ROUND_ROBIN',
  LAST_AGENT: 'LAST_AGENT',
  ACCOUNT_OWNER: 'ACCOUNT_OWNER',
  EXTERNAL: 'EXTERNAL',
  LEAST_BUSY: 'LEAST_BUSY',
  LONGEST_IDLE: 'LONGEST_IDLE',
  SKILLS: 'SKILLS',
} as const satisfies Record<Look, RouteStep['kind']>;

function routeStepOf(office: Office, step: Step): RouteStep {
  return {
    kind: kinds[step.looks],
    agentId: step.agent === null ? null : office.actor(step.agent).agentId,
    teamId: step.ofTeam ? office.teamId : null,
    skills: step.skills,
    routerId: step.looks === 'EXTERNAL' ? office.routerId : null,
    routeId: null,
    acceptWindowSeconds: step.window,
    attempts: step.attempts,
    coolDownSeconds: step.coolDown,
  };
}

export function asPlanned(plan: Plan, now: number): State {
  const ringed = (order: readonly number[]) => ({ order: [...order], turn: order[0] ?? null });
  const all = plan.agents.map((_agent, who) => who);
  const rings: State['rings'] = { [ringOfAll]: ringed(all), [ringOfTeam]: ringed(plan.team) };
  for (const { key, members } of plan.rules) if (members.length > 0) rings[key] = ringed(members);
  return {
    now,
    settings: { ...plan.settings },
    agents: plan.agents.map(({ limit, available, skills }) => {
      const returnedAt = available ? now : null;
      const there = { active: true, permitted: true, hears: true, switchedUntil: null, leaseUntil: forEver };
      return { ...there, available, limit, skills, idleSince: now, returnedAt };
    }),
    cards: plan.cards,
    rings,
    rules: plan.rules.map(({ key, enabled, countries, members }) => {
      return { key, enabled, countries, ring: members.length === 0 ? ringOfTeam : key };
    }),
    chats: {},
    browsers: {},
    accounts: { ...plan.accounts },
    isRouterOn: true,
    engagements: 0,
    engagementLimit: null,
    remarks: {},
  };
}
