/** A deed as it can be done now: once to the product, and once to the model. Null: there is nothing to do it to. */
import { agentAvailabilitySet } from '../../src/actions/agent-availability-set';
import { agentUpdate } from '../../src/actions/agent-update';
import { cardAnswer } from '../../src/actions/card-answer';
import { chatInvite } from '../../src/actions/chat-invite';
import { chatLeave } from '../../src/actions/chat-leave';
import { chatTransfer } from '../../src/actions/chat-transfer';
import { conversationEnd } from '../../src/actions/conversation-end';
import { conversationStart } from '../../src/actions/conversation-start';
import { messageSend } from '../../src/actions/message-send';
import { offerAccept } from '../../src/actions/offer-accept';
import { offerDecline } from '../../src/actions/offer-decline';
import { reachabilityRenew } from '../../src/actions/reachability-renew';
import { routingSettingsUpdate } from '../../src/actions/routing-settings-update';
import { teamUpdate } from '../../src/actions/team-update';
import { usageLimitsUpdate } from '../../src/actions/usage-limits-update';
import type { AgentActor, VisitorActor } from '../../src/auth/actor';
import { dueActions } from '../../src/jobs/due-actions';
import type { ConversationId, OfferId } from '../../src/routing/terms';
import { codeOf, valueOf } from '../support/stage';
import type { Single } from './deeds';
import { guestLeaves, handsOver } from './handover';
import { forEver, type Office } from './office';
import { type Act, admin, chosen, ringOrderOf, ruleOf } from './staff-acts';
import { type ChatState, pendingOf, type State } from './state';
import { leaseWakes, offerWakes, silenceWakes } from './time';
import * as verbs from './verbs';

/** Chats by what may be done to them; the odd one that is over keeps the refusals honest. */
function chatsWhere(state: State, fits: (chat: ChatState) => boolean): readonly (readonly [string, ChatState])[] {
  return Object.entries(state.chats).filter(([, chat]) => fits(chat));
}

export async function actOf(office: Office, state: State, deed: Single): Promise<Act | null> {
  const { workspaceId } = office;
  switch (deed.does) {
    case 'asks':
      return askOf(office, deed);
    case 'accepts':
    case 'declines':
      return answerOf(office, state, deed);
    case 'visitor ends':
    case 'agent ends':
    case 'visitor writes':
    case 'agent writes':
      return sideOf(office, state, deed);
    case 'timer fires':
      return timerOf(office, state, deed.pick);
    case 'hands over':
    case 'guest leaves':
      return handoverOf(office, state, deed);
    case 'switches':
      return {
        product: async (ports) => codeOf(await agentAvailabilitySet(ports, office.actor(deed.who), deed)),
        model: (world) => verbs.switches(world, deed.who, deed.available),
      };
    case 'drops off':
    case 'comes back':
      return presenceOf(office, state, deed);
    case 'capacity': {
      const input = { agentId: office.actor(deed.who).agentId, capacity: deed.limit };
      return {
        product: async (ports) => codeOf(await agentUpdate(ports, admin(office), input)),
        model: (world) => verbs.setLimit(world, deed.who, deed.limit),
      };
    }
    case 'right': {
      const profile = deed.permitted ? 'LIVE_AGENT' : 'CALENDAR_AGENT';
      const input = { agentId: office.actor(deed.who).agentId, profile } as const;
      return {
        product: async (ports) => codeOf(await agentUpdate(ports, admin(office), input)),
        model: (world) => {
          const answer = verbs.permits(world, deed.who, deed.permitted);
          if (!deed.permitted) leaseWakes(world, deed.who);
          return answer;
        },
      };
    }
    case 'team': {
      const input = { teamId: office.teamId, agentIds: office.idsOf(deed.members) };
      return {
        product: async (ports) => codeOf(await teamUpdate(ports, admin(office), input)),
        model: (world) => verbs.changesTeam(world, deed.members),
      };
    }
    case 'ring':
      return ringOrderOf(office, state, deed);
    case 'new rule':
    case 'rule':
    case 'rule moves':
    case 'rule goes':
      return ruleOf(office, state, deed);
    case 'settings':
      return {
        product: async (ports) => codeOf(await routingSettingsUpdate(ports, admin(office), deed.settings)),
        model: (world) => verbs.settles(world, deed.settings),
      };
    case 'limit': {
      const limit = deed.more === null ? null : state.engagements + deed.more;
      const input = { liveChatEngagementLimit: limit };
      return {
        product: async (ports) => codeOf(await usageLimitsUpdate(ports, { ...admin(office), workspaceId }, input)),
        model: (world) => verbs.limitsEngagements(world, limit),
      };
    }
  }
}

/** The page was opened a moment ago; what is done now is the answer that asks for a person. */
async function askOf(office: Office, { dialog, country }: Extract<Single, { does: 'asks' }>): Promise<Act> {
  const visitor = await office.visitor(country);
  const dialogId = office.dialogs[dialog % office.dialogs.length] ?? null;
  const { ports } = office.process(0);
  const conversationId = valueOf(await conversationStart(ports, visitor, { dialogId, pageUrl: null }));
  if (conversationId === null) throw new Error('No dialog fits.');
  office.visitors.set(conversationId, visitor);
  const said = { cardKey: 'ask', responseKey: 'Yes', response: null, value: null, clientMessageId: null };
  return {
    product: async (at) => codeOf(await cardAnswer(at, visitor, { conversationId, ...said })),
    model: (state) => verbs.visitorAsks(state, conversationId, { dialog, country }),
  };
}

function answerOf(
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

function offerIdOf(office: Office, { chat, index }: verbs.OfferAt): OfferId {
  const id = office.offers.get(`${chat} ${index}`);
  if (id === undefined) throw new Error(`Offer ${index} of ${chat} was never seen.`);
  return id as OfferId;
}

type SideDeed = Extract<Single, { does: 'visitor ends' | 'agent ends' | 'visitor writes' | 'agent writes' }>;

function sideOf(office: Office, state: State, { does, pick }: SideDeed): Act | null {
  const side: verbs.Side = does.startsWith('visitor') ? 'VISITOR' : 'AGENT';
  const isOld = pick % 10 === 0;
  const found = chosen(
    chatsWhere(state, (chat) => (chat.status === 'OPEN') !== isOld && (side === 'VISITOR' || chat.agent !== null)),
    pick,
  );
  if (found === undefined) return null;
  const [id, chat] = found;
  const actor: VisitorActor | AgentActor | undefined =
    side === 'VISITOR' ? office.visitors.get(id) : office.actor(chat.agent ?? 0);
  if (actor === undefined) throw new Error(`Chat ${id} has no visitor.`);
  const conversationId = id as ConversationId;
  return does.endsWith('ends')
    ? {
        product: async (ports) => codeOf(await conversationEnd(ports, actor, { conversationId })),
        model: (world) => verbs.ends(world, id, side, chat.agent),
      }
    : {
        product: async (ports) =>
          codeOf(await messageSend(ports, actor, { conversationId, text: 'Hello', clientMessageId: null })),
        model: (world) => verbs.writes(world, id),
      };
}

function handoverOf(
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

/** A worker that wakes for something, due or not. */
function timerOf(office: Office, state: State, pick: number): Act | null {
  const { workspaceId } = office;
  const found = chosen(
    chatsWhere(state, (chat) => chat.offers.length > 0),
    pick,
  );
  if (found === undefined) return null;
  const [id, chat] = found;
  const pending = pendingOf(chat);
  if (pending === undefined) {
    const subjectId = office.liveChats.get(id) ?? '';
    return {
      product: (ports) => fired(dueActions.IDLE_END(ports, { workspaceId, kind: 'IDLE_END', subjectId, attempt: 1 })),
      model: (world) => (silenceWakes(world, id), 'OK'),
    };
  }
  const at = { chat: id, index: chat.offers.indexOf(pending) };
  const subjectId = offerIdOf(office, at);
  const work = { workspaceId, kind: 'OFFER_EXPIRE' as const, subjectId, attempt: 1 };
  return {
    product: (ports) => fired(dueActions.OFFER_EXPIRE(ports, work)),
    model: (world) => (offerWakes(world, at), 'OK'),
  };
}

async function fired(work: Promise<void>): Promise<string> {
  await work;
  return 'OK';
}

function presenceOf(
  office: Office,
  state: State,
  { does, who }: Extract<Single, { does: 'drops off' | 'comes back' }>,
): Act | null {
  // Whoever is no agent any more has no socket to come back with.
  if (state.agents[who]?.active !== true) return null;
  const lease = office.lease(who);
  if (does === 'drops off') {
    return {
      product: async (ports) => (await reachabilityRenew(ports, { ...lease, connected: false }), 'OK'),
      model: (world) => verbs.dropsOff(world, who),
    };
  }
  return {
    product: async (ports) => {
      await reachabilityRenew(ports, { ...lease, connected: true });
      await office.keeps(who);
      return 'OK';
    },
    model: (world) => verbs.comesBack(world, who, forEver),
  };
}
