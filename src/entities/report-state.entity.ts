import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import type { WorkspaceId } from '../routing/terms';
import { WorkspaceEntity } from './workspace.entity';

/** How far the event log is folded into the figures of reports. */
@Entity({ name: 'report_state' })
export class ReportStateEntity {
  @PrimaryColumn({ name: 'workspace_id', type: 'uuid' })
  readonly workspaceId!: WorkspaceId;

  @Column({ name: 'folded_to', type: 'bigint' })
  readonly foldedTo!: string;

  @ManyToOne(() => WorkspaceEntity, { onDelete: 'CASCADE' })
  @JoinColumn([
    {
      name: 'workspace_id',
      referencedColumnName: 'workspaceId',
      foreignKeyConstraintName: 'report_state_workspace_fkey',
    },
  ])
  readonly workspace?: WorkspaceEntity;
}
