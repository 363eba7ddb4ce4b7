import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import type { AgentId, ConversationId, WhisperId, WorkspaceId } from '../routing/terms';
import { ConversationEntity } from './conversation.entity';

/** What staff say among themselves beside a chat: no part of its transcript. */
@Entity({ name: 'whisper' })
export class WhisperEntity {
  @PrimaryColumn({ name: 'workspace_id', type: 'uuid' })
  readonly workspaceId!: WorkspaceId;

  @PrimaryColumn({ name: 'whisper_id', type: 'uuid' })
  readonly whisperId!: WhisperId;

  @Column({ name: 'conversation_id', type: 'uuid' })
  readonly conversationId!: ConversationId;

  @Column({ name: 'agent_id', type: 'uuid' })
  readonly agentId!: AgentId;

  @Column({ name: 'agent_name', type: 'text' })
  readonly agentName!: string;

  @Column({ name: 'text', type: 'text' })
  readonly text!: string;

  @Column({ name: 'client_message_id', type: 'text', nullable: true })
  readonly clientMessageId!: string | null;

  @Column({ name: 'created_at', type: 'timestamptz' })
  readonly createdAt!: Date;

  @ManyToOne(() => ConversationEntity, { onDelete: 'CASCADE' })
  @JoinColumn([
    {
      name: 'workspace_id',
      referencedColumnName: 'workspaceId',
      foreignKeyConstraintName: 'whisper_conversation_fkey',
    },
    {
      name: 'conversation_id',
      referencedColumnName: 'conversationId',
      foreignKeyConstraintName: 'whisper_conversation_fkey',
    },
  ])
  readonly conversation?: ConversationEntity;
}
