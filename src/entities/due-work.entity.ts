import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { WorkspaceId } from '../routing/terms';

/** When to look at something, one row for each kind and subject. */
@Entity({ name: 'due_work' })
export class DueWorkEntity {
  @PrimaryColumn({ name: 'workspace_id', type: 'uuid' })
  readonly workspaceId!: WorkspaceId;

  @PrimaryColumn({ name: 'kind', type: 'text' })
  readonly kind!: string;

  @PrimaryColumn({ name: 'subject_id', type: 'uuid' })
  readonly subjectId!: string;

  @Column({ name: 'due_at', type: 'timestamptz' })
  readonly dueAt!: Date;

  @Column({ name: 'attempt', type: 'integer', default: 0 })
  readonly attempt!: number;
}
