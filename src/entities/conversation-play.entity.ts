import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import type { ConversationId, PersonId, WorkspaceId } from '../routing/terms';
import type { ReachedGoal } from '../streams/goals';
import type { Place } from '../streams/step-terms';
import { ConversationEntity } from './conversation.entity';

/** How a conversation plays: apart from its row, because no message needs it. */
@Entity({ name: 'conversation_play' })
export class ConversationPlayEntity {
  @PrimaryColumn({ name: 'workspace_id', type: 'uuid' })
  readonly workspaceId!: WorkspaceId;

  @PrimaryColumn({ name: 'conversation_id', type: 'uuid' })
  readonly conversationId!: ConversationId;

  @Column({ name: 'place', type: 'jsonb' })
  readonly place!: Place;

  @Column({ name: 'language', type: 'text', nullable: true })
  readonly language!: string | null;

  @Column({ name: 'time_zone', type: 'text', nullable: true })
  readonly timeZone!: string | null;

  @Column({ name: 'referrer', type: 'text', nullable: true })
  readonly referrer!: string | null;

  @Column({ name: 'source', type: 'text', default: 'DIRECT' })
  readonly source!: string;

  @Column({ name: 'delivery', type: 'text', default: 'CHATBOT' })
  readonly delivery!: string;

  @Column({ name: 'known_at_start', type: 'boolean', default: false })
  readonly knownAtStart!: boolean;

  @Column({ name: 'returning_visitor', type: 'boolean', default: false })
  readonly returningVisitor!: boolean;

  @Column({ name: 'preview', type: 'boolean', default: false })
  readonly preview!: boolean;

  @Column({ name: 'person_id', type: 'uuid', nullable: true })
  readonly personId!: PersonId | null;

  @Column({ name: 'score', type: 'integer', nullable: true })
  readonly score!: number | null;

  @Column({ name: 'continues_at', type: 'timestamptz', nullable: true })
  readonly continuesAt!: Date | null;

  @Column({ name: 'goals', type: 'jsonb', default: [] })
  readonly goals!: readonly ReachedGoal[];

  /** Whether it takes the place of one that its visitor had not answered when the dialog was published anew. */
  @Column({ name: 'again', type: 'boolean', default: false })
  readonly again!: boolean;

  @ManyToOne(() => ConversationEntity, { onDelete: 'CASCADE' })
  @JoinColumn([
    {
      name: 'workspace_id',
      referencedColumnName: 'workspaceId',
      foreignKeyConstraintName: 'conversation_play_conversation_fkey',
    },
    {
      name: 'conversation_id',
      referencedColumnName: 'conversationId',
      foreignKeyConstraintName: 'conversation_play_conversation_fkey',
    },
  ])
  readonly conversation?: ConversationEntity;
}
