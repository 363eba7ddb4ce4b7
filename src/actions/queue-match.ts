/**
 * Due work of a workspace where somebody waits: gives the places that there are to those who wait, the oldest first.
 *
 * It is woken by every commit that makes an agent free, and looks again each second while anybody waits, since time alone
 * makes agents eligible, too: a skill that is asked for no more, a ramp, a cool-down. A look without a lock says who could be
 * served; they are served together, in one transaction that decides again behind the routing lock for everybody who waits. So two
 * processes that look at the same time give no place twice and pass nobody over, and one that dies has served all of them or
 * none: its row comes back. Whoever's conversation somebody else holds is served alone, and so is everybody of a round that
 * fails, of whom only one may be the reason: the others are served, and the failure is told at the end.
 */
import type { LiveChatId, WorkspaceId } from '../routing/terms';
import type { Ports, Transaction } from './ports';
import { findLeaving, type Leaving } from './queue-leaving';
import { serveAlone, serveTogether } from './queue-serve';
import { waitEnd } from './wait-end';

export interface QueueMatchInput {
  readonly workspaceId: WorkspaceId;
}

const lookAgainMs = 1_000;
/** Some ten statements each, in one breath behind the routing lock: about 50 ms, for which every request waits. */
const mostTogether = 50;

export async function queueMatch(ports: Ports, { workspaceId }: QueueMatchInput): Promise<void> {
  const matching = new Matching(ports, workspaceId);
  // Nobody, or somebody else was quicker: what happens from here on wakes the next look.
  while (await matching.round());
  await ports.work(workspaceId, planNext);
  matching.tell();
}

class Matching {
  private readonly failures = new Map<LiveChatId, Error>();

  constructor(
    private readonly ports: Ports,
    private readonly workspaceId: WorkspaceId,
  ) {}

  /** Whether there may be more to do. */
  async round(): Promise<boolean> {
    const { ports, workspaceId } = this;
    const seen = await ports.work(workspaceId, look);
    for (const { chat } of seen.overdue) await waitEnd(ports, { workspaceId, liveChatId: chat.id });
    const next = seen.going.filter(({ one }) => !this.failures.has(one.chat.id)).slice(0, mostTogether);
    return next.length > 0 && this.serve(next);
  }

  /** The first is the reason why this work is tried again; each of the others will be the first some time. */
  tell(): void {
    const [failure] = this.failures.values();
    if (failure !== undefined) throw failure;
  }

  private async serve(next: Leaving['going']): Promise<boolean> {
    const { ports, workspaceId } = this;
    const chats = next.map(({ one }) => one.chat);
    const together = await ports
      .work(workspaceId, (tx) => serveTogether(ports, tx, chats))
      .catch(() => ({ served: 0, busy: chats, isMore: false }));
    // Everybody who could be served is: what comes free from here on wakes the next look.
    if (together.busy.length === 0) return together.isMore;
    let { served: done } = together;
    for (const chat of together.busy) {
      try {
        if (await ports.work(workspaceId, (tx) => serveAlone(ports, tx, chat))) done += 1;
      } catch (failure) {
        const cause = `Whoever waits for live chat ${chat.id} could not be served.`;
        this.failures.set(chat.id, new Error(cause, { cause: failure }));
        done += 1;
      }
    }
    return done > 0;
  }
}

async function look(tx: Transaction): Promise<Leaving> {
  const [workspace, usage, everybody] = await Promise.all([
    tx.workspace.find(),
    tx.usage.find(),
    tx.queue.findWaiting(),
  ]);
  return findLeaving(tx, everybody, { workspace, usage });
}

/** Behind the routing lock, where nobody begins to wait: nobody there means that there is nothing to be woken for. */
async function planNext(tx: Transaction): Promise<void> {
  const [, turns] = await Promise.all([tx.routing.lock(), tx.queue.findTurns()]);
  if (turns.length === 0) tx.queue.rest();
  else tx.queue.planLook(new Date(tx.now.getTime() + lookAgainMs));
}
