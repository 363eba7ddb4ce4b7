import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import type {
  AgentId,
  ConversationId,
  DecisionId,
  Handover,
  LiveChatId,
  OfferId,
  OfferKind,
  OfferState,
  WorkspaceId,
} from '../routing/terms';
import { AgentEntity } from './agent.entity';
import { LiveChatEntity } from './live-chat.entity';

/** A chat offered to one agent for a while. */
@Entity({ name: 'offer' })
export class OfferEntity {
  @PrimaryColumn({ name: 'workspace_id', type: 'uuid' })
  readonly workspaceId!: WorkspaceId;

  @PrimaryColumn({ name: 'offer_id', type: 'uuid' })
  readonly offerId!: OfferId;

  @Column({ name: 'live_chat_id', type: 'uuid' })
  readonly liveChatId!: LiveChatId;

  @Column({ name: 'conversation_id', type: 'uuid' })
  readonly conversationId!: ConversationId;

  @Column({ name: 'agent_id', type: 'uuid' })
  readonly agentId!: AgentId;

  @Column({ name: 'state', type: 'text', default: () => "'PENDING'" })
  readonly state!: OfferState;

  @Column({ name: 'attempt', type: 'integer' })
  readonly attempt!: number;

  @Column({ name: 'offered_at', type: 'timestamptz' })
  readonly offeredAt!: Date;

  @Column({ name: 'expires_at', type: 'timestamptz' })
  readonly expiresAt!: Date;

  @Column({ name: 'decided_at', type: 'timestamptz', nullable: true })
  readonly decidedAt!: Date | null;

  @Column({ name: 'decline_reason', type: 'text', nullable: true })
  readonly declineReason!: string | null;

  @Column({ name: 'decision_id', type: 'uuid' })
  readonly decisionId!: DecisionId;

  @Column({ name: 'kind', type: 'text', default: () => "'REQUEST'" })
  readonly kind!: OfferKind;

  @Column({ name: 'from_agent_id', type: 'uuid', nullable: true })
  readonly fromAgentId!: AgentId | null;

  @Column({ name: 'note', type: 'text', nullable: true })
  readonly note!: string | null;

  @Column({ name: 'handover', type: 'jsonb', nullable: true })
  readonly handover!: Handover | null;

  /** When its agent's browsers were woken. */
  @Column({ name: 'pushed_at', type: 'timestamptz', nullable: true })
  readonly pushedAt!: Date | null;

  @ManyToOne(() => LiveChatEntity, { onDelete: 'CASCADE' })
  @JoinColumn([
    { name: 'workspace_id', referencedColumnName: 'workspaceId', foreignKeyConstraintName: 'offer_live_chat_fkey' },
    { name: 'live_chat_id', referencedColumnName: 'liveChatId', foreignKeyConstraintName: 'offer_live_chat_fkey' },
  ])
  readonly liveChat?: LiveChatEntity;

  @ManyToOne(() => AgentEntity)
  @JoinColumn([
    { name: 'workspace_id', referencedColumnName: 'workspaceId', foreignKeyConstraintName: 'offer_agent_fkey' },
    { name: 'agent_id', referencedColumnName: 'agentId', foreignKeyConstraintName: 'offer_agent_fkey' },
  ])
  readonly agent?: AgentEntity;
}
