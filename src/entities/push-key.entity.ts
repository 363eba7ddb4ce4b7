import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import type { WorkspaceId } from '../routing/terms';
import { WorkspaceEntity } from './workspace.entity';

/** What a workspace signs its calls of push services with. */
@Entity({ name: 'push_key' })
export class PushKeyEntity {
  @PrimaryColumn({ name: 'workspace_id', type: 'uuid' })
  readonly workspaceId!: WorkspaceId;

  @Column({ name: 'public_key', type: 'text' })
  readonly publicKey!: string;

  /** Sealed with a key that is not in the database. */
  @Column({ name: 'private_key', type: 'bytea' })
  readonly privateKey!: Buffer;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'parley_now()' })
  readonly createdAt!: Date;

  @ManyToOne(() => WorkspaceEntity, { onDelete: 'CASCADE' })
  @JoinColumn([
    { name: 'workspace_id', referencedColumnName: 'workspaceId', foreignKeyConstraintName: 'push_key_workspace_fkey' },
  ])
  readonly workspace?: WorkspaceEntity;
}
