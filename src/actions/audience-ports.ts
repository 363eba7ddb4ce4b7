/** What choosing a dialog needs: the published dialogs at hand, and what has happened between a visitor and the site. */
import type { ConversationId, DialogId, VisitorId, WeeklyHours, WorkspaceId } from '../routing/terms';
import type { Matcher } from '../streams/audience';
import type { DwellRecord, VisitReport } from '../streams/dwell';
import type { Delivery } from './records';

/** A workspace's published dialogs, compiled, with what counts for all of them. Never changed: a newer one takes its place. */
export interface Published {
  readonly matcher: Matcher;
  readonly chatEnabled: boolean;
  /** Null: always open. */
  readonly businessHours: WeeklyHours | null;
}

/** Kept in the process and dropped when something is published anywhere: asking it is no question to the database. */
export interface Catalog {
  find(workspaceId: WorkspaceId): Promise<Published>;
  /** It was found to be older than the rows: whoever asks next gets a fresh one. */
  drop(workspaceId: WorkspaceId): void;
  /** This process's own clock: near enough for questions that change nothing. */
  now(): Date;
}

/** An open conversation of the visitor, as the choice sees it. */
export interface OpenConversation {
  readonly id: ConversationId;
  readonly dialogId: DialogId;
  readonly version: number;
  readonly isEngaged: boolean;
  readonly delivery: Delivery;
  /** Whether a live chat was asked for in it. */
  readonly isLive: boolean;
}

/** Previews stand nowhere in it. */
export interface StandingRecord {
  /** Null: never seen before. */
  readonly site: (DwellRecord & { readonly visits: number; readonly seenAt: Date }) | null;
  readonly page: DwellRecord | null;
  /** Newest first. */
  readonly open: readonly OpenConversation[];
  readonly completed: readonly DialogId[];
  readonly showings: readonly { readonly dialogId: DialogId; readonly visit: number; readonly at: readonly Date[] }[];
}

export interface AudienceStore {
  /** One round trip. `page` as `pageOf` tells it. */
  findStanding(visitorId: VisitorId, page: string | null): Promise<StandingRecord>;
  /** The version that visitors get now; null where it is not published. */
  findPublishedVersion(dialogId: DialogId): Promise<number | null>;
  /** Counts the report and the visit. Behind the conversation's lock where one is taken. */
  recordVisit(visitorId: VisitorId, page: string | null, report: VisitReport): void;
  /** When the workspace is open; null: always. */
  setBusinessHours(hours: WeeklyHours | null): void;
  /** Once for each visit, however often it is called. `keep`: how many of them the cap asks about. */
  recordShowing(
    visitorId: VisitorId,
    showing: { readonly dialogId: DialogId; readonly visit: number; readonly keep: number },
  ): void;
}
