import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import type { ConversationId, VisitorId, WorkspaceId } from '../routing/terms';
import { ConversationEntity } from './conversation.entity';

/** A start of a flow that its page gave a key, so that repeating it starts nothing anew. */
@Entity({ name: 'flow_start' })
export class FlowStartEntity {
  @PrimaryColumn({ name: 'workspace_id', type: 'uuid' })
  readonly workspaceId!: WorkspaceId;

  @PrimaryColumn({ name: 'visitor_id', type: 'uuid' })
  readonly visitorId!: VisitorId;

  @PrimaryColumn({ name: 'client_flow_id', type: 'text' })
  readonly clientFlowId!: string;

  @Column({ name: 'conversation_id', type: 'uuid' })
  readonly conversationId!: ConversationId;

  @ManyToOne(() => ConversationEntity, { onDelete: 'CASCADE' })
  @JoinColumn([
    {
      name: 'workspace_id',
      referencedColumnName: 'workspaceId',
      foreignKeyConstraintName: 'flow_start_conversation_fkey',
    },
    {
      name: 'conversation_id',
      referencedColumnName: 'conversationId',
      foreignKeyConstraintName: 'flow_start_conversation_fkey',
    },
  ])
  readonly conversation?: ConversationEntity;
}
