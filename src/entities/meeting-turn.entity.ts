import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import type { AgentId, PoolId, WorkspaceId } from '../routing/terms';
import { RoundRobinPoolEntity } from './round-robin-pool.entity';

/** Who of a ring was booked last. */
@Entity({ name: 'meeting_turn' })
export class MeetingTurnEntity {
  @PrimaryColumn({ name: 'workspace_id', type: 'uuid' })
  readonly workspaceId!: WorkspaceId;

  @PrimaryColumn({ name: 'pool_id', type: 'uuid' })
  readonly poolId!: PoolId;

  @Column({ name: 'last_booked', type: 'uuid' })
  readonly lastBooked!: AgentId;

  @ManyToOne(() => RoundRobinPoolEntity, { onDelete: 'CASCADE' })
  @JoinColumn([
    { name: 'workspace_id', referencedColumnName: 'workspaceId', foreignKeyConstraintName: 'meeting_turn_pool_fkey' },
    { name: 'pool_id', referencedColumnName: 'poolId', foreignKeyConstraintName: 'meeting_turn_pool_fkey' },
  ])
  readonly pool?: RoundRobinPoolEntity;
}
