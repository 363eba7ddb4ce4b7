import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AgentId, DialogId, TeamId, WorkspaceId } from '../routing/terms';

/** What became of live chats, by the quarter of an hour in which it happened, with sums of their times. */
@Entity({ name: 'report_live_chat' })
export class ReportLiveChatEntity {
  @PrimaryColumn({ name: 'workspace_id', type: 'uuid' })
  readonly workspaceId!: WorkspaceId;

  @PrimaryColumn({ name: 'bucket', type: 'timestamptz' })
  readonly bucket!: Date;

  @PrimaryColumn({ name: 'dialog_id', type: 'uuid' })
  readonly dialogId!: DialogId;

  @Column({ name: 'agent_id', type: 'uuid', nullable: true })
  readonly agentId!: AgentId | null;

  @Column({ name: 'team_id', type: 'uuid', nullable: true })
  readonly teamId!: TeamId | null;

  @Column({ name: 'requested', type: 'integer' })
  readonly requested!: number;

  @Column({ name: 'connected', type: 'integer' })
  readonly connected!: number;

  @Column({ name: 'received', type: 'integer', default: 0 })
  readonly received!: number;

  @Column({ name: 'missed', type: 'integer' })
  readonly missed!: number;

  @Column({ name: 'abandoned', type: 'integer' })
  readonly abandoned!: number;

  @Column({ name: 'ended', type: 'integer' })
  readonly ended!: number;

  @Column({ name: 'offered', type: 'integer' })
  readonly offered!: number;

  @Column({ name: 'declined', type: 'integer' })
  readonly declined!: number;

  @Column({ name: 'expired', type: 'integer' })
  readonly expired!: number;

  @Column({ name: 'replied', type: 'integer' })
  readonly replied!: number;

  @Column({ name: 'wait_ms', type: 'bigint' })
  readonly waitMs!: string;

  @Column({ name: 'first_reply_ms', type: 'bigint' })
  readonly firstReplyMs!: string;

  @Column({ name: 'length_ms', type: 'bigint' })
  readonly lengthMs!: string;
}
