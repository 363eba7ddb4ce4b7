import type { OpenConversation } from '../../actions/audience-ports';
import type { DialogId, VisitorId, WorkspaceId } from '../../routing/terms';
import type { DwellRecord } from '../../streams/dwell';
import { defineEach, eachOf, fromList, listOf, type SqlType, withEach } from '../each-statement';
import { define } from '../statement';

export interface DwellRow extends DwellRecord {
  readonly page: string;
  readonly visits: number;
  readonly seenAt: Date;
}

/** The site's row has an empty page. */
export const dwellFind = defineEach<[WorkspaceId, VisitorId, string | null], DwellRow>(
  'visitor_dwell_find',
  `SELECT w.page, w.seconds, w.views, w.scroll_percent AS "scrollPercent", w.exit_intent AS "exitIntent", w.visits,
    w.seen_at AS "seenAt"
  FROM visitor_dwell w WHERE w.workspace_id = $1 AND w.visitor_id = $2 AND w.page IN ('', $3)`,
  ['uuid', 'text'],
);

/** Versions below zero are previews'. */
export const openFind = defineEach<[WorkspaceId, VisitorId], OpenConversation>(
  'conversation_find_open_for_choice',
  `SELECT c.conversation_id AS id, c.dialog_id AS "dialogId", c.dialog_version AS version,
    c.engaged_at IS NOT NULL AS "isEngaged", coalesce(cp.delivery, 'CHATBOT') AS delivery,
    c.live_chat_id IS NOT NULL AS "isLive"
  FROM conversation c
  LEFT JOIN conversation_play cp ON cp.workspace_id = c.workspace_id AND cp.conversation_id = c.conversation_id
  WHERE c.workspace_id = $1 AND c.visitor_id = $2 AND c.status = 'OPEN' AND c.dialog_version > 0
  ORDER BY c.started_at DESC, c.conversation_id DESC`,
  ['uuid'],
);

/** Of dialogs alone: flows are repeated without end, and nobody asks which. */
export const completedFind = defineEach<[WorkspaceId, VisitorId], { dialogId: DialogId }>(
  'dialog_find_completed',
  `SELECT DISTINCT c.dialog_id AS "dialogId" FROM conversation c
  JOIN dialog d ON d.workspace_id = c.workspace_id AND d.dialog_id = c.dialog_id AND d.kind = 'DIALOG'
  WHERE c.workspace_id = $1 AND c.visitor_id = $2 AND c.status = 'COMPLETED' AND c.dialog_version > 0`,
  ['uuid'],
);

export const showingsFind = defineEach<
  [WorkspaceId, VisitorId],
  { readonly dialogId: DialogId; readonly visit: number; readonly at: readonly Date[] }
>(
  'dialog_showing_find',
  `SELECT s.dialog_id AS "dialogId", s.visit, s.shown_at AS at FROM dialog_showing s
  WHERE s.workspace_id = $1 AND s.visitor_id = $2`,
  ['uuid'],
);

export const publishedVersionFind = defineEach<[WorkspaceId, DialogId], { version: number }>(
  'dialog_find_published_version',
  `SELECT d.published_version AS version FROM dialog d
  WHERE d.workspace_id = $1 AND d.dialog_id = $2 AND d.status = 'PUBLISHED'`,
  ['uuid'],
);

/** More pages than this, and those unseen for longest are forgotten; the site's own row stays. */
const maxPages = 50;
/** Views of one page that may go on at the same time; when another comes they are summed up. */
const maxViews = 8;
const longest = 1_000_000_000;

const told = "(VALUES ('', $6::integer), ($3::text, $5::integer)) AS told (page, seconds)";
const visitTypes: readonly SqlType[] = ['uuid', 'text', 'text', 'integer', 'integer', 'integer', 'boolean'];
/** The one view that is told of, as it stands in the row that was to be inserted; none where the seconds add up. */
const viewOfNew = '(SELECT jsonb_object_keys(excluded.views))';

function visitRecordText({ from, view, more }: { from: string; view: string; more: string }): string {
  return `WITH counted AS (
    INSERT INTO visitor_dwell AS w
      (workspace_id, visitor_id, page, seconds, views, scroll_percent, exit_intent, visits, seen_at)
    SELECT $1::uuid, $2::uuid, told.page, CASE WHEN $4::text IS NULL THEN told.seconds ELSE 0 END,
      CASE WHEN $4::text IS NULL THEN '{}' ELSE jsonb_build_object($4::text, told.seconds) END,
      CASE WHEN told.page = '' THEN 0 ELSE $7::integer END, told.page <> '' AND $8::boolean,
      (told.page = '')::integer, parley_now()
    FROM ${from}
    WHERE told.page IS NOT NULL
    ORDER BY ${more}told.page
    ON CONFLICT (workspace_id, visitor_id, page) DO UPDATE SET
      seconds = least(${longest}, w.seconds::bigint + excluded.seconds + CASE
        WHEN ${view} IS NULL OR w.views ? ${view} OR (SELECT count(*) FROM jsonb_object_keys(w.views)) < ${maxViews} THEN 0
        ELSE (SELECT sum(v.value::bigint) FROM jsonb_each_text(w.views) AS v) END)::integer,
      views = CASE
        WHEN ${view} IS NULL THEN w.views
        WHEN w.views ? ${view} OR (SELECT count(*) FROM jsonb_object_keys(w.views)) < ${maxViews}
          THEN w.views || jsonb_build_object(${view},
            greatest((w.views ->> ${view})::integer, (excluded.views ->> ${view})::integer))
        ELSE excluded.views END,
      scroll_percent = greatest(w.scroll_percent, excluded.scroll_percent),
      exit_intent = w.exit_intent OR excluded.exit_intent,
      visits = w.visits + (w.page = '' AND w.seen_at < parley_now() - interval '30 minutes')::integer,
      seen_at = parley_now()
  )
  DELETE FROM visitor_dwell w WHERE w.workspace_id = $1 AND w.visitor_id = $2 AND w.page IN (
    SELECT old.page FROM visitor_dwell old
    WHERE old.workspace_id = $1 AND old.visitor_id = $2 AND old.page NOT IN ('', coalesce($3::text, ''))
    ORDER BY old.seen_at DESC OFFSET ${maxPages - 1}
  )`;
}

/**
 * `$3` null: the page is unknown, the site is counted alone. `$4` null: the seconds add up each time. The site's row comes
 * first, so that two tabs of one visitor wait for each other there and nowhere else.
 */
export const visitRecord = withEach(
  define<[WorkspaceId, VisitorId, string | null, string | null, number, number, number, boolean]>(
    'visitor_dwell_record',
    visitRecordText({ from: told, view: '$4::text', more: '' }),
  ),
  eachOf(
    'visitor_dwell_record_each',
    `WITH q AS MATERIALIZED (SELECT * FROM ${listOf(visitTypes)}), ${fromList(
      visitRecordText({ from: `q CROSS JOIN LATERAL ${told}`, view: viewOfNew, more: 'q.p2, ' }),
      visitTypes,
    )
      .replace(/^WITH /, '')
      .replace('DELETE FROM visitor_dwell w WHERE', 'DELETE FROM visitor_dwell w USING q WHERE')}`,
    visitTypes,
  ),
);

export const businessHoursSet = define<[WorkspaceId, string | null]>(
  'workspace_set_business_hours',
  'UPDATE workspace SET business_hours = $2::jsonb WHERE workspace_id = $1',
);

export const showingRecord = define<[WorkspaceId, VisitorId, DialogId, number, number]>(
  'dialog_showing_record',
  `INSERT INTO dialog_showing AS s (workspace_id, visitor_id, dialog_id, visit, shown_at)
  VALUES ($1, $2, $3, $4::integer, ARRAY[parley_now()])
  ON CONFLICT (workspace_id, visitor_id, dialog_id) DO UPDATE SET
    visit = excluded.visit,
    shown_at = (s.shown_at || parley_now())[greatest(1, cardinality(s.shown_at) + 2 - $5::integer):]
  WHERE s.visit <> excluded.visit`,
);
