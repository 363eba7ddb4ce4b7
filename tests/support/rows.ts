/** Rows put there through the stores, for tests of the stores themselves. */
import { randomBytes } from 'node:crypto';
import type { SharedWork, Transaction, UnitOfWork } from '../../src/actions/ports';
import type { LiveChatRecord, OfferRecord } from '../../src/actions/records';
import type { StoredEvent } from '../../src/events/topics';
import type { AgentId, ConversationId, LiveChatId, OfferId, Plan, WorkspaceId } from '../../src/routing/terms';
import type { Database } from '../../src/stores/database';
import { newId } from '../../src/stores/ids';
import { createSharedWork } from '../../src/stores/shared-work';
import { createUnitOfWork } from '../../src/stores/unit-of-work';
import type { TestDatabase } from './database';

export async function newWorkspace(db: TestDatabase, plan: Plan = 'PRIME'): Promise<WorkspaceId> {
  const id = newId<'Workspace'>();
  await db.createWorkspace({ id, key: `wk_${randomBytes(8).toString('hex')}`, plan });
  return id;
}

export interface Bench {
  readonly work: UnitOfWork;
  readonly sharedWork: SharedWork;
  readonly announced: StoredEvent[];
  readonly woken: Date[];
}

export function newBench(database: Database): Bench {
  const announced: StoredEvent[] = [];
  const woken: Date[] = [];
  const announce = (events: readonly StoredEvent[]): void => void announced.push(...events);
  const work = createUnitOfWork({ database, announce, wake: (at) => void woken.push(at) });
  return { work, sharedWork: createSharedWork({ database, work, announce }), announced, woken };
}

export function insertAgent(tx: Transaction, capacity: number | null = null): AgentId {
  const id = newId<'Agent'>();
  const email = `${id}@example.com`;
  tx.agents.insert({
    id,
    name: 'Ann',
    email,
    passwordHash: '-',
    profile: 'LIVE_AGENT',
    permissions: ['LIVE_CHAT_TAKE'],
    capacity,
  });
  return id;
}

/** An open conversation of a new visitor; `now` must be known. */
export function insertConversation(tx: Transaction): ConversationId {
  const [visitorId, dialogId, id] = [newId<'Visitor'>(), newId<'Dialog'>(), newId<'Conversation'>()];
  tx.visitors.insert(visitorId);
  tx.dialogs.insert({ id: dialogId, name: 'Dialog', priority: 0 });
  tx.dialogs.publish(dialogId, 1, []);
  tx.conversations.insert({
    id,
    status: 'OPEN',
    visitorId,
    dialogId,
    dialogVersion: 1,
    pageUrl: null,
    waitingCard: null,
    liveChatId: null,
    liveChatState: null,
    agentId: null,
    guestAgentId: null,
    lastSequence: 0,
    lastActivityAt: tx.now,
    startedAt: tx.now,
    engagedAt: null,
    endedAt: null,
  });
  return id;
}

export function insertLiveChat(tx: Transaction, conversationId: ConversationId): LiveChatId {
  const chat: LiveChatRecord = {
    id: newId(),
    conversationId,
    state: 'OFFERED',
    routing: { strategy: 'ROUND_ROBIN', agentId: null, teamId: null },
    acceptWindowSeconds: null,
    attempts: 1,
    requestedAt: tx.now,
    agentId: null,
    agentName: null,
    agentAvatarHash: null,
    connectedAt: null,
    maxAttempts: null,
    fallbackMessage: null,
    bookingCard: null,
    steps: null,
    step: 0,
    stepAttempts: 0,
    queue: null,
    waitingSince: null,
    messageCard: null,
    warnedForEndAt: null,
    endedAt: null,
    endReason: null,
  };
  tx.liveChats.insert(chat);
  return chat.id;
}

export function insertOffer(
  tx: Transaction,
  of: Pick<OfferRecord, 'conversationId' | 'liveChatId' | 'agentId'>,
): OfferId {
  const id = newId<'Offer'>();
  tx.offers.insert({
    ...of,
    id,
    kind: 'REQUEST',
    fromAgentId: null,
    note: null,
    state: 'PENDING',
    attempt: 1,
    offeredAt: tx.now,
    expiresAt: tx.now,
    decidedAt: null,
    declineReason: null,
    decisionId: newId(),
  });
  return id;
}

/** Nothing in particular happened. */
export function emitSomething(tx: Transaction, agentId: AgentId): void {
  tx.emit({
    type: 'AGENT_CHANGED',
    changedAgentId: agentId,
    agentId,
    visitorId: null,
    conversationId: null,
    onlyAgent: false,
  });
}
