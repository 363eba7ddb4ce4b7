/** The real thing: one workspace of the product on a real database, worked by two processes that know nothing of each other. */
import { EventEmitter } from 'node:events';
import { randomBytes } from 'node:crypto';
import type { DueQueue } from '../../src/actions/due-queue';
import type { Ports, Transaction } from '../../src/actions/ports';
import { visitorSessionStart } from '../../src/actions/visitor-session-start';
import type { AgentActor, VisitorActor } from '../../src/auth/actor';
import { permissionsOfProfile } from '../../src/auth/profiles';
import type { AgentId, DialogId, LiveChatRouting, RouteStep, TeamId, WorkspaceId } from '../../src/routing/terms';
import { type Database, openDatabase } from '../../src/stores/database';
import { createDueQueue } from '../../src/stores/due-queue.store';
import { newId } from '../../src/stores/ids';
import type { Script } from '../../src/streams/script';
import { openTestDatabase, type TestDatabase } from '../support/database';
import { valueOf } from '../support/stage';
import { portsOf } from '../support/stage-ports';
import { stillSince, stopClock } from '../support/still-clock';
import { type Card, type Look, type RuleState, type State, type Step, ringOfAll, ringOfTeam } from './state';

export interface Process {
  readonly ports: Ports;
  readonly due: DueQueue;
}

/** A database whose clock stands still, and two processes on it: each with connections and a memory of its own. */
export class Premises {
  now = stillSince;

  private constructor(
    readonly db: TestDatabase,
    private readonly second: Database,
    readonly processes: readonly [Process, Process],
  ) {}

  static async open(): Promise<Premises> {
    const db = await openTestDatabase({ poolSize: 6 });
    await stopClock(db.url);
    const second = await openDatabase({ url: db.url, poolSize: 6 });
    const processOf = (database: Database): Process => {
      const heard = { events: [], wakes: [], news: new EventEmitter() };
      return { ports: portsOf({ ...db, database }, heard), due: createDueQueue(database) };
    };
    return new Premises(db, second, [processOf(db.database), processOf(second)]);
  }

  async passes(ms: number): Promise<void> {
    await this.db.moveClock(ms);
    this.now += ms;
  }

  async close(): Promise<void> {
    await this.second.close();
    await this.db.close();
  }
}

export interface Plan {
  readonly cards: readonly Card[];
  readonly agents: readonly { readonly limit: number; readonly available: boolean }[];
  readonly team: readonly number[];
  /** Without members: the team's ring. */
  readonly rules: readonly (Omit<RuleState, 'ring'> & { readonly members: readonly number[] })[];
  readonly settings: State['settings'];
}

/** Longer than any run: whoever is there stays until they drop off. */
export const forEver = Date.UTC(2040, 0, 1);

const processOfAgents = 'office';

export class Office {
  readonly workspaceId: WorkspaceId = newId();
  readonly agents: AgentActor[] = [];
  readonly visitors = new Map<string, VisitorActor>();
  readonly dialogs: DialogId[] = [];
  readonly teamId: TeamId = newId();
  /** The model's name of a rule by the product's, for both. */
  readonly rules = new Map<string, string>();
  /** By the model's chat and place: the product's offer. */
  readonly offers = new Map<string, string>();
  readonly liveChats = new Map<string, string>();
  workspacePool = '';
  private readonly key = `wk_${randomBytes(8).toString('hex')}`;

  constructor(readonly premises: Premises) {}

  process(which: 0 | 1): Process {
    return this.premises.processes[which];
  }

  async opens(plan: Plan): Promise<State> {
    const { premises, workspaceId } = this;
    await premises.db.createWorkspace({ id: workspaceId, key: this.key, plan: 'PRIME' });
    for (const _agent of plan.agents) {
      const permissions = new Set(permissionsOfProfile.LIVE_AGENT);
      this.agents.push({ kind: 'AGENT', workspaceId, agentId: newId(), permissions });
    }
    await this.process(0).ports.work(workspaceId, (tx) => this.furnishes(tx, plan));
    return this.asPlanned(plan);
  }

  idsOf(whos: readonly number[]): readonly AgentId[] {
    return whos.map((who) => this.actor(who).agentId);
  }

  actor(who: number): AgentActor {
    const actor = this.agents[who];
    if (actor === undefined) throw new Error(`There is no agent ${who}.`);
    return actor;
  }

  whoIs(id: string): number {
    return this.agents.findIndex(({ agentId }) => agentId === id);
  }

  async visitor(country: string | null): Promise<VisitorActor> {
    const attributes = country === null ? [] : [{ name: 'country', value: country }];
    const input = { workspaceKey: this.key, visitorToken: null, attributes };
    const { visitorId } = valueOf(await visitorSessionStart(this.process(0).ports, input));
    return { kind: 'VISITOR', workspaceId: this.workspaceId, visitorId };
  }

  /** As a process that goes on renewing does it. */
  async keeps(who: number): Promise<void> {
    await this.process(0).ports.work(this.workspaceId, async (tx) => {
      const { agentId } = this.actor(who);
      await tx.agents.lock(agentId);
      tx.reachability.renew(agentId, processOfAgents, new Date(forEver), true);
      tx.unschedule('REACHABILITY_END', agentId);
    });
  }

  lease(who: number) {
    return { workspaceId: this.workspaceId, agentId: this.actor(who).agentId, processId: processOfAgents };
  }

  /** Nothing of this run may wake in the next one. */
  async closes(): Promise<void> {
    await this.premises.db.rows('DELETE FROM due_work WHERE workspace_id = $1', [this.workspaceId]);
  }

  private async furnishes(tx: Transaction, plan: Plan): Promise<void> {
    const ring = await tx.routing.findWorkspacePool();
    this.workspacePool = ring.id;
    plan.agents.forEach(({ limit: capacity, available }, who) => {
      const id = this.actor(who).agentId;
      const [name, email] = [`Agent ${who}`, `${id}@example.com`];
      const permissions = permissionsOfProfile.LIVE_AGENT;
      tx.agents.insert({ id, name, email, passwordHash: '-', profile: 'LIVE_AGENT', permissions, capacity });
      if (available) tx.agents.update(id, { available });
      tx.reachability.renew(id, processOfAgents, new Date(forEver), true);
    });
    tx.routing.updatePool(ring.id, { order: this.agents.map(({ agentId }) => agentId) });
    tx.teams.insert({ id: this.teamId, name: 'Team' });
    const order = this.idsOf(plan.team);
    tx.teams.replaceMembers(this.teamId, order);
    const noPointer = { lastOffered: null };
    tx.routing.insertPool({ ...noPointer, id: newId(), kind: 'TEAM', order, teamId: this.teamId, ruleId: null });
    plan.rules.forEach(({ key, enabled, countries, members }, place) => {
      const id = newId<'CustomRule'>();
      this.namesRule(key, id);
      const teamId = members.length === 0 ? this.teamId : null;
      const conditions = conditionsOf(countries);
      tx.rules.insert({ id, name: key, position: place + 1, enabled, match: 'ALL', conditions, teamId });
      if (teamId !== null) return;
      const own = { id: newId<'RoundRobinPool'>(), kind: 'RULE', order: this.idsOf(members) } as const;
      tx.routing.insertPool({ ...noPointer, ...own, teamId: null, ruleId: id });
    });
    plan.cards.forEach((card, index) => {
      const id = newId<'Dialog'>();
      this.dialogs.push(id);
      const cards = this.scriptOf(card);
      tx.dialogs.insert({ id, name: `Dialog ${index}`, priority: index });
      tx.dialogs.replaceCards(id, cards);
      tx.dialogs.publish(id, 1, cards);
    });
    tx.workspace.updateSettings(plan.settings);
  }

  namesRule(key: string, id: string): void {
    this.rules.set(key, id);
    this.rules.set(id, key);
  }

  private scriptOf(card: Card): Script {
    const { window: acceptWindowSeconds, attempts, queue } = card;
    const yes = { key: 'Yes', label: 'Yes', storedValue: null, next: 'agent' };
    const routing = this.routingOf(card);
    return [
      { kind: 'QUESTION', key: 'ask', text: 'Talk to a person?', attribute: null, responses: [yes] },
      { kind: 'LIVE_CHAT', key: 'agent', routing, acceptWindowSeconds, attempts, queue, next: null },
    ];
  }

  private routingOf({ isRoute, steps }: Card): LiveChatRouting {
    if (isRoute) {
      return { strategy: 'ROUTE', agentId: null, teamId: null, steps: steps.map((step) => this.stepOf(step)) };
    }
    const { kind, agentId, teamId } = this.stepOf(steps[0]);
    return { strategy: kind as LiveChatRouting['strategy'], agentId, teamId };
  }

  private stepOf({ looks, agent, attempts, window, coolDown }: Step): RouteStep {
    const kinds = {
      AGENT: 'AGENT',
      TEAM: 'TEAM',
      RULES: 'CUSTOM_RULES',
      RING_OF_ALL: 'ROUND_ROBIN',
      LEAST_BUSY_OF_ALL: 'LEAST_BUSY',
      LEAST_BUSY_OF_TEAM: 'LEAST_BUSY',
    } as const satisfies Record<Look, RouteStep['kind']>;
    return {
      kind: kinds[looks],
      agentId: looks === 'AGENT' ? this.actor(agent).agentId : null,
      teamId: looks === 'TEAM' || looks === 'LEAST_BUSY_OF_TEAM' ? this.teamId : null,
      skills: [],
      routerId: null,
      routeId: null,
      acceptWindowSeconds: window,
      attempts,
      coolDownSeconds: coolDown,
    };
  }

  private asPlanned(plan: Plan): State {
    const ringed = (order: readonly number[]) => ({ order: [...order], turn: order[0] ?? null });
    const all = plan.agents.map((_agent, who) => who);
    const rings: State['rings'] = { [ringOfAll]: ringed(all), [ringOfTeam]: ringed(plan.team) };
    for (const { key, members } of plan.rules) if (members.length > 0) rings[key] = ringed(members);
    return {
      now: this.premises.now,
      settings: { ...plan.settings },
      agents: plan.agents.map(({ limit, available }) => ({
        active: true,
        permitted: true,
        available,
        switchedUntil: null,
        leaseUntil: forEver,
        limit,
      })),
      cards: plan.cards,
      rings,
      rules: plan.rules.map(({ key, enabled, countries, members }) => {
        return { key, enabled, countries, ring: members.length === 0 ? ringOfTeam : key };
      }),
      chats: {},
      engagements: 0,
      engagementLimit: null,
    };
  }
}

export function conditionsOf(countries: readonly string[]) {
  return countries.length === 0 ? [] : [{ attribute: 'country', operator: 'IS' as const, values: countries }];
}
