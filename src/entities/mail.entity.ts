import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import type { Id, WorkspaceId } from '../routing/terms';
import { WorkspaceEntity } from './workspace.entity';

/** Stored with what caused it, sent later and never twice. */
@Entity({ name: 'mail' })
export class MailEntity {
  @PrimaryColumn({ name: 'workspace_id', type: 'uuid' })
  readonly workspaceId!: WorkspaceId;

  @PrimaryColumn({ name: 'mail_id', type: 'uuid' })
  readonly mailId!: Id<'Mail'>;

  @Column({ name: 'receiver', type: 'text' })
  readonly receiver!: string;

  @Column({ name: 'subject', type: 'text' })
  readonly subject!: string;

  @Column({ name: 'text', type: 'text' })
  readonly text!: string;

  @Column({ name: 'cause', type: 'text' })
  readonly cause!: string;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'parley_now()' })
  readonly createdAt!: Date;

  @Column({ name: 'sent_at', type: 'timestamptz', nullable: true })
  readonly sentAt!: Date | null;

  /** An iCalendar part. */
  @Column({ name: 'invitation', type: 'jsonb', nullable: true })
  readonly invitation!: { readonly method: string; readonly text: string } | null;

  @Column({ name: 'attempts', type: 'integer', default: 0 })
  readonly attempts!: number;

  @Column({ name: 'sending_until', type: 'timestamptz', nullable: true })
  readonly sendingUntil!: Date | null;

  @Column({ name: 'failed_at', type: 'timestamptz', nullable: true })
  readonly failedAt!: Date | null;

  @Column({ name: 'fault', type: 'text', nullable: true })
  readonly fault!: string | null;

  @ManyToOne(() => WorkspaceEntity, { onDelete: 'CASCADE' })
  @JoinColumn([
    { name: 'workspace_id', referencedColumnName: 'workspaceId', foreignKeyConstraintName: 'mail_workspace_fkey' },
  ])
  readonly workspace?: WorkspaceEntity;
}
