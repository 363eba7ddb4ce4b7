import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { DialogId, WorkspaceId } from '../routing/terms';

/** What became of conversations, by the quarter of an hour in which it happened. */
@Entity({ name: 'report_conversation' })
export class ReportConversationEntity {
  @PrimaryColumn({ name: 'workspace_id', type: 'uuid' })
  readonly workspaceId!: WorkspaceId;

  @PrimaryColumn({ name: 'bucket', type: 'timestamptz' })
  readonly bucket!: Date;

  @PrimaryColumn({ name: 'dialog_id', type: 'uuid' })
  readonly dialogId!: DialogId;

  @PrimaryColumn({ name: 'page', type: 'text' })
  readonly page!: string;

  @PrimaryColumn({ name: 'source', type: 'text' })
  readonly source!: string;

  @PrimaryColumn({ name: 'known', type: 'boolean' })
  readonly known!: boolean;

  @Column({ name: 'triggered', type: 'integer' })
  readonly triggered!: number;

  @Column({ name: 'engaged', type: 'integer' })
  readonly engaged!: number;

  @Column({ name: 'completed', type: 'integer' })
  readonly completed!: number;

  @Column({ name: 'dropped', type: 'integer' })
  readonly dropped!: number;

  @Column({ name: 'acquired', type: 'integer' })
  readonly acquired!: number;

  @Column({ name: 'goals', type: 'integer' })
  readonly goals!: number;

  @Column({ name: 'documents', type: 'integer' })
  readonly documents!: number;

  @Column({ name: 'meetings', type: 'integer' })
  readonly meetings!: number;
}
