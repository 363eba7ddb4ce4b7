import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import type { TeamId, WorkspaceId } from '../routing/terms';
import { WorkspaceEntity } from './workspace.entity';

/** Agents that take each other's chats. */
@Entity({ name: 'team' })
export class TeamEntity {
  @PrimaryColumn({ name: 'workspace_id', type: 'uuid' })
  readonly workspaceId!: WorkspaceId;

  @PrimaryColumn({ name: 'team_id', type: 'uuid' })
  readonly teamId!: TeamId;

  @Column({ name: 'name', type: 'text' })
  readonly name!: string;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'parley_now()' })
  readonly createdAt!: Date;

  @ManyToOne(() => WorkspaceEntity, { onDelete: 'CASCADE' })
  @JoinColumn([
    { name: 'workspace_id', referencedColumnName: 'workspaceId', foreignKeyConstraintName: 'team_workspace_fkey' },
  ])
  readonly workspace?: WorkspaceEntity;
}
