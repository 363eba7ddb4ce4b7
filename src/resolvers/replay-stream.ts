/**
 * A replay as it goes on, until it is over. Its row is looked at, at first soon and then twice a second, by whichever node the follower is connected
 * to: the process that runs it may be another one, and may die without a word. The right is asked again at each look.
 */
import type { ReplayRecord } from '../actions/replay-ports';
import { mayFollowReplay } from '../auth/routing-policy';
import type { ReplayId } from '../routing/terms';
import type { Context } from './context';
import type { PullSource } from './pulled';

const soonMs = 50;
const lateMs = 500;

export class ReplayStream implements PullSource<ReplayRecord> {
  private told: ReplayRecord | null = null;
  private isOver = false;
  private nextMs = soonMs;
  private wake: (() => void) | null = null;

  constructor(
    private readonly context: Context,
    private readonly id: ReplayId,
  ) {}

  async pull(): Promise<ReplayRecord | null> {
    while (!this.isOver) {
      const replay = await this.look();
      if (replay === null) return null;
      const { told } = this;
      if (told === null || told.state !== replay.state || told.requestsDone !== replay.requestsDone) {
        this.told = replay;
        this.isOver = replay.state !== 'RUNNING';
        return replay;
      }
      await this.pause();
    }
    return null;
  }

  release(): void {
    this.isOver = true;
    this.wake?.();
  }

  private async look(): Promise<ReplayRecord | null> {
    const { scope } = this.context.fork();
    const [replay = null] = scope === null ? [] : await scope.reads.replays([this.id]);
    return scope !== null && replay !== null && mayFollowReplay(scope.actor, replay) ? replay : null;
  }

  private pause(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, this.nextMs).unref();
      this.nextMs = Math.min(lateMs, 2 * this.nextMs);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
