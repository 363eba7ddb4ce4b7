import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import type { DialogId, WorkspaceId } from '../routing/terms';
import type { Audience } from '../streams/audience-terms';
import type { Script } from '../streams/script';
import { DialogEntity } from './dialog.entity';

/** A published stream, which never changes; below zero the snapshot of a working copy, for previews. */
@Entity({ name: 'dialog_version' })
export class DialogVersionEntity {
  @PrimaryColumn({ name: 'workspace_id', type: 'uuid' })
  readonly workspaceId!: WorkspaceId;

  @PrimaryColumn({ name: 'dialog_id', type: 'uuid' })
  readonly dialogId!: DialogId;

  @PrimaryColumn({ name: 'version', type: 'integer' })
  readonly version!: number;

  @Column({ name: 'cards', type: 'jsonb' })
  readonly cards!: Script;

  @Column({ name: 'language', type: 'text', default: 'en' })
  readonly language!: string;

  @Column({ name: 'fallback_languages', type: 'text', array: true, default: () => "'{}'" })
  readonly fallbackLanguages!: readonly string[];

  /** Null: everybody. */
  @Column({ name: 'audience', type: 'jsonb', nullable: true })
  readonly audience!: Audience | null;

  @Column({ name: 'fallback_message', type: 'text', nullable: true })
  readonly fallbackMessage!: string | null;

  @Column({ name: 'published_by', type: 'uuid', nullable: true })
  readonly publishedBy!: string | null;

  @Column({ name: 'published_by_kind', type: 'text', default: 'SYSTEM' })
  readonly publishedByKind!: 'AGENT' | 'INTEGRATION' | 'SYSTEM';

  @Column({ name: 'note', type: 'text', nullable: true })
  readonly note!: string | null;

  @Column({ name: 'rolled_back_from', type: 'integer', nullable: true })
  readonly rolledBackFrom!: number | null;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'parley_now()' })
  readonly createdAt!: Date;

  @ManyToOne(() => DialogEntity, { onDelete: 'CASCADE' })
  @JoinColumn([
    {
      name: 'workspace_id',
      referencedColumnName: 'workspaceId',
      foreignKeyConstraintName: 'dialog_version_dialog_fkey',
    },
    { name: 'dialog_id', referencedColumnName: 'dialogId', foreignKeyConstraintName: 'dialog_version_dialog_fkey' },
  ])
  readonly dialog?: DialogEntity;
}
