import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import type { AgentId, WorkspaceId } from '../routing/terms';
import { AgentEntity } from './agent.entity';
import { WorkspaceEntity } from './workspace.entity';

/** To which agent the visitors from a domain belong. */
@Entity({ name: 'account_route' })
export class AccountRouteEntity {
  @PrimaryColumn({ name: 'workspace_id', type: 'uuid' })
  readonly workspaceId!: WorkspaceId;

  @PrimaryColumn({ name: 'domain', type: 'text' })
  readonly domain!: string;

  @Column({ name: 'company', type: 'text', nullable: true })
  readonly company!: string | null;

  @Column({ name: 'agent_id', type: 'uuid' })
  readonly agentId!: AgentId;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'parley_now()' })
  readonly createdAt!: Date;

  @Column({ name: 'updated_at', type: 'timestamptz', default: () => 'parley_now()' })
  readonly updatedAt!: Date;

  @ManyToOne(() => WorkspaceEntity, { onDelete: 'CASCADE' })
  @JoinColumn([
    {
      name: 'workspace_id',
      referencedColumnName: 'workspaceId',
      foreignKeyConstraintName: 'account_route_workspace_fkey',
    },
  ])
  readonly workspace?: WorkspaceEntity;

  @ManyToOne(() => AgentEntity)
  @JoinColumn([
    { name: 'workspace_id', referencedColumnName: 'workspaceId', foreignKeyConstraintName: 'account_route_agent_fkey' },
    { name: 'agent_id', referencedColumnName: 'agentId', foreignKeyConstraintName: 'account_route_agent_fkey' },
  ])
  readonly agent?: AgentEntity;
}
