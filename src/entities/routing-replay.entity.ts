import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import type { Id, WorkspaceId } from '../routing/terms';
import { WorkspaceEntity } from './workspace.entity';

/** A past period, routed once more: how far it is, and what came of it. */
@Entity({ name: 'routing_replay' })
export class RoutingReplayEntity {
  @PrimaryColumn({ name: 'workspace_id', type: 'uuid' })
  readonly workspaceId!: WorkspaceId;

  @PrimaryColumn({ name: 'routing_replay_id', type: 'uuid' })
  readonly routingReplayId!: Id<'RoutingReplay'>;

  /** An agent or an API token. */
  @Column({ name: 'started_by', type: 'uuid' })
  readonly startedBy!: string;

  @Column({ name: 'state', type: 'text' })
  readonly state!: string;

  @Column({ name: 'range_from', type: 'timestamptz' })
  readonly rangeFrom!: Date;

  @Column({ name: 'range_to', type: 'timestamptz' })
  readonly rangeTo!: Date;

  @Column({ name: 'requests_total', type: 'integer' })
  readonly requestsTotal!: number;

  @Column({ name: 'requests_done', type: 'integer', default: 0 })
  readonly requestsDone!: number;

  @Column({ name: 'result', type: 'jsonb', nullable: true })
  readonly result!: object | null;

  /** Renewed by the process that runs it. Behind it the process is taken for dead. */
  @Column({ name: 'lease_until', type: 'timestamptz' })
  readonly leaseUntil!: Date;

  @Column({ name: 'started_at', type: 'timestamptz' })
  readonly startedAt!: Date;

  @Column({ name: 'ended_at', type: 'timestamptz', nullable: true })
  readonly endedAt!: Date | null;

  @ManyToOne(() => WorkspaceEntity, { onDelete: 'CASCADE' })
  @JoinColumn({
    name: 'workspace_id',
    referencedColumnName: 'workspaceId',
    foreignKeyConstraintName: 'routing_replay_workspace_fkey',
  })
  readonly workspace?: WorkspaceEntity;
}
