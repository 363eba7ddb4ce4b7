/** What is around a desk: the server that comes and goes, the time that passes, and what happens without anybody being told. */
import { readGlobalId } from '../../src/schema/global-ids';
import type { AgentAtDesk } from './agent-at-desk';
import { comes } from './becomes';
import type { TestDatabase } from './database';
import { startServer, type StartOptions, type TestServer } from './server';

export class Surroundings {
  protected running: TestServer | null = null;

  constructor(
    private readonly start: Omit<StartOptions, 'db'>,
    readonly db: TestDatabase,
  ) {}

  get server(): TestServer {
    if (this.running === null) throw new Error('The server does not run.');
    return this.running;
  }

  /** The server is gone; everybody's line breaks. */
  async stops(): Promise<void> {
    const stopping = this.server;
    this.running = null;
    await stopping.close();
  }

  /** On the same database, and another port: the lines find it. */
  async startsAgain(): Promise<void> {
    this.running = await startServer({ ...this.start, db: this.db });
  }

  /**
   * The database's clock goes on. Who has a socket open would have renewed the lease meanwhile, so theirs go on with it, but
   * for those of dead processes; what falls due is found within a quarter of a second, or waited for by whoever waits for
   * what it does.
   */
  async timePasses(ms: number, deadProcesses: readonly string[] = []): Promise<void> {
    const later = `lease_until + ${Math.round(ms)} * interval '1 millisecond'`;
    const condition = 'connected AND process_id <> ALL ($1::text[])';
    await this.db.rows(`UPDATE reachability SET lease_until = ${later} WHERE ${condition}`, [deadProcesses]);
    await this.db.moveClock(ms);
  }

  /** The processes that hold a lease for this agent. */
  async processesOf(agent: AgentAtDesk): Promise<readonly string[]> {
    const leases = 'SELECT process_id AS process FROM reachability WHERE agent_id = $1';
    const rows = await this.db.rows<{ process: string }>(leases, [readGlobalId(agent.id)?.id]);
    return rows.map(({ process }) => process);
  }

  /** Until nothing is due any more, and what was due is done. */
  async isDoneWithWhatIsDue(): Promise<void> {
    const left = 'SELECT 1 FROM due_work WHERE due_at <= parley_now() OR attempt > 0';
    await comes('what is due to be done', async () => (await this.db.rows(left)).length === 0);
  }

  /** Until the server has noticed that this agent's last socket is gone: the grace begins. */
  async misses(agent: AgentAtDesk, withinMs?: number): Promise<void> {
    await comes(`${agent.name} to be missed`, async () => (await this.isHeld(agent)) === false, withinMs);
  }

  async hasBack(agent: AgentAtDesk): Promise<void> {
    await agent.isLive();
    await comes(`${agent.name} to be back`, async () => (await this.isHeld(agent)) === true);
  }

  async holdsSockets(count: number): Promise<void> {
    await comes(`${count} sockets`, async () => this.server.parley.counts().sockets === count);
  }

  private async isHeld(agent: AgentAtDesk): Promise<boolean | undefined> {
    const lease = 'SELECT bool_or(connected) AS connected FROM reachability WHERE agent_id = $1';
    const [found] = await this.db.rows<{ connected: boolean }>(lease, [readGlobalId(agent.id)?.id]);
    return found?.connected;
  }
}
