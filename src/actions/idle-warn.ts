import { idleEndsAt, idleWarnsAt } from '../routing/conversation';
import type { LiveChatId, WorkspaceId } from '../routing/terms';
import { say, tell } from './conversation-line';
import { holdLiveChat, type Running } from './live-chat-held';
import type { Ports, Transaction } from './ports';
import { idleWarning } from './system-texts';

export interface IdleDue {
  readonly workspaceId: WorkspaceId;
  readonly liveChatId: LiveChatId;
}

/**
 * Due work: both sides learn that silence will end the chat. Once for each silence: `warnedForEndAt` is the end that was
 * announced, and a message moves that end. IDLE_END plans the next warning when it finds that somebody has written.
 */
export async function idleWarn(ports: Ports, { workspaceId, liveChatId }: IdleDue): Promise<void> {
  await ports.work(workspaceId, async (tx) => {
    const [running, workspace] = await Promise.all([holdLiveChat(tx, liveChatId), tx.workspace.find()]);
    if (running === null || running.chat.state !== 'CONNECTED') return tx.unschedule('IDLE_WARN', liveChatId);
    const { lastActivityAt } = running.conversation;
    const endsAt = idleEndsAt(lastActivityAt, workspace.settings);
    const warnsAt = idleWarnsAt(lastActivityAt, workspace.settings);
    if (warnsAt !== null && tx.now < warnsAt) {
      return tx.schedule({ kind: 'IDLE_WARN', subjectId: liveChatId, at: warnsAt });
    }
    tx.unschedule('IDLE_WARN', liveChatId);
    const isWarned = running.chat.warnedForEndAt?.getTime() === endsAt.getTime();
    // Behind the end there is nothing left to warn of: IDLE_END is at work.
    if (warnsAt !== null && !isWarned && tx.now < endsAt) warn(ports, tx, running, endsAt);
  });
}

function warn(ports: Ports, tx: Transaction, { conversation, chat }: Running, endsAt: Date): void {
  const secondsLeft = Math.ceil((endsAt.getTime() - tx.now.getTime()) / 1_000);
  tell(tx, conversation, { type: 'LIVE_CHAT_IDLE_WARNING', endsAt });
  tx.liveChats.save({ ...chat, warnedForEndAt: endsAt });
  tx.conversations.save(say(ports, tx, conversation, idleWarning(secondsLeft)).conversation);
}
