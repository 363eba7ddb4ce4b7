import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import type { PersonId, WorkspaceId } from '../routing/terms';
import { WorkspaceEntity } from './workspace.entity';

/** Somebody with an e-mail address, folded. Who was merged keeps row and address, which then lead to another person. `emailDomain` is generated. */
@Entity({ name: 'person' })
export class PersonEntity {
  @PrimaryColumn({ name: 'workspace_id', type: 'uuid' })
  readonly workspaceId!: WorkspaceId;

  @PrimaryColumn({ name: 'person_id', type: 'uuid' })
  readonly personId!: PersonId;

  @Column({ name: 'email', type: 'text', nullable: true })
  readonly email!: string | null;

  @Column({
    name: 'email_domain',
    type: 'text',
    asExpression: "split_part(email, '@', 2)",
    generatedType: 'STORED',
    nullable: true,
    insert: false,
    update: false,
  })
  readonly emailDomain!: string | null;

  @Column({ name: 'merged_into', type: 'uuid', nullable: true })
  readonly mergedInto!: PersonId | null;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'parley_now()' })
  readonly createdAt!: Date;

  @Column({ name: 'erased_at', type: 'timestamptz', nullable: true })
  readonly erasedAt!: Date | null;

  @ManyToOne(() => WorkspaceEntity, { onDelete: 'CASCADE' })
  @JoinColumn([
    { name: 'workspace_id', referencedColumnName: 'workspaceId', foreignKeyConstraintName: 'person_workspace_fkey' },
  ])
  readonly workspace?: WorkspaceEntity;

  @ManyToOne(() => PersonEntity)
  @JoinColumn([
    { name: 'workspace_id', referencedColumnName: 'workspaceId', foreignKeyConstraintName: 'person_merged_into_fkey' },
    { name: 'merged_into', referencedColumnName: 'personId', foreignKeyConstraintName: 'person_merged_into_fkey' },
  ])
  readonly merged?: PersonEntity;
}
