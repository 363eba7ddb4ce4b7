/** Figures of reports, summed up from their quarters of an hour. */
import type {
  ConversationFigures,
  LiveChatFigures,
  MeetingFigures,
  ReportGroup,
  ReportQuery,
  ReportReads,
  ReportRow,
} from '../../actions/report-ports';
import type { Statement } from '../statement';
import type { Reader } from './reader';

/** More rows than that are no report; whoever needs them narrows the range or the group. */
export const maxReportRows = 2_000;

interface Source {
  readonly table: string;
  /** By the field that they come back as. */
  readonly sums: Readonly<Record<string, string>>;
  /** What a row of each group is told by; a group that is not here is not of this report. */
  readonly keys: Partial<Readonly<Record<ReportGroup, string>>>;
  readonly filters: readonly string[];
  /** Most of it comes first; days come in their order. */
  readonly weight: string;
}

const day = `((r.bucket AT TIME ZONE $3)::date)::text`;
const ofDialogs = '($4::uuid[] IS NULL OR r.dialog_id = ANY ($4::uuid[]))';

const conversations: Source = {
  table: 'report_conversation',
  sums: named('triggered', 'engaged', 'completed', 'dropped', 'acquired', 'goals', 'documents', 'meetings'),
  keys: { DAY: day, DIALOG: 'r.dialog_id::text', PAGE: 'r.page', SOURCE: 'r.source', KNOWN: 'r.known::text' },
  filters: [ofDialogs, '($5::text IS NULL OR r.source = $5)', '($6::boolean IS NULL OR r.known = $6)'],
  weight: 'sum(r.triggered)',
};
const liveChats: Source = {
  table: 'report_live_chat',
  sums: {
    ...named('requested', 'connected', 'missed', 'abandoned', 'ended', 'offered', 'declined', 'expired', 'replied'),
    waitMs: 'wait_ms',
    firstReplyMs: 'first_reply_ms',
    lengthMs: 'length_ms',
  },
  keys: { DAY: day, DIALOG: 'r.dialog_id::text', AGENT: 'r.agent_id::text', TEAM: 'r.team_id::text' },
  filters: [ofDialogs, '($5::uuid IS NULL OR r.agent_id = $5)', '($6::uuid IS NULL OR r.team_id = $6)'],
  weight: 'sum(r.requested) + sum(r.connected)',
};
const meetings: Source = {
  table: 'report_meeting',
  sums: named('booked', 'moved', 'cancelled'),
  keys: { DAY: day, DIALOG: 'r.dialog_id::text', AGENT: 'r.agent_id::text' },
  filters: [ofDialogs, '($5::uuid IS NULL OR r.agent_id = $5)'],
  weight: 'sum(r.booked)',
};

/** A row as it comes back; sums of integers come as numbers because they are asked for as double precision. */
type Summed<Figures> = Figures & { readonly key: string | null };

export function reportReads(reader: Reader): ReportReads {
  return {
    conversationReport: (query) =>
      read<ConversationFigures>(reader, summed(conversations, query, [query.source, query.known])),
    liveChatReport: (query) => read<LiveChatFigures>(reader, summed(liveChats, query, [query.agentId, query.teamId])),
    meetingReport: (query) => read<MeetingFigures>(reader, summed(meetings, query, [query.agentId])),
  };
}

async function read<Figures>(
  reader: Reader,
  statement: Statement<Summed<Figures>>,
): Promise<readonly ReportRow<Figures>[]> {
  const rows = await reader.rows(statement);
  return rows.map(({ key, ...figures }) => ({ key, figures: figures as unknown as Figures }));
}

/** One statement for each table and group; a range of days is a range of buckets, since every zone's day begins at one. */
function summed<Figures>(source: Source, query: ReportQuery, narrowed: readonly unknown[]): Statement<Summed<Figures>> {
  const { groupBy } = query;
  const key = groupBy === null ? 'NULL::text' : source.keys[groupBy];
  if (key === undefined) throw new Error(`The report of ${source.table} has no rows by ${groupBy}.`);
  const name = `${source.table}_by_${(groupBy ?? 'NOTHING').toLowerCase()}`;
  const sums = Object.entries(source.sums).map(
    ([field, column]) => `coalesce(sum(r.${column}), 0)::float8 AS "${field}"`,
  );
  const order = groupBy === 'DAY' ? '1' : `${source.weight} DESC NULLS LAST, 1`;
  return {
    name,
    text: `/* ${name} */ SELECT ${key} AS key, ${sums.join(', ')}
FROM ${source.table} r
WHERE r.bucket >= ($1::date)::timestamp AT TIME ZONE $3 AND r.bucket < ($2::date + 1)::timestamp AT TIME ZONE $3
  AND ${source.filters.join(' AND ')}
${groupBy === null ? '' : `GROUP BY 1 ORDER BY ${order} LIMIT ${maxReportRows}`}`,
    values: [query.from, query.to, query.timeZone, query.dialogIds, ...narrowed],
  };
}

function named(...columns: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(columns.map((column) => [column, column]));
}
