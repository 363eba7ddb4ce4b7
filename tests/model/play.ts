/**
 * Plays deeds on the product and on the model, step by step. Behind each step both must tell the same: what was answered, and
 * how everything stands. Of two deeds at once either may have come first, and one of the two worlds must be the real one.
 */
import { agentDeactivate } from '../../src/actions/agent-deactivate';
import type { ClaimedWork } from '../../src/actions/due-queue';
import { reachabilityRenew } from '../../src/actions/reachability-renew';
import { dueActions } from '../../src/jobs/due-actions';
import { codeOf } from '../support/stage';
import { actOf } from './acts';
import { type Death, dying, untilDeath } from './death';
import type { Deed, Single } from './deeds';
import { type Act, chosen } from './act';
import type { Office } from './office';
import type { Process } from './premises';
import { questionOf, readBy, sends, textOf } from './router-acts';
import { routerAnswers } from './routers';
import { raced, saysWrong } from './race';
import { adopt, differences, look, toldBy, toldByModel } from './seen';
import { type ChatState, pendingOf, type State } from './state';
import { forgotten, leaseWakes, overdueLeave, roundServes } from './time';
import { deactivates } from './staff-verbs';
import { dropsOff } from './verbs';
import { wakes } from './waking';

/** Whoever dies holding due work gives it back half a second later, and a second time a second later. */
const leaseMs = 1_000;

export class Play {
  steps = 0;
  /** What has come about, to see that everything has. */
  readonly seen = new Set<string>();

  constructor(
    private readonly office: Office,
    private state: State,
  ) {}

  /** Answers whether the deed was a step: some find nothing that they could be done to. */
  async does(deed: Deed): Promise<boolean> {
    const process = this.office.process(deed.at);
    switch (deed.does) {
      case 'time passes':
        await this.waits(deed.seconds * 1_000);
        await this.worksOff(process);
        await this.compare([]);
        break;
      case 'workers sleep':
        await this.waits(deed.seconds * 1_000);
        await this.compare([]);
        break;
      case 'router answers late':
        if (!(await this.hearsLate(deed))) return false;
        break;
      case 'worker dies':
        await this.waits(deed.seconds * 1_000);
        await this.losesWorker(deed);
        break;
      case 'worker dies passing on':
        if (!(await this.losesWhoPassesOn(deed))) return false;
        break;
      case 'deactivates':
        if (!(await this.deactivates(deed))) return false;
        break;
      case 'both': {
        const acts = await this.actsOf([deed.one, deed.other]);
        if (acts.length < 2) return false;
        const turned = await this.race(acts, [process, this.office.process((deed.at === 0) === deed.inOne ? 0 : 1)]);
        this.note(turned ? 'the other was first' : 'the one was first');
        break;
      }
      case 'several': {
        const acts = await this.actsOf(deed.all);
        if (acts.length < 3) return false;
        const before = process.begun();
        await this.race(acts, [process]);
        this.note(
          process.begun() - before <= acts.length - 2 ? 'three in one transaction' : 'three one after the other',
        );
        break;
      }
      default: {
        const act = await actOf(this.office, this.state, deed);
        if (act === null) return false;
        const answer = await act.product(process.ports);
        const expected = act.model(this.state);
        this.note(`${deed.does}: ${answer}`);
        await this.compare(answer === expected ? [] : [`answer\n      model:   ${expected}\n      product: ${answer}`]);
      }
    }
    this.steps += 1;
    this.note(deed.does);
    return true;
  }

  /** Behind the last deed: time goes on until nothing is left to happen, and everybody is free again. */
  async comesToItsEnd(): Promise<void> {
    const isGoingOn = ({ status, isPrompted }: ChatState): boolean => status === 'OPEN' && !isPrompted;
    for (let turn = 0; turn < 12 && Object.values(this.state.chats).some(isGoingOn); turn += 1) {
      await this.waits(400_000);
      await this.worksOff(this.office.process(turn % 2 === 0 ? 0 : 1));
    }
    await this.compare([]);
    expect(Object.values(this.state.chats).filter(isGoingOn)).toEqual([]);
  }

  /** The customer's server takes its time, and everybody else sleeps meanwhile. */
  private async hearsLate({
    at,
    pick,
    says,
    seconds,
  }: Extract<Deed, { does: 'router answers late' }>): Promise<boolean> {
    const { office } = this;
    const asked = questionOf(office, this.state, pick);
    if (asked === undefined) return false;
    const takes = () => this.waits(seconds * 1_000);
    await sends(office, office.process(at).ports, { asked, text: textOf(office, says, pick), takes });
    routerAnswers(this.state, asked, readBy(says));
    await this.compare([]);
    return true;
  }

  private async waits(ms: number): Promise<void> {
    await this.office.premises.passes(ms);
    this.state.now = this.office.premises.now;
  }

  /** A worker does what is due, one thing after the other, until there is nothing; then nothing may be forgotten. */
  private async worksOff({ ports, due }: Process): Promise<void> {
    for (;;) {
      const { work } = await due.claim(20);
      if (work.length === 0) break;
      for (const one of work) {
        await dueActions[one.kind](ports, one);
        this.wakes(one);
      }
      // What was offered meanwhile may be named by the next row.
      adopt(this.office, this.state, await look(this.office));
    }
    const left = forgotten(this.state);
    if (left.length > 0) throw new Error(`Nobody has seen to it that\n  ${left.join('\n  ')}`);
  }

  private wakes(work: ClaimedWork, committed = Infinity): void {
    this.note(`woken for ${work.kind}`);
    wakes(this.office, this.state, work, committed);
  }

  /** Somebody's line goes while it rings there, and so does the process that passes it on when the grace is over. */
  private async losesWhoPassesOn(deed: Extract<Deed, { does: 'worker dies passing on' }>): Promise<boolean> {
    const { office, state } = this;
    const ringing = Object.values(state.chats).flatMap((chat) => pendingOf(chat)?.agent ?? []);
    const who = chosen(ringing, deed.pick);
    if (who === undefined || state.agents[who]?.active !== true) return false;
    await reachabilityRenew(office.process(deed.at).ports, { ...office.lease(who), connected: false });
    dropsOff(state, who);
    await this.waits(state.settings.disconnectGraceSeconds * 1_000);
    const { work } = await office.process(deed.at).due.claim(20);
    const isIt = ({ kind, subjectId }: ClaimedWork) => kind === 'REACHABILITY_END' && office.whoIs(subjectId) === who;
    for (const one of work.filter((other) => !isIt(other))) {
      await dueActions[one.kind](office.process(deed.at).ports, one);
      this.wakes(one);
    }
    await this.losesWorker(deed, work.filter(isIt));
    return true;
  }

  private async losesWorker(deed: Death & Pick<Deed, 'at'>, held?: readonly ClaimedWork[]): Promise<void> {
    const [victim, heir] = [this.office.process(deed.at), this.office.process(deed.at === 0 ? 1 : 0)];
    const work = held ?? (await victim.due.claim(1)).work;
    for (const one of work) {
      const finished = await untilDeath(dueActions[one.kind](dying(victim.ports, deed), one).then(() => true));
      this.wakes(one, finished === null ? deed.behind : Infinity);
      if (finished === null && one.kind === 'QUEUE_MATCH') await this.findsOutHowFar();
      this.note(finished === null ? `died in ${one.kind}` : `lived through ${one.kind}`);
    }
    await this.compare([]);
    await this.waits(leaseMs);
    await this.worksOff(heir);
    await this.compare([]);
  }

  /** Those whose time is over leave in a transaction each, the others are served in one: as far as it is seen to have come. */
  private async findsOutHowFar(): Promise<void> {
    const told = toldBy(this.office, await look(this.office));
    const most = overdueLeave(structuredClone(this.state));
    const far = [...Array.from({ length: most + 1 }, (_, left) => ({ left, rounds: 0 })), 1, 2, 3].map((one) =>
      typeof one === 'number' ? { left: most, rounds: one } : one,
    );
    for (const { left, rounds } of far) {
      const world = structuredClone(this.state);
      overdueLeave(world, left);
      for (let round = 0; round < rounds; round += 1) roundServes(world);
      if (differences(toldByModel(world), told).length > 0) continue;
      this.state = world;
      return;
    }
  }

  private async deactivates(deed: Extract<Deed, { does: 'deactivates' }>): Promise<boolean> {
    const { office, state } = this;
    if (state.agents.filter(({ active }) => active).length <= 2) return false;
    const { ports } = office.process(deed.at);
    const { diesBehind } = deed;
    const by = diesBehind === null ? ports : dying(ports, { behind: diesBehind, inTransaction: false });
    const finished = await untilDeath(agentDeactivate(by, office.staff(), { agentId: office.actor(deed.who).agentId }));
    const committed = finished === null ? (diesBehind ?? 0) : Infinity;
    if (committed > 0) deactivates(state, deed.who);
    if (committed > 0) leaseWakes(state, deed.who, Math.max(0, committed - 2));
    await this.compare(finished === null || codeOf(finished) === 'OK' ? [] : [`answer ${codeOf(finished)}`]);
    await this.waits(leaseMs);
    await this.worksOff(office.process(deed.at === 0 ? 1 : 0));
    await this.compare([]);
    return true;
  }

  /** Those that there is something to do for. */
  private async actsOf(deeds: readonly Single[]): Promise<readonly Act[]> {
    const acts: Act[] = [];
    for (const deed of deeds) {
      const act = await actOf(this.office, this.state, deed);
      if (act !== null) acts.push(act);
    }
    return acts;
  }

  private async race(acts: readonly Act[], at: readonly Process[]): Promise<boolean> {
    const { state, isTurned } = await raced(this.office, this.state, { acts, at });
    this.state = state;
    return isTurned;
  }

  private async compare(alsoWrong: readonly string[]): Promise<void> {
    const rows = await look(this.office);
    const wrong = [...alsoWrong, ...differences(toldByModel(this.state), toldBy(this.office, rows))];
    if (wrong.length > 0) throw new Error(saysWrong(wrong));
    adopt(this.office, this.state, rows);
    for (const remark of Object.keys(this.state.remarks)) this.note(remark);
    for (const chat of Object.values(this.state.chats)) {
      this.note(`chat ${chat.state}`);
      if (chat.endReason !== null) this.note(`end ${chat.endReason}`);
      if (chat.warnedFor !== null) this.note('warned');
      for (const { kind, state } of chat.offers) this.note(`${kind === 'REQUEST' ? 'offer' : kind} ${state}`);
      for (const decision of chat.decisions) this.note(`decision ${decision}`);
      if (pendingOf(chat) !== undefined && chat.offers.length > 1) this.note('passed on');
    }
  }

  private note(what: string): void {
    this.seen.add(what);
  }
}
