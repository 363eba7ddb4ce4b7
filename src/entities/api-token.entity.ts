import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import type { AgentId, ApiTokenId, Permission, WorkspaceId } from '../routing/terms';
import { AgentEntity } from './agent.entity';

/** What an integration may do. Its secret is a session of kind INTEGRATION. */
@Entity({ name: 'api_token' })
export class ApiTokenEntity {
  @PrimaryColumn({ name: 'workspace_id', type: 'uuid' })
  readonly workspaceId!: WorkspaceId;

  @PrimaryColumn({ name: 'api_token_id', type: 'uuid' })
  readonly apiTokenId!: ApiTokenId;

  @Column({ name: 'name', type: 'text' })
  readonly name!: string;

  @Column({ name: 'permissions', type: 'text', array: true, default: [] })
  readonly permissions!: Permission[];

  @Column({ name: 'created_by', type: 'uuid' })
  readonly createdBy!: AgentId;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'parley_now()' })
  readonly createdAt!: Date;

  @Column({ name: 'expires_at', type: 'timestamptz', nullable: true })
  readonly expiresAt!: Date | null;

  @Column({ name: 'last_used_at', type: 'timestamptz', nullable: true })
  readonly lastUsedAt!: Date | null;

  @Column({ name: 'revoked_at', type: 'timestamptz', nullable: true })
  readonly revokedAt!: Date | null;

  @ManyToOne(() => AgentEntity)
  @JoinColumn([
    { name: 'workspace_id', referencedColumnName: 'workspaceId', foreignKeyConstraintName: 'api_token_creator_fkey' },
    { name: 'created_by', referencedColumnName: 'agentId', foreignKeyConstraintName: 'api_token_creator_fkey' },
  ])
  readonly creator?: AgentEntity;
}
