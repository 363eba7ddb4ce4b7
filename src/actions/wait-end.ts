import { gaveUp } from '../routing/fall-through';
import { queueEndsAt } from '../routing/queue';
import type { LiveChatId, WorkspaceId } from '../routing/terms';
import { holdLiveChat } from './live-chat-held';
import { liveChatMiss } from './live-chat-miss';
import type { Ports } from './ports';

export interface WaitEndInput {
  readonly workspaceId: WorkspaceId;
  readonly liveChatId: LiveChatId;
}

/** Due work: a visitor has waited for as long as the card or the workspace lets them. Found meanwhile: nothing. */
export async function waitEnd(ports: Ports, { workspaceId, liveChatId }: WaitEndInput): Promise<void> {
  await ports.work(workspaceId, async (tx) => {
    const running = await holdLiveChat(tx, liveChatId);
    const queue = running?.chat.queue ?? null;
    if (running === null || queue === null || running.chat.state !== 'WAITING') {
      tx.unschedule('WAIT_END', liveChatId);
      return;
    }
    const [, workspace] = await Promise.all([tx.routing.lock(), tx.workspace.find()]);
    const { routing, requestedAt } = running.chat;
    const endsAt = queueEndsAt({ requestedAt, queue, settings: workspace.settings });
    if (tx.now < endsAt) {
      tx.schedule({ kind: 'WAIT_END', subjectId: liveChatId, at: endsAt });
      return;
    }
    const decision = gaveUp(routing.strategy, 'WAIT_EXCEEDED');
    const { conversation } = await liveChatMiss(ports, tx, running, { decision, workspace });
    tx.conversations.save(conversation);
  });
}
