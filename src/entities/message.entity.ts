import { Column, Entity, PrimaryColumn } from 'typeorm';
import type {
  AgentId,
  ConversationId,
  MessageAuthor,
  MessageId,
  SystemMessageCode,
  VisitorId,
  WorkspaceId,
} from '../routing/terms';

/** An immutable line of a conversation. */
@Entity({ name: 'message' })
export class MessageEntity {
  @PrimaryColumn({ name: 'workspace_id', type: 'uuid' })
  readonly workspaceId!: WorkspaceId;

  @PrimaryColumn({ name: 'conversation_id', type: 'uuid' })
  readonly conversationId!: ConversationId;

  @PrimaryColumn({ name: 'sequence', type: 'integer' })
  readonly sequence!: number;

  @Column({ name: 'message_id', type: 'uuid' })
  readonly messageId!: MessageId;

  @Column({ name: 'author', type: 'text' })
  readonly author!: MessageAuthor;

  @Column({ name: 'author_id', type: 'uuid', nullable: true })
  readonly authorId!: AgentId | VisitorId | null;

  @Column({ name: 'author_name', type: 'text', nullable: true })
  readonly authorName!: string | null;

  @Column({ name: 'text', type: 'text' })
  readonly text!: string;

  @Column({ name: 'system_code', type: 'text', nullable: true })
  readonly systemCode!: SystemMessageCode | null;

  @Column({ name: 'client_message_id', type: 'text', nullable: true })
  readonly clientMessageId!: string | null;

  @Column({ name: 'html', type: 'text', nullable: true })
  readonly html!: string | null;

  @Column({ name: 'card_key', type: 'text', nullable: true })
  readonly cardKey!: string | null;

  @Column({ name: 'document', type: 'jsonb', nullable: true })
  readonly document!: { readonly title: string; readonly url: string } | null;

  @Column({ name: 'created_at', type: 'timestamptz' })
  readonly createdAt!: Date;
}
