import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import type {
  AgentId,
  CandidateVerdict,
  ConversationId,
  DecisionId,
  FallbackReason,
  LiveChatId,
  PoolId,
  RoutingOutcome,
  RoutingStrategy,
  RuleId,
  RuleVerdict,
  StepVerdict,
  VerdictCount,
  WorkspaceId,
} from '../routing/terms';
import { LiveChatEntity } from './live-chat.entity';

/** Why one agent was chosen and the others were not. */
@Entity({ name: 'routing_decision' })
export class RoutingDecisionEntity {
  @PrimaryColumn({ name: 'workspace_id', type: 'uuid' })
  readonly workspaceId!: WorkspaceId;

  @PrimaryColumn({ name: 'routing_decision_id', type: 'uuid' })
  readonly routingDecisionId!: DecisionId;

  @Column({ name: 'live_chat_id', type: 'uuid' })
  readonly liveChatId!: LiveChatId;

  @Column({ name: 'conversation_id', type: 'uuid' })
  readonly conversationId!: ConversationId;

  @Column({ name: 'decided_at', type: 'timestamptz' })
  readonly decidedAt!: Date;

  @Column({ name: 'strategy', type: 'text' })
  readonly strategy!: RoutingStrategy;

  @Column({ name: 'outcome', type: 'text' })
  readonly outcome!: RoutingOutcome;

  @Column({ name: 'agent_id', type: 'uuid', nullable: true })
  readonly agentId!: AgentId | null;

  @Column({ name: 'pool_id', type: 'uuid', nullable: true })
  readonly poolId!: PoolId | null;

  @Column({ name: 'rule_id', type: 'uuid', nullable: true })
  readonly ruleId!: RuleId | null;

  @Column({ name: 'rule_name', type: 'text', nullable: true })
  readonly ruleName!: string | null;

  @Column({ name: 'rules', type: 'jsonb' })
  readonly rules!: readonly RuleVerdict[];

  @Column({ name: 'candidates', type: 'jsonb' })
  readonly candidates!: readonly CandidateVerdict[];

  @Column({ name: 'verdict_counts', type: 'jsonb' })
  readonly verdictCounts!: readonly VerdictCount[];

  @Column({ name: 'fallback_reason', type: 'text', nullable: true })
  readonly fallbackReason!: FallbackReason | null;

  @Column({ name: 'steps', type: 'jsonb', default: [] })
  readonly steps!: readonly StepVerdict[];

  @Column({ name: 'step_index', type: 'integer', nullable: true })
  readonly stepIndex!: number | null;

  @Column({ name: 'next_agent_id', type: 'uuid', nullable: true })
  readonly nextAgentId!: AgentId | null;

  /** Of a request's first decision: what was known of the visitor, by name. */
  @Column({ name: 'known', type: 'jsonb', nullable: true })
  readonly known!: Readonly<Record<string, string>> | null;

  @ManyToOne(() => LiveChatEntity, { onDelete: 'CASCADE' })
  @JoinColumn([
    {
      name: 'workspace_id',
      referencedColumnName: 'workspaceId',
      foreignKeyConstraintName: 'routing_decision_live_chat_fkey',
    },
    {
      name: 'live_chat_id',
      referencedColumnName: 'liveChatId',
      foreignKeyConstraintName: 'routing_decision_live_chat_fkey',
    },
  ])
  readonly liveChat?: LiveChatEntity;
}
