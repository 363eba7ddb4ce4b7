import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import type { AgentId, Id, LiveChatId, RouterId, TeamId, WorkspaceId } from '../routing/terms';
import { LiveChatEntity } from './live-chat.entity';

/** What one step of a request asked a customer's server, and what came back. */
@Entity({ name: 'router_question' })
export class RouterQuestionEntity {
  @PrimaryColumn({ name: 'workspace_id', type: 'uuid' })
  readonly workspaceId!: WorkspaceId;

  @PrimaryColumn({ name: 'live_chat_id', type: 'uuid' })
  readonly liveChatId!: LiveChatId;

  @PrimaryColumn({ name: 'step', type: 'integer' })
  readonly step!: number;

  @Column({ name: 'question_id', type: 'uuid' })
  readonly questionId!: Id<'RouterQuestion'>;

  /** No reference: the router may be deleted since. */
  @Column({ name: 'external_router_id', type: 'uuid' })
  readonly externalRouterId!: RouterId;

  @Column({ name: 'asked_at', type: 'timestamptz' })
  readonly askedAt!: Date;

  @Column({ name: 'deadline_at', type: 'timestamptz' })
  readonly deadlineAt!: Date;

  @Column({ name: 'answered_at', type: 'timestamptz', nullable: true })
  readonly answeredAt!: Date | null;

  @Column({ name: 'agent_ids', type: 'jsonb', nullable: true })
  readonly agentIds!: readonly AgentId[] | null;

  @Column({ name: 'team_id', type: 'uuid', nullable: true })
  readonly teamId!: TeamId | null;

  @Column({ name: 'fault', type: 'text', nullable: true })
  readonly fault!: string | null;

  @Column({ name: 'detail', type: 'text', nullable: true })
  readonly detail!: string | null;

  @ManyToOne(() => LiveChatEntity, { onDelete: 'CASCADE' })
  @JoinColumn([
    {
      name: 'workspace_id',
      referencedColumnName: 'workspaceId',
      foreignKeyConstraintName: 'router_question_live_chat_fkey',
    },
    {
      name: 'live_chat_id',
      referencedColumnName: 'liveChatId',
      foreignKeyConstraintName: 'router_question_live_chat_fkey',
    },
  ])
  readonly liveChat?: LiveChatEntity;
}
