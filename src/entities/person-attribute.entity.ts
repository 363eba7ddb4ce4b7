import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import type { AttributeSource, PersonId, WorkspaceId } from '../routing/terms';
import { PersonEntity } from './person.entity';

/** A named fact about a person and who said so. */
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
