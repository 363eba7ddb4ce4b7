/** The goals that a conversation has reached: each goal card once, however often a loop of the stream passes it. */
import type { Effect } from './step-terms';

export interface ReachedGoal {
  readonly cardKey: string;
  readonly name: string;
  readonly score: number | null;
  /** RFC 3339. */
  readonly reachedAt: string;
}

/** The goals with this one, or null where it was reached before. */
export function reach(
  goals: readonly ReachedGoal[],
  { cardKey, name, score }: Extract<Effect, { kind: 'GOAL' }>,
  now: Date,
): readonly ReachedGoal[] | null {
  if (goals.some((goal) => goal.cardKey === cardKey)) return null;
  return [...goals, { cardKey, name, score, reachedAt: now.toISOString() }];
}
