import type { Statement } from '../statement';

export interface DueRow {
  readonly workspace_id: string;
  readonly kind: string;
  readonly subject_id: string;
  readonly attempt: number;
}

/** Leases what is due; the function itself looks across workspaces, whatever row-level security says. */
export function dueClaim(most: number): Statement<DueRow> {
  return {
    name: 'due_claim',
    text: '/* due_claim */ SELECT workspace_id, kind, subject_id, attempt FROM due_claim($1)',
    values: [most],
  };
}

export function dueNext(): Statement<{ readonly now: Date; readonly next_at: Date | null }> {
  return { name: 'due_next', text: '/* due_next */ SELECT parley_now() AS now, due_next() AS next_at', values: [] };
}

export function reachabilityGrace(): Statement<{ readonly agents: number }> {
  return {
    name: 'reachability_grace',
    text: '/* reachability_grace */ SELECT reachability_grace() AS agents',
    values: [],
  };
}
