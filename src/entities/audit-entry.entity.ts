import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AuditAction } from '../routing/supervision';
import type { AgentId, AuditEntryId, ConversationId, WorkspaceId } from '../routing/terms';

/** Who did what over others' chats. Written once, kept. */
@Entity({ name: 'audit_entry' })
export class AuditEntryEntity {
  @PrimaryColumn({ name: 'workspace_id', type: 'uuid' })
  readonly workspaceId!: WorkspaceId;

  @PrimaryColumn({ name: 'audit_entry_id', type: 'uuid' })
  readonly auditEntryId!: AuditEntryId;

  @Column({ name: 'at', type: 'timestamptz' })
  readonly at!: Date;

  @Column({ name: 'action', type: 'text' })
  readonly action!: AuditAction;

  @Column({ name: 'actor_id', type: 'uuid' })
  readonly actorId!: AgentId;

  @Column({ name: 'conversation_id', type: 'uuid', nullable: true })
  readonly conversationId!: ConversationId | null;

  @Column({ name: 'agent_id', type: 'uuid', nullable: true })
  readonly agentId!: AgentId | null;

  @Column({ name: 'detail', type: 'text', nullable: true })
  readonly detail!: string | null;
}
