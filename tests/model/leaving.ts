/** A message instead of a chat. */
import { settles } from './asking';
import { browserOf, chatOf, pendingOf, type State } from './state';

/** While the visitor waits, or has waited and it rings somewhere, or where the fallback asks for one. */
export function leavesMessage(state: State, id: string, tellsAddress: boolean): string {
  const chat = chatOf(state, id);
  if (chat.status !== 'OPEN') return 'CONVERSATION_CLOSED';
  const isWaiting = chat.state === 'WAITING' || (chat.state === 'OFFERED' && chat.hasWaited);
  if (!isWaiting && !chat.isPrompted) return 'CONFLICT';
  const browser = browserOf(state, chat.browser);
  // An answer must find its way, whoever vouches for the address.
  if (!tellsAddress && !browser.hasTold && !browser.isClaimed) return 'INVALID';
  if (tellsAddress) browser.hasTold = true;
  const pending = pendingOf(chat);
  state.remarks[`left a message while ${chat.state}`] = true;
  if (pending !== undefined) settles(state, pending, 'WITHDRAWN');
  Object.assign(chat, { state: 'MISSED', status: 'COMPLETED', isPrompted: false, lastActivityAt: state.now });
  chat.decisions.push('MESSAGE_LEFT');
  return 'OK';
}
