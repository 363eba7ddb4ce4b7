import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import type { SessionId, WorkspaceId } from '../routing/terms';
import { WorkspaceEntity } from './workspace.entity';

/** Whose token it is, found by the token's SHA-256. */
@Entity({ name: 'session' })
export class SessionEntity {
  @PrimaryColumn({ name: 'token_hash', type: 'bytea' })
  readonly tokenHash!: Buffer;

  @Column({ name: 'workspace_id', type: 'uuid' })
  readonly workspaceId!: WorkspaceId;

  @Column({ name: 'session_id', type: 'uuid' })
  readonly sessionId!: SessionId;

  @Column({ name: 'kind', type: 'text' })
  readonly kind!: 'AGENT' | 'VISITOR' | 'INTEGRATION';

  @Column({ name: 'subject_id', type: 'uuid' })
  readonly subjectId!: string;

  @Column({ name: 'slides_seconds', type: 'integer', nullable: true })
  readonly slidesSeconds!: number | null;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'parley_now()' })
  readonly createdAt!: Date;

  @Column({ name: 'expires_at', type: 'timestamptz', nullable: true })
  readonly expiresAt!: Date | null;

  @Column({ name: 'revoked_at', type: 'timestamptz', nullable: true })
  readonly revokedAt!: Date | null;

  @ManyToOne(() => WorkspaceEntity, { onDelete: 'CASCADE' })
  @JoinColumn([
    { name: 'workspace_id', referencedColumnName: 'workspaceId', foreignKeyConstraintName: 'session_workspace_fkey' },
  ])
  readonly workspace?: WorkspaceEntity;
}
