import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import type { AgentId, PoolId, PoolKind, RuleId, TeamId, WorkspaceId } from '../routing/terms';
import { CustomRuleEntity } from './custom-rule.entity';
import { TeamEntity } from './team.entity';
import { WorkspaceEntity } from './workspace.entity';

/** A ring: its order, and behind whom the search for the next one begins. */
@Entity({ name: 'round_robin_pool' })
export class RoundRobinPoolEntity {
  @PrimaryColumn({ name: 'workspace_id', type: 'uuid' })
  readonly workspaceId!: WorkspaceId;

  @PrimaryColumn({ name: 'pool_id', type: 'uuid' })
  readonly poolId!: PoolId;

  @Column({ name: 'kind', type: 'text' })
  readonly kind!: PoolKind;

  @Column({ name: 'team_id', type: 'uuid', nullable: true })
  readonly teamId!: TeamId | null;

  @Column({ name: 'custom_rule_id', type: 'uuid', nullable: true })
  readonly customRuleId!: RuleId | null;

  @Column({ name: 'agent_ids', type: 'uuid', array: true, default: [] })
  readonly agentIds!: AgentId[];

  @Column({ name: 'last_offered', type: 'uuid', nullable: true })
  readonly lastOffered!: AgentId | null;

  @ManyToOne(() => WorkspaceEntity, { onDelete: 'CASCADE' })
  @JoinColumn([
    {
      name: 'workspace_id',
      referencedColumnName: 'workspaceId',
      foreignKeyConstraintName: 'round_robin_pool_workspace_fkey',
    },
  ])
  readonly workspace?: WorkspaceEntity;

  @ManyToOne(() => TeamEntity, { onDelete: 'CASCADE' })
  @JoinColumn([
    {
      name: 'workspace_id',
      referencedColumnName: 'workspaceId',
      foreignKeyConstraintName: 'round_robin_pool_team_fkey',
    },
    { name: 'team_id', referencedColumnName: 'teamId', foreignKeyConstraintName: 'round_robin_pool_team_fkey' },
  ])
  readonly team?: TeamEntity;

  @ManyToOne(() => CustomRuleEntity, { onDelete: 'CASCADE' })
  @JoinColumn([
    {
      name: 'workspace_id',
      referencedColumnName: 'workspaceId',
      foreignKeyConstraintName: 'round_robin_pool_rule_fkey',
    },
    {
      name: 'custom_rule_id',
      referencedColumnName: 'customRuleId',
      foreignKeyConstraintName: 'round_robin_pool_rule_fkey',
    },
  ])
  readonly customRule?: CustomRuleEntity;
}
