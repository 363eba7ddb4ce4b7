import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import type { AgentId, WorkspaceId } from '../routing/terms';
import { AgentEntity } from './agent.entity';

/** An agent's own calendar elsewhere. */
@Entity({ name: 'calendar_connection' })
export class CalendarConnectionEntity {
  @PrimaryColumn({ name: 'workspace_id', type: 'uuid' })
  readonly workspaceId!: WorkspaceId;

  @PrimaryColumn({ name: 'agent_id', type: 'uuid' })
  readonly agentId!: AgentId;

  @Column({ name: 'provider', type: 'text' })
  readonly provider!: string;

  @Column({ name: 'url', type: 'text' })
  readonly url!: string;

  @Column({ name: 'username', type: 'text' })
  readonly username!: string;

  /** Sealed with a key that is not in the database. */
  @Column({ name: 'secret', type: 'bytea' })
  readonly secret!: Buffer;

  @Column({ name: 'state', type: 'text', default: 'CONNECTED' })
  readonly state!: string;

  @Column({ name: 'connected_at', type: 'timestamptz', default: () => 'parley_now()' })
  readonly connectedAt!: Date;

  @Column({ name: 'synced_at', type: 'timestamptz', nullable: true })
  readonly syncedAt!: Date | null;

  @Column({ name: 'fault', type: 'text', nullable: true })
  readonly fault!: string | null;

  @ManyToOne(() => AgentEntity, { onDelete: 'CASCADE' })
  @JoinColumn([
    {
      name: 'workspace_id',
      referencedColumnName: 'workspaceId',
      foreignKeyConstraintName: 'calendar_connection_agent_fkey',
    },
    { name: 'agent_id', referencedColumnName: 'agentId', foreignKeyConstraintName: 'calendar_connection_agent_fkey' },
  ])
  readonly agent?: AgentEntity;
}
