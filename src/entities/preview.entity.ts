import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import type { DialogId, VisitorId, WorkspaceId } from '../routing/terms';
import { DialogEntity } from './dialog.entity';
import { VisitorEntity } from './visitor.entity';

/** A visitor that a member of staff made to play the working copy of one dialog. */
@Entity({ name: 'preview' })
export class PreviewEntity {
  @PrimaryColumn({ name: 'workspace_id', type: 'uuid' })
  readonly workspaceId!: WorkspaceId;

  @PrimaryColumn({ name: 'visitor_id', type: 'uuid' })
  readonly visitorId!: VisitorId;

  @Column({ name: 'dialog_id', type: 'uuid' })
  readonly dialogId!: DialogId;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'parley_now()' })
  readonly createdAt!: Date;

  @ManyToOne(() => VisitorEntity, { onDelete: 'CASCADE' })
  @JoinColumn([
    { name: 'workspace_id', referencedColumnName: 'workspaceId', foreignKeyConstraintName: 'preview_visitor_fkey' },
    { name: 'visitor_id', referencedColumnName: 'visitorId', foreignKeyConstraintName: 'preview_visitor_fkey' },
  ])
  readonly visitor?: VisitorEntity;

  @ManyToOne(() => DialogEntity, { onDelete: 'CASCADE' })
  @JoinColumn([
    { name: 'workspace_id', referencedColumnName: 'workspaceId', foreignKeyConstraintName: 'preview_dialog_fkey' },
    { name: 'dialog_id', referencedColumnName: 'dialogId', foreignKeyConstraintName: 'preview_dialog_fkey' },
  ])
  readonly dialog?: DialogEntity;
}
