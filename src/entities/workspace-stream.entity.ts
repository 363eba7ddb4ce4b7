import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import type { WorkspaceId } from '../routing/terms';
import { WorkspaceEntity } from './workspace.entity';

/** The number of a workspace's last event, and up to where the log has been thrown away. */
@Entity({ name: 'workspace_stream' })
export class WorkspaceStreamEntity {
  @PrimaryColumn({ name: 'workspace_id', type: 'uuid' })
  readonly workspaceId!: WorkspaceId;

  @Column({ name: 'position', type: 'bigint', default: 0 })
  readonly position!: number;

  @Column({ name: 'trimmed_up_to', type: 'bigint', default: 0 })
  readonly trimmedUpTo!: number;

  @ManyToOne(() => WorkspaceEntity, { onDelete: 'CASCADE' })
  @JoinColumn([
    {
      name: 'workspace_id',
      referencedColumnName: 'workspaceId',
      foreignKeyConstraintName: 'workspace_stream_workspace_fkey',
    },
  ])
  readonly workspace?: WorkspaceEntity;
}
