import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import type { VisitorId, WorkspaceId } from '../routing/terms';
import { WorkspaceEntity } from './workspace.entity';

/** A browser that came to the site. */
@Entity({ name: 'visitor' })
export class VisitorEntity {
  @PrimaryColumn({ name: 'workspace_id', type: 'uuid' })
  readonly workspaceId!: WorkspaceId;

  @PrimaryColumn({ name: 'visitor_id', type: 'uuid' })
  readonly visitorId!: VisitorId;

  @Column({ name: 'last_page_url', type: 'text', nullable: true })
  readonly lastPageUrl!: string | null;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'parley_now()' })
  readonly createdAt!: Date;

  @ManyToOne(() => WorkspaceEntity, { onDelete: 'CASCADE' })
  @JoinColumn([
    { name: 'workspace_id', referencedColumnName: 'workspaceId', foreignKeyConstraintName: 'visitor_workspace_fkey' },
  ])
  readonly workspace?: WorkspaceEntity;
}
