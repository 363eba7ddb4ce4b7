/**
 * A chat that is handed over, or a second agent who is asked in: an offer like any other, while the visitor goes on with the
 * first agent. None → PENDING → accepted (the chat has another agent, or a guest), or back to PENDING at the next of the team
 * or rule while there are attempts left, or RETURNED: nothing has changed, and the first agent is told.
 *
 * The invariant: the live chat stays CONNECTED and its agent's seat taken until the accept, which moves both in one commit. The
 * one-pending-offer index is the real guard against two at once; the conversation's lock is what lets us say so kindly.
 */
import { decide } from '../routing/decide';
import { attemptsOf } from '../routing/fall-through';
import {
  assertNever,
  type AgentId,
  type Decision,
  type Handover,
  type HandoverTarget,
  type LiveChatRouting,
  type OfferKind,
  type Pool,
  type RoutingSettings,
  type TeamId,
} from '../routing/terms';
import { decisionStore } from './offer-make';
import { offerRing } from './offer-ring';
import { offerSettle, type Settlement } from './offer-settle';
import { tellStaff } from './conversation-line';
import type { Ringing, Running } from './live-chat-held';
import type { Ports, Transaction } from './ports';
import type { OfferRecord } from './records';

/** What is asked, before anybody has been. */
export interface Asked {
  readonly kind: Exclude<OfferKind, 'REQUEST'>;
  readonly fromAgentId: AgentId;
  readonly note: string | null;
  readonly handover: Handover;
}

/** Who is to be asked next, with the reason; the routing lock is held. Null: the target is gone. */
export async function decideHandover(
  tx: Transaction,
  { conversation, chat }: Running,
  { target, asked }: Handover,
): Promise<Decision | null> {
  const [{ settings }, ring, candidates] = await Promise.all([
    tx.workspace.find(),
    findRing(tx, target),
    tx.routing.findCandidates(),
  ]);
  if (ring === 'GONE') return null;
  const { agentId, guestAgentId } = conversation;
  const passedOver = [agentId, guestAgentId, ...asked].filter((id) => id !== null);
  const { now } = tx;
  const { requestedAt } = chat;
  const decision = decide(
    {
      routing: ring === null ? routingTo(target) : { strategy: 'TEAM', agentId: null, teamId: ring.teamId },
      attributes: new Map(),
      tried: new Map(passedOver.map((id) => [id, now])),
      attempt: 1,
      requestedAt,
      now,
    },
    {
      settings: { ...settings, roundRobinFallback: false },
      workspacePool: null,
      teamPools: new Map(ring?.pool ? [[ring.teamId, ring.pool]] : []),
      rules: [],
      candidates,
    },
  );
  if (target.kind !== 'RULE') return decision;
  return { ...decision, strategy: 'CUSTOM_RULES', ruleId: target.ruleId, ruleName: ring?.ruleName ?? null };
}

function routingTo(target: HandoverTarget): LiveChatRouting {
  return { strategy: 'AGENT', agentId: target.kind === 'AGENT' ? target.agentId : null, teamId: null };
}

/** A rule's agents are a ring like a team's: that it was named stands for its conditions. */
interface Ring {
  readonly teamId: TeamId;
  readonly pool: Pool | null;
  readonly ruleName: string | null;
}

async function findRing(tx: Transaction, target: HandoverTarget): Promise<Ring | 'GONE' | null> {
  switch (target.kind) {
    case 'AGENT':
      return null;
    case 'TEAM': {
      const { teamId } = target;
      const pool = await tx.routing.findTeamPool(teamId);
      return pool === null ? 'GONE' : { teamId, pool, ruleName: null };
    }
    case 'RULE': {
      const rule = await tx.rules.find(target.ruleId);
      if (rule === null || !rule.enabled) return 'GONE';
      const pool = await (rule.teamId === null
        ? tx.routing.findRulePool(rule.id)
        : tx.routing.findTeamPool(rule.teamId));
      // Any key will do where the rule has agents of its own: it is looked up by what it is filed under here.
      return { teamId: rule.teamId ?? (`${rule.id}` as TeamId), pool, ruleName: rule.name };
    }
    default:
      return assertNever(target);
  }
}

/** A step: rings at whom it was decided for. The live chat goes on as it is. */
export function handoverOffer(
  ports: Ports,
  tx: Transaction,
  { chat, conversation }: Running,
  {
    asked,
    decision,
    settings,
  }: { readonly asked: Asked; readonly decision: Decision; readonly settings: RoutingSettings },
): OfferRecord {
  const { agentId } = decision;
  if (agentId === null) throw new Error(`Live chat ${chat.id} was to be handed over to nobody.`);
  const { kind, fromAgentId, note, handover } = asked;
  const made = handover.made + 1;
  const windowSeconds = chat.acceptWindowSeconds ?? settings.acceptWindowSeconds;
  const offer = offerRing(
    tx,
    {
      id: ports.newId(),
      liveChatId: chat.id,
      conversationId: chat.conversationId,
      kind,
      fromAgentId,
      note,
      handover: { target: handover.target, made, asked: [...handover.asked, agentId] },
      agentId,
      attempt: made,
      expiresAt: new Date(tx.now.getTime() + windowSeconds * 1_000),
      decisionId: decisionStore(ports, tx, chat, decision),
    },
    decision,
  );
  // The other tabs of who asks, the guest and those who listen; and who asks, when it goes on to the next by itself.
  tellStaff(tx, conversation, { type: 'LIVE_CHAT_HANDOVER_ASKED', askedOfferId: offer.id });
  return offer;
}

/**
 * A step: the one who was asked did not take it. The next of the team or rule is asked while attempts are left; behind the last
 * one nothing has changed, and who asked is told.
 */
export async function handoverPassOn(
  ports: Ports,
  tx: Transaction,
  ringing: Ringing,
  settlement: Settlement,
): Promise<void> {
  const { offer, chat } = ringing;
  const [, { settings }] = await Promise.all([tx.routing.lock(), tx.workspace.find()]);
  offerSettle(tx, offer, settlement);
  const { handover, fromAgentId } = offer;
  if (handover === undefined || handover === null || fromAgentId === null || offer.kind === 'REQUEST') {
    throw new Error(`Offer ${offer.id} hands over nothing.`);
  }
  const asked: Asked = { kind: offer.kind, fromAgentId, note: offer.note, handover };
  const mayGoOn = chat.state === 'CONNECTED' && handover.made < handoverAttempts(handover.target, settings);
  const decision = mayGoOn ? await decideHandover(tx, ringing, handover) : null;
  if (decision?.agentId) handoverOffer(ports, tx, ringing, { asked, decision, settings });
  else handoverReturn(tx, ringing);
}

/** How many are asked before it returns: of a team or a rule as many as for a visitor's request to a team. */
function handoverAttempts(target: HandoverTarget, settings: RoutingSettings): number {
  return target.kind === 'AGENT' ? 1 : attemptsOf('TEAM', settings);
}

/** A step: it stays as it was. */
export function handoverReturn(tx: Transaction, { conversation, offer }: Ringing): void {
  tellStaff(tx, conversation, { type: 'LIVE_CHAT_OFFER_RETURNED', returnedOfferId: offer.id });
}
