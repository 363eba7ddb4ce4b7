/** What the rows of a report are called. */
import type { Shown } from '../actions/report-figures';
import type { ReportGroup, ReportRow } from '../actions/report-ports';
import { assertNever } from '../routing/terms';
import type { Scope } from './context';

export async function labelled<Figures>(
  scope: Scope,
  groupBy: ReportGroup | null,
  rows: readonly ReportRow<Figures>[],
  show: (figures: Figures) => Shown,
): Promise<readonly { readonly label: string | null; readonly figures: Shown }[]> {
  return Promise.all(
    rows.map(async ({ key, figures }) => ({ label: await labelOf(scope, groupBy, key), figures: show(figures) })),
  );
}

/** Things go by their name as it is now. A thing that is gone is told by its id. */
async function labelOf({ loaders }: Scope, groupBy: ReportGroup | null, key: string | null): Promise<string | null> {
  if (key === null) return null;
  switch (groupBy) {
    case 'DIALOG':
      return (await loaders.dialog.load(key))?.name ?? key;
    case 'AGENT':
      return (await loaders.agent.load(key))?.name ?? key;
    case 'TEAM':
      return (await loaders.team.load(key))?.name ?? key;
    case 'KNOWN':
      return key === 'true' ? 'known' : 'unknown';
    case 'DAY':
    case 'PAGE':
    case 'SOURCE':
    case null:
      return key;
    default:
      return assertNever(groupBy);
  }
}
