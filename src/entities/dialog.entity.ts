import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import type { AgentId, DialogId, DialogKind, DialogStatus, WorkspaceId } from '../routing/terms';
import type { Audience } from '../streams/audience-terms';
import type { Script } from '../streams/script';
import { WorkspaceEntity } from './workspace.entity';

/** A dialog with its working copy. */
@Entity({ name: 'dialog' })
export class DialogEntity {
  @PrimaryColumn({ name: 'workspace_id', type: 'uuid' })
  readonly workspaceId!: WorkspaceId;

  @PrimaryColumn({ name: 'dialog_id', type: 'uuid' })
  readonly dialogId!: DialogId;

  @Column({ name: 'key', type: 'text' })
  readonly key!: string;

  @Column({ name: 'kind', type: 'text', default: 'DIALOG' })
  readonly kind!: DialogKind;

  @Column({ name: 'name', type: 'text' })
  readonly name!: string;

  @Column({ name: 'description', type: 'text', nullable: true })
  readonly description!: string | null;

  @Column({ name: 'status', type: 'text', default: () => "'DRAFT'" })
  readonly status!: DialogStatus;

  @Column({ name: 'priority', type: 'integer', default: 0 })
  readonly priority!: number;

  @Column({ name: 'revision', type: 'integer', default: 0 })
  readonly revision!: number;

  @Column({ name: 'cards', type: 'jsonb', default: () => "'[]'" })
  readonly cards!: Script;

  @Column({ name: 'published_version', type: 'integer', nullable: true })
  readonly publishedVersion!: number | null;

  @Column({ name: 'published_at', type: 'timestamptz', nullable: true })
  readonly publishedAt!: Date | null;

  @Column({ name: 'fallback_message', type: 'text', nullable: true })
  readonly fallbackMessage!: string | null;

  @Column({ name: 'language', type: 'text', default: 'en' })
  readonly language!: string;

  @Column({ name: 'fallback_languages', type: 'text', array: true, default: () => "'{}'" })
  readonly fallbackLanguages!: readonly string[];

  /** Null: everybody. */
  @Column({ name: 'audience', type: 'jsonb', nullable: true })
  readonly audience!: Audience | null;

  /** Put away: conversations keep their dialogs, so none is ever removed. */
  @Column({ name: 'deleted_at', type: 'timestamptz', nullable: true })
  readonly deletedAt!: Date | null;

  @Column({ name: 'publish_at', type: 'timestamptz', nullable: true })
  readonly publishAt!: Date | null;

  @Column({ name: 'unpublish_at', type: 'timestamptz', nullable: true })
  readonly unpublishAt!: Date | null;

  @Column({ name: 'scheduled_by', type: 'uuid', nullable: true })
  readonly scheduledBy!: AgentId | null;

  @Column({ name: 'schedule_fault', type: 'text', nullable: true })
  readonly scheduleFault!: string | null;

  @Column({ name: 'schedule_fault_at', type: 'timestamptz', nullable: true })
  readonly scheduleFaultAt!: Date | null;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'parley_now()' })
  readonly createdAt!: Date;

  @ManyToOne(() => WorkspaceEntity, { onDelete: 'CASCADE' })
  @JoinColumn([
    { name: 'workspace_id', referencedColumnName: 'workspaceId', foreignKeyConstraintName: 'dialog_workspace_fkey' },
  ])
  readonly workspace?: WorkspaceEntity;
}
