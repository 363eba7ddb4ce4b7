/** Figures of reports, summed up from their quarters of an hour. */
import type {
  ConversationFigures,
  LiveChatFigures,
  MeetingFigures,
  Report,
  ReportGroup,
  ReportQuery,
  ReportReads,
} from '../../actions/report-ports';
import type { Statement } from '../statement';
import type { Reader } from './reader';

/** More rows than that are no report; whoever needs them narrows the range or the group. */
const maxReportRows = 2_000;

interface Group {
  readonly column: string;
  readonly key: string;
}

interface Source {
  readonly table: string;
  /** By the field that they come back as. */
  readonly sums: Readonly<Record<string, string>>;
  /** What is summed up first, and what a row is told by; a group that is not here is not of this report. */
  readonly groups: Partial<Readonly<Record<ReportGroup, Group>>>;
  readonly filters: readonly string[];
  /** Most of it comes first; days come in their order. */
  readonly weight: string;
}

const day: Group = { column: 'r.bucket', key: '((g.raw AT TIME ZONE $3)::date)::text' };
const by = (column: string): Group => ({ column: `r.${column}`, key: 'g.raw::text' });
const ofDialogs = '($4::uuid[] IS NULL OR r.dialog_id = ANY ($4::uuid[]))';

const conversations: Source = {
  table: 'report_conversation',
  sums: named('triggered', 'engaged', 'completed', 'dropped', 'acquired', 'goals', 'documents', 'meetings'),
  groups: {
    DAY: day,
    DIALOG: by('dialog_id'),
    PAGE: by('page'),
    SOURCE: by('source'),
    KNOWN: by('known'),
  },
  filters: [ofDialogs, '($5::text IS NULL OR r.source = $5)', '($6::boolean IS NULL OR r.known = $6)'],
  weight: 'sum(g.triggered)',
};
const liveChats: Source = {
  table: 'report_live_chat',
  sums: {
    ...named('requested', 'connected', 'received', 'missed', 'abandoned', 'ended'),
    ...named('offered', 'declined', 'expired', 'replied'),
    waitMs: 'wait_ms',
    firstReplyMs: 'first_reply_ms',
    lengthMs: 'length_ms',
  },
  groups: { DAY: day, DIALOG: by('dialog_id'), AGENT: by('agent_id'), TEAM: by('team_id') },
  filters: [ofDialogs, '($5::uuid IS NULL OR r.agent_id = $5)', '($6::uuid IS NULL OR r.team_id = $6)'],
  weight: 'sum(g.requested) + sum(g.connected) + sum(g.received)',
};
const meetings: Source = {
  table: 'report_meeting',
  sums: named('booked', 'moved', 'cancelled'),
  groups: { DAY: day, DIALOG: by('dialog_id'), AGENT: by('agent_id') },
  filters: [ofDialogs, '($5::uuid IS NULL OR r.agent_id = $5)'],
  weight: 'sum(g.booked)',
};

/** A row as it comes back; sums of integers come as numbers because they are asked for as double precision. */
type Summed<Figures> = Figures & { readonly key: string | null; readonly isTotal: boolean };

export function reportReads(reader: Reader): ReportReads {
  return {
    conversationReport: (query) =>
      read<ConversationFigures>(reader, summed(conversations, query, [query.source, query.known])),
    liveChatReport: (query) => read<LiveChatFigures>(reader, summed(liveChats, query, [query.agentId, query.teamId])),
    meetingReport: (query) => read<MeetingFigures>(reader, summed(meetings, query, [query.agentId])),
  };
}

async function read<Figures>(reader: Reader, statement: Statement<Summed<Figures>>): Promise<Report<Figures>> {
  const all = await reader.rows(statement);
  const figuresOf = ({ key: _key, isTotal: _isTotal, ...figures }: Summed<Figures>) => figures as unknown as Figures;
  const total = all.find(({ isTotal }) => isTotal);
  if (total === undefined) throw new Error(`${statement.name} has no total.`);
  const rows = all.filter(({ isTotal }) => !isTotal).map((row) => ({ key: row.key, figures: figuresOf(row) }));
  return { total: figuresOf(total), rows };
}

/**
 * One statement for each table and group: the total comes from the same walk as the rows. A range of days is a range of
 * buckets, since every zone's day begins at one; buckets are summed up before they become days, which are dear to tell.
 */
function summed<Figures>(source: Source, query: ReportQuery, narrowed: readonly unknown[]): Statement<Summed<Figures>> {
  const { groupBy } = query;
  const group = groupBy === null ? { column: 'NULL::text', key: 'NULL::text' } : source.groups[groupBy];
  if (group === undefined) throw new Error(`The report of ${source.table} has no rows by ${groupBy}.`);
  const name = `${source.table}_by_${(groupBy ?? 'NOTHING').toLowerCase()}`;
  const columns = Object.values(source.sums);
  const outer = Object.entries(source.sums).map(
    ([field, column]) => `coalesce(sum(g.${column}), 0)::float8 AS "${field}"`,
  );
  const order = groupBy === 'DAY' ? 'key' : `${source.weight} DESC NULLS LAST, key`;
  return {
    name,
    text: `/* ${name} */ SELECT ${group.key} AS key, grouping(${group.key}) = 1 AS "isTotal", ${outer.join(', ')}
FROM (
  SELECT ${group.column} AS raw, ${columns.map((column) => `sum(r.${column}) AS ${column}`).join(', ')}
  FROM ${source.table} r
  WHERE r.bucket >= ($1::date)::timestamp AT TIME ZONE $3 AND r.bucket < ($2::date + 1)::timestamp AT TIME ZONE $3
    AND ${source.filters.join(' AND ')}
  GROUP BY 1
) g
GROUP BY GROUPING SETS ((${group.key}), ()) ORDER BY "isTotal" DESC, ${order} LIMIT ${maxReportRows + 1}`,
    values: [query.from, query.to, query.timeZone, query.dialogIds, ...narrowed],
  };
}

function named(...columns: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(columns.map((column) => [column, column]));
}
