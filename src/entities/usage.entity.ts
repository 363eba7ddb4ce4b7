import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import type { WorkspaceId } from '../routing/terms';
import { WorkspaceEntity } from './workspace.entity';

/** What the package counts, in a row of its own that is locked late. */
@Entity({ name: 'usage' })
export class UsageEntity {
  @PrimaryColumn({ name: 'workspace_id', type: 'uuid' })
  readonly workspaceId!: WorkspaceId;

  @Column({ name: 'live_chat_engagements', type: 'integer', default: 0 })
  readonly liveChatEngagements!: number;

  @Column({ name: 'live_chat_engagement_limit', type: 'integer', nullable: true })
  readonly liveChatEngagementLimit!: number | null;

  @Column({
    name: 'engaged_month',
    type: 'date',
    default: () => "(date_trunc('month', (parley_now() AT TIME ZONE 'UTC')))",
  })
  readonly engagedMonth!: string;

  @Column({ name: 'engaged_conversations', type: 'integer', default: 0 })
  readonly engagedConversations!: number;

  @Column({ name: 'engaged_conversation_monthly_limit', type: 'integer', nullable: true })
  readonly engagedConversationMonthlyLimit!: number | null;

  @ManyToOne(() => WorkspaceEntity, { onDelete: 'CASCADE' })
  @JoinColumn([
    { name: 'workspace_id', referencedColumnName: 'workspaceId', foreignKeyConstraintName: 'usage_workspace_fkey' },
  ])
  readonly workspace?: WorkspaceEntity;
}
