/**
 * How long a visitor stayed, summed up from reports that may be repeated, lost or come from several tabs at once. A report says
 * how long its view of the page has lasted so far, under a key of the view's own: of one view the longest word counts, different
 * views add up. A report without a key adds up each time.
 */
import type { Dwell } from './audience';
import { addressOf } from './url-pattern';

/** What was stored of one page, or of the site. */
export interface DwellRecord {
  readonly seconds: number;
  readonly views: Readonly<Record<string, number>>;
  readonly scrollPercent: number;
  readonly exitIntent: boolean;
}

/** What a page says of the visit. */
export interface VisitReport {
  /** Null: the report adds up with whatever came before. */
  readonly viewId: string | null;
  readonly secondsOnPage: number;
  readonly secondsOnSite: number;
  readonly scrollPercent: number;
  readonly exitIntent: boolean;
}

export const nothingYet: DwellRecord = { seconds: 0, views: {}, scrollPercent: 0, exitIntent: false };

/** With this report counted in. What happened once stays so. */
export function dwellWith(
  report: VisitReport,
  stored: { readonly page: DwellRecord | null; readonly site: DwellRecord | null },
): Dwell {
  const { viewId } = report;
  const page = stored.page ?? nothingYet;
  return {
    secondsOnPage: secondsWith(page, { viewId, seconds: report.secondsOnPage }),
    secondsOnSite: secondsWith(stored.site ?? nothingYet, { viewId, seconds: report.secondsOnSite }),
    scrollPercent: Math.max(page.scrollPercent, report.scrollPercent),
    exitIntent: page.exitIntent || report.exitIntent,
  };
}

function secondsWith(
  { seconds, views }: DwellRecord,
  report: { readonly viewId: string | null; readonly seconds: number },
): number {
  const before = Object.values(views).reduce((sum, view) => sum + view, seconds);
  if (report.viewId === null) return before + report.seconds;
  const told = Object.hasOwn(views, report.viewId) ? (views[report.viewId] ?? 0) : 0;
  return before + Math.max(0, report.seconds - told);
}

const maxPageLength = 512;

/** What tells pages apart: the address without query and fragment. Null for what is no address of a web page. */
export function pageOf(url: string | null): string | null {
  const address = url === null ? null : addressOf(url);
  if (address === null) return null;
  const { scheme, host, port, path } = address;
  return `${scheme}://${host}${port === '' ? '' : `:${port}`}${path}`.slice(0, maxPageLength);
}

const visitOverMs = 30 * 60 * 1_000;

/** The number of the visit that this is, the first being 1: one is over when nothing was heard of the visitor for half an hour. */
export function visitNumber(before: { readonly visits: number; readonly seenAt: Date } | null, now: Date): number {
  if (before === null) return 1;
  const isOver = now.getTime() - before.seenAt.getTime() > visitOverMs;
  return Math.max(1, before.visits + (isOver ? 1 : 0));
}
