import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import type { RouteId, RouteStep, WorkspaceId } from '../routing/terms';
import { WorkspaceEntity } from './workspace.entity';

/** A route that has a name. */
@Entity({ name: 'route' })
export class RouteEntity {
  @PrimaryColumn({ name: 'workspace_id', type: 'uuid' })
  readonly workspaceId!: WorkspaceId;

  @PrimaryColumn({ name: 'route_id', type: 'uuid' })
  readonly routeId!: RouteId;

  @Column({ name: 'name', type: 'text' })
  readonly name!: string;

  @Column({ name: 'steps', type: 'jsonb' })
  readonly steps!: readonly RouteStep[];

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'parley_now()' })
  readonly createdAt!: Date;

  @Column({ name: 'updated_at', type: 'timestamptz', default: () => 'parley_now()' })
  readonly updatedAt!: Date;

  @ManyToOne(() => WorkspaceEntity, { onDelete: 'CASCADE' })
  @JoinColumn([
    { name: 'workspace_id', referencedColumnName: 'workspaceId', foreignKeyConstraintName: 'route_workspace_fkey' },
  ])
  readonly workspace?: WorkspaceEntity;
}
