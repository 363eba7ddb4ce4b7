/** What agents do with chats, and what supervisors do with other agents' chats. */
import { chatInvite } from '../../src/actions/chat-invite';
import { chatLeave } from '../../src/actions/chat-leave';
import { chatListen } from '../../src/actions/chat-listen';
import { chatListenEnd } from '../../src/actions/chat-listen-end';
import { chatTakeOver } from '../../src/actions/chat-take-over';
import { chatTransfer } from '../../src/actions/chat-transfer';
import { messageWhisper } from '../../src/actions/message-whisper';
import { missedChatClaim } from '../../src/actions/missed-chat-claim';
import { offerAccept } from '../../src/actions/offer-accept';
import { offerDecline } from '../../src/actions/offer-decline';
import type { ConversationId, OfferId } from '../../src/routing/terms';
import { codeOf } from '../support/stage';
import { type Act, chatsWhere, chosen, oneOf } from './act';
import type { Single } from './deeds';
import { guestLeaves, handsOver } from './handover';
import type { Office } from './office';
import type { ChatState, State } from './state';
import { claims, listens, stopsListening, takesOver, whispers } from './supervision';
import * as verbs from './verbs';

export function answerOf(
  office: Office,
  state: State,
  { does, pick, stranger, old }: Extract<Single, { does: 'accepts' | 'declines' }>,
): Act | null {
  const offers = Object.entries(state.chats).flatMap(([chat, { offers: made }]) =>
    made.map((offer, index) => ({ chat, index, offer })),
  );
  const fitting = offers.filter(({ offer }) => (offer.state === 'PENDING') !== old);
  // Chats that change hands are few: every other answer is to one of them, where there is one.
  const handovers = fitting.filter(({ offer }) => offer.kind !== 'REQUEST');
  const at = chosen(handovers.length > 0 && pick % 2 === 0 ? handovers : fitting, pick);
  if (at === undefined) return null;
  const who = stranger ? (at.offer.agent + 1) % state.agents.length : at.offer.agent;
  const offerId = offerIdOf(office, at);
  const actor = office.actor(who);
  return does === 'accepts'
    ? {
        product: async (ports) => codeOf(await offerAccept(ports, actor, { offerId })),
        model: (world) => verbs.accepts(world, at, who),
      }
    : {
        product: async (ports) => codeOf(await offerDecline(ports, actor, { offerId, reason: null })),
        model: (world) => verbs.declines(world, at, who),
      };
}

export function offerIdOf(office: Office, { chat, index }: verbs.OfferAt): OfferId {
  const id = office.offers.get(`${chat} ${index}`);
  if (id === undefined) throw new Error(`Offer ${index} of ${chat} was never seen.`);
  return id as OfferId;
}

export function handoverOf(
  office: Office,
  state: State,
  deed: Extract<Single, { does: 'hands over' | 'guest leaves' }>,
): Act | null {
  const isLeaving = deed.does === 'guest leaves';
  const running = chatsWhere(state, (chat) => chat.state === 'CONNECTED' && (!isLeaving || chat.guest !== null));
  const [id, chat] = chosen(running, deed.pick) ?? [];
  if (id === undefined || chat === undefined || chat.agent === null) return null;
  const conversationId = id as ConversationId;
  if (isLeaving) {
    const guest = office.actor(chat.guest ?? 0);
    return {
      product: async (ports) => codeOf(await chatLeave(ports, guest, { conversationId })),
      model: (world) => guestLeaves(world, id),
    };
  }
  const { kind, target } = deed;
  const named =
    target === 'TEAM'
      ? { agentId: null, teamId: office.teamId }
      : { agentId: office.actor(target).agentId, teamId: null };
  const input = { conversationId, ...named, ruleId: null, note: null };
  const actor = office.actor(chat.agent);
  const verb = kind === 'TRANSFER' ? chatTransfer : chatInvite;
  return {
    product: async (ports) => codeOf(await verb(ports, actor, input)),
    model: (world) => handsOver(world, id, { kind, target }),
  };
}

type Supervision = 'takes over' | 'whispers' | 'claims' | 'listens' | 'stops listening';

const fitting: Readonly<Record<Supervision, (chat: ChatState) => boolean>> = {
  'takes over': ({ status, isPrompted }) => status === 'OPEN' && !isPrompted,
  listens: ({ state }) => state === 'CONNECTED',
  'stops listening': ({ listeners }) => listeners.length > 0,
  whispers: ({ state }) => state === 'CONNECTED',
  claims: ({ state, offers, claimedBy }) => state === 'MISSED' && (claimedBy !== null || offers.length > 0),
};

export function supervisionOf(office: Office, state: State, deed: Extract<Single, { does: Supervision }>): Act | null {
  // Chats of two agents are few: now and then it is one of those, where there is one.
  const ofTwo =
    deed.does === 'takes over' && deed.pick % 2 === 0 ? chatsWhere(state, ({ guest }) => guest !== null) : [];
  const found = chosen(ofTwo, deed.pick) ?? oneOf(state, deed.pick, fitting[deed.does]);
  if (found === undefined) return null;
  const [id, chat] = found;
  const conversationId = id as ConversationId;
  switch (deed.does) {
    case 'takes over': {
      // Now and then somebody who has a place in it already.
      const who = deed.pick % 2 === 0 ? (chat.guest ?? deed.who) : deed.who;
      const actor = office.actor(who, ['CHATS_TAKE_OVER']);
      return {
        product: async (ports) => codeOf(await chatTakeOver(ports, actor, { conversationId })),
        model: (world) => takesOver(world, id, who),
      };
    }
    case 'listens': {
      // As their session says, which may be older than their rights.
      const actor = office.actor(deed.who, ['CHATS_LISTEN']);
      return {
        product: async (ports) => codeOf(await chatListen(ports, actor, { conversationId })),
        model: (world) => listens(world, id, deed.who),
      };
    }
    case 'stops listening': {
      const who = deed.pick % 4 === 0 ? deed.who : (chosen(chat.listeners, deed.who) ?? deed.who);
      const actor = office.actor(who);
      return {
        product: async (ports) => codeOf(await chatListenEnd(ports, actor, { conversationId })),
        model: (world) => stopsListening(world, id, who),
      };
    }
    case 'whispers': {
      // Mostly somebody who has the chat, or had it.
      const who = deed.pick % 2 === 0 ? (chat.agent ?? deed.who) : deed.who;
      const actor =
        who === 'SUPERVISOR' ? office.staff(['CHATS_WHISPER', 'ALL_CONVERSATIONS_VIEW']) : office.actor(who);
      const input = { conversationId, text: 'Ask for the number', clientMessageId: null };
      return {
        product: async (ports) => codeOf(await messageWhisper(ports, actor, input)),
        model: (world) => whispers(world, id, who),
      };
    }
    case 'claims': {
      // Whom it never rang at is told that there is none: mostly it is somebody else.
      const asked = chat.offers.filter(({ agent }) => agent !== chat.claimedBy);
      const who = deed.pick % 4 === 0 ? deed.who : (chosen(asked, deed.who)?.agent ?? deed.who);
      const actor = office.actor(who);
      return {
        product: async (ports) => codeOf(await missedChatClaim(ports, actor, { conversationId })),
        model: (world) => claims(world, id, who),
      };
    }
  }
}
