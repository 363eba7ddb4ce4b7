import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import type { AgentId, WeeklyHours, WorkspaceId } from '../routing/terms';
import { AgentEntity } from './agent.entity';

/** When an agent can be booked, and what the invitation says. */
@Entity({ name: 'agent_meeting_settings' })
export class AgentMeetingSettingsEntity {
  @PrimaryColumn({ name: 'workspace_id', type: 'uuid' })
  readonly workspaceId!: WorkspaceId;

  @PrimaryColumn({ name: 'agent_id', type: 'uuid' })
  readonly agentId!: AgentId;

  @Column({ name: 'hours', type: 'jsonb', nullable: true })
  readonly hours!: WeeklyHours | null;

  @Column({ name: 'duration_minutes', type: 'integer', default: 30 })
  readonly durationMinutes!: number;

  @Column({ name: 'buffer_before_minutes', type: 'integer', default: 0 })
  readonly bufferBeforeMinutes!: number;

  @Column({ name: 'buffer_after_minutes', type: 'integer', default: 0 })
  readonly bufferAfterMinutes!: number;

  @Column({ name: 'notice_minutes', type: 'integer', default: 1440 })
  readonly noticeMinutes!: number;

  @Column({ name: 'conferencing', type: 'text', nullable: true })
  readonly conferencing!: string | null;

  @Column({ name: 'invitation', type: 'text', nullable: true })
  readonly invitation!: string | null;

  @ManyToOne(() => AgentEntity, { onDelete: 'CASCADE' })
  @JoinColumn([
    {
      name: 'workspace_id',
      referencedColumnName: 'workspaceId',
      foreignKeyConstraintName: 'agent_meeting_settings_agent_fkey',
    },
    {
      name: 'agent_id',
      referencedColumnName: 'agentId',
      foreignKeyConstraintName: 'agent_meeting_settings_agent_fkey',
    },
  ])
  readonly agent?: AgentEntity;
}
