import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import type { ListId, WorkspaceId } from '../routing/terms';
import { WorkspaceEntity } from './workspace.entity';

/** A list of people that audiences and branches ask about. */
@Entity({ name: 'person_list' })
export class PersonListEntity {
  @PrimaryColumn({ name: 'workspace_id', type: 'uuid' })
  readonly workspaceId!: WorkspaceId;

  @PrimaryColumn({ name: 'person_list_id', type: 'uuid' })
  readonly personListId!: ListId;

  @Column({ name: 'name', type: 'text' })
  readonly name!: string;

  @Column({ name: 'description', type: 'text', nullable: true })
  readonly description!: string | null;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'parley_now()' })
  readonly createdAt!: Date;

  @ManyToOne(() => WorkspaceEntity, { onDelete: 'CASCADE' })
  @JoinColumn([
    {
      name: 'workspace_id',
      referencedColumnName: 'workspaceId',
      foreignKeyConstraintName: 'person_list_workspace_fkey',
    },
  ])
  readonly workspace?: WorkspaceEntity;
}
