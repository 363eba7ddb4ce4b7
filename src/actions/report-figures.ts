/** What reports show of their sums: rates, averages, and the file that a spreadsheet opens. Pure. */
import type { ConversationFigures, LiveChatFigures, MeetingFigures } from './report-ports';

export type Shown = Readonly<Record<string, number | null>>;

export function shownConversations(figures: ConversationFigures): Shown {
  return {
    ...figures,
    engagementRate: share(figures.engaged, figures.triggered),
    conversionRate: share(figures.acquired, figures.engaged),
  };
}

export function shownLiveChats(figures: LiveChatFigures): Shown {
  const { waitMs, firstReplyMs, lengthMs, replied, ...counts } = figures;
  return {
    ...counts,
    averageWaitSeconds: share(waitMs / 1_000, counts.connected),
    averageFirstReplySeconds: share(firstReplyMs / 1_000, replied),
    averageLengthSeconds: share(lengthMs / 1_000, counts.ended),
  };
}

export function shownMeetings(figures: MeetingFigures): Shown {
  return { ...figures };
}

function share(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.round((part / whole) * 10_000) / 10_000;
}

/** RFC 4180: a header, lines that end in CRLF, fields in quotes where they need them. */
export function csvOf(firstColumn: string, rows: readonly { readonly label: string; readonly shown: Shown }[]): string {
  const columns = Object.keys(rows[0]?.shown ?? {});
  const lines = rows.map(({ label, shown }) => [
    csvCell(label),
    ...columns.map((column) => String(shown[column] ?? '')),
  ]);
  return [[firstColumn, ...columns], ...lines].map((line) => `${line.join(',')}\r\n`).join('');
}

/** What a page or a name begins with must not be taken for a formula by the spreadsheet that opens the file. */
export function csvCell(text: string): string {
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
