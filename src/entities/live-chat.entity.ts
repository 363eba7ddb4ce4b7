import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import type {
  AgentId,
  ConversationId,
  LiveChatEndReason,
  LiveChatId,
  LiveChatState,
  Queue,
  RouteStep,
  RoutingStrategy,
  TeamId,
  WorkspaceId,
} from '../routing/terms';
import { AgentEntity } from './agent.entity';
import { ConversationEntity } from './conversation.entity';

/** One request for a person, with what came of it. */
@Entity({ name: 'live_chat' })
export class LiveChatEntity {
  @PrimaryColumn({ name: 'workspace_id', type: 'uuid' })
  readonly workspaceId!: WorkspaceId;

  @PrimaryColumn({ name: 'live_chat_id', type: 'uuid' })
  readonly liveChatId!: LiveChatId;

  @Column({ name: 'conversation_id', type: 'uuid' })
  readonly conversationId!: ConversationId;

  @Column({ name: 'state', type: 'text' })
  readonly state!: LiveChatState;

  @Column({ name: 'strategy', type: 'text' })
  readonly strategy!: RoutingStrategy;

  @Column({ name: 'routing_agent_id', type: 'uuid', nullable: true })
  readonly routingAgentId!: AgentId | null;

  @Column({ name: 'routing_team_id', type: 'uuid', nullable: true })
  readonly routingTeamId!: TeamId | null;

  @Column({ name: 'accept_window_seconds', type: 'integer', nullable: true })
  readonly acceptWindowSeconds!: number | null;

  @Column({ name: 'attempts', type: 'integer', default: 0 })
  readonly attempts!: number;

  @Column({ name: 'max_attempts', type: 'integer', nullable: true })
  readonly maxAttempts!: number | null;

  @Column({ name: 'fallback_message', type: 'text', nullable: true })
  readonly fallbackMessage!: string | null;

  @Column({ name: 'booking_card', type: 'text', nullable: true })
  readonly bookingCard!: string | null;

  @Column({ name: 'requested_at', type: 'timestamptz' })
  readonly requestedAt!: Date;

  @Column({ name: 'agent_id', type: 'uuid', nullable: true })
  readonly agentId!: AgentId | null;

  @Column({ name: 'agent_name', type: 'text', nullable: true })
  readonly agentName!: string | null;

  @Column({ name: 'agent_avatar_hash', type: 'text', nullable: true })
  readonly agentAvatarHash!: string | null;

  @Column({ name: 'connected_at', type: 'timestamptz', nullable: true })
  readonly connectedAt!: Date | null;

  @Column({ name: 'warned_for_end_at', type: 'timestamptz', nullable: true })
  readonly warnedForEndAt!: Date | null;

  @Column({ name: 'ended_at', type: 'timestamptz', nullable: true })
  readonly endedAt!: Date | null;

  @Column({ name: 'end_reason', type: 'text', nullable: true })
  readonly endReason!: LiveChatEndReason | null;

  @Column({ name: 'steps', type: 'jsonb', nullable: true })
  readonly steps!: readonly RouteStep[] | null;

  @Column({ name: 'step', type: 'integer', default: 0 })
  readonly step!: number;

  @Column({ name: 'step_attempts', type: 'integer', default: 0 })
  readonly stepAttempts!: number;

  @Column({ name: 'queue', type: 'jsonb', nullable: true })
  readonly queue!: (Queue & { readonly line: string }) | null;

  @Column({ name: 'waiting_since', type: 'timestamptz', nullable: true })
  readonly waitingSince!: Date | null;

  @Column({ name: 'message_card', type: 'text', nullable: true })
  readonly messageCard!: string | null;

  /** The place in the queue that the visitor was last told, with which wait, and when. */
  @Column({ name: 'told_place', type: 'integer', nullable: true })
  readonly toldPlace!: number | null;

  @Column({ name: 'told_wait_seconds', type: 'integer', nullable: true })
  readonly toldWaitSeconds!: number | null;

  @Column({ name: 'told_at', type: 'timestamptz', nullable: true })
  readonly toldAt!: Date | null;

  /** When the queue last found an agent for the visitor. */
  @Column({ name: 'served_at', type: 'timestamptz', nullable: true })
  readonly servedAt!: Date | null;

  @ManyToOne(() => ConversationEntity, { onDelete: 'CASCADE' })
  @JoinColumn([
    {
      name: 'workspace_id',
      referencedColumnName: 'workspaceId',
      foreignKeyConstraintName: 'live_chat_conversation_fkey',
    },
    {
      name: 'conversation_id',
      referencedColumnName: 'conversationId',
      foreignKeyConstraintName: 'live_chat_conversation_fkey',
    },
  ])
  readonly conversation?: ConversationEntity;

  @ManyToOne(() => AgentEntity)
  @JoinColumn([
    { name: 'workspace_id', referencedColumnName: 'workspaceId', foreignKeyConstraintName: 'live_chat_agent_fkey' },
    { name: 'agent_id', referencedColumnName: 'agentId', foreignKeyConstraintName: 'live_chat_agent_fkey' },
  ])
  readonly agent?: AgentEntity;
}
