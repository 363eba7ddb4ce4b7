import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import type { AttributeSource, PersonId, WorkspaceId } from '../routing/terms';
import { PersonEntity } from './person.entity';

/** A named fact about a person and who said so. `nameKey`, by which names are searched, is generated. */
@Entity({ name: 'person_attribute' })
export class PersonAttributeEntity {
  @PrimaryColumn({ name: 'workspace_id', type: 'uuid' })
  readonly workspaceId!: WorkspaceId;

  @PrimaryColumn({ name: 'person_id', type: 'uuid' })
  readonly personId!: PersonId;

  @PrimaryColumn({ name: 'name', type: 'text' })
  readonly name!: string;

  @Column({ name: 'value', type: 'text' })
  readonly value!: string;

  @Column({
    name: 'name_key',
    type: 'text',
    asExpression: "CASE WHEN name IN ('firstName', 'lastName') THEN lower(value) END",
    generatedType: 'STORED',
    nullable: true,
    insert: false,
    update: false,
  })
  readonly nameKey!: string | null;

  @Column({ name: 'source', type: 'text' })
  readonly source!: AttributeSource;

  @Column({ name: 'set_at', type: 'timestamptz', default: () => 'parley_now()' })
  readonly setAt!: Date;

  @ManyToOne(() => PersonEntity, { onDelete: 'CASCADE' })
  @JoinColumn([
    {
      name: 'workspace_id',
      referencedColumnName: 'workspaceId',
      foreignKeyConstraintName: 'person_attribute_person_fkey',
    },
    { name: 'person_id', referencedColumnName: 'personId', foreignKeyConstraintName: 'person_attribute_person_fkey' },
  ])
  readonly person?: PersonEntity;
}
