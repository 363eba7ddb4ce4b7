import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { csvOf, type Shown, shownConversations, shownLiveChats, shownMeetings } from '../actions/report-figures';
import type { Report as Figured, ReportKind, ReportQuery, ReportReads } from '../actions/report-ports';
import { reportRead } from '../actions/report-read';
import { reportsRebuild } from '../actions/reports-rebuild';
import { assertNever } from '../routing/terms';
import { idOf, idOrNull } from '../schema/global-ids';
import { ReportExportInput, ReportInput } from '../schema/report.input';
import { ReportsRebuildPayload } from '../schema/reports-rebuild.input';
import { ConversationReport, LiveChatReport, MeetingReport } from '../schema/report.type';
import type { Context, Scope } from './context';
import { demand, scopeOf } from './entry';
import { asError, payloadOf } from './refusals';
import { labelled } from './report-labels';

interface Report {
  readonly total: Shown;
  readonly rows: readonly { readonly label: string | null; readonly figures: Shown }[];
}

const range = { description: 'The range, the rows, and what it is narrowed to.' };

@Resolver()
export class ReportResolver {
  @Mutation(() => ReportsRebuildPayload, {
    description:
      'Makes every figure anew from the log: they come out the same, unless what was stored of them was lost. Needs GLOBAL_REPORTS_VIEW. CONFLICT once the beginning of the log is no longer kept.',
  })
  async reportsRebuild(@Ctx() context: Context): Promise<object> {
    const outcome = await reportsRebuild(context.ports, scopeOf(context).actor);
    return payloadOf(outcome, (events) => ({ events }));
  }

  @Query(() => ConversationReport, {
    nullable: true,
    description: 'What became of conversations, up to this moment. Needs GLOBAL_REPORTS_VIEW.',
  })
  reportConversations(@Arg('input', () => ReportInput, range) input: ReportInput, @Ctx() context: Context) {
    return reportOf(context, 'CONVERSATIONS', input);
  }

  @Query(() => LiveChatReport, {
    nullable: true,
    description: 'What became of live chats, up to this moment. Needs LIVE_CHAT_REPORTS_VIEW.',
  })
  reportLiveChats(@Arg('input', () => ReportInput, range) input: ReportInput, @Ctx() context: Context) {
    return reportOf(context, 'LIVE_CHATS', input);
  }

  @Query(() => MeetingReport, {
    nullable: true,
    description: 'Which meetings were booked, and with whom, up to this moment. Needs MEETING_REPORTS_VIEW.',
  })
  reportMeetings(@Arg('input', () => ReportInput, range) input: ReportInput, @Ctx() context: Context) {
    return reportOf(context, 'MEETINGS', input);
  }

  @Query(() => String, {
    nullable: true,
    description:
      'A report as a CSV file (RFC 4180): a header, then the rows, or the total where it has none. Needs REPORTS_EXPORT and what the report needs.',
  })
  async reportExport(
    @Arg('input', () => ReportExportInput, { description: 'Which report, of which range.' }) input: ReportExportInput,
    @Ctx() context: Context,
  ): Promise<string> {
    demand(scopeOf(context), 'reports.export');
    const { total, rows } = await reportOf(context, input.kind, input);
    const lines = rows.map(({ label, figures }) => ({ label: label ?? '', shown: figures }));
    return csvOf(
      input.groupBy?.toLowerCase() ?? 'range',
      input.groupBy ? lines : [{ label: `${input.from} to ${input.to}`, shown: total }],
    );
  }
}

async function reportOf(context: Context, kind: ReportKind, input: ReportInput): Promise<Report> {
  const scope = scopeOf(context);
  const outcome = await reportRead(context.ports, scope.actor, { kind, query: queryOf(input) });
  if (!outcome.ok) throw asError(outcome.refusals);
  const query = outcome.value;
  switch (kind) {
    case 'CONVERSATIONS':
      return shownAs(scope, query, {
        read: (reads, asked) => reads.conversationReport(asked),
        show: shownConversations,
      });
    case 'LIVE_CHATS':
      return shownAs(scope, query, { read: (reads, asked) => reads.liveChatReport(asked), show: shownLiveChats });
    case 'MEETINGS':
      return shownAs(scope, query, { read: (reads, asked) => reads.meetingReport(asked), show: shownMeetings });
    default:
      return assertNever(kind);
  }
}

async function shownAs<Figures>(
  scope: Scope,
  query: ReportQuery,
  how: {
    readonly read: (reads: ReportReads, query: ReportQuery) => Promise<Figured<Figures>>;
    readonly show: (figures: Figures) => Shown;
  },
): Promise<Report> {
  const { total, rows } = await how.read(scope.reads, query);
  return {
    total: how.show(total),
    rows: query.groupBy === null ? [] : await labelled(scope, query.groupBy, rows, how.show),
  };
}

function queryOf(input: ReportInput): ReportQuery {
  return {
    from: input.from,
    to: input.to,
    timeZone: input.timeZone,
    groupBy: input.groupBy ?? null,
    dialogIds: input.dialogIds?.map((id) => idOf('Dialog', id)) ?? null,
    source: input.source ?? null,
    known: input.known ?? null,
    agentId: idOrNull('Agent', input.agentId),
    teamId: idOrNull('Team', input.teamId),
  };
}
