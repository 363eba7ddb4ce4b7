import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import type { RuleVersionState, VersionedRule } from '../routing/rule-versions';
import type { AgentId, ApiTokenId, RuleVersionId, WorkspaceId } from '../routing/terms';
import { WorkspaceEntity } from './workspace.entity';

/** The custom rules as they are, were, or are to be. */
@Entity({ name: 'rule_version' })
export class RuleVersionEntity {
  @PrimaryColumn({ name: 'workspace_id', type: 'uuid' })
  readonly workspaceId!: WorkspaceId;

  @PrimaryColumn({ name: 'rule_version_id', type: 'uuid' })
  readonly ruleVersionId!: RuleVersionId;

  /** Null: the draft. */
  @Column({ name: 'number', type: 'integer', nullable: true })
  readonly number!: number | null;

  @Column({ name: 'state', type: 'text' })
  readonly state!: RuleVersionState;

  @Column({ name: 'revision', type: 'integer', default: 1 })
  readonly revision!: number;

  @Column({ name: 'based_on', type: 'integer', nullable: true })
  readonly basedOn!: number | null;

  @Column({ name: 'rules', type: 'jsonb' })
  readonly rules!: readonly VersionedRule[];

  @Column({ name: 'note', type: 'text', nullable: true })
  readonly note!: string | null;

  @Column({ name: 'created_by', type: 'uuid', nullable: true })
  readonly createdBy!: AgentId | ApiTokenId | null;

  @Column({ name: 'created_by_kind', type: 'text', default: 'SYSTEM' })
  readonly createdByKind!: 'AGENT' | 'INTEGRATION' | 'SYSTEM';

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'parley_now()' })
  readonly createdAt!: Date;

  @Column({ name: 'activate_at', type: 'timestamptz', nullable: true })
  readonly activateAt!: Date | null;

  @Column({ name: 'activated_at', type: 'timestamptz', nullable: true })
  readonly activatedAt!: Date | null;

  @Column({ name: 'activated_by', type: 'uuid', nullable: true })
  readonly activatedBy!: AgentId | ApiTokenId | null;

  @Column({ name: 'activated_by_kind', type: 'text', nullable: true })
  readonly activatedByKind!: 'AGENT' | 'INTEGRATION' | 'SYSTEM' | null;

  @Column({ name: 'retired_at', type: 'timestamptz', nullable: true })
  readonly retiredAt!: Date | null;

  @Column({ name: 'rolled_back_from', type: 'integer', nullable: true })
  readonly rolledBackFrom!: number | null;

  @Column({ name: 'fault', type: 'text', nullable: true })
  readonly fault!: string | null;

  @ManyToOne(() => WorkspaceEntity, { onDelete: 'CASCADE' })
  @JoinColumn([
    {
      name: 'workspace_id',
      referencedColumnName: 'workspaceId',
      foreignKeyConstraintName: 'rule_version_workspace_fkey',
    },
  ])
  readonly workspace?: WorkspaceEntity;
}
