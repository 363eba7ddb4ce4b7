/** Chats that change hands: asked by whoever serves the visitor, answered like every other offer. */
import { asksToTake } from './asking';
import { chatOf, pendingOf, type State, type Who } from './state';

export interface Wish {
  readonly kind: 'TRANSFER' | 'INVITE';
  readonly target: Who | 'TEAM';
}

export function handsOver(state: State, id: string, { kind, target }: Wish): string {
  const chat = chatOf(state, id);
  if (chat.state !== 'CONNECTED') return 'CONVERSATION_CLOSED';
  const pending = pendingOf(chat);
  if (pending !== undefined) return pending.kind === kind && pending.handover?.target === target ? 'OK' : 'CONFLICT';
  if (kind === 'INVITE' && chat.guest !== null) return 'CONFLICT';
  if (target === chat.agent) return 'INVALID';
  if (target === chat.guest) return 'CONFLICT';
  return asksToTake(state, chat, kind, { target, asked: [] });
}

export function guestLeaves(state: State, id: string): string {
  chatOf(state, id).guest = null;
  return 'OK';
}
