import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import type { DialogId, VisitorId, WorkspaceId } from '../routing/terms';
import { DialogEntity } from './dialog.entity';
import { VisitorEntity } from './visitor.entity';

/** When a capped dialog was shown to a visitor, one time a visit. */
@Entity({ name: 'dialog_showing' })
export class DialogShowingEntity {
  @PrimaryColumn({ name: 'workspace_id', type: 'uuid' })
  readonly workspaceId!: WorkspaceId;

  @PrimaryColumn({ name: 'visitor_id', type: 'uuid' })
  readonly visitorId!: VisitorId;

  @PrimaryColumn({ name: 'dialog_id', type: 'uuid' })
  readonly dialogId!: DialogId;

  /** The visit of the last one. */
  @Column({ name: 'visit', type: 'integer' })
  readonly visit!: number;

  @Column({ name: 'shown_at', type: 'timestamptz', array: true })
  readonly shownAt!: readonly Date[];

  @ManyToOne(() => VisitorEntity, { onDelete: 'CASCADE' })
  @JoinColumn([
    {
      name: 'workspace_id',
      referencedColumnName: 'workspaceId',
      foreignKeyConstraintName: 'dialog_showing_visitor_fkey',
    },
    { name: 'visitor_id', referencedColumnName: 'visitorId', foreignKeyConstraintName: 'dialog_showing_visitor_fkey' },
  ])
  readonly visitor?: VisitorEntity;

  @ManyToOne(() => DialogEntity, { onDelete: 'CASCADE' })
  @JoinColumn([
    {
      name: 'workspace_id',
      referencedColumnName: 'workspaceId',
      foreignKeyConstraintName: 'dialog_showing_dialog_fkey',
    },
    { name: 'dialog_id', referencedColumnName: 'dialogId', foreignKeyConstraintName: 'dialog_showing_dialog_fkey' },
  ])
  readonly dialog?: DialogEntity;
}
