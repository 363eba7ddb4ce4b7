import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import type { AttributeSource, VisitorId, WorkspaceId } from '../routing/terms';
import { VisitorEntity } from './visitor.entity';

/** A named fact about a visitor and who said so. */
@Entity({ name: 'visitor_attribute' })
export class VisitorAttributeEntity {
  @PrimaryColumn({ name: 'workspace_id', type: 'uuid' })
  readonly workspaceId!: WorkspaceId;

  @PrimaryColumn({ name: 'visitor_id', type: 'uuid' })
  readonly visitorId!: VisitorId;

  @PrimaryColumn({ name: 'name', type: 'text' })
  readonly name!: string;

  @Column({ name: 'value', type: 'text' })
  readonly value!: string;

  @Column({ name: 'source', type: 'text' })
  readonly source!: AttributeSource;

  @Column({ name: 'set_at', type: 'timestamptz', default: () => 'parley_now()' })
  readonly setAt!: Date;

  @ManyToOne(() => VisitorEntity, { onDelete: 'CASCADE' })
  @JoinColumn([
    {
      name: 'workspace_id',
      referencedColumnName: 'workspaceId',
      foreignKeyConstraintName: 'visitor_attribute_visitor_fkey',
    },
    {
      name: 'visitor_id',
      referencedColumnName: 'visitorId',
      foreignKeyConstraintName: 'visitor_attribute_visitor_fkey',
    },
  ])
  readonly visitor?: VisitorEntity;
}
