/** Which of the published dialogs a visitor gets: the highest priority number; of equals the one published first. */
export interface DialogCandidate {
  readonly id: string;
  readonly priority: number;
  readonly publishedAt: Date | null;
}

export function choose<Candidate extends DialogCandidate>(candidates: readonly Candidate[]): Candidate | null {
  let best: Candidate | null = null;
  for (const candidate of candidates) if (best === null || comesBefore(candidate, best)) best = candidate;
  return best;
}

function comesBefore(one: DialogCandidate, other: DialogCandidate): boolean {
  if (one.priority !== other.priority) return one.priority > other.priority;
  const published = (candidate: DialogCandidate): number => candidate.publishedAt?.getTime() ?? Number.MAX_VALUE;
  if (published(one) !== published(other)) return published(one) < published(other);
  return one.id < other.id;
}
