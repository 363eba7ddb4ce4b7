/** Judges every agent once, in the order in which they come up, and tells about it afterwards. */
import { whyNot } from './eligibility';
import {
  maxVerdictsTold,
  type AgentId,
  type Candidate,
  type CandidateVerdict,
  type IneligibleReason,
  type Pool,
  type RoutingSettings,
  type VerdictCount,
} from './terms';

export interface Judged {
  readonly settings: Pick<RoutingSettings, 'requireReachable' | 'rampSeconds'>;
  readonly candidates: Pick<ReadonlyMap<AgentId, Candidate>, 'get'>;
  /** Whom this request was offered to, and when last. */
  readonly tried: ReadonlyMap<AgentId, Date>;
  readonly now: Date;
}

/** Whether an agent may be offered the chat, at a step with such a cool-down. */
export interface Judgement {
  consider(agentId: AgentId, coolDownSeconds: number | null): boolean;
  /** Nobody for this step; another one may still ask. */
  pass(agentId: AgentId, reason: IneligibleReason): void;
  /** The ring of a rule that does not hold. */
  passRing(pool: Pool): void;
  candidate(agentId: AgentId): Candidate | undefined;
}

const nobodyTried: ReadonlyMap<AgentId, Date> = new Map();

export class Judge implements Judgement {
  private readonly verdicts = new Map<AgentId, IneligibleReason | null>();
  /** Whoever no other step or ring brings up has this reason. */
  private readonly passed = new Map<AgentId, IneligibleReason>();
  private readonly rings: Pool[] = [];

  constructor(private readonly judged: Judged) {}

  consider(agentId: AgentId, coolDownSeconds: number | null): boolean {
    const known = this.verdicts.get(agentId);
    // One step's answer is the next one's, but for whoever was offered the request before: of these the cool-down decides.
    if (known !== undefined && !this.judged.tried.has(agentId)) return known === null;
    const reason = this.reasonOf(agentId, coolDownSeconds);
    if (known === undefined || reason === null) this.verdicts.set(agentId, reason);
    return reason === null;
  }

  pass(agentId: AgentId, reason: IneligibleReason): void {
    if (!this.passed.has(agentId)) this.passed.set(agentId, reason);
  }

  passRing(pool: Pool): void {
    this.rings.push(pool);
  }

  candidate(agentId: AgentId): Candidate | undefined {
    return this.judged.candidates.get(agentId);
  }

  /** The same judgement, without a word of it in what is told, and as if this agent were not there. */
  without(absent: AgentId): Judgement {
    return {
      consider: (agentId, coolDownSeconds) => agentId !== absent && this.reasonOf(agentId, coolDownSeconds) === null,
      pass: () => undefined,
      passRing: () => undefined,
      candidate: (agentId) => this.candidate(agentId),
    };
  }

  /** At most `maxVerdictsTold`, the chosen one always among them. */
  told(chosen: AgentId | null): readonly CandidateVerdict[] {
    this.settle();
    const told: CandidateVerdict[] = [];
    for (const [agentId, reason] of this.verdicts) {
      if (told.length === maxVerdictsTold) break;
      told.push({ agentId, eligible: reason === null, reason });
    }
    if (chosen !== null && !told.some((verdict) => verdict.agentId === chosen)) {
      told[told.length - 1] = { agentId: chosen, eligible: true, reason: null };
    }
    return told;
  }

  counts(): readonly VerdictCount[] {
    this.settle();
    const counts = new Map<IneligibleReason | null, number>();
    for (const reason of this.verdicts.values()) counts.set(reason, (counts.get(reason) ?? 0) + 1);
    return [...counts].map(([reason, count]) => ({ reason, count }));
  }

  private reasonOf(agentId: AgentId, coolDownSeconds: number | null): IneligibleReason | null {
    const { settings, now, tried, candidates } = this.judged;
    const agent = candidates.get(agentId);
    if (agent === undefined) return 'DEACTIVATED';
    const isCooled = coolDownSeconds !== null && this.isCooled(agentId, coolDownSeconds);
    return whyNot(agent, { settings, now, tried: isCooled ? nobodyTried : tried });
  }

  private isCooled(agentId: AgentId, seconds: number): boolean {
    const { tried, now } = this.judged;
    const last = tried.get(agentId);
    return last !== undefined && now.getTime() - last.getTime() >= seconds * 1_000;
  }

  private settle(): void {
    for (const [agentId, reason] of this.passed) if (!this.verdicts.has(agentId)) this.verdicts.set(agentId, reason);
    this.passed.clear();
    for (const { order } of this.rings) {
      for (const agentId of order) if (!this.verdicts.has(agentId)) this.verdicts.set(agentId, 'NOT_MATCHED');
    }
    this.rings.length = 0;
  }
}
