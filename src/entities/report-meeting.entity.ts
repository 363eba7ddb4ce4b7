import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AgentId, DialogId, WorkspaceId } from '../routing/terms';

/** What became of meetings, by the quarter of an hour in which it happened. */
@Entity({ name: 'report_meeting' })
export class ReportMeetingEntity {
  @PrimaryColumn({ name: 'workspace_id', type: 'uuid' })
  readonly workspaceId!: WorkspaceId;

  @PrimaryColumn({ name: 'bucket', type: 'timestamptz' })
  readonly bucket!: Date;

  @PrimaryColumn({ name: 'dialog_id', type: 'uuid' })
  readonly dialogId!: DialogId;

  @PrimaryColumn({ name: 'agent_id', type: 'uuid' })
  readonly agentId!: AgentId;

  @Column({ name: 'booked', type: 'integer' })
  readonly booked!: number;

  @Column({ name: 'moved', type: 'integer' })
  readonly moved!: number;

  @Column({ name: 'cancelled', type: 'integer' })
  readonly cancelled!: number;
}
