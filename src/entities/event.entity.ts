import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { EventType } from '../routing/events';
import type { AgentId, ConversationId, EventId, OfferId, VisitorId, WorkspaceId } from '../routing/terms';

/** What happened, in the workspace's one order. References, never copies. */
@Entity({ name: 'event' })
export class EventEntity {
  @PrimaryColumn({ name: 'workspace_id', type: 'uuid' })
  readonly workspaceId!: WorkspaceId;

  @PrimaryColumn({ name: 'position', type: 'bigint' })
  readonly position!: number;

  @Column({ name: 'event_id', type: 'uuid' })
  readonly eventId!: EventId;

  @Column({ name: 'type', type: 'text' })
  readonly type!: EventType;

  @Column({ name: 'occurred_at', type: 'timestamptz' })
  readonly occurredAt!: Date;

  @Column({ name: 'conversation_id', type: 'uuid', nullable: true })
  readonly conversationId!: ConversationId | null;

  @Column({ name: 'visitor_id', type: 'uuid', nullable: true })
  readonly visitorId!: VisitorId | null;

  @Column({ name: 'agent_id', type: 'uuid', nullable: true })
  readonly agentId!: AgentId | null;

  @Column({ name: 'only_agent', type: 'boolean', default: false })
  readonly onlyAgent!: boolean;

  @Column({ name: 'message_sequence', type: 'integer', nullable: true })
  readonly messageSequence!: number | null;

  @Column({ name: 'offer_id', type: 'uuid', nullable: true })
  readonly offerId!: OfferId | null;

  @Column({ name: 'data', type: 'jsonb', nullable: true })
  readonly data!: object | null;
}
