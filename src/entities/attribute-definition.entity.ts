import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import type { AttributeType, WorkspaceId } from '../routing/terms';
import { WorkspaceEntity } from './workspace.entity';

/** What may be known of a visitor. `place` orders the built-in ones and is null for the others. */
@Entity({ name: 'attribute_definition' })
export class AttributeDefinitionEntity {
  @PrimaryColumn({ name: 'workspace_id', type: 'uuid' })
  readonly workspaceId!: WorkspaceId;

  @PrimaryColumn({ name: 'name', type: 'text' })
  readonly name!: string;

  @Column({ name: 'label', type: 'text' })
  readonly label!: string;

  @Column({ name: 'type', type: 'text' })
  readonly type!: AttributeType;

  @Column({ name: 'built_in', type: 'boolean', default: false })
  readonly builtIn!: boolean;

  @Column({ name: 'place', type: 'integer', nullable: true })
  readonly place!: number | null;

  /** The values that there are, of a PICKLIST. */
  @Column({ name: 'options', type: 'text', array: true, default: [] })
  readonly options!: string[];

  @ManyToOne(() => WorkspaceEntity, { onDelete: 'CASCADE' })
  @JoinColumn([
    {
      name: 'workspace_id',
      referencedColumnName: 'workspaceId',
      foreignKeyConstraintName: 'attribute_definition_workspace_fkey',
    },
  ])
  readonly workspace?: WorkspaceEntity;
}
