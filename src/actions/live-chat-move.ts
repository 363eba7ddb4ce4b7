import { moveLiveChat, type LiveChatHappening, type LiveChatMove } from '../routing/conversation';
import type { LiveChatRecord } from './records';

/** For callers that have asked whether it may happen: the core's answer, or the bug that it must be. */
export function moveOf(chat: LiveChatRecord, happening: LiveChatHappening): LiveChatMove {
  const move = moveLiveChat(chat.state, happening);
  if (move === null) throw new Error(`${happening} cannot happen to live chat ${chat.id}, which is ${chat.state}.`);
  return move;
}
