import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import type { AgentId, Id, WorkspaceId } from '../routing/terms';
import { AgentEntity } from './agent.entity';

/** A browser in which an agent lets offers ring while the inbox is closed. */
@Entity({ name: 'push_registration' })
export class PushRegistrationEntity {
  @PrimaryColumn({ name: 'workspace_id', type: 'uuid' })
  readonly workspaceId!: WorkspaceId;

  @PrimaryColumn({ name: 'push_registration_id', type: 'uuid' })
  readonly pushRegistrationId!: Id<'PushRegistration'>;

  @Column({ name: 'agent_id', type: 'uuid' })
  readonly agentId!: AgentId;

  @Column({ name: 'endpoint', type: 'text' })
  readonly endpoint!: string;

  @Column({ name: 'p256dh', type: 'text' })
  readonly p256dh!: string;

  @Column({ name: 'auth', type: 'text' })
  readonly auth!: string;

  @Column({ name: 'label', type: 'text', nullable: true })
  readonly label!: string | null;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'parley_now()' })
  readonly createdAt!: Date;

  @Column({ name: 'sent_at', type: 'timestamptz', nullable: true })
  readonly sentAt!: Date | null;

  @ManyToOne(() => AgentEntity, { onDelete: 'CASCADE' })
  @JoinColumn([
    {
      name: 'workspace_id',
      referencedColumnName: 'workspaceId',
      foreignKeyConstraintName: 'push_registration_agent_fkey',
    },
    { name: 'agent_id', referencedColumnName: 'agentId', foreignKeyConstraintName: 'push_registration_agent_fkey' },
  ])
  readonly agent?: AgentEntity;
}
