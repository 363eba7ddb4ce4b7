import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import type { Condition, ConditionMatch, RuleId, TeamId, WorkspaceId } from '../routing/terms';
import { TeamEntity } from './team.entity';
import { WorkspaceEntity } from './workspace.entity';

/** Whose chats go to whom, by position. */
@Entity({ name: 'custom_rule' })
export class CustomRuleEntity {
  @PrimaryColumn({ name: 'workspace_id', type: 'uuid' })
  readonly workspaceId!: WorkspaceId;

  @PrimaryColumn({ name: 'custom_rule_id', type: 'uuid' })
  readonly customRuleId!: RuleId;

  @Column({ name: 'name', type: 'text' })
  readonly name!: string;

  @Column({ name: 'position', type: 'integer' })
  readonly position!: number;

  @Column({ name: 'enabled', type: 'boolean', default: true })
  readonly enabled!: boolean;

  @Column({ name: 'match', type: 'text' })
  readonly match!: ConditionMatch;

  @Column({ name: 'conditions', type: 'jsonb' })
  readonly conditions!: readonly Condition[];

  @Column({ name: 'team_id', type: 'uuid', nullable: true })
  readonly teamId!: TeamId | null;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'parley_now()' })
  readonly createdAt!: Date;

  @ManyToOne(() => WorkspaceEntity, { onDelete: 'CASCADE' })
  @JoinColumn([
    {
      name: 'workspace_id',
      referencedColumnName: 'workspaceId',
      foreignKeyConstraintName: 'custom_rule_workspace_fkey',
    },
  ])
  readonly workspace?: WorkspaceEntity;

  @ManyToOne(() => TeamEntity)
  @JoinColumn([
    { name: 'workspace_id', referencedColumnName: 'workspaceId', foreignKeyConstraintName: 'custom_rule_team_fkey' },
    { name: 'team_id', referencedColumnName: 'teamId', foreignKeyConstraintName: 'custom_rule_team_fkey' },
  ])
  readonly team?: TeamEntity;
}
