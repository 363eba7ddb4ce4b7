import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import type { WorkspaceId } from '../routing/terms';
import { WorkspaceEntity } from './workspace.entity';

/** A picture by its content. */
@Entity({ name: 'picture' })
export class PictureEntity {
  @PrimaryColumn({ name: 'workspace_id', type: 'uuid' })
  readonly workspaceId!: WorkspaceId;

  @PrimaryColumn({ name: 'hash', type: 'text' })
  readonly hash!: string;

  @Column({ name: 'mime', type: 'text' })
  readonly mime!: 'image/png' | 'image/jpeg' | 'image/webp';

  @Column({ name: 'bytes', type: 'bytea' })
  readonly bytes!: Buffer;

  @ManyToOne(() => WorkspaceEntity, { onDelete: 'CASCADE' })
  @JoinColumn([
    { name: 'workspace_id', referencedColumnName: 'workspaceId', foreignKeyConstraintName: 'picture_workspace_fkey' },
  ])
  readonly workspace?: WorkspaceEntity;
}
