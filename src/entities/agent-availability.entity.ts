import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import type { AgentId, HoursBlock, WeeklyHours, WorkspaceId } from '../routing/terms';
import { AgentEntity } from './agent.entity';

/** What an agent says of when they take live chats; `agent.available` is what follows from it. */
@Entity({ name: 'agent_availability' })
export class AgentAvailabilityEntity {
  @PrimaryColumn({ name: 'workspace_id', type: 'uuid' })
  readonly workspaceId!: WorkspaceId;

  @PrimaryColumn({ name: 'agent_id', type: 'uuid' })
  readonly agentId!: AgentId;

  @Column({ name: 'hours', type: 'jsonb', nullable: true })
  readonly hours!: WeeklyHours | null;

  @Column({ name: 'breaks', type: 'jsonb', default: [] })
  readonly breaks!: HoursBlock[];

  @Column({ name: 'holidays', type: 'jsonb', default: [] })
  readonly holidays!: object[];

  @Column({ name: 'override_available', type: 'boolean', nullable: true })
  readonly overrideAvailable!: boolean | null;

  @Column({ name: 'override_until', type: 'timestamptz', nullable: true })
  readonly overrideUntil!: Date | null;

  @Column({ name: 'break_until', type: 'timestamptz', nullable: true })
  readonly breakUntil!: Date | null;

  @Column({ name: 'next_change_at', type: 'timestamptz', nullable: true })
  readonly nextChangeAt!: Date | null;

  @ManyToOne(() => AgentEntity, { onDelete: 'CASCADE' })
  @JoinColumn([
    {
      name: 'workspace_id',
      referencedColumnName: 'workspaceId',
      foreignKeyConstraintName: 'agent_availability_agent_fkey',
    },
    { name: 'agent_id', referencedColumnName: 'agentId', foreignKeyConstraintName: 'agent_availability_agent_fkey' },
  ])
  readonly agent?: AgentEntity;
}
