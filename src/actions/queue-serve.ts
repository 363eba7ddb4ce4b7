/**
 * Serving those who wait. The order of locks is everybody's: conversations, the routing lock, agents by their ids. Of several
 * conversations only those are held that are free, so that nobody waits for one while holding others.
 */
import type { Decision } from '../routing/terms';
import { liveChatFollow } from './live-chat-follow';
import type { Ports, Transaction } from './ports';
import { findLeaving, isFirstOffer, withOneMore } from './queue-leaving';
import type { WaitingRecord } from './queue-ports';
import type { ConversationRecord, LiveChatRecord, UsageRecord, WorkspaceRecord } from './records';
import { countServed } from './served-count';

export interface Round {
  /** How many wait no more. */
  readonly served: number;
  /** Whose conversation somebody else holds. Their places are kept for them. */
  readonly busy: readonly LiveChatRecord[];
  /** Whether somebody was found for others, too, whom nobody had named. */
  readonly isMore: boolean;
}

/** All of them who can be, in their order, behind one routing lock and in one commit. */
export async function serveTogether(ports: Ports, tx: Transaction, chats: readonly LiveChatRecord[]): Promise<Round> {
  const [held, seen] = await Promise.all([
    tx.queue.lockFree(chats.map(({ conversationId }) => conversationId)),
    see(tx),
  ]);
  const isHeld = new Set(held.map(({ id }) => id));
  const busy = chats.filter(({ conversationId }) => !isHeld.has(conversationId));
  const { served, left } = await serve(ports, tx, { ...seen, held });
  return { served, busy, isMore: left > busy.length };
}

/** Waits for whoever holds the conversation. Whether the visitor waits no more. */
export async function serveAlone(ports: Ports, tx: Transaction, chat: LiveChatRecord): Promise<boolean> {
  const [conversation, seen] = await Promise.all([tx.conversations.lock(chat.conversationId), see(tx)]);
  const { served } = await serve(ports, tx, { ...seen, held: conversation === null ? [] : [conversation] });
  return served > 0;
}

interface Seen {
  readonly workspace: WorkspaceRecord;
  readonly usage: UsageRecord;
  readonly everybody: readonly WaitingRecord[];
}

/** In one breath behind the routing lock, where nobody comes to wait and no place is given away. */
async function see(tx: Transaction): Promise<Seen> {
  const [, workspace, usage, everybody] = await Promise.all([
    tx.routing.lock(),
    tx.workspace.find(),
    tx.usage.find(),
    tx.queue.findWaiting(),
  ]);
  return { workspace, usage, everybody };
}

/** `left`: who could be served as well, and is not held. */
async function serve(
  ports: Ports,
  tx: Transaction,
  { workspace, everybody, held, ...seen }: Seen & { readonly held: readonly ConversationRecord[] },
): Promise<{ readonly served: number; readonly left: number }> {
  const { going } = await findLeaving(tx, everybody, { workspace, usage: seen.usage });
  const conversations = new Map(held.map((conversation) => [conversation.id, conversation]));
  const mine = going.flatMap(({ one, decision }) => {
    const conversation = conversations.get(one.chat.conversationId);
    return conversation === undefined ? [] : [{ one, decision, conversation }];
  });
  await lockAgents(
    tx,
    mine.map(({ decision }) => decision),
  );
  let { usage } = seen;
  for (const { one, decision, conversation } of mine) {
    if (decision.agentId !== null && isFirstOffer(one)) {
      countServed(tx, { workspace, usage });
      usage = withOneMore(usage);
    }
    const running = await liveChatFollow(ports, tx, { conversation, chat: one.chat }, { decision, workspace });
    tx.conversations.save(running.conversation);
  }
  return { served: mine.length, left: going.length - mine.length };
}

/** Offers are made in the order of turns; the rows that they reserve places in are taken in that of ids, as by everybody. */
async function lockAgents(tx: Transaction, decisions: readonly Decision[]): Promise<void> {
  const ids = [...new Set(decisions.flatMap(({ agentId }) => agentId ?? []))].sort();
  // The statement that reserves a place locks its row: one has no order to keep.
  if (ids.length > 1) await Promise.all(ids.map((id) => tx.agents.lock(id)));
}
