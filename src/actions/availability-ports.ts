/** What availability needs of the stores: what was said, beside the agent's row that routing reads. */
import type { Holiday, LiveChatSchedule } from '../routing/availability';
import type { AgentId } from '../routing/terms';

/** One agent's, with what the workspace adds to it. */
export interface AvailabilityRecord {
  readonly agentId: AgentId;
  readonly active: boolean;
  /** What routing reads now. */
  readonly available: boolean;
  /** The agent's own; null: none, the switch alone counts. */
  readonly schedule: LiveChatSchedule | null;
  readonly workspaceHolidays: readonly Holiday[];
  readonly override: { readonly available: boolean; readonly until: Date } | null;
  readonly breakUntil: Date | null;
  /** When due work looks again; null: never. */
  readonly nextChangeAt: Date | null;
}

export interface AvailabilityStore {
  /** Its agent's row is locked. Ask for it behind the routing lock: whoever changes what was said holds it, too. */
  lock(agentId: AgentId): Promise<AvailabilityRecord | null>;
  /** The same for this agent and for others of the workspace whose next change is due: a few hundred at most, by id. */
  lockDue(agentId: AgentId): Promise<readonly AvailabilityRecord[]>;
  save(record: AvailabilityRecord): void;
  /** Keeps the schedule that is about to be replaced, for whoever asks about the time before `until`. */
  keepSchedule(agentId: AgentId, until: Date): void;
  /** What they were is kept, as with a schedule. */
  saveHolidays(holidays: readonly Holiday[], until: Date): void;
  /** Everybody with a schedule is looked at anew: plans it for then, and the look finds what holds. */
  reviewAll(at: Date): void;
}

/** By the database's clock, to be judged without asking again. */
export interface SeenAvailability extends AvailabilityRecord {
  readonly now: Date;
}

export interface AvailabilityReads {
  availabilities(ids: readonly AgentId[]): Promise<readonly (SeenAvailability | null)[]>;
  workspaceHolidays(): Promise<readonly Holiday[]>;
}
