/** Reading a report: the range as it was typed, and the rights for each kind. */
import type { Actor } from '../auth/actor';
import { may, type StaffAction } from '../auth/policy';
import { done, type Outcome } from '../routing/refusal';
import { assertNever } from '../routing/terms';
import { isTimeZone } from '../routing/zone';
import { Faults } from './faults';
import type { Ports } from './ports';
import { reportFold } from './report-fold';
import type { ReportGroup, ReportKind, ReportQuery } from './report-ports';
import { notAllowed } from './staff-refusals';

/** Two years and a day, so that a year can be compared with the one before it. */
const maxDays = 732;

const groupsOf: Readonly<Record<ReportKind, readonly ReportGroup[]>> = {
  CONVERSATIONS: ['DAY', 'DIALOG', 'PAGE', 'SOURCE', 'KNOWN'],
  LIVE_CHATS: ['DAY', 'DIALOG', 'AGENT', 'TEAM'],
  MEETINGS: ['DAY', 'DIALOG', 'AGENT'],
};

function reportAction(kind: ReportKind): StaffAction {
  switch (kind) {
    case 'CONVERSATIONS':
      return 'reports.conversations';
    case 'LIVE_CHATS':
      return 'reports.liveChats';
    case 'MEETINGS':
      return 'reports.meetings';
    default:
      return assertNever(kind);
  }
}

/**
 * The query as it can be asked, behind a fold of what has been committed until now: what happened a moment ago is in the
 * figures. What does not belong to the kind of report is refused, never quietly left out.
 */
export async function reportRead(
  ports: Ports,
  actor: Actor,
  ask: { readonly kind: ReportKind; readonly query: ReportQuery },
): Promise<Outcome<ReportQuery>> {
  if (!may(actor, reportAction(ask.kind))) return notAllowed('read this report');
  const query = readQuery(ask.kind, ask.query);
  if (query.ok) await reportFold(ports, actor.workspaceId);
  return query;
}

function readQuery(kind: ReportKind, query: ReportQuery): Outcome<ReportQuery> {
  const faults = new Faults();
  const { from, to, timeZone, groupBy } = query;
  const [first, last] = [dayOf(from), dayOf(to)];
  if (first === null) faults.add('This is no day. Write it as 2026-03-01.', ['from']);
  if (last === null) faults.add('This is no day. Write it as 2026-03-01.', ['to']);
  if (first !== null && last !== null && last < first) faults.add('The range ends before it begins.', ['to']);
  if (first !== null && last !== null && last - first >= maxDays) {
    faults.add(`A report covers ${maxDays} days at most. Choose a shorter range.`, ['to']);
  }
  if (!isTimeZone(timeZone)) faults.add('There is no such time zone. Use a name like Europe/Stockholm.', ['timeZone']);
  if (groupBy !== null && !groupsOf[kind].includes(groupBy)) {
    faults.add(`This report has no rows by ${groupBy}. Choose one of ${groupsOf[kind].join(', ')}.`, ['groupBy']);
  }
  return faults.any ? faults.refused() : done(query);
}

/** The day's number, or null for what is none: the 30th of February does not exist. */
function dayOf(text: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  const at = Date.parse(`${text}T00:00:00Z`);
  if (Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== text) return null;
  return at / 86_400_000;
}
