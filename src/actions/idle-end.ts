import { idleEndsAt } from '../routing/conversation';
import { scheduleIdleness, unscheduleIdleness } from './idle-clock';
import type { IdleDue } from './idle-warn';
import { liveChatEnd } from './live-chat-end';
import { holdLiveChat } from './live-chat-held';
import type { Ports } from './ports';
import { idleEnded } from './system-texts';

/** Due work: nobody has written for as long as the settings allow. Somebody has: both timers are written anew. */
export async function idleEnd(ports: Ports, { workspaceId, liveChatId }: IdleDue): Promise<void> {
  await ports.work(workspaceId, async (tx) => {
    const [running, { settings }] = await Promise.all([holdLiveChat(tx, liveChatId), tx.workspace.find()]);
    if (running === null || running.chat.state !== 'CONNECTED') return unscheduleIdleness(tx, { id: liveChatId });
    const { lastActivityAt } = running.conversation;
    if (tx.now < idleEndsAt(lastActivityAt, settings)) {
      return scheduleIdleness(tx, running.chat, { lastActivityAt, settings });
    }
    const [pending] = await Promise.all([tx.offers.findPendingOf(running.conversation.id), tx.routing.lock()]);
    const lastWords = idleEnded(settings.idleTimeoutSeconds);
    tx.conversations.save(liveChatEnd(ports, tx, running, { by: 'FELL_IDLE', lastWords, pending }));
  });
}
