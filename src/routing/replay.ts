/**
 * A past period, routed once more: by other rules, rings or settings, or by the same. `decide` and `whatNext` are the ones that
 * route for real; around them stand a clock made of what happens next, and the agents as they were (replay-agents.ts).
 *
 * What people did is taken from the record. Whoever was asked for the same request then does now as they did: accepts after
 * as long, declines, or lets it ring; a chat lasts as long; a visitor who gave up does so at the same minute. Whoever was not
 * asked then accepts after the median time, and the chat lasts as long as it did, or the median.
 *
 * A request is OFFERED, WAITING, CONNECTED or over. Each thing planned carries the request's move number, so that what was
 * planned before it moved on is passed over. Memory holds the requests that run at one time and a line for each agent.
 */
import { decide } from './decide';
import { waitEndsAt, whatNext } from './fall-through';
import { isWorthWaiting, queueEndsAt } from './queue';
import { ReplayAgents } from './replay-agents';
import { ReplayRings } from './replay-rings';
import { answerTo, likenessOf, offeredTo, type Planned, type Running, runningOf } from './replay-running';
import { fateOf, ReplayTally } from './replay-tally';
import type { PastRequest, ReplayResult, ReplayWorld } from './replay-terms';
import { TimeQueue } from './time-queue';
import { assertNever, type AgentId, type Decision, type Pool, type Rule, type TeamId } from './terms';

/** Of those who wait and differ, so many are asked about each place that comes free: it bounds what a crowd costs. */
const mostWaitersAsked = 20;

export class Replay {
  private readonly agents: ReplayAgents;
  private readonly tally: ReplayTally;
  private readonly rings = new ReplayRings();
  private readonly planned = new TimeQueue<Planned>();
  private readonly workspacePool: Pool;
  private readonly teamPools: ReadonlyMap<TeamId, Pool>;
  private readonly rules: readonly Rule[];
  /** Whoever asked first comes first. */
  private waiting: Running[] = [];
  private now = 0;

  constructor(private readonly world: ReplayWorld) {
    this.agents = new ReplayAgents(world.agents);
    this.tally = new ReplayTally(world);
    this.workspacePool = this.rings.of(world.workspacePool);
    this.teamPools = new Map([...world.teamPools].map(([id, pool]) => [id, this.rings.of(pool)]));
    this.rules = world.rules.map((rule) => ({ ...rule, pool: this.rings.of(rule.pool) }));
  }

  /** In the order in which they were asked for, page by page. */
  take(requests: readonly PastRequest[]): void {
    for (const past of requests) {
      this.runUntil(past.requestedAt);
      this.moveTo(past.requestedAt);
      this.rings.align(past);
      this.agents.learn(past.seen);
      this.request(past);
    }
  }

  /** Lets what still runs come to its end. */
  finish(): ReplayResult {
    this.runUntil(Infinity);
    return this.tally.result();
  }

  private request(past: PastRequest): void {
    if (!past.isRouted) {
      this.tally.settle(past, { ...fateOf(past), ruleName: null, fallbackReason: null });
      return;
    }
    // Nobody overtakes: who waits already is asked first.
    this.serveWaiting();
    const running = runningOf(past, this.world);
    this.follow(running, this.decideFor(running, 1));
  }

  private decideFor(running: Running, attempt: number): Decision {
    const { past, routing, steps, tried, step, stepAttempts, answers } = running;
    const { workspacePool, teamPools, rules, agents } = this;
    const { maxAttempts, attributes } = past;
    const when = { requestedAt: new Date(past.requestedAt), now: new Date(this.now) };
    return decide(
      { routing, steps, maxAttempts, attributes, tried, attempt, step, stepAttempts, answers, ...when },
      { settings: this.world.settings, workspacePool, teamPools, rules, candidates: agents },
    );
  }

  private follow(running: Running, decision: Decision): void {
    if (decision.agentId !== null) this.offer(running, decision, decision.agentId);
    else if (running.past.queue !== null && isWorthWaiting(decision)) this.wait(running, running.past.queue);
    else this.end(running, { outcome: 'MISSED', fallbackReason: decision.fallbackReason });
  }

  private offer(running: Running, decision: Decision, agentId: AgentId): void {
    const { past, steps } = running;
    this.leaveLine(running);
    this.agents.take(agentId);
    this.tally.offered(past, agentId);
    this.rings.offered(decision.poolId, agentId);
    offeredTo(running, decision, this.now);
    const { settings, medianAcceptMs } = this.world;
    const ofStep = steps?.[running.step]?.acceptWindowSeconds;
    const seconds = ofStep ?? past.acceptWindowSeconds ?? settings.acceptWindowSeconds;
    const waitEnd = waitEndsAt(new Date(past.requestedAt), settings)?.getTime() ?? Infinity;
    const closes = Math.min(this.now + seconds * 1_000, waitEnd);
    const { what, at } = answerTo(running, { at: this.now, closes, medianAcceptMs });
    this.plan(running, what, at);
  }

  private wait(running: Running, queue: NonNullable<PastRequest['queue']>): void {
    const { past } = running;
    const before = this.waiting.filter((one) => one.past.queue?.line === queue.line).length;
    if (before >= queue.maxLength) {
      return this.end(running, { outcome: 'MISSED', fallbackReason: 'QUEUE_FULL' });
    }
    running.isWaiting = true;
    // They are looked for from the beginning again; whom they were offered to is still known.
    running.step = 0;
    running.stepAttempts = 0;
    running.move += 1;
    this.waiting.push(running);
    this.waiting.sort((one, other) => one.past.requestedAt - other.past.requestedAt);
    const { settings } = this.world;
    const ends = queueEndsAt({ requestedAt: new Date(past.requestedAt), queue, settings });
    this.plan(running, 'WAIT_END', Math.max(ends.getTime(), this.now));
  }

  private leaveLine(running: Running): void {
    if (!running.isWaiting) return;
    running.isWaiting = false;
    this.waiting = this.waiting.filter((one) => one !== running);
  }

  /** A place has come free, or somebody new has asked: the oldest first, and who cannot be served is passed by. */
  private serveWaiting(): void {
    const hopeless = new Set<string>();
    let asked = 0;
    // Whoever is served leaves the line: that one is another list then.
    for (const running of this.waiting) {
      if (asked === mostWaitersAsked) return;
      const like = likenessOf(running);
      if (like !== null && hopeless.has(like)) continue;
      const decision = this.decideFor(running, running.attempts + 1);
      if (decision.agentId !== null) this.offer(running, decision, decision.agentId);
      else if (like !== null) hopeless.add(like);
      asked += 1;
    }
  }

  private runUntil(at: number): void {
    for (let next = this.planned.takeDue(at); next !== null; next = this.planned.takeDue(at)) {
      if (next.move !== next.running.move) continue;
      this.moveTo(next.at);
      this.happen(next);
    }
  }

  private happen({ what, running }: Planned): void {
    switch (what) {
      case 'ACCEPT':
        return this.connect(running);
      case 'PASS_ON':
        return this.passOn(running);
      case 'CHAT_END':
        this.release(running);
        return this.serveWaiting();
      case 'LEAVE':
        this.leaveLine(running);
        this.release(running);
        this.end(running, { outcome: 'LEFT', fallbackReason: null });
        return this.serveWaiting();
      case 'WAIT_END':
        this.leaveLine(running);
        return this.end(running, { outcome: 'MISSED', fallbackReason: 'WAIT_EXCEEDED' });
      default:
        return assertNever(what);
    }
  }

  private connect(running: Running): void {
    const { past, agentId, ruleName } = running;
    this.tally.settle(past, { outcome: 'SERVED', agentId, ruleName, fallbackReason: null });
    running.move += 1;
    const tookMs = past.served?.tookMs ?? this.world.medianChatMs;
    this.planned.add({ at: this.now + tookMs, what: 'CHAT_END', running, move: running.move });
  }

  private passOn(running: Running): void {
    this.release(running);
    const { past, routing, steps, step, stepAttempts, attempts } = running;
    const next = whatNext({
      ...{ routing, steps, step, stepAttempts, attempts, maxAttempts: past.maxAttempts },
      requestedAt: new Date(past.requestedAt),
      now: new Date(this.now),
      settings: this.world.settings,
    });
    this.follow(running, next.kind === 'FALL_BACK' ? next.decision : this.decideFor(running, next.attempt));
    this.serveWaiting();
  }

  private release(running: Running): void {
    if (running.agentId === null) return;
    this.agents.free(running.agentId);
    running.agentId = null;
  }

  private end(
    running: Running,
    how: { readonly outcome: 'MISSED' | 'LEFT'; readonly fallbackReason: Decision['fallbackReason'] },
  ): void {
    running.move += 1;
    this.tally.settle(running.past, { ...how, agentId: null, ruleName: null });
  }

  /** Nothing comes behind the minute at which the visitor gave up. */
  private plan(running: Running, what: Planned['what'], at: number): void {
    const { leftAt } = running.past;
    const { move } = running;
    const leaves = leftAt !== null && leftAt <= at;
    if (leaves) this.planned.add({ at: Math.max(leftAt, this.now), what: 'LEAVE', running, move });
    else this.planned.add({ at, what, running, move });
  }

  private moveTo(at: number): void {
    this.now = at;
    this.agents.moveTo(at);
  }
}
