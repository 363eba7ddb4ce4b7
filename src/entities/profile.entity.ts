import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import type { Permission, ProfileId, WorkspaceId } from '../routing/terms';
import { WorkspaceEntity } from './workspace.entity';

/** A set of permissions that the workspace made itself. The agents who carry it keep a copy, which changes with it. */
@Entity({ name: 'profile' })
export class ProfileEntity {
  @PrimaryColumn({ name: 'workspace_id', type: 'uuid' })
  readonly workspaceId!: WorkspaceId;

  @PrimaryColumn({ name: 'profile_id', type: 'uuid' })
  readonly profileId!: ProfileId;

  @Column({ name: 'name', type: 'text' })
  readonly name!: string;

  @Column({ name: 'description', type: 'text', nullable: true })
  readonly description!: string | null;

  @Column({ name: 'permissions', type: 'text', array: true, default: [] })
  readonly permissions!: Permission[];

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'parley_now()' })
  readonly createdAt!: Date;

  @ManyToOne(() => WorkspaceEntity, { onDelete: 'CASCADE' })
  @JoinColumn([
    { name: 'workspace_id', referencedColumnName: 'workspaceId', foreignKeyConstraintName: 'profile_workspace_fkey' },
  ])
  readonly workspace?: WorkspaceEntity;
}
