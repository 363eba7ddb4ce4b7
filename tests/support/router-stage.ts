/** A stage with a customer's own server beside it, and routes that ask it. */
import { externalRouterCreate } from '../../src/actions';
import type { AgentActor } from '../../src/auth/actor';
import { stepOf } from '../../src/routing/steps';
import type { AgentId, ConversationId, RouterId, RouteStep } from '../../src/routing/terms';
import { globalId } from '../../src/schema/global-ids';
import { newId } from '../../src/stores/ids';
import { CustomerRouter } from './customer-router';
import type { TestDatabase } from './database';
import type { LiveChatCard } from '../../src/streams/script';
import { createStage, type Stage, type StageOptions, talkToAPerson, valueOf } from './stage';

export const routerSecret = 'a-secret-that-both-sides-know';
export const ringStep = stepOf('ROUND_ROBIN');
export const globalIdOf = ({ agentId }: { readonly agentId: AgentId }): string => globalId('Agent', agentId);

interface DecisionRow {
  readonly outcome: string;
  readonly steps: readonly { readonly kind: string; readonly finding: string }[];
  readonly candidates: readonly { readonly agentId: string; readonly reason: string | null }[];
}

export class RouterStage {
  private dialogs = 0;

  private constructor(
    private readonly db: TestDatabase,
    readonly stage: Stage,
    readonly admin: AgentActor,
    public customer: CustomerRouter,
  ) {}

  static async open(db: TestDatabase, options: StageOptions = {}): Promise<RouterStage> {
    const stage = await createStage(db, options);
    const admin = await stage.agent({ name: 'Ada', available: false, permissions: ['INTEGRATIONS_MANAGE'] });
    return new RouterStage(db, stage, admin, await CustomerRouter.start());
  }

  async router(deadlineMs = 5_000): Promise<RouterId> {
    const name = `Router ${newId<'Name'>()}`;
    const input = { name, url: this.customer.url, secret: routerSecret, deadlineMs };
    return valueOf(await externalRouterCreate(this.stage.ports, this.admin, input)).routerId;
  }

  async routes(...steps: readonly RouteStep[]): Promise<void> {
    await this.routesWith({}, ...steps);
  }

  /** The newest dialog is the one that is played. */
  async routesWith(card: Partial<LiveChatCard>, ...steps: readonly RouteStep[]): Promise<void> {
    this.dialogs += 1;
    const [question, live] = talkToAPerson({ strategy: 'ROUTE', agentId: null, teamId: null, steps });
    if (question === undefined || live?.kind !== 'LIVE_CHAT') throw new Error('This dialog leads to nobody.');
    await this.stage.dialog({ cards: [question, { ...live, ...card }], priority: this.dialogs });
  }

  /** An offer, a fallback or a wait: whatever was decided behind the answer has been announced. */
  async isDecided(id: ConversationId): Promise<void> {
    const ends = ['OFFER_CREATED', 'LIVE_CHAT_MISSED', 'LIVE_CHAT_WAITING'];
    const isEnd = ({ event }: Stage['events'][number]): boolean =>
      'conversationId' in event && event.conversationId === id && ends.includes(event.type);
    while (!this.stage.events.some(isEnd)) await this.stage.happensNext();
  }

  decisionsOf(id: ConversationId): Promise<readonly DecisionRow[]> {
    return this.db.rows<DecisionRow>(
      'SELECT outcome, steps, candidates FROM routing_decision WHERE conversation_id = $1 ORDER BY decided_at, outcome',
      [id],
    );
  }

  /** `OFFERED: WRONG_ANSWER CHOSE` for each decision. */
  async findingsOf(id: ConversationId): Promise<readonly string[]> {
    const decisions = await this.decisionsOf(id);
    return decisions.map(({ outcome, steps }) => `${outcome}: ${steps.map((one) => one.finding).join(' ')}`);
  }

  async close(): Promise<void> {
    await this.customer.close();
    await this.stage.ports.routerCalls.settled();
  }
}
