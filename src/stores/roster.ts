/**
 * Who might take a chat, kept by the process and brought up to date at each look.
 *
 * The database stays the truth: every look asks it, behind the routing lock where a chat is given away, and hears what has
 * changed since an earlier look. Nothing is ever assumed unchanged. Only committed rows are kept. An answer to a transaction
 * that has itself changed somebody is laid over the roster for that one decision and leaves no trace: it may be rolled back,
 * and what it hides, somebody else's change to the same row, must be heard by the next look.
 *
 * States of a workspace's roster: absent → kept → dropped, then read anew in full. It is dropped when another server answers,
 * because its transactions are numbered otherwise, and after half a minute, so that what nobody has thought of heals.
 *
 * A look is sent together with the routing lock, and may thus be asked long before it is answered: what it hears then begins
 * further back than need be, and is still all that has changed. Only an answer that saw less than the roster already holds
 * would set it back; that one asks again. It takes a look without the lock, a simulation's, to come to that.
 */
import type { CandidateLookup } from '../actions/ports';
import type { AgentId, Candidate, WorkspaceId } from '../routing/terms';
import type { Crowd } from '../actions/queue-ports';
import { toCrowd } from './crowd';
import { detached } from './ids';
import type { RosterRow } from './sql/roster-find.sql';

export interface Rosters {
  /** `ask`: what has changed since the horizon; null: everything. */
  look(workspaceId: WorkspaceId, ask: (horizon: string | null) => Promise<RosterRow>): Promise<CandidateLookup>;
}

const keptForMs = 30_000;
const keptWorkspaces = 200;

export function createRosters(now: () => number = () => performance.now()): Rosters {
  const kept = new Map<WorkspaceId, Roster>();
  return {
    async look(workspaceId, ask) {
      const known = kept.get(workspaceId);
      const horizon = known?.horizonFor(now()) ?? null;
      const answer = answerOf(await ask(horizon));
      // Not always the one that was there when it was asked: another look may have been answered meanwhile.
      const present = kept.get(workspaceId);
      if (horizon !== null && present?.fits(answer, horizon) === true) return present.lookup(answer);
      const whole = horizon === null ? answer : answerOf(await ask(null));
      const roster = new Roster(whole.seen, now());
      const candidates = roster.lookup(whole);
      if (!whole.isOwn && kept.get(workspaceId)?.hasSeenMoreThan(whole.seen) !== true) {
        if (kept.size >= keptWorkspaces) kept.clear();
        kept.set(workspaceId, roster);
      }
      return candidates;
    },
  };
}

type Seen = Pick<RosterRow, 'server' | 'horizon' | 'seenBelow' | 'underWay'>;

interface AgentLine {
  readonly id: AgentId;
  readonly facts: number;
  readonly times: Times;
  readonly skills: Skills | null;
}
/** In milliseconds since 1970. */
interface Times {
  readonly idleSince: number;
  readonly returnedAt: number | null;
}
type Skills = Candidate['skills'];
const noSkills: Skills = {};
const nowhere: Times = { idleSince: 0, returnedAt: null };
interface LeaseLine {
  readonly id: AgentId;
  readonly until: number;
  readonly processId: string;
}
interface Answer {
  readonly seen: Seen;
  readonly at: number;
  /** Whether something of it was written by the asking transaction. */
  readonly isOwn: boolean;
  readonly crowd: Crowd | null;
  readonly agents: readonly AgentLine[];
  readonly leases: readonly LeaseLine[];
}

function answerOf(row: RosterRow): Answer {
  return {
    seen: row,
    at: row.now.getTime(),
    isOwn: row.isOwn,
    crowd: row.crowd === null ? null : toCrowd(row.crowd),
    agents: linesOf(row.changedAgents).map((line) => {
      const [id, facts, idleSince, returnedAt] = line.split(' ', 4);
      const skills = line.indexOf('{');
      return {
        id: id as AgentId,
        facts: Number(facts),
        times: { idleSince: Number(idleSince), returnedAt: returnedAt === '-' ? null : Number(returnedAt) },
        skills: skills === -1 ? null : (JSON.parse(line.slice(skills)) as Skills),
      };
    }),
    leases: linesOf(row.changedLeases).map((line) => {
      const [id, until, processId = ''] = line.split(' ');
      return { id: id as AgentId, until: Number(until), processId };
    }),
  };
}

function linesOf(text: string | null): readonly string[] {
  return text === null ? [] : text.split('\n');
}

/**
 * Made when it is asked for: a thousand that are kept lie scattered in memory, and judging them takes five times as long. What
 * only some steps ask about is looked up when they do.
 */
class KnownAgent implements Candidate {
  readonly active: boolean;
  readonly takesLiveChats: boolean;
  readonly available: boolean;
  readonly taken: number;
  readonly capacity: number;

  constructor(
    readonly id: AgentId,
    facts: number,
    readonly reachable: boolean,
    private readonly known: Known,
  ) {
    this.active = (facts & 1) !== 0;
    this.takesLiveChats = (facts & 2) !== 0;
    this.available = (facts & 4) !== 0;
    this.taken = facts >> 13;
    this.capacity = (facts >> 3) & 1_023;
  }

  get skills(): Skills {
    return this.known.skillsOf(this.id);
  }

  get idleSince(): number {
    return this.known.timesOf(this.id).idleSince;
  }

  get returnedAt(): number | null {
    return this.known.timesOf(this.id).returnedAt;
  }
}

/** Committed rows, or those of one answer that are laid over them. */
class Known {
  readonly facts = new Map<AgentId, number>();
  private readonly times = new Map<AgentId, Times>();
  /** Of those who have any; null: none any more. */
  private readonly skills = new Map<AgentId, Skills | null>();
  /** By agent and process: until when, in milliseconds of the database's clock. */
  private readonly leases = new Map<AgentId, Map<string, number>>();
  /** The latest of each agent. */
  readonly leaseEnds = new Map<AgentId, number>();

  constructor(private readonly below: Known | null = null) {}

  take({ agents, leases }: Answer): void {
    for (const { id: asTold, facts, times, skills } of agents) {
      const id = this.facts.has(asTold) ? asTold : detached(asTold);
      this.facts.set(id, facts);
      this.times.set(id, times);
      if (skills !== null || this.skillsOf(id) !== noSkills) this.skills.set(id, skills);
    }
    for (const { id, processId, until } of leases) {
      let held = this.leases.get(id);
      if (held === undefined) this.leases.set(detached(id), (held = new Map(this.below?.leases.get(id))));
      held.set(held.has(processId) ? processId : detached(processId), until);
      this.leaseEnds.set(this.leaseEnds.has(id) ? id : detached(id), Math.max(...held.values()));
    }
  }

  find(id: AgentId, at: number): Candidate | undefined {
    const facts = this.facts.get(id) ?? this.below?.facts.get(id);
    if (facts === undefined) return undefined;
    const leaseEnd = this.leaseEnds.get(id) ?? this.below?.leaseEnds.get(id) ?? 0;
    return new KnownAgent(id, facts, leaseEnd > at, this);
  }

  timesOf(id: AgentId): Times {
    return this.times.get(id) ?? this.below?.timesOf(id) ?? nowhere;
  }

  skillsOf(id: AgentId): Skills {
    const own = this.skills.get(id);
    return own === undefined ? (this.below?.skillsOf(id) ?? noSkills) : (own ?? noSkills);
  }
}

class Roster {
  private readonly committed = new Known();

  constructor(
    private seen: Seen,
    private readInFullAt: number,
  ) {}

  /** Null: to be read in full, by the one who is told so; the others go on with what there is until that is answered. */
  horizonFor(now: number): string | null {
    if (now - this.readInFullAt <= keptForMs) return this.seen.horizon;
    this.readInFullAt = now;
    return null;
  }

  /** An answer about a time behind this roster's would set it back; one that begins behind its horizon would leave a gap. */
  fits({ seen }: Answer, horizon: string): boolean {
    const isOfOneServer = seen.server === this.seen.server;
    return isOfOneServer && Number(horizon) <= Number(this.seen.horizon) && !this.hasSeenMoreThan(seen);
  }

  hasSeenMoreThan(seen: Seen): boolean {
    const { server, seenBelow, underWay } = this.seen;
    if (seen.server !== server) return false;
    return seenBelow > seen.seenBelow || (seenBelow === seen.seenBelow && underWay < seen.underWay);
  }

  lookup(answer: Answer): CandidateLookup {
    const known = answer.isOwn ? new Known(this.committed) : this.committed;
    known.take(answer);
    if (!answer.isOwn) this.seen = answer.seen;
    return { get: (id) => known.find(id, answer.at), crowd: answer.crowd };
  }
}
