import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import type { ListId, PersonId, VisitorId, WorkspaceId } from '../routing/terms';
import { PersonEntity } from './person.entity';
import { PersonListEntity } from './person-list.entity';
import { VisitorEntity } from './visitor.entity';

/** A person, or an anonymous browser, on a list. `memberId` is whichever of the two is there. */
@Entity({ name: 'person_list_member' })
export class PersonListMemberEntity {
  @PrimaryColumn({ name: 'workspace_id', type: 'uuid' })
  readonly workspaceId!: WorkspaceId;

  @PrimaryColumn({ name: 'person_list_id', type: 'uuid' })
  readonly personListId!: ListId;

  @PrimaryColumn({ name: 'member_id', type: 'uuid' })
  readonly memberId!: string;

  @Column({ name: 'person_id', type: 'uuid', nullable: true })
  readonly personId!: PersonId | null;

  @Column({ name: 'visitor_id', type: 'uuid', nullable: true })
  readonly visitorId!: VisitorId | null;

  @Column({ name: 'added_at', type: 'timestamptz', default: () => 'parley_now()' })
  readonly addedAt!: Date;

  @ManyToOne(() => PersonListEntity, { onDelete: 'CASCADE' })
  @JoinColumn([
    {
      name: 'workspace_id',
      referencedColumnName: 'workspaceId',
      foreignKeyConstraintName: 'person_list_member_list_fkey',
    },
    {
      name: 'person_list_id',
      referencedColumnName: 'personListId',
      foreignKeyConstraintName: 'person_list_member_list_fkey',
    },
  ])
  readonly list?: PersonListEntity;

  @ManyToOne(() => PersonEntity, { onDelete: 'CASCADE' })
  @JoinColumn([
    {
      name: 'workspace_id',
      referencedColumnName: 'workspaceId',
      foreignKeyConstraintName: 'person_list_member_person_fkey',
    },
    { name: 'person_id', referencedColumnName: 'personId', foreignKeyConstraintName: 'person_list_member_person_fkey' },
  ])
  readonly person?: PersonEntity;

  @ManyToOne(() => VisitorEntity, { onDelete: 'CASCADE' })
  @JoinColumn([
    {
      name: 'workspace_id',
      referencedColumnName: 'workspaceId',
      foreignKeyConstraintName: 'person_list_member_visitor_fkey',
    },
    {
      name: 'visitor_id',
      referencedColumnName: 'visitorId',
      foreignKeyConstraintName: 'person_list_member_visitor_fkey',
    },
  ])
  readonly visitor?: VisitorEntity;
}
