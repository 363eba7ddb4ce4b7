import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import type {
  AgentId,
  ConversationId,
  ConversationStatus,
  DialogId,
  LiveChatId,
  LiveChatState,
  VisitorId,
  WorkspaceId,
} from '../routing/terms';
import { AgentEntity } from './agent.entity';
import { DialogVersionEntity } from './dialog-version.entity';
import { VisitorEntity } from './visitor.entity';

/** One visitor's way through one dialog. */
@Entity({ name: 'conversation' })
export class ConversationEntity {
  @PrimaryColumn({ name: 'workspace_id', type: 'uuid' })
  readonly workspaceId!: WorkspaceId;

  @PrimaryColumn({ name: 'conversation_id', type: 'uuid' })
  readonly conversationId!: ConversationId;

  @Column({ name: 'status', type: 'text', default: () => "'OPEN'" })
  readonly status!: ConversationStatus;

  @Column({ name: 'visitor_id', type: 'uuid' })
  readonly visitorId!: VisitorId;

  @Column({ name: 'dialog_id', type: 'uuid' })
  readonly dialogId!: DialogId;

  @Column({ name: 'dialog_version', type: 'integer' })
  readonly dialogVersion!: number;

  @Column({ name: 'page_url', type: 'text', nullable: true })
  readonly pageUrl!: string | null;

  @Column({ name: 'waiting_card', type: 'text', nullable: true })
  readonly waitingCard!: string | null;

  @Column({ name: 'live_chat_id', type: 'uuid', nullable: true })
  readonly liveChatId!: LiveChatId | null;

  @Column({ name: 'live_chat_state', type: 'text', nullable: true })
  readonly liveChatState!: LiveChatState | null;

  @Column({ name: 'agent_id', type: 'uuid', nullable: true })
  readonly agentId!: AgentId | null;

  @Column({ name: 'guest_agent_id', type: 'uuid', nullable: true })
  readonly guestAgentId!: AgentId | null;

  @Column({ name: 'listener_ids', type: 'uuid', array: true, default: () => "'{}'" })
  readonly listenerIds!: readonly AgentId[];

  @Column({ name: 'last_sequence', type: 'integer', default: 0 })
  readonly lastSequence!: number;

  @Column({ name: 'last_activity_at', type: 'timestamptz' })
  readonly lastActivityAt!: Date;

  @Column({ name: 'started_at', type: 'timestamptz' })
  readonly startedAt!: Date;

  @Column({ name: 'engaged_at', type: 'timestamptz', nullable: true })
  readonly engagedAt!: Date | null;

  @Column({ name: 'ended_at', type: 'timestamptz', nullable: true })
  readonly endedAt!: Date | null;

  @ManyToOne(() => VisitorEntity)
  @JoinColumn([
    {
      name: 'workspace_id',
      referencedColumnName: 'workspaceId',
      foreignKeyConstraintName: 'conversation_visitor_fkey',
    },
    { name: 'visitor_id', referencedColumnName: 'visitorId', foreignKeyConstraintName: 'conversation_visitor_fkey' },
  ])
  readonly visitor?: VisitorEntity;

  @ManyToOne(() => DialogVersionEntity)
  @JoinColumn([
    {
      name: 'workspace_id',
      referencedColumnName: 'workspaceId',
      foreignKeyConstraintName: 'conversation_dialog_version_fkey',
    },
    {
      name: 'dialog_id',
      referencedColumnName: 'dialogId',
      foreignKeyConstraintName: 'conversation_dialog_version_fkey',
    },
    {
      name: 'dialog_version',
      referencedColumnName: 'version',
      foreignKeyConstraintName: 'conversation_dialog_version_fkey',
    },
  ])
  readonly version?: DialogVersionEntity;

  @ManyToOne(() => AgentEntity)
  @JoinColumn([
    { name: 'workspace_id', referencedColumnName: 'workspaceId', foreignKeyConstraintName: 'conversation_agent_fkey' },
    { name: 'agent_id', referencedColumnName: 'agentId', foreignKeyConstraintName: 'conversation_agent_fkey' },
  ])
  readonly agent?: AgentEntity;

  @ManyToOne(() => AgentEntity)
  @JoinColumn([
    { name: 'workspace_id', referencedColumnName: 'workspaceId', foreignKeyConstraintName: 'conversation_guest_fkey' },
    { name: 'guest_agent_id', referencedColumnName: 'agentId', foreignKeyConstraintName: 'conversation_guest_fkey' },
  ])
  readonly guest?: AgentEntity;
}
