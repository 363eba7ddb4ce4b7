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
  type Whisper,
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
      return offerGone(state, event.offer.id, goneBecause(event.offer, 'EXPIRED'));
    case 'OfferWithdrawn':
      return offerGone(state, event.offer.id, goneBecause(event.offer, 'WITHDRAWN'));
    case 'LiveChatTransferred':
      if (event.conversation === null) return { ...state, listStale: true, handedTo: event.toAgent?.name ?? null };
      return refetched(withRow(state, event.conversation), event.conversation.id);
    case 'LiveChatGuestJoined':
    case 'LiveChatGuestLeft':
      if (event.conversation === null) return { ...state, listStale: true };
      return refetched(withRow(state, event.conversation), event.conversation.id);
    case 'LiveChatHandoverAsked':
      return event.conversation === null ? state : refetched(withRow(state, event.conversation), event.conversation.id);
    case 'LiveChatOfferReturned':
      return returned(withRow(state, event.conversation), event.conversation?.id, event.returnedOffer);
    case 'WhisperAdded':
      return withWhisper(withRow(state, event.conversation), event.conversation?.id, event.whisper);
    case 'VisitorIdentified':
    case 'GoalReached':
    case 'DocumentRead':
    case 'ConversationScored':
    case 'MeetingBooked':
    case 'MeetingMoved':
    case 'MeetingCancelled':
      return withNews(withRow(state, event.conversation), event.conversation?.id);
    case 'LiveChatMissed':
      return withRow({ ...state, missedRound: state.missedRound + 1 }, event.conversation);
    case 'LiveChatEnded':
    case 'ConversationEnded': {
      const { conversation } = event;
      if (conversation === null) return { ...state, listStale: true };
      const quiet = { ...state, typing: without(state.typing, conversation.id) };
      // Whoever was being asked to take it, and whoever listened, is asked for no more.
      return withNews(withRow(quiet, conversation), conversation.id);
    }
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

/** What rings for a chat of ours, or who helps in it, is told by the chat itself: it is asked again where it is open. */
function refetched(state: DeskState, conversationId: string): DeskState {
  return withThread(state, conversationId, { stale: true, notice: null });
}

function returned(state: DeskState, conversationId: string | undefined, offer: Offer | null): DeskState {
  if (conversationId === undefined) return state;
  const who = offer?.agent?.name ?? 'Nobody';
  const said = offer?.state === 'DECLINED' ? `${who} declined.` : `${who} did not answer.`;
  const notice = offer?.state === 'WITHDRAWN' ? null : `${said} The chat stays with you.`;
  return withThread(state, conversationId, { stale: true, notice });
}

export function withWhisper(state: DeskState, conversationId: string | undefined, whisper: Whisper | null): DeskState {
  const known = conversationId === undefined ? undefined : state.threads.get(conversationId);
  if (conversationId === undefined || known === undefined || whisper === null) return state;
  if (known.whispers.some(({ id }) => id === whisper.id)) return state;
  return withThread(state, conversationId, { whispers: [...known.whispers, whisper] });
}

export function goneBecause({ kind }: Offer, end: 'EXPIRED' | 'WITHDRAWN'): string {
  if (kind === 'REQUEST') {
    return end === 'EXPIRED'
      ? 'This request has expired. It went on to somebody else.'
      : 'The visitor has left before anybody answered.';
  }
  return end === 'EXPIRED'
    ? 'You did not answer in time. The chat went back.'
    : 'It was taken back, or the chat ended.';
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

/** What is told beside the talk has changed: an opened thread is fetched again. */
function withNews(state: DeskState, conversationId: string | undefined): DeskState {
  return conversationId === undefined ? state : withThread(state, conversationId, { stale: true });
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
