import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import type { PersonId, VisitorId, WorkspaceId } from '../routing/terms';
import { PersonEntity } from './person.entity';
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

  @Column({ name: 'person_id', type: 'uuid', nullable: true })
  readonly personId!: PersonId | null;

  @Column({ name: 'erased_at', type: 'timestamptz', nullable: true })
  readonly erasedAt!: Date | null;

  @ManyToOne(() => WorkspaceEntity, { onDelete: 'CASCADE' })
  @JoinColumn([
    { name: 'workspace_id', referencedColumnName: 'workspaceId', foreignKeyConstraintName: 'visitor_workspace_fkey' },
  ])
  readonly workspace?: WorkspaceEntity;

  @ManyToOne(() => PersonEntity)
  @JoinColumn([
    { name: 'workspace_id', referencedColumnName: 'workspaceId', foreignKeyConstraintName: 'visitor_person_fkey' },
    { name: 'person_id', referencedColumnName: 'personId', foreignKeyConstraintName: 'visitor_person_fkey' },
  ])
  readonly person?: PersonEntity;
}
