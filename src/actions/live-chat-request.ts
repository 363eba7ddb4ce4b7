import { everythingKnown } from '../routing/attributes';
import { decide } from '../routing/decide';
import { keptOut, limitReached } from '../routing/fall-through';
import { resolvedSteps } from '../routing/steps';
import type { AgentId, Attribute, Decision, RouteStep, VisitorId } from '../routing/terms';
import type { LiveChatCard } from '../streams/script';
import { findBookingPicture, type BookingPicture } from './booking-pool';
import { audienceOf } from './conversation-line';
import { ownerOf } from './account-owner';
import { isKeptOut } from './kept-out';
import { liveChatFollow } from './live-chat-follow';
import { inStep, type Running } from './live-chat-held';
import type { PersonFacts, Ports, Transaction } from './ports';
import type {
  ConversationRecord,
  LiveChatRecord,
  PlayRecord,
  UsageRecord,
  VisitorRecord,
  WorkspaceRecord,
} from './records';
import { behindThoseWhoWait } from './queue-turns';
import { findLines, type Lines } from './queue-wait';
import { findPicture, type FoundPicture } from './routing-picture';
import { tellUsage } from './usage-mail';

/** The card, its fallback message the one that counts where the package does not: the card's own, else the dialog's. */
type RequestedBy = Omit<LiveChatCard, 'kind' | 'next' | 'translations'>;

/** Everything that a request depends on, as it is behind the routing lock. */
export interface SeenForRequest {
  readonly visitor: VisitorRecord | null;
  readonly person: PersonFacts;
  readonly workspace: WorkspaceRecord;
  readonly usage: UsageRecord;
  readonly picture: FoundPicture;
  /** Null: the card offers no booking instead. */
  readonly booking: BookingPicture | null;
  /** Null: the card has no queue. */
  readonly lines: Lines | null;
}

/**
 * All in one breath behind the lock: every workspace's requests queue on it, so each round trip under it counts. Who asks is
 * nobody's but this transaction's to change: that is looked up on the way to the lock.
 */
export async function findForRequest(
  tx: Transaction,
  visitorId: VisitorId,
  card: Pick<RequestedBy, 'routing' | 'fallbackBooking' | 'queue'>,
): Promise<SeenForRequest> {
  const [visitor, person, , workspace, usage, picture, booking, lines] = await Promise.all([
    tx.visitors.find(visitorId),
    tx.people.findFacts(visitorId),
    tx.routing.lock(),
    tx.workspace.find(),
    tx.usage.find(),
    findPicture(tx, { routing: card.routing, attempt: 1, visitorId }),
    card.fallbackBooking === true ? findBookingPicture(tx, card.routing) : null,
    card.queue ? findLines(tx) : null,
  ]);
  return { visitor, person, workspace, usage, picture, booking, lines };
}

export interface Asking {
  readonly card: RequestedBy;
  /** Of this conversation, as it is stored or about to be. */
  readonly play: PlayRecord;
  /** Where the caller has read it behind the lock already; null: it is read here. */
  readonly seen: SeenForRequest | null;
  /** What this transaction has written about the visitor since that was read. */
  readonly said: readonly Attribute[];
}

/**
 * A step, inside the transaction of whoever came to the live chat card: asks for an agent. The conversation is locked (or
 * new) and comes back either with a ringing offer or closed behind the fallback message; the caller saves it.
 */
export async function liveChatRequest(
  ports: Ports,
  tx: Transaction,
  conversation: ConversationRecord,
  asking: Asking,
): Promise<ConversationRecord> {
  const { card, play, seen, said } = asking;
  const { visitor, person, workspace, usage, picture, booking, lines } =
    seen ?? (await findForRequest(tx, conversation.visitorId, card));
  const { settings } = workspace;
  const attributes = everythingKnown(visitor?.attributes ?? [], [...person.attributes, ...said]);
  const steps = stepsFor(card, { workspace, picture, ownerId: await ownerOf(tx, person, said) });
  const requested = requestedChat(ports, tx, conversation, { card, steps });
  tx.emit({ ...audienceOf(requested.conversation), type: 'LIVE_CHAT_REQUESTED' });
  const decision = isKeptOut(workspace, attributes.get('email'))
    ? keptOut(card.routing.strategy)
    : decideWithinLimit(tx, { requested, picture: { ...picture, settings }, usage, attributes });
  const instead = booking === null ? null : { picture: booking, attributes, play };
  const running = await liveChatFollow(ports, tx, requested, {
    // What it was decided by: a replay of this day asks for it, when more has been said.
    ...{ decision: { ...decision, known: Object.fromEntries(attributes) }, workspace, instead, play, lines },
    routers: picture.routers,
  });
  return running.conversation;
}

/** Null, which the row holds no place for: the shorthand of a visitor who belongs to no account. */
function stepsFor(
  { routing, attempts }: RequestedBy,
  seen: Pick<SeenForRequest, 'workspace' | 'picture'> & { readonly ownerId: AgentId | null },
): readonly RouteStep[] | null {
  const { routes, lastAgentId } = seen.picture;
  const { settings } = seen.workspace;
  return resolvedSteps(routing, {
    settings,
    maxAttempts: attempts ?? null,
    routes,
    lastAgentId,
    ownerId: seen.ownerId,
  });
}

function requestedChat(
  ports: Ports,
  tx: Transaction,
  conversation: ConversationRecord,
  { card, steps }: { readonly card: RequestedBy; readonly steps: readonly RouteStep[] | null },
): Running {
  const chat: LiveChatRecord = {
    id: ports.newId(),
    conversationId: conversation.id,
    state: 'ROUTING',
    routing: card.routing,
    acceptWindowSeconds: card.acceptWindowSeconds,
    maxAttempts: card.attempts ?? null,
    fallbackMessage: card.fallbackMessage ?? null,
    bookingCard: card.fallbackBooking === true ? card.key : null,
    steps,
    step: 0,
    stepAttempts: 0,
    queue: card.queue ? { ...card.queue, line: `${conversation.dialogId}/${card.key}` } : null,
    waitingSince: null,
    messageCard: card.leaveMessage === true ? card.key : null,
    attempts: 0,
    requestedAt: tx.now,
    agentId: null,
    agentName: null,
    agentAvatarHash: null,
    connectedAt: null,
    warnedForEndAt: null,
    endedAt: null,
    endReason: null,
  };
  return inStep({ ...conversation, agentId: null }, chat);
}

/**
 * Nobody is asked once the package is used up. A request is counted only where it produces an offer. What is used was read
 * behind the routing lock, and neither it nor the limit changes but behind that lock: there is nothing to wait for.
 */
function decideWithinLimit(
  tx: Transaction,
  ask: {
    readonly requested: Running;
    readonly picture: FoundPicture & Pick<WorkspaceRecord, 'settings'>;
    readonly usage: UsageRecord;
    readonly attributes: ReadonlyMap<string, string>;
  },
): Decision {
  const { chat } = ask.requested;
  const { routing, steps, maxAttempts, requestedAt } = chat;
  const { liveChatEngagementLimit: limit, liveChatEngagements: used } = ask.usage;
  if (limit !== null && used >= limit) {
    tellUsage(tx, { what: 'LIVE_CHATS', used: limit, limit });
    return limitReached(routing.strategy);
  }
  const { attributes, picture } = ask;
  const tried = new Map<AgentId, Date>();
  const request = { routing, steps, maxAttempts, attributes, requestedAt, tried, attempt: 1, now: tx.now };
  const alone = decide(request, picture);
  // Who finds nobody finds nobody behind others either: only for a place that is free is it asked who comes first.
  if (alone.agentId === null) return alone;
  const behind = behindThoseWhoWait(picture, { settings: picture.settings, before: null, now: tx.now });
  const decision = behind === picture ? alone : decide(request, behind);
  if (decision.agentId === null) return decision;
  tx.usage.countLiveChatEngagement();
  tellUsage(tx, { what: 'LIVE_CHATS', used: used + 1, limit });
  return decision;
}
