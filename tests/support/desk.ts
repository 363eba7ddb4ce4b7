/**
 * A desk where visitors ask and agents serve, on the whole server: a process that listens, a database of its own, and people
 * who use the SDK that the sample clients use. A test reads like the story that it is about:
 *
 *   const desk = await openDesk();
 *   const ann = await desk.agent({ name: 'Ann' });
 *   const vera = await desk.visitor({ country: 'SE' });
 *   await vera.asksForAnAgent();
 *   await ann.accepts();
 *
 * Every desk is closed behind its test, and the test fails on what its people left open: a socket, a subscription, a
 * connection of the pool. (A rejection that nobody took fails it, too; Jest sees to that.)
 */
import type { CardDraft } from '../../src/actions/card-draft';
import type { Plan } from '../../src/routing/terms';
import { AgentAtDesk } from './agent-at-desk';
import { openTestDatabase, type TestDatabase } from './database';
import { type Line, openLine } from './line';
import { Person } from './person';
import { makeWorkspace, startServer, type StartOptions, type TestServer } from './server';
import { type Attributes, VisitorAtDesk } from './visitor-at-desk';

export interface DeskOptions extends Omit<StartOptions, 'db'> {
  readonly plan?: Plan;
  /** Whom the first dialog's live chat card asks for; the ring of all unless told. */
  readonly routing?: Routing;
  /** What differs from the defaults. */
  readonly settings?: Readonly<Record<string, unknown>>;
}

export interface Routing {
  readonly strategy: 'ROUND_ROBIN' | 'AGENT' | 'CUSTOM_RULES' | 'TEAM';
  readonly agentId?: string;
  readonly teamId?: string;
}

export interface NewAgent {
  readonly name?: string;
  readonly capacity?: number;
  readonly available?: boolean;
}

export type CardInput = { readonly key: string } & Partial<Record<keyof Omit<CardDraft, 'key'>, object>>;

const open = new Set<Desk>();

afterEach(async () => {
  const desks = [...open];
  open.clear();
  for (const desk of desks) await desk.close();
});

export async function openDesk(options: DeskOptions = {}): Promise<Desk> {
  const desk = new Desk(options, await openTestDatabase());
  open.add(desk);
  await desk.opens();
  return desk;
}

export class Desk {
  workspaceKey = '';
  /** Manages everything, and takes no chats. */
  admin!: AgentAtDesk;
  private running: TestServer | null = null;
  private readonly people: Person[] = [];

  constructor(
    private readonly options: DeskOptions,
    readonly db: TestDatabase,
  ) {}

  get server(): TestServer {
    if (this.running === null) throw new Error('The server does not run.');
    return this.running;
  }

  async opens(): Promise<void> {
    await this.startsAgain();
    const workspace = await makeWorkspace(this.server, this.options.plan);
    this.workspaceKey = workspace.key;
    this.admin = await this.joined(new AgentAtDesk('Ada', await this.line()));
    await this.admin.signsIn(await workspace.person('ADMIN'));
    if (this.options.settings !== undefined) await this.settles(this.options.settings);
    await this.publishes(talkToAPerson(this.options.routing));
  }

  /** Signed in, available and listening. */
  async agent({
    name = `Agent ${this.people.length}`,
    capacity,
    available = true,
  }: NewAgent = {}): Promise<AgentAtDesk> {
    const { agent, credentials } = await this.hires({ name, capacity });
    await agent.signsIn(credentials);
    if (available) await agent.isAvailable(true);
    await agent.sitsDown();
    return agent;
  }

  /** Has an account, and nothing else yet. */
  async hires({ name = 'Agent', capacity }: NewAgent) {
    const credentials = {
      email: `${this.people.length}.${this.workspaceKey}@example.com`,
      password: 'a long password',
    };
    await this.admin.does('agentCreate', { name, ...credentials, capacity }, 'agent { id }');
    return { agent: await this.joined(new AgentAtDesk(name, await this.line())), credentials };
  }

  async visitor(attributes: Attributes = {}): Promise<VisitorAtDesk> {
    const visitor = await this.joined(new VisitorAtDesk(`Visitor ${this.people.length}`, await this.line()));
    await visitor.arrives(this.workspaceKey, attributes);
    return visitor;
  }

  /** One more client of the same person: another tab, on a line of its own. */
  async anotherTabOf(agent: AgentAtDesk): Promise<AgentAtDesk> {
    const tab = await this.joined(new AgentAtDesk(`${agent.name} again`, await this.line()));
    tab.id = agent.id;
    tab.usesToken(agent.token ?? '');
    return tab;
  }

  async team(name: string, members: readonly AgentAtDesk[]): Promise<string> {
    const agentIds = members.map(({ id }) => id);
    const { team } = await this.admin.does<{ team: Named }>('teamCreate', { name, agentIds }, 'team { id }');
    return team.id;
  }

  /** A published dialog, in front of all that were there before it. */
  async publishes(cards: readonly CardInput[], name = 'Dialog'): Promise<string> {
    const { admin } = this;
    const made = await admin.does<{ dialog: Named }>(
      'dialogCreate',
      { name, priority: this.nextPriority },
      'dialog { id }',
    );
    const dialogId = made.dialog.id;
    await admin.does('dialogStreamReplace', { dialogId, cards }, 'dialog { id }');
    await admin.does('dialogPublish', { dialogId }, 'dialog { id }');
    this.nextPriority += 1;
    return dialogId;
  }

  async settles(settings: Readonly<Record<string, unknown>>): Promise<void> {
    await this.admin.does('routingSettingsUpdate', settings, 'routingSettings { idleTimeoutSeconds }');
  }

  /**
   * The database's clock goes on. Who has a socket open would have renewed the lease meanwhile, so theirs go on with it; what
   * falls due is found within a quarter of a second, or waited for by whoever waits for what it does.
   */
  async timePasses(ms: number): Promise<void> {
    const later = `lease_until + ${Math.round(ms)} * interval '1 millisecond'`;
    await this.db.rows(`UPDATE reachability SET lease_until = ${later} WHERE connected`);
    await this.db.moveClock(ms);
  }

  /** The server is gone; everybody's line breaks. */
  async stops(): Promise<void> {
    const stopping = this.server;
    this.running = null;
    await stopping.close();
  }

  /** On the same database, and another port: the lines find it. */
  async startsAgain(): Promise<void> {
    const { plan: _plan, routing: _routing, settings: _settings, ...start } = this.options;
    this.running = await startServer({ ...start, db: this.db });
  }

  async close(): Promise<void> {
    try {
      for (const person of this.people) person.parley.close();
      if (this.running !== null) await this.running.settle();
      expect(this.people.flatMap(({ complaints }) => complaints)).toEqual([]);
    } finally {
      for (const person of this.people) await person.line.close();
      await this.running?.close();
      await this.db.close();
    }
  }

  private nextPriority = 0;

  private line(): Promise<Line> {
    return openLine(() => this.running?.parley.port ?? null);
  }

  private async joined<Somebody extends Person>(somebody: Somebody): Promise<Somebody> {
    this.people.push(somebody);
    return somebody;
  }
}

interface Named {
  readonly id: string;
}

/** "Talk to a person?": Yes rings at an agent, No ends it. */
export function talkToAPerson(routing: Routing = { strategy: 'ROUND_ROBIN' }): readonly CardInput[] {
  const responses = [{ label: 'Yes', next: 'agent' }, { label: 'No' }];
  return [
    { key: 'ask', question: { text: 'Talk to a person?', responses } },
    { key: 'agent', liveChat: { routing } },
  ];
}
