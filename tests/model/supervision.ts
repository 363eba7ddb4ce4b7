/** What is done to other agents' chats: listened to, whispered into, taken over, looked after once they were missed. */
import { takenOf, touched } from './able';
import { isUsedUp, settles } from './asking';
import { serves } from './handover';
import { agentOf, chatOf, type ChatState, pendingOf, type State, type Who } from './state';

/** Running, ringing or in the line: it becomes the own one, and takes a place. */
export function takesOver(state: State, id: string, who: Who): string {
  const chat = chatOf(state, id);
  if (chat.status !== 'OPEN' || chat.state === 'MISSED' || chat.state === 'ROUTING') return 'CONFLICT';
  if (chat.state === 'CONNECTED' && chat.agent === who) return 'OK';
  // Counts as a live chat where it had not yet.
  const isCounted = chat.offers.length > 0 || chat.state === 'CONNECTED';
  if (!isCounted && isUsedUp(state)) return 'LIMIT_REACHED';
  const { active, limit } = agentOf(state, who);
  if (!active) return 'FORBIDDEN';
  const pending = pendingOf(chat);
  const hasPlace = pending?.agent === who || chat.guest === who;
  if (!hasPlace && takenOf(state, who) >= limit) return 'AT_CAPACITY';
  state.remarks[`taken over ${chat.state}`] = true;
  if (chat.guest === who) state.remarks['taken over by the guest'] = true;
  if (chat.state === 'WAITING') state.remarks[`taken over WAITING, ${isCounted ? 'offered' : 'fresh'}`] = true;
  if (!isCounted) state.engagements += 1;
  if (pending !== undefined) settles(state, pending, pending.agent === who ? 'ACCEPTED' : 'WITHDRAWN');
  if (!hasPlace) touched(state, who);
  chat.audits.push('TAKEN_OVER');
  serves(state, chat, who);
  return 'OK';
}

/** By its agent, its guest, or a supervisor, who is nobody of the chat. It breaks no silence. */
export function whispers(state: State, id: string, who: Who | 'SUPERVISOR'): string {
  const chat = chatOf(state, id);
  const isInside = chat.state === 'CONNECTED' && (chat.agent === who || chat.guest === who);
  if (who !== 'SUPERVISOR' && !isInside) {
    const isOwn = [chat.agent, chat.claimedBy, pendingOf(chat)?.agent].includes(who);
    return isOwn ? 'FORBIDDEN' : 'NOT_FOUND';
  }
  if (chat.state !== 'CONNECTED') return 'CONFLICT';
  chat.whispers += 1;
  if (!isInside) chat.audits.push('WHISPERED');
  return 'OK';
}

/** To a running chat of others. `FORBIDDEN`: the right is gone, whatever the session still says. */
export function listens(state: State, id: string, who: Who): string {
  const chat = chatOf(state, id);
  if (chat.state !== 'CONNECTED' || chat.agent === who || chat.guest === who) return 'CONFLICT';
  if (chat.listeners.includes(who)) return 'OK';
  if (!mayHear(state, who)) return 'FORBIDDEN';
  chat.listeners = [...chat.listeners, who];
  chat.audits.push('LISTEN_BEGUN');
  return 'OK';
}

export function stopsListening(state: State, id: string, who: Who): string {
  const chat = chatOf(state, id);
  if (chat.listeners.includes(who)) goesOut(chat, who);
  return 'OK';
}

/** Who may listen no more is taken out of each chat that they listen to, one after the other. */
export function earsClose(state: State, who: Who, atMost = Infinity): void {
  if (mayHear(state, who)) return;
  const heard = Object.entries(state.chats).filter(([, { listeners }]) => listeners.includes(who));
  heard.sort(([one], [other]) => (one < other ? -1 : 1));
  for (const [, chat] of heard.slice(0, atMost)) goesOut(chat, who);
}

export function mayHear(state: State, who: Who): boolean {
  const { active, hears } = agentOf(state, who);
  return active && hears;
}

function goesOut(chat: ChatState, who: Who): void {
  chat.listeners = chat.listeners.filter((one) => one !== who);
  chat.audits.push('LISTEN_ENDED');
}

/** Of those whom it rang at, the first who says so. */
export function claims(state: State, id: string, who: Who): string {
  const chat = chatOf(state, id);
  const isKnown = chat.offers.some(({ agent }) => agent === who) || chat.agent === who;
  if (!isKnown) return 'NOT_FOUND';
  if (chat.state !== 'MISSED') return 'CONFLICT';
  if (chat.claimedBy !== null && chat.claimedBy !== who) return 'OFFER_TAKEN';
  chat.claimedBy = who;
  return 'OK';
}
