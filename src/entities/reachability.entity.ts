import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import type { AgentId, WorkspaceId } from '../routing/terms';
import { AgentEntity } from './agent.entity';

/** A process's lease on being able to reach an agent. */
@Entity({ name: 'reachability' })
export class ReachabilityEntity {
  @PrimaryColumn({ name: 'workspace_id', type: 'uuid' })
  readonly workspaceId!: WorkspaceId;

  @PrimaryColumn({ name: 'agent_id', type: 'uuid' })
  readonly agentId!: AgentId;

  @PrimaryColumn({ name: 'process_id', type: 'text' })
  readonly processId!: string;

  @Column({ name: 'lease_until', type: 'timestamptz' })
  readonly leaseUntil!: Date;

  @Column({ name: 'connected', type: 'boolean' })
  readonly connected!: boolean;

  @ManyToOne(() => AgentEntity, { onDelete: 'CASCADE' })
  @JoinColumn([
    { name: 'workspace_id', referencedColumnName: 'workspaceId', foreignKeyConstraintName: 'reachability_agent_fkey' },
    { name: 'agent_id', referencedColumnName: 'agentId', foreignKeyConstraintName: 'reachability_agent_fkey' },
  ])
  readonly agent?: AgentEntity;
}
