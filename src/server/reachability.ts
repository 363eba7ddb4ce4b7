/**
 * Which agents this process holds a socket of that lets offers through.
 *
 * For each such agent there is one lease in the database, whatever the number of sockets. It is written before the first
 * socket is told that it listens, kept while there is one, and left to end with the grace when the last one goes. The leases
 * of a workspace are kept together, two hundred in one statement: one by one, a thousand agents were 150 transactions a second;
 * all at once, they held a core of the database for a twentieth of a second, and whoever asked for an agent then waited behind
 * that. A process that dies keeps nothing, so its leases end by themselves; the one that takes over starts a fresh grace.
 *
 * Invariant: for one agent, one write at a time, and the last one written says what the count is. A socket that comes back
 * while its departure is being written waits for that write and puts it right.
 */
import { reachabilityKeep } from '../actions/reachability-keep';
import { reachabilityRenew } from '../actions/reachability-renew';
import type { Ports } from '../actions/ports';
import type { EventsLogger } from '../events/bus';
import type { Reachability } from '../resolvers/context';
import type { AgentId, WorkspaceId } from '../routing/terms';

export interface ReachabilityOptions {
  readonly ports: Ports;
  /** The lease's owner, new at each start. */
  readonly processId: string;
  readonly logger?: EventsLogger;
}

export interface ReachabilityHolder extends Reachability {
  /** Lets go of everyone: the grace begins for all, and later releases do nothing. */
  close(): Promise<void>;
}

const retryMs = 1_000;
const keptTogether = 200;
/** Releases at the end of a process: enough at once to be quick, few enough to leave the pool to others. */
const releasedAtOnce = 8;

interface Held {
  readonly workspaceId: WorkspaceId;
  readonly agentId: AgentId;
  sockets: number;
  /** The end of the writes so far. */
  written: Promise<void>;
}

export function createReachability(options: ReachabilityOptions): ReachabilityHolder {
  const leases = new Leases(options);
  return {
    hold: (workspaceId, agentId) => leases.hold(workspaceId, agentId),
    close: () => leases.close(),
  };
}

class Leases {
  private readonly held = new Map<AgentId, Held>();
  private readonly keeping = new Map<WorkspaceId, NodeJS.Timeout>();
  private closed = false;

  constructor(private readonly options: ReachabilityOptions) {}

  async hold(workspaceId: WorkspaceId, agentId: AgentId): Promise<{ release(): void }> {
    if (this.closed) throw new Error('The process is stopping and holds no more agents.');
    const entry = this.entryOf(workspaceId, agentId);
    entry.sockets += 1;
    let isHeld = true;
    const release = (): void => {
      if (!isHeld) return;
      isHeld = false;
      entry.sockets -= 1;
      if (entry.sockets === 0 && !this.closed) void this.letGo(entry);
    };
    try {
      // Only the first socket writes; the others wait for the write that covers them.
      if (entry.sockets === 1) await this.write(entry);
      else await entry.written;
    } catch (error) {
      release();
      throw error;
    }
    return { release };
  }

  async close(): Promise<void> {
    this.closed = true;
    for (const timer of this.keeping.values()) clearTimeout(timer);
    this.keeping.clear();
    const entries = [...this.held.values()];
    const next = async (): Promise<void> => {
      for (let entry = entries.pop(); entry !== undefined; entry = entries.pop()) {
        entry.sockets = 0;
        await this.letGo(entry);
      }
    };
    await Promise.all(Array.from({ length: releasedAtOnce }, next));
  }

  private entryOf(workspaceId: WorkspaceId, agentId: AgentId): Held {
    const present = this.held.get(agentId);
    if (present !== undefined) return present;
    const entry: Held = { workspaceId, agentId, sockets: 0, written: Promise.resolve() };
    this.held.set(agentId, entry);
    return entry;
  }

  private async letGo(entry: Held): Promise<void> {
    try {
      await this.write(entry);
    } catch (err) {
      // The lease ends by itself: the agent stays reachable for what is left of it.
      this.options.logger?.warn({ err, agentId: entry.agentId }, 'An agent who left could not be released.');
    }
    if (entry.sockets === 0 && this.held.get(entry.agentId) === entry) this.held.delete(entry.agentId);
  }

  /** Writes what holds when its turn comes, not what held when it was asked for. */
  private write(entry: Held): Promise<void> {
    const turn = entry.written.catch(() => undefined).then(() => this.renew(entry));
    entry.written = turn;
    return turn;
  }

  private async renew({ workspaceId, agentId, sockets }: Held): Promise<void> {
    const connected = sockets > 0;
    const { ports, processId } = this.options;
    const lease = await reachabilityRenew(ports, { workspaceId, agentId, processId, connected });
    if (connected) this.keepLater(workspaceId, lease.renewAfterMs);
  }

  /** The first to ask sets the time: whoever comes later is kept sooner than need be. */
  private keepLater(workspaceId: WorkspaceId, afterMs: number): void {
    if (this.closed || this.keeping.has(workspaceId)) return;
    const timer = setTimeout(() => {
      this.keeping.delete(workspaceId);
      void this.keep(workspaceId);
    }, afterMs).unref();
    this.keeping.set(workspaceId, timer);
  }

  private async keep(workspaceId: WorkspaceId): Promise<void> {
    const all = [...this.held.values()].filter((entry) => entry.workspaceId === workspaceId && entry.sockets > 0);
    if (all.length === 0) return;
    // In turn: whoever is kept goes to the end of the map, so each comes once in the time after which leases are renewed.
    const entries = all.slice(0, keptTogether);
    for (const entry of entries) {
      this.held.delete(entry.agentId);
      this.held.set(entry.agentId, entry);
    }
    const turns = Math.ceil(all.length / keptTogether);
    // In turn with each one's own writes: a departure that is said meanwhile is written behind this, not under it.
    const before = entries.map((entry) => entry.written.catch(() => undefined));
    const kept = Promise.all(before).then(() => this.keepAll(workspaceId, entries, turns));
    for (const entry of entries) entry.written = kept.then(() => undefined);
    await kept;
  }

  private async keepAll(workspaceId: WorkspaceId, entries: readonly Held[], turns: number): Promise<void> {
    const { ports, processId, logger } = this.options;
    const agentIds = entries.filter(({ sockets }) => sockets > 0).map(({ agentId }) => agentId);
    try {
      const kept = await reachabilityKeep(ports, { workspaceId, processId, agentIds });
      const ids = new Set(kept.agentIds);
      for (const entry of entries) if (!ids.has(entry.agentId) && entry.sockets > 0) this.bringBack(entry);
      this.keepLater(workspaceId, kept.renewAfterMs / turns);
    } catch (err) {
      logger?.warn({ err, workspaceId }, 'The leases of a workspace could not be kept; trying again.');
      this.keepLater(workspaceId, retryMs);
    }
  }

  /** Its lease lapsed although the socket is there: this process, or the database, was away for that long. */
  private bringBack(entry: Held): void {
    this.write(entry).catch((err: unknown) => {
      this.options.logger?.warn({ err, agentId: entry.agentId }, 'A lease could not be renewed; trying again.');
    });
  }
}
