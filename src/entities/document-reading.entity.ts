import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import type { DocumentDeed } from '../routing/events';
import type { ConversationId, WorkspaceId } from '../routing/terms';
import { ConversationEntity } from './conversation.entity';

/** Something that a visitor did with a document, once for each page and each search term. */
@Entity({ name: 'document_reading' })
export class DocumentReadingEntity {
  @PrimaryColumn({ name: 'workspace_id', type: 'uuid' })
  readonly workspaceId!: WorkspaceId;

  @PrimaryColumn({ name: 'conversation_id', type: 'uuid' })
  readonly conversationId!: ConversationId;

  @PrimaryColumn({ name: 'card_key', type: 'text' })
  readonly cardKey!: string;

  @PrimaryColumn({ name: 'what', type: 'text' })
  readonly what!: DocumentDeed;

  /** The page's number or the search term; empty for what has none. */
  @PrimaryColumn({ name: 'detail', type: 'text', default: '' })
  readonly detail!: string;

  @Column({ name: 'first_at', type: 'timestamptz' })
  readonly firstAt!: Date;

  @ManyToOne(() => ConversationEntity, { onDelete: 'CASCADE' })
  @JoinColumn([
    {
      name: 'workspace_id',
      referencedColumnName: 'workspaceId',
      foreignKeyConstraintName: 'document_reading_conversation_fkey',
    },
    {
      name: 'conversation_id',
      referencedColumnName: 'conversationId',
      foreignKeyConstraintName: 'document_reading_conversation_fkey',
    },
  ])
  readonly conversation?: ConversationEntity;
}
