/** One workspace of the product on a real database, and what of it the model has names for. */
import { randomBytes } from 'node:crypto';
import { visitorSessionStart } from '../../src/actions/visitor-session-start';
import type { AgentActor, VisitorActor } from '../../src/auth/actor';
import { permissionsOfProfile } from '../../src/auth/profiles';
import type { AgentId, DialogId, Permission, ProfileId, RouterId, TeamId, WorkspaceId } from '../../src/routing/terms';
import { newId } from '../../src/stores/ids';
import { valueOf } from '../support/stage';
import { asPlanned, furnishes } from './furniture';
import type { Plan } from './plans';
import { forEver, type Premises, type Process, processOfAgents } from './premises';
import type { Browser, State } from './state';

export class Office {
  readonly workspaceId: WorkspaceId = newId();
  readonly agents: AgentActor[] = [];
  /** By conversation. */
  readonly visitors = new Map<string, VisitorActor>();
  readonly browsers = new Map<string, VisitorActor>();
  readonly dialogs: DialogId[] = [];
  readonly teamId: TeamId = newId();
  /** The profile of those who take chats and listen to others'. */
  readonly hearingId: ProfileId = newId();
  readonly routerId: RouterId = newId();
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
    await this.process(0).ports.work(workspaceId, (tx) => furnishes(tx, this, plan));
    return asPlanned(plan, premises.now);
  }

  idsOf(whos: readonly number[]): readonly AgentId[] {
    return whos.map((who) => this.actor(who).agentId);
  }

  actor(who: number, more: readonly Permission[] = []): AgentActor {
    const actor = this.agents[who];
    if (actor === undefined) throw new Error(`There is no agent ${who}.`);
    return { ...actor, permissions: new Set([...actor.permissions, ...more]) };
  }

  /** Somebody of the staff who is no agent of the run. */
  staff(permissions: readonly Permission[] = permissionsOfProfile.ADMIN): AgentActor {
    return { kind: 'AGENT', workspaceId: this.workspaceId, agentId: newId(), permissions: new Set(permissions) };
  }

  visitor(browser: string): VisitorActor {
    const visitor = this.browsers.get(browser);
    if (visitor === undefined) throw new Error(`There is no ${browser}.`);
    return visitor;
  }

  whoIs(id: string): number {
    return this.agents.findIndex(({ agentId }) => agentId === id);
  }

  /** A page of the shop is opened in a browser that was never there. */
  async opensBrowser(key: string, { country, address, isClaimed }: Browser): Promise<void> {
    const claimed = [
      ...(country === null ? [] : [{ name: 'country', value: country }]),
      ...(isClaimed ? [{ name: 'email', value: address }] : []),
    ];
    const input = { workspaceKey: this.key, visitorToken: null, attributes: claimed };
    const { visitorId } = valueOf(await visitorSessionStart(this.process(0).ports, input));
    this.browsers.set(key, { kind: 'VISITOR', workspaceId: this.workspaceId, visitorId });
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
    this.premises.questions = [];
    await this.premises.db.rows('DELETE FROM due_work WHERE workspace_id = $1', [this.workspaceId]);
  }

  namesRule(key: string, id: string): void {
    this.rules.set(key, id);
    this.rules.set(id, key);
  }
}
