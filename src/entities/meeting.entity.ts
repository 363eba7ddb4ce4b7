import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import type { AgentId, ConversationId, MeetingId, RoutingStrategy, VisitorId, WorkspaceId } from '../routing/terms';
import { AgentEntity } from './agent.entity';
import { ConversationEntity } from './conversation.entity';
import { VisitorEntity } from './visitor.entity';

/** A booked time of one agent with one visitor. */
@Entity({ name: 'meeting' })
export class MeetingEntity {
  @PrimaryColumn({ name: 'workspace_id', type: 'uuid' })
  readonly workspaceId!: WorkspaceId;

  @PrimaryColumn({ name: 'meeting_id', type: 'uuid' })
  readonly meetingId!: MeetingId;

  @Column({ name: 'agent_id', type: 'uuid' })
  readonly agentId!: AgentId;

  @Column({ name: 'visitor_id', type: 'uuid' })
  readonly visitorId!: VisitorId;

  @Column({ name: 'conversation_id', type: 'uuid' })
  readonly conversationId!: ConversationId;

  @Column({ name: 'card_key', type: 'text' })
  readonly cardKey!: string;

  @Column({ name: 'status', type: 'text', default: 'SCHEDULED' })
  readonly status!: string;

  @Column({ name: 'starts_at', type: 'timestamptz' })
  readonly startsAt!: Date;

  @Column({ name: 'ends_at', type: 'timestamptz' })
  readonly endsAt!: Date;

  @Column({ name: 'time_zone', type: 'text' })
  readonly timeZone!: string;

  @Column({ name: 'attendee_email', type: 'text' })
  readonly attendeeEmail!: string;

  @Column({ name: 'attendee_name', type: 'text', nullable: true })
  readonly attendeeName!: string | null;

  @Column({ name: 'page_url', type: 'text', nullable: true })
  readonly pageUrl!: string | null;

  @Column({ name: 'strategy', type: 'text' })
  readonly strategy!: RoutingStrategy;

  @Column({ name: 'queue', type: 'text', nullable: true })
  readonly queue!: string | null;

  @Column({ name: 'conferencing', type: 'text', nullable: true })
  readonly conferencing!: string | null;

  @Column({ name: 'invitation', type: 'text' })
  readonly invitation!: string;

  @Column({ name: 'calendar_uid', type: 'text' })
  readonly calendarUid!: string;

  @Column({ name: 'sequence', type: 'integer', default: 0 })
  readonly sequence!: number;

  @Column({ name: 'written_sequence', type: 'integer', nullable: true })
  readonly writtenSequence!: number | null;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'parley_now()' })
  readonly createdAt!: Date;

  @Column({ name: 'changed_at', type: 'timestamptz', default: () => 'parley_now()' })
  readonly changedAt!: Date;

  @ManyToOne(() => AgentEntity)
  @JoinColumn([
    { name: 'workspace_id', referencedColumnName: 'workspaceId', foreignKeyConstraintName: 'meeting_agent_fkey' },
    { name: 'agent_id', referencedColumnName: 'agentId', foreignKeyConstraintName: 'meeting_agent_fkey' },
  ])
  readonly agent?: AgentEntity;

  @ManyToOne(() => VisitorEntity, { onDelete: 'CASCADE' })
  @JoinColumn([
    { name: 'workspace_id', referencedColumnName: 'workspaceId', foreignKeyConstraintName: 'meeting_visitor_fkey' },
    { name: 'visitor_id', referencedColumnName: 'visitorId', foreignKeyConstraintName: 'meeting_visitor_fkey' },
  ])
  readonly visitor?: VisitorEntity;

  @ManyToOne(() => ConversationEntity, { onDelete: 'CASCADE' })
  @JoinColumn([
    {
      name: 'workspace_id',
      referencedColumnName: 'workspaceId',
      foreignKeyConstraintName: 'meeting_conversation_fkey',
    },
    {
      name: 'conversation_id',
      referencedColumnName: 'conversationId',
      foreignKeyConstraintName: 'meeting_conversation_fkey',
    },
  ])
  readonly conversation?: ConversationEntity;
}
