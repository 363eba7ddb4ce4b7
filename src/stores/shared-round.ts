/**
 * One shared transaction: BEGIN, the workspace, the locks and the names leave together; then, decided one by one, all the
 * messages, all the events and COMMIT. Nothing here waits for a lock but the workspace's stream, at the very end: that is
 * why it cannot be part of a deadlock, however many conversations it holds.
 */
import type { SharedTransaction } from '../actions/ports';
import type { AgentRecord, ConversationRecord } from '../actions/records';
import type { StoredEvent } from '../events/topics';
import type { DomainEvent, Message } from '../routing/events';
import type { AgentId, ConversationId, EventId, WorkspaceId } from '../routing/terms';
import { createMessageStore, createOfferStore } from './conversation.store';
import type { Database } from './database';
import { newId } from './ids';
import { agentFind, agentFindMany } from './sql/agent.sql';
import { conversationLockFree, messageAppendMany } from './sql/conversation-gather.sql';
import { messageAppend } from './sql/message.sql';
import { type OpenLine, openLine } from './transaction-line';
import type { Round } from './shared-queue';
import { commitWith } from './unit-of-work';

export interface RoundMember {
  readonly conversationId: ConversationId;
  run(tx: SharedTransaction): Promise<unknown>;
}

/** Locked by another transaction, or not there: which of the two, one finds out alone. */
class NotFree extends Error {}

/** All or nothing: throws where one of them fails, and nothing has happened then. */
export async function runRound(
  database: Database,
  workspaceId: WorkspaceId,
  members: readonly RoundMember[],
): Promise<Round> {
  const line = openLine(await database.connect(), database.dataSource, workspaceId);
  const locked = lockFree(line, members);
  // Its failure is told by whoever asks for its conversation, or by the commit.
  locked.catch(() => undefined);
  const agents = new SharedAgents(line);
  const parts = members.map(() => new Part(line, locked, agents));
  const running = members.map(async (member, index) => member.run(parts[index] as Part));
  agents.ask();
  const results = await Promise.allSettled(running);
  const failure = results.find((result) => result.status === 'rejected' && !(result.reason instanceof NotFree));
  if (failure !== undefined) {
    await line.rollback();
    throw (failure as PromiseRejectedResult).reason;
  }
  const answers = results.map((result) => (result.status === 'fulfilled' ? result : 'ALONE'));
  const stored = await commit(
    line,
    parts.filter((_, index) => answers[index] !== 'ALONE'),
  );
  return { answers, stored };
}

type Locked = Promise<ReadonlyMap<ConversationId, ConversationRecord>>;

async function lockFree(line: OpenLine, members: readonly RoundMember[]): Locked {
  const ids = members.map(({ conversationId }) => conversationId);
  const rows = await line.lock(conversationLockFree(line.workspaceId, ids));
  return new Map(rows.map((row) => [row.id, row]));
}

async function commit(line: OpenLine, parts: readonly Part[]): Promise<readonly StoredEvent[]> {
  const messages = parts.flatMap(({ message }) => message ?? []);
  const [first] = messages;
  if (first !== undefined) {
    const { workspaceId } = line;
    line.send(messages.length === 1 ? messageAppend(workspaceId, first) : messageAppendMany(workspaceId, messages));
  }
  return commitWith(
    line,
    parts.map(({ events }) => events),
  );
}

/** Those asked for with the locks are one question; what is asked later is asked as it comes. */
class SharedAgents {
  private readonly ids = new Set<AgentId>();
  private isAsked = false;
  private settle: (found: Promise<readonly AgentRecord[]> | readonly AgentRecord[]) => void = () => undefined;
  private readonly found = new Promise<readonly AgentRecord[]>((resolve) => (this.settle = resolve));

  constructor(private readonly line: OpenLine) {}

  async find(id: AgentId): Promise<AgentRecord | null> {
    if (this.isAsked) return (await this.line.ask(agentFind(this.line.workspaceId, id)))[0] ?? null;
    this.ids.add(id);
    return (await this.found).find((agent) => agent.id === id) ?? null;
  }

  ask(): void {
    this.isAsked = true;
    this.settle(this.ids.size === 0 ? [] : this.line.ask(agentFindMany(this.line.workspaceId, [...this.ids])));
  }
}

/** The transaction as one member sees it: what it says and emits is gathered here, and is nothing if it goes alone. */
class Part implements SharedTransaction {
  readonly events: { readonly id: EventId; readonly event: DomainEvent }[] = [];
  message: Message | null = null;

  constructor(
    private readonly line: OpenLine,
    private readonly locked: Locked,
    readonly agents: SharedAgents,
  ) {}

  get workspaceId(): WorkspaceId {
    return this.line.workspaceId;
  }

  get now(): Date {
    return this.line.now();
  }

  get conversations(): SharedTransaction['conversations'] {
    return {
      lock: async (id) => {
        const conversation = (await this.locked).get(id);
        if (conversation === undefined) throw new NotFree();
        return conversation;
      },
    };
  }

  get offers(): SharedTransaction['offers'] {
    return createOfferStore(this.line);
  }

  get messages(): SharedTransaction['messages'] {
    const messages = createMessageStore(this.line);
    return {
      findByClientId: (...of) => messages.findByClientId(...of),
      append: (message) => {
        if (this.message !== null) throw new Error('A shared transaction takes one message of each conversation.');
        this.message = message;
      },
    };
  }

  emit(event: DomainEvent): void {
    this.events.push({ id: newId<'Event'>(), event });
  }
}
