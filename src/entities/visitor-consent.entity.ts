import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import type { VisitorId, WorkspaceId } from '../routing/terms';
import { VisitorEntity } from './visitor.entity';

/** What a visitor allows, with the last time of granting and of withdrawing it. */
@Entity({ name: 'visitor_consent' })
export class VisitorConsentEntity {
  @PrimaryColumn({ name: 'workspace_id', type: 'uuid' })
  readonly workspaceId!: WorkspaceId;

  @PrimaryColumn({ name: 'visitor_id', type: 'uuid' })
  readonly visitorId!: VisitorId;

  @PrimaryColumn({ name: 'purpose', type: 'text' })
  readonly purpose!: string;

  @Column({ name: 'granted', type: 'boolean' })
  readonly granted!: boolean;

  @Column({ name: 'granted_at', type: 'timestamptz', nullable: true })
  readonly grantedAt!: Date | null;

  @Column({ name: 'withdrawn_at', type: 'timestamptz', nullable: true })
  readonly withdrawnAt!: Date | null;

  @ManyToOne(() => VisitorEntity, { onDelete: 'CASCADE' })
  @JoinColumn([
    {
      name: 'workspace_id',
      referencedColumnName: 'workspaceId',
      foreignKeyConstraintName: 'visitor_consent_visitor_fkey',
    },
    { name: 'visitor_id', referencedColumnName: 'visitorId', foreignKeyConstraintName: 'visitor_consent_visitor_fkey' },
  ])
  readonly visitor?: VisitorEntity;
}
