/** Events onto state, without side effects: what must be fetched because of one is only marked (`stale`, `listStale`). */
import type { StaffEventFragment } from '../../../sdk/generated/graphql';
import { mergeMessages } from '../../../sdk/transcript';
import {
  type DeskState,
  type Message,
  type Offer,
  type Ringing,
  type Row,
  type Shelf,
  tabOf,
  type Thread,
} from './state';

export function applyEvent(state: DeskState, event: StaffEventFragment): DeskState {
  switch (event.__typename) {
    case 'AgentChanged':
      return event.agent.id === state.agent?.id ? { ...state, agent: event.agent } : state;
    case 'MessageAdded':
      return withMessage(withRow(state, event.conversation), event.conversation?.id, event.message);
    case 'OfferCreated':
      return ring(state, event.offer);
    case 'OfferAccepted':
      return withoutOffer(withRow(state, event.conversation), event.offer.id);
    case 'OfferDeclined':
      return withoutOffer(state, event.offer.id);
    case 'OfferExpired':
      return offerGone(state, event.offer.id, 'This request has expired. It went on to somebody else.');
    case 'OfferWithdrawn':
      return offerGone(state, event.offer.id, 'The visitor has left before anybody answered.');
    case 'LiveChatEnded':
    case 'ConversationEnded':
      if (event.conversation === null) return { ...state, listStale: true };
      return withRow({ ...state, typing: without(state.typing, event.conversation.id) }, event.conversation);
    default:
      // Everything else tells what it changed by the row that comes with it; so will events of a newer server.
      return 'conversation' in event ? withRow(state, event.conversation) : state;
  }
}

/** Puts a row in, and moves the counts of the lists it leaves and joins. */
export function withRow(state: DeskState, row: Row | null | undefined): DeskState {
  if (row === null || row === undefined) return state;
  const known = state.rows.get(row.id);
  const before = known === undefined ? null : tabOf(known, state.agent?.id);
  const after = tabOf(row, state.agent?.id);
  // Who sees all conversations hears of all: what no list shows and nobody has opened is not kept for eight hours.
  if (before === null && after === null && !state.threads.has(row.id)) return state;
  const counted = (shelf: Shelf, tab: string): Shelf => {
    const change = Number(after === tab) - Number(before === tab);
    return change === 0 || shelf.count === null ? shelf : { ...shelf, count: Math.max(0, shelf.count + change) };
  };
  return {
    ...state,
    rows: new Map(state.rows).set(row.id, row),
    past: counted(state.past, 'past'),
    missed: counted(state.missed, 'missed'),
  };
}

/** Into the opened thread, if it is one; a hole marks it. Whoever wrote is not typing any more. */
function withMessage(state: DeskState, conversationId: string | undefined, message: Message): DeskState {
  if (conversationId === undefined) return state;
  const quiet =
    state.typing.get(conversationId)?.author === message.author ? without(state.typing, conversationId) : state.typing;
  const thread = state.threads.get(conversationId);
  if (thread?.state !== 'ready') return { ...state, typing: quiet };
  const { messages, hole } = mergeMessages(thread.messages, [message]);
  return { ...withThread(state, conversationId, { messages, stale: thread.stale || hole }), typing: quiet };
}

export function withThread(state: DeskState, conversationId: string, change: Partial<Thread>): DeskState {
  const thread = state.threads.get(conversationId);
  if (thread === undefined) return state;
  return { ...state, threads: new Map(state.threads).set(conversationId, { ...thread, ...change }) };
}

/** Only one's own: who sees all conversations also hears of the offers to colleagues. */
export function ring(state: DeskState, offer: Offer): DeskState {
  const known = state.offers.some((each) => each.offer.id === offer.id);
  if (known || offer.state !== 'PENDING' || offer.agent.id !== state.agent?.id) return state;
  return { ...state, offers: [...state.offers, { offer, state: 'ringing', note: null }] };
}

export function offerGone(state: DeskState, offerId: string, note: string): DeskState {
  return withOffer(state, offerId, { state: 'gone', note });
}

export function withOffer(state: DeskState, offerId: string, change: Partial<Ringing>): DeskState {
  return { ...state, offers: state.offers.map((each) => (each.offer.id === offerId ? { ...each, ...change } : each)) };
}

export function withoutOffer(state: DeskState, offerId: string): DeskState {
  return { ...state, offers: state.offers.filter((each) => each.offer.id !== offerId) };
}

export function without<Key, Value>(map: ReadonlyMap<Key, Value>, key: Key): ReadonlyMap<Key, Value> {
  const copy = new Map(map);
  copy.delete(key);
  return copy;
}
