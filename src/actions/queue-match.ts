/**
 * Due work of a workspace where somebody waits: gives the places that there are to those who wait, the oldest first.
 *
 * It is woken by every commit that makes an agent free, and looks again each second while anybody waits, since time alone
 * makes agents eligible, too: a skill that is asked for no more, a ramp, a cool-down. A look without a lock says who could be
 * served; each is then served in a transaction of its own, which decides again behind the routing lock for everybody who waits
 * longer as well. So two processes that look at the same time give no place twice and pass nobody over, and one that dies
 * between two visitors has lost nothing: its row comes back.
 */
import { keptOut, limitReached } from '../routing/fall-through';
import { everythingKnown } from '../routing/attributes';
import { queueEndsAt } from '../routing/queue';
import type { Decision, LiveChatId, WorkspaceId } from '../routing/terms';
import { isKeptOut } from './kept-out';
import { liveChatFollow } from './live-chat-follow';
import { holdLiveChat } from './live-chat-held';
import type { Ports, Transaction } from './ports';
import type { WaitingRecord } from './queue-ports';
import { findTurns } from './queue-turns';
import type { UsageRecord, WorkspaceRecord } from './records';
import { countServed } from './served-count';
import { waitEnd } from './wait-end';

export interface QueueMatchInput {
  readonly workspaceId: WorkspaceId;
}

const lookAgainMs = 1_000;

export async function queueMatch(ports: Ports, { workspaceId }: QueueMatchInput): Promise<void> {
  for (;;) {
    const seen = await ports.work(workspaceId, look);
    for (const liveChatId of seen.overdue) await waitEnd(ports, { workspaceId, liveChatId });
    let served = 0;
    for (const id of seen.ready) if (await ports.work(workspaceId, (tx) => serve(ports, tx, id))) served += 1;
    // Nobody, or somebody else was quicker: what happens from here on wakes the next look.
    if (served === 0) break;
  }
  await ports.work(workspaceId, planNext);
}

interface Seen {
  readonly ready: readonly LiveChatId[];
  /** A limit that was shortened since they came. */
  readonly overdue: readonly LiveChatId[];
}

async function look(tx: Transaction): Promise<Seen> {
  const [workspace, usage, everybody] = await Promise.all([
    tx.workspace.find(),
    tx.usage.find(),
    tx.queue.findWaiting(),
  ]);
  const { settings } = workspace;
  const isOverdue = ({ chat: { queue, requestedAt } }: WaitingRecord): boolean =>
    queue !== null && queueEndsAt({ requestedAt, queue, settings }) <= tx.now;
  const idOf = ({ chat }: WaitingRecord): LiveChatId => chat.id;
  const waiting = everybody.filter((one) => !isOverdue(one));
  if (waiting.length === 0) return { ready: [], overdue: everybody.map(idOf) };
  const { decisions } = await findTurns(tx, waiting, settings);
  const isReady = (one: WaitingRecord): boolean =>
    typeof decisions.get(one)?.agentId === 'string' || whyNotAtAll(one, { workspace, usage }) !== null;
  return { ready: waiting.filter(isReady).map(idOf), overdue: everybody.filter(isOverdue).map(idOf) };
}

/** Whether the visitor waits no more. */
async function serve(ports: Ports, tx: Transaction, id: LiveChatId): Promise<boolean> {
  const running = await holdLiveChat(tx, id);
  if (running === null || running.chat.state !== 'WAITING') return false;
  const [, workspace, usage, everybody] = await Promise.all([
    tx.routing.lock(),
    tx.workspace.find(),
    tx.usage.find(),
    tx.queue.findWaiting(),
  ]);
  const last = everybody.findIndex(({ chat }) => chat.id === id);
  const mine = everybody[last];
  if (mine === undefined) return false;
  const ended = whyNotAtAll(mine, { workspace, usage });
  const decision = ended ?? (await decideInTurn(tx, everybody.slice(0, last + 1), workspace));
  if (ended === null && decision.agentId === null) return false;
  if (decision.agentId !== null && mine.chat.attempts === 0) countServed(tx, { workspace, usage });
  const { conversation } = await liveChatFollow(ports, tx, running, { decision, workspace });
  tx.conversations.save(conversation);
  return true;
}

/** About the last of them, with the places that those before will get taken. */
async function decideInTurn(
  tx: Transaction,
  waiting: readonly WaitingRecord[],
  { settings }: WorkspaceRecord,
): Promise<Decision> {
  const { decisions } = await findTurns(tx, waiting, settings);
  const [last] = [...decisions.values()].slice(-1);
  if (last === undefined) throw new Error('Nobody waits whose turn it could be.');
  return last;
}

/** What has changed since the visitor came, and ends the wait. A request that was offered once has been counted. */
function whyNotAtAll(
  { chat, attributes, personAttributes }: WaitingRecord,
  { workspace, usage }: { readonly workspace: WorkspaceRecord; readonly usage: UsageRecord },
): Decision | null {
  const { strategy } = chat.routing;
  if (isKeptOut(workspace, everythingKnown(attributes, personAttributes).get('email'))) return keptOut(strategy);
  const { liveChatEngagementLimit: limit, liveChatEngagements: used } = usage;
  return limit !== null && used >= limit && chat.attempts === 0 ? limitReached(strategy) : null;
}

/** Behind the routing lock, where nobody begins to wait: nobody there means that there is nothing to be woken for. */
async function planNext(tx: Transaction): Promise<void> {
  const [, turns] = await Promise.all([tx.routing.lock(), tx.queue.findTurns()]);
  if (turns.length === 0) tx.queue.rest();
  else tx.queue.planLook(new Date(tx.now.getTime() + lookAgainMs));
}
