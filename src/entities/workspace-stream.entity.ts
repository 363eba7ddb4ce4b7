import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import type { WorkspaceId } from '../routing/terms';
import { WorkspaceEntity } from './workspace.entity';

/** The number of a workspace's last event, up to where the log has been thrown away, and whether anybody waits. */
@Entity({ name: 'workspace_stream' })
export class WorkspaceStreamEntity {
  @PrimaryColumn({ name: 'workspace_id', type: 'uuid' })
  readonly workspaceId!: WorkspaceId;

  @Column({ name: 'position', type: 'bigint', default: 0 })
  readonly position!: number;

  @Column({ name: 'trimmed_up_to', type: 'bigint', default: 0 })
  readonly trimmedUpTo!: number;

  /** Whether somebody may wait in a queue: true too long does no harm, false too early cannot be. */
  @Column({ name: 'someone_waits', type: 'boolean', default: false })
  readonly someoneWaits!: boolean;

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
