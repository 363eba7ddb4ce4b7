/** An event log in memory that can fail and dawdle on command: behind the port, where the real one cannot. */
import { randomUUID } from 'node:crypto';
import { isFor, isSelected, type EventLog, type StoredEvent } from '../../src/events/topics';
import type { DomainEvent } from '../../src/routing/events';
import type { AgentId, ConversationId, EventId, VisitorId, WorkspaceId } from '../../src/routing/terms';

export const workspaceId = 'workspace-1' as WorkspaceId;
export const ann = 'agent-ann' as AgentId;
export const vera = 'visitor-vera' as VisitorId;
export const chat = 'conversation-1' as ConversationId;

export function event(audience: Partial<DomainEvent> = {}): DomainEvent {
  return {
    type: 'CONVERSATION_STARTED',
    conversationId: chat,
    visitorId: vera,
    agentId: null,
    onlyAgent: false,
    ...audience,
  } as DomainEvent;
}

export class FakeLog implements EventLog {
  readonly stored: StoredEvent[] = [];
  /** How many of the next reads fail. */
  failures = 0;
  reads = 0;
  trimmed = 0;

  append(...events: readonly DomainEvent[]): readonly StoredEvent[] {
    const added = events.map((each, index) => ({
      workspaceId,
      position: this.stored.length + index + 1,
      id: randomUUID() as EventId,
      occurredAt: new Date(),
      event: each,
    }));
    this.stored.push(...added);
    return added;
  }

  async position(): Promise<number> {
    const position = this.stored.length;
    await this.takeTime();
    return position;
  }

  async trimmedUpTo(): Promise<number> {
    await this.takeTime();
    return this.trimmed;
  }

  async read({ scope, selection, after, upTo, limit }: Parameters<EventLog['read']>[0]) {
    await this.takeTime();
    if (after < this.trimmed) return null;
    return this.stored
      .filter(({ position }) => position > after && position <= (upTo ?? Infinity))
      .filter(({ event: each }) => isFor(scope, each) && isSelected(selection, each))
      .slice(0, limit);
  }

  async readAll(_: WorkspaceId, after: number, limit: number): Promise<readonly StoredEvent[]> {
    const snapshot = this.stored.filter(({ position }) => position > after && position > this.trimmed).slice(0, limit);
    await this.takeTime();
    return snapshot;
  }

  async positions(ids: readonly WorkspaceId[]): Promise<ReadonlyMap<WorkspaceId, number>> {
    const position = this.stored.length;
    await this.takeTime();
    return new Map(ids.map((id) => [id, id === workspaceId ? position : 0]));
  }

  private async takeTime(): Promise<void> {
    this.reads += 1;
    await new Promise(setImmediate);
    if (this.failures === 0) return;
    this.failures -= 1;
    throw new Error('The log is away.');
  }
}
