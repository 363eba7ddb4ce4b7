import { Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import type { AgentId, WorkspaceId } from '../routing/terms';
import { AgentEntity } from './agent.entity';

/** A topic that an agent wants no mail about. */
@Entity({ name: 'notification_mute' })
export class NotificationMuteEntity {
  @PrimaryColumn({ name: 'workspace_id', type: 'uuid' })
  readonly workspaceId!: WorkspaceId;

  @PrimaryColumn({ name: 'agent_id', type: 'uuid' })
  readonly agentId!: AgentId;

  @PrimaryColumn({ name: 'topic', type: 'text' })
  readonly topic!: string;

  @ManyToOne(() => AgentEntity, { onDelete: 'CASCADE' })
  @JoinColumn([
    {
      name: 'workspace_id',
      referencedColumnName: 'workspaceId',
      foreignKeyConstraintName: 'notification_mute_agent_fkey',
    },
    { name: 'agent_id', referencedColumnName: 'agentId', foreignKeyConstraintName: 'notification_mute_agent_fkey' },
  ])
  readonly agent?: AgentEntity;
}
