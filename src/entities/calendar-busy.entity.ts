import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import type { AgentId, WorkspaceId } from '../routing/terms';
import { CalendarConnectionEntity } from './calendar-connection.entity';

/** What a calendar last said about when its agent is busy. */
@Entity({ name: 'calendar_busy' })
export class CalendarBusyEntity {
  @PrimaryColumn({ name: 'workspace_id', type: 'uuid' })
  readonly workspaceId!: WorkspaceId;

  @PrimaryColumn({ name: 'agent_id', type: 'uuid' })
  readonly agentId!: AgentId;

  @Column({ name: 'busy', type: 'jsonb' })
  readonly busy!: readonly { readonly from: string; readonly to: string }[];

  @Column({ name: 'covers_from', type: 'timestamptz' })
  readonly coversFrom!: Date;

  @Column({ name: 'covers_to', type: 'timestamptz' })
  readonly coversTo!: Date;

  @Column({ name: 'read_at', type: 'timestamptz' })
  readonly readAt!: Date;

  @ManyToOne(() => CalendarConnectionEntity, { onDelete: 'CASCADE' })
  @JoinColumn([
    {
      name: 'workspace_id',
      referencedColumnName: 'workspaceId',
      foreignKeyConstraintName: 'calendar_busy_connection_fkey',
    },
    { name: 'agent_id', referencedColumnName: 'agentId', foreignKeyConstraintName: 'calendar_busy_connection_fkey' },
  ])
  readonly connection?: CalendarConnectionEntity;
}
