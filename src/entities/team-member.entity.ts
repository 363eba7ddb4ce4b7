import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import type { AgentId, TeamId, WorkspaceId } from '../routing/terms';
import { AgentEntity } from './agent.entity';
import { TeamEntity } from './team.entity';

/** Who is in a team, in the order given. */
@Entity({ name: 'team_member' })
export class TeamMemberEntity {
  @PrimaryColumn({ name: 'workspace_id', type: 'uuid' })
  readonly workspaceId!: WorkspaceId;

  @PrimaryColumn({ name: 'team_id', type: 'uuid' })
  readonly teamId!: TeamId;

  @PrimaryColumn({ name: 'agent_id', type: 'uuid' })
  readonly agentId!: AgentId;

  @Column({ name: 'place', type: 'integer' })
  readonly place!: number;

  @ManyToOne(() => TeamEntity, { onDelete: 'CASCADE' })
  @JoinColumn([
    { name: 'workspace_id', referencedColumnName: 'workspaceId', foreignKeyConstraintName: 'team_member_team_fkey' },
    { name: 'team_id', referencedColumnName: 'teamId', foreignKeyConstraintName: 'team_member_team_fkey' },
  ])
  readonly team?: TeamEntity;

  @ManyToOne(() => AgentEntity)
  @JoinColumn([
    { name: 'workspace_id', referencedColumnName: 'workspaceId', foreignKeyConstraintName: 'team_member_agent_fkey' },
    { name: 'agent_id', referencedColumnName: 'agentId', foreignKeyConstraintName: 'team_member_agent_fkey' },
  ])
  readonly agent?: AgentEntity;
}
