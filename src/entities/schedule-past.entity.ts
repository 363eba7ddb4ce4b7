import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import type { AgentId, WorkspaceId } from '../routing/terms';
import { WorkspaceEntity } from './workspace.entity';

/** A schedule, or a workspace's holidays, as they were until somebody changed them. */
@Entity({ name: 'schedule_past' })
export class SchedulePastEntity {
  @PrimaryColumn({ name: 'workspace_id', type: 'uuid' })
  readonly workspaceId!: WorkspaceId;

  /** The workspace for its holidays. */
  @PrimaryColumn({ name: 'subject_id', type: 'uuid' })
  readonly subjectId!: AgentId | WorkspaceId;

  @PrimaryColumn({ name: 'until', type: 'timestamptz' })
  readonly until!: Date;

  @Column({ name: 'schedule', type: 'jsonb', nullable: true })
  readonly schedule!: object | null;

  @ManyToOne(() => WorkspaceEntity, { onDelete: 'CASCADE' })
  @JoinColumn({
    name: 'workspace_id',
    referencedColumnName: 'workspaceId',
    foreignKeyConstraintName: 'schedule_past_workspace_fkey',
  })
  readonly workspace?: WorkspaceEntity;
}
