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
import type { Plan } from '../../src/routing/terms';
import { AgentAtDesk } from './agent-at-desk';
import { openTestDatabase, type TestDatabase } from './database';
import { type CardInput, type Routing, talkToAPerson } from './desk-dialogs';
import { type Line, openLine } from './line';
import { Person, type PersonOptions } from './person';
import { makeWorkspace, type StartOptions } from './server';
import { Surroundings } from './surroundings';
import { type Attributes, VisitorAtDesk } from './visitor-at-desk';

export { talkToAPerson };

export interface DeskOptions {
  readonly plan?: Plan;
  /** Whom the first dialog's live chat card asks for; the ring of all unless told. */
  readonly routing?: Routing;
  /** What differs from the default settings of routing. */
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly server?: Omit<StartOptions, 'db'>;
  /** For `beforeAll`: closed behind the last test of the file, not behind the next one. */
  readonly forAll?: boolean;
}

/** The port that somebody's line leads to, asked at each connection. */
export type Where = () => number | null;

export interface NewAgent {
  readonly name?: string;
  readonly capacity?: number;
  readonly available?: boolean;
  readonly at?: Where;
}

const forOne = new Set<Desk>();
const forAll = new Set<Desk>();

async function closeAll(desks: Set<Desk>): Promise<void> {
  const closing = [...desks];
  desks.clear();
  for (const desk of closing) await desk.close();
}

afterEach(() => closeAll(forOne));
afterAll(() => closeAll(forAll));

export async function openDesk(options: DeskOptions = {}): Promise<Desk> {
  return opened(new Desk(options, await openTestDatabase()), options);
}

/** Open, and closed behind its test or its file. */
export async function opened<Kind extends Desk>(desk: Kind, options: DeskOptions): Promise<Kind> {
  (options.forAll === true ? forAll : forOne).add(desk);
  await desk.opens();
  return desk;
}

export class Desk extends Surroundings {
  workspaceKey = '';
  /** Manages everything, and takes no chats. */
  admin!: AgentAtDesk;
  protected readonly people: Person[] = [];
  private dialogs = 0;

  constructor(
    private readonly options: DeskOptions,
    db: TestDatabase,
  ) {
    super(options.server ?? {}, db);
  }

  async opens(): Promise<void> {
    await this.startsAgain();
    const workspace = await makeWorkspace(this.server, this.options.plan);
    this.workspaceKey = workspace.key;
    this.admin = this.joined(new AgentAtDesk('Ada', await this.line()));
    await this.admin.signsIn(await workspace.person('ADMIN'));
    if (this.options.settings !== undefined) await this.settles(this.options.settings);
    await this.publishes(talkToAPerson(this.options.routing));
  }

  /** Signed in, available and listening. */
  async agent(options: NewAgent = {}): Promise<AgentAtDesk> {
    const { name = `Agent ${this.people.length}`, capacity, available = true, at } = options;
    const email = `${this.people.length}.${this.workspaceKey}@example.com`;
    const credentials = { email, password: 'long enough a password' };
    await this.admin.does('agentCreate', { name, ...credentials, capacity }, 'agent { id }');
    const agent = this.joined(new AgentAtDesk(name, await this.line(at)));
    await agent.signsIn(credentials);
    if (available) await agent.isAvailable(true);
    await agent.sitsDown();
    return agent;
  }

  async visitor(attributes: Attributes = {}, at?: Where): Promise<VisitorAtDesk> {
    const visitor = this.joined(new VisitorAtDesk(`Visitor ${this.people.length}`, await this.line(at)));
    await visitor.arrives(this.workspaceKey, attributes);
    return visitor;
  }

  /** One more client with the same token, on a line of its own. */
  async tabOf(person: Person, at?: Where, options?: PersonOptions): Promise<Person> {
    const tab = this.joined(new Person(`${person.name} again`, await this.line(at), options));
    tab.usesToken(person.token ?? '');
    return tab;
  }

  /** The same with an inbox. */
  async anotherTabOf(agent: AgentAtDesk, at?: Where): Promise<AgentAtDesk> {
    const tab = this.joined(new AgentAtDesk(`${agent.name} again`, await this.line(at)));
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
    const input = { name, priority: this.dialogs };
    this.dialogs += 1;
    const { dialog } = await admin.does<{ dialog: Named }>('dialogCreate', input, 'dialog { id }');
    await admin.does('dialogStreamReplace', { dialogId: dialog.id, cards }, 'dialog { id }');
    await admin.does('dialogPublish', { dialogId: dialog.id }, 'dialog { id }');
    return dialog.id;
  }

  async settles(settings: Readonly<Record<string, unknown>>): Promise<void> {
    await this.admin.does('routingSettingsUpdate', settings, 'routingSettings { idleTimeoutSeconds }');
  }

  async close(): Promise<void> {
    try {
      for (const person of this.people) person.parley.close();
      await this.running?.settle();
      expect(this.people.flatMap(({ complaints }) => complaints)).toEqual([]);
    } finally {
      for (const person of this.people) await person.line.close();
      await this.running?.close();
      await this.db.close();
    }
  }

  protected portOf(): number | null {
    return this.running?.parley.port ?? null;
  }

  protected line(at: Where = () => this.portOf()): Promise<Line> {
    return openLine(at);
  }

  protected joined<Somebody extends Person>(somebody: Somebody): Somebody {
    this.people.push(somebody);
    return somebody;
  }
}

interface Named {
  readonly id: string;
}
