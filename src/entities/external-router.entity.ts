import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import type { RouterId, WorkspaceId } from '../routing/terms';
import { WorkspaceEntity } from './workspace.entity';

/** A customer's own server that is asked who should take a chat. */
@Entity({ name: 'external_router' })
export class ExternalRouterEntity {
  @PrimaryColumn({ name: 'workspace_id', type: 'uuid' })
  readonly workspaceId!: WorkspaceId;

  @PrimaryColumn({ name: 'external_router_id', type: 'uuid' })
  readonly externalRouterId!: RouterId;

  @Column({ name: 'name', type: 'text' })
  readonly name!: string;

  @Column({ name: 'url', type: 'text' })
  readonly url!: string;

  /** Sealed with a key that is not in the database. */
  @Column({ name: 'secret', type: 'bytea' })
  readonly secret!: Buffer;

  @Column({ name: 'deadline_ms', type: 'integer' })
  readonly deadlineMs!: number;

  @Column({ name: 'enabled', type: 'boolean', default: true })
  readonly enabled!: boolean;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'parley_now()' })
  readonly createdAt!: Date;

  @ManyToOne(() => WorkspaceEntity, { onDelete: 'CASCADE' })
  @JoinColumn([
    {
      name: 'workspace_id',
      referencedColumnName: 'workspaceId',
      foreignKeyConstraintName: 'external_router_workspace_fkey',
    },
  ])
  readonly workspace?: WorkspaceEntity;
}
