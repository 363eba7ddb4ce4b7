/**
 * A workspace to act in, without a server: agents, rings, dialogs and visitors, and the verbs of the product on the real
 * database. What a test needs to be there is put there through the stores; what it is about happens through the verbs.
 */
import { randomBytes } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { cardAnswer } from '../../src/actions/card-answer';
import { conversationStart } from '../../src/actions/conversation-start';
import { offerAccept } from '../../src/actions/offer-accept';
import { offerDecline } from '../../src/actions/offer-decline';
import { messageSend } from '../../src/actions/message-send';
import type { Transaction } from '../../src/actions/ports';
import { reachabilityRenew } from '../../src/actions/reachability-renew';
import type { AgentRecord, ConversationRecord, LiveChatRecord, Message, OfferRecord } from '../../src/actions/records';
import { visitorSessionStart } from '../../src/actions/visitor-session-start';
import type { AgentActor, VisitorActor } from '../../src/auth/actor';
import type { StoredEvent } from '../../src/events/topics';
import type { EventType } from '../../src/routing/events';
import type { Outcome, RefusalCode } from '../../src/routing/refusal';
import type {
  AgentId,
  Condition,
  ConversationId,
  DialogId,
  LiveChatRouting,
  OfferId,
  Permission,
  Plan,
  RuleId,
  TeamId,
  WorkspaceId,
} from '../../src/routing/terms';
import { newId } from '../../src/stores/ids';
import type { Script } from '../../src/streams/script';
import type { TestDatabase } from './database';
import { patienceMs } from './happenings';
import { roundRobin, talkToAPerson } from './stage-dialogs';
import { type Heard, portsOf, type StagePorts } from './stage-ports';

export interface Stage {
  readonly workspaceId: WorkspaceId;
  readonly workspaceKey: string;
  readonly ports: StagePorts;
  /** Everything announced so far, in the workspace's order. */
  readonly events: readonly StoredEvent[];
  readonly wakes: readonly Date[];
  forgetWakes(): void;
  /** The first event of that type, come or to come. */
  happens(type: EventType): Promise<StoredEvent>;
  /** Anything new. */
  happensNext(): Promise<void>;
  /** Anything at all inside one transaction of the workspace. */
  work<T>(run: (tx: Transaction) => Promise<T>): Promise<T>;
  agent(options?: Partial<AgentOptions>): Promise<AgentActor>;
  team(name: string, members: readonly AgentActor[]): Promise<TeamId>;
  rule(options: RuleOptions): Promise<RuleId>;
  dialog(options?: Partial<DialogOptions>): Promise<DialogId>;
  visitor(attributes?: Readonly<Record<string, string>>): Promise<VisitorActor>;
  /** Opens the page and answers the question: an agent is being looked for. */
  asks(visitor: VisitorActor): Promise<ConversationId>;
  /** Asks, and is served by whoever it rings at. */
  isServed(visitor: VisitorActor): Promise<{ readonly id: ConversationId; readonly agent: AgentActor }>;
  conversation(id: ConversationId): Promise<ConversationRecord>;
  chat(id: ConversationId): Promise<LiveChatRecord>;
  pending(id: ConversationId): Promise<OfferRecord | null>;
  ringing(id: ConversationId): Promise<OfferRecord>;
  offers(id: ConversationId): Promise<readonly OfferRecord[]>;
  offer(id: OfferId): Promise<OfferRecord>;
  messages(id: ConversationId): Promise<readonly Message[]>;
  agentRecord(actor: AgentActor): Promise<AgentRecord>;
  actorOf(id: AgentId): AgentActor;
}

export interface AgentOptions {
  readonly name: string;
  readonly capacity: number | null;
  readonly available: boolean;
  readonly reachable: boolean;
  readonly permissions: readonly Permission[];
}
export interface RuleOptions {
  readonly name: string;
  readonly position: number;
  readonly conditions?: readonly Condition[];
  readonly agents: readonly AgentActor[];
}
export interface DialogOptions {
  readonly cards: Script;
  readonly priority: number;
  readonly routing: LiveChatRouting;
  readonly acceptWindowSeconds: number | null;
}

export { roundRobin, talkToAPerson };

export function valueOf<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`Refused: ${JSON.stringify(outcome.refusals)}`);
  return outcome.value;
}

export const codeOf = (outcome: Outcome<unknown>): RefusalCode | 'OK' =>
  outcome.ok ? 'OK' : (outcome.refusals[0]?.code ?? 'OK');

function present<T>(value: T | null | undefined, what: string): T {
  if (value === null || value === undefined) throw new Error(`There is no ${what}.`);
  return value;
}

export interface StageOptions {
  readonly plan?: Plan;
  readonly announce?: (events: readonly StoredEvent[]) => void;
}

export async function createStage(db: TestDatabase, options: StageOptions = {}): Promise<Stage> {
  const workspaceId = newId<'Workspace'>();
  const workspaceKey = `wk_${randomBytes(8).toString('hex')}`;
  await db.createWorkspace({ id: workspaceId, key: workspaceKey, plan: options.plan ?? 'PRIME' });
  const heard: Heard = { events: [], wakes: [], news: new EventEmitter(), announce: options.announce };
  return new OpenStage(workspaceId, workspaceKey, portsOf(db, heard), heard);
}

class OpenStage implements Stage {
  private readonly actors = new Map<AgentId, AgentActor>();

  constructor(
    readonly workspaceId: WorkspaceId,
    readonly workspaceKey: string,
    readonly ports: StagePorts,
    private readonly heard: Heard,
  ) {}

  get events(): readonly StoredEvent[] {
    // Due work of another stage of the same database may be done through these ports.
    const own = this.heard.events.filter(({ workspaceId }) => workspaceId === this.workspaceId);
    return own.sort((one, other) => one.position - other.position);
  }

  get wakes() {
    return this.heard.wakes;
  }

  forgetWakes(): void {
    this.heard.wakes.length = 0;
  }

  async happens(type: EventType): Promise<StoredEvent> {
    for (;;) {
      const found = this.events.find(({ event }) => event.type === type);
      if (found !== undefined) return found;
      await this.happensNext();
    }
  }

  async happensNext(): Promise<void> {
    await once(this.heard.news, 'event', { signal: AbortSignal.timeout(patienceMs) });
  }

  work<T>(run: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.ports.work(this.workspaceId, run);
  }

  async agent(options: Partial<AgentOptions> = {}): Promise<AgentActor> {
    const { available = true, reachable = true, capacity = null, permissions = ['LIVE_CHAT_TAKE'] } = options;
    const id = newId<'Agent'>();
    const name = options.name ?? `Agent ${this.actors.size + 1}`;
    await this.work(async (tx) => {
      const email = `${id}@example.com`;
      tx.agents.insert({ id, name, email, passwordHash: '-', profile: 'LIVE_AGENT', permissions, capacity });
      tx.agents.update(id, { available });
      const ring = await tx.routing.findWorkspacePool();
      tx.routing.updatePool(ring.id, { order: [...ring.order, id] });
    });
    const { workspaceId } = this;
    if (reachable) {
      await reachabilityRenew(this.ports, { workspaceId, agentId: id, processId: 'stage', connected: true });
      // The tests move the clock by hours: these agents stay.
      await this.work(async (tx) => {
        await tx.agents.lock(id);
        tx.reachability.renew(id, 'stage', new Date(tx.now.getTime() + 1_000 * 24 * 60 * 60 * 1_000), true);
        tx.unschedule('REACHABILITY_END', id);
      });
    }
    const actor: AgentActor = { kind: 'AGENT', workspaceId, agentId: id, permissions: new Set(permissions) };
    this.actors.set(id, actor);
    return actor;
  }

  actorOf(id: AgentId): AgentActor {
    return present(this.actors.get(id), `agent ${id} on this stage`);
  }

  async team(name: string, members: readonly AgentActor[]): Promise<TeamId> {
    const id = newId<'Team'>();
    const order = members.map((member) => member.agentId);
    await this.work(async (tx) => {
      tx.teams.insert({ id, name });
      tx.teams.replaceMembers(id, order);
      tx.routing.insertPool({ id: newId(), kind: 'TEAM', order, lastOffered: null, teamId: id, ruleId: null });
    });
    return id;
  }

  async rule({ name, position, conditions = [], agents }: RuleOptions): Promise<RuleId> {
    const id = newId<'CustomRule'>();
    const order = agents.map((agent) => agent.agentId);
    await this.work(async (tx) => {
      tx.rules.insert({ id, name, position, enabled: true, match: 'ALL', conditions, teamId: null });
      tx.routing.insertPool({ id: newId(), kind: 'RULE', order, lastOffered: null, teamId: null, ruleId: id });
    });
    return id;
  }

  async dialog(options: Partial<DialogOptions> = {}): Promise<DialogId> {
    const { routing = roundRobin, acceptWindowSeconds = null, priority = 0 } = options;
    const cards = options.cards ?? talkToAPerson(routing, acceptWindowSeconds);
    const id = newId<'Dialog'>();
    await this.work(async (tx) => {
      tx.dialogs.insert({ id, name: 'Dialog', priority });
      tx.dialogs.replaceCards(id, cards);
      tx.dialogs.publish(id, 1, cards);
    });
    this.ports.catalog.drop(this.workspaceId);
    return id;
  }

  async visitor(attributes: Readonly<Record<string, string>> = {}): Promise<VisitorActor> {
    const given = Object.entries(attributes).map(([name, value]) => ({ name, value }));
    const input = { workspaceKey: this.workspaceKey, visitorToken: null, attributes: given };
    const { visitorId } = valueOf(await visitorSessionStart(this.ports, input));
    return { kind: 'VISITOR', workspaceId: this.workspaceId, visitorId };
  }

  async asks(visitor: VisitorActor): Promise<ConversationId> {
    const started = valueOf(await conversationStart(this.ports, visitor, { dialogId: null, pageUrl: null }));
    const conversationId = present(started, 'dialog for this visitor');
    const answer = { cardKey: 'ask', responseKey: 'Yes', response: null, value: null, clientMessageId: null };
    return valueOf(await cardAnswer(this.ports, visitor, { conversationId, ...answer })).id;
  }

  async isServed(visitor: VisitorActor): Promise<{ readonly id: ConversationId; readonly agent: AgentActor }> {
    const id = await this.asks(visitor);
    const offer = await this.ringing(id);
    const agent = this.actorOf(offer.agentId);
    valueOf(await offerAccept(this.ports, agent, { offerId: offer.id }));
    return { id, agent };
  }

  async conversation(id: ConversationId): Promise<ConversationRecord> {
    return present(await this.work((tx) => tx.conversations.find(id)), 'such conversation');
  }

  async chat(id: ConversationId): Promise<LiveChatRecord> {
    const { liveChatId } = await this.conversation(id);
    return present(await this.work((tx) => tx.liveChats.find(present(liveChatId, 'live chat'))), 'such live chat');
  }

  pending(id: ConversationId): Promise<OfferRecord | null> {
    return this.work((tx) => tx.offers.findPendingOf(id));
  }

  async ringing(id: ConversationId): Promise<OfferRecord> {
    return present(await this.pending(id), 'pending offer');
  }

  async offers(id: ConversationId): Promise<readonly OfferRecord[]> {
    const chat = await this.chat(id);
    return this.work((tx) => tx.offers.findAllOf(chat.id));
  }

  async offer(id: OfferId): Promise<OfferRecord> {
    return present(await this.work((tx) => tx.offers.find(id)), 'such offer');
  }

  messages(id: ConversationId): Promise<readonly Message[]> {
    return this.work((tx) => tx.messages.findLast(id, 1_000));
  }

  async agentRecord(actor: AgentActor): Promise<AgentRecord> {
    return present(await this.work((tx) => tx.agents.find(actor.agentId)), 'such agent');
  }
}

/** The verbs of a chat in one line each. */
export function accepts(stage: Stage, offer: OfferRecord) {
  return offerAccept(stage.ports, stage.actorOf(offer.agentId), { offerId: offer.id });
}

export function declines(stage: Stage, offer: OfferRecord) {
  return offerDecline(stage.ports, stage.actorOf(offer.agentId), { offerId: offer.id, reason: null });
}

export function says(
  stage: Stage,
  who: VisitorActor | AgentActor,
  what: { readonly conversationId: ConversationId; readonly text: string; readonly clientMessageId?: string },
) {
  return messageSend(stage.ports, who, { clientMessageId: null, ...what });
}
