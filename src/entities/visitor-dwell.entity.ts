import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import type { VisitorId, WorkspaceId } from '../routing/terms';
import { VisitorEntity } from './visitor.entity';

/** How long a visitor stayed on a page, over all its visits; with an empty page: on the site. */
@Entity({ name: 'visitor_dwell' })
export class VisitorDwellEntity {
  @PrimaryColumn({ name: 'workspace_id', type: 'uuid' })
  readonly workspaceId!: WorkspaceId;

  @PrimaryColumn({ name: 'visitor_id', type: 'uuid' })
  readonly visitorId!: VisitorId;

  @PrimaryColumn({ name: 'page', type: 'text' })
  readonly page!: string;

  @Column({ name: 'seconds', type: 'integer', default: 0 })
  readonly seconds!: number;

  /** Seconds by the key of the view that may still go on. */
  @Column({ name: 'views', type: 'jsonb', default: {} })
  readonly views!: Readonly<Record<string, number>>;

  @Column({ name: 'scroll_percent', type: 'integer', default: 0 })
  readonly scrollPercent!: number;

  @Column({ name: 'exit_intent', type: 'boolean', default: false })
  readonly exitIntent!: boolean;

  /** Of the site alone. */
  @Column({ name: 'visits', type: 'integer', default: 0 })
  readonly visits!: number;

  @Column({ name: 'seen_at', type: 'timestamptz', default: () => 'parley_now()' })
  readonly seenAt!: Date;

  @ManyToOne(() => VisitorEntity, { onDelete: 'CASCADE' })
  @JoinColumn([
    {
      name: 'workspace_id',
      referencedColumnName: 'workspaceId',
      foreignKeyConstraintName: 'visitor_dwell_visitor_fkey',
    },
    { name: 'visitor_id', referencedColumnName: 'visitorId', foreignKeyConstraintName: 'visitor_dwell_visitor_fkey' },
  ])
  readonly visitor?: VisitorEntity;
}
