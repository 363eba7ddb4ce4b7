import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ConversationId, WorkspaceId } from '../routing/terms';

/** How far somebody has read a conversation. */
@Entity({ name: 'read_mark' })
export class ReadMarkEntity {
  @PrimaryColumn({ name: 'workspace_id', type: 'uuid' })
  readonly workspaceId!: WorkspaceId;

  @PrimaryColumn({ name: 'conversation_id', type: 'uuid' })
  readonly conversationId!: ConversationId;

  @PrimaryColumn({ name: 'reader_id', type: 'uuid' })
  readonly readerId!: string;

  @Column({ name: 'up_to_sequence', type: 'integer' })
  readonly upToSequence!: number;
}
