import type { PlayableScript, PlayRecord, ReadingRecord } from '../../actions/play.records';
import type { ConversationId, DialogId, VisitorId, WorkspaceId } from '../../routing/terms';
import { playColumns, readingColumns } from '../columns';
import { defineEach } from '../each-statement';
import { define, type Statement } from '../statement';

export const playFind = defineEach<[WorkspaceId, ConversationId], PlayRecord>(
  'play_find',
  `SELECT ${playColumns} FROM conversation_play cp WHERE cp.workspace_id = $1 AND cp.conversation_id = $2`,
  ['uuid'],
);

export const playHold = define<[WorkspaceId, ConversationId], unknown>(
  'play_hold',
  'SELECT FROM conversation_play WHERE workspace_id = $1 AND conversation_id = $2 FOR NO KEY UPDATE',
);

const insert = defineEach<readonly unknown[]>(
  'play_insert',
  `INSERT INTO conversation_play (workspace_id, conversation_id, place, person_id, score, continues_at, goals, language,
    time_zone, referrer, source, delivery, known_at_start, returning_visitor, again, preview)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`,
  [
    'uuid',
    'jsonb',
    'uuid',
    'integer',
    'timestamptz',
    'jsonb',
    'text',
    'text',
    'text',
    'text',
    'text',
    'boolean',
    'boolean',
    'boolean',
    'boolean',
  ],
);

const save = defineEach<readonly unknown[]>(
  'play_save',
  // Whoever read the row before an address was given elsewhere takes the person off it no more.
  `UPDATE conversation_play SET place = $3, person_id = coalesce(person_id, $4), score = $5, continues_at = $6, goals = $7
  WHERE workspace_id = $1 AND conversation_id = $2`,
  ['uuid', 'jsonb', 'uuid', 'integer', 'timestamptz', 'jsonb'],
);

function changing(play: PlayRecord): readonly unknown[] {
  return [play.place, play.personId, play.score, play.continuesAt, JSON.stringify(play.goals)];
}

export function playInsert(workspaceId: WorkspaceId, play: PlayRecord): Statement {
  const { conversationId, language, timeZone, referrer, source, delivery, knownAtStart, returning, again, preview } =
    play;
  const fixed = [language, timeZone, referrer, source, delivery, knownAtStart, returning, again, preview];
  return insert(workspaceId, conversationId, ...changing(play), ...fixed);
}

export function playSave(workspaceId: WorkspaceId, play: PlayRecord): Statement {
  return save(workspaceId, play.conversationId, ...changing(play));
}

export const flowFindPublished = define<[WorkspaceId], { dialogId: DialogId; version: number }>(
  'flow_find_published',
  `SELECT d.dialog_id AS "dialogId", d.published_version AS version FROM dialog d
  WHERE d.workspace_id = $1 AND d.kind = 'FLOW' AND d.status = 'PUBLISHED'`,
);

/**
 * Walks from script to script through the flow cards, so that whatever a step may come to is there after one round trip. A
 * flow that leads back into itself is met twice and walked once: UNION keeps of equal rows one. Ids are compared as text: what
 * is no id in a card is an unknown flow, and no failure of everybody's answers.
 */
export const scriptFind = define<[WorkspaceId, readonly DialogId[], readonly number[]], PlayableScript>(
  'script_find',
  `WITH RECURSIVE reached AS (
    SELECT v.dialog_id, v.version, v.language, v.fallback_languages, v.fallback_message, v.cards
    FROM unnest($2::uuid[], $3::integer[]) AS asked (dialog_id, version)
    JOIN dialog_version v ON v.workspace_id = $1 AND v.dialog_id = asked.dialog_id AND v.version = asked.version
    UNION
    SELECT v.dialog_id, v.version, v.language, v.fallback_languages, v.fallback_message, v.cards
    FROM reached r
    CROSS JOIN LATERAL jsonb_path_query(r.cards, '$[*] ? (@.kind == "FLOW").flowId') AS flow (id)
    JOIN dialog d ON d.workspace_id = $1 AND d.dialog_id::text = flow.id #>> '{}' AND d.kind = 'FLOW'
      AND d.status = 'PUBLISHED'
    JOIN dialog_version v ON v.workspace_id = $1 AND v.dialog_id = d.dialog_id AND v.version = d.published_version
  )
  SELECT r.dialog_id AS "dialogId", r.version, r.language, r.fallback_languages AS "fallbackLanguages",
    r.fallback_message AS "fallbackMessage", r.cards AS script
  FROM reached r`,
);

/** A published flow, which has no script here, or a script that is not at hand. */
type FlowOrScript = PlayableScript | { readonly dialogId: DialogId; readonly version: number; readonly script: null };

/**
 * What is at hand ($3, $4) is neither read nor walked through: the flows that it names ($5) say all about it that counts here.
 * They are those of the whole guess, so that a flow may come along that this conversation never enters; it is kept as well.
 */
export const flowFindPublishedFor = define<
  [WorkspaceId, ConversationId, readonly DialogId[], readonly number[], readonly string[]],
  FlowOrScript
>(
  'flow_find_published_for',
  `WITH RECURSIVE flow AS MATERIALIZED (
    SELECT d.dialog_id, d.published_version AS version FROM dialog d
    WHERE d.workspace_id = $1 AND d.kind = 'FLOW' AND d.status = 'PUBLISHED'
  ), asked AS (
    SELECT c.dialog_id, c.dialog_version AS version FROM conversation c
    WHERE c.workspace_id = $1 AND c.conversation_id = $2
    UNION
    SELECT (at ->> 'dialogId')::uuid, (at ->> 'version')::integer FROM conversation_play cp
    CROSS JOIN LATERAL jsonb_array_elements(cp.place -> 'frames' || jsonb_build_array(cp.place)) AS at
    WHERE cp.workspace_id = $1 AND cp.conversation_id = $2
    UNION
    SELECT f.dialog_id, f.version FROM flow f WHERE f.dialog_id::text = ANY ($5::text[])
  ), lacking AS (
    SELECT v.dialog_id, v.version, v.language, v.fallback_languages, v.fallback_message, v.cards
    FROM asked JOIN dialog_version v ON v.workspace_id = $1 AND v.dialog_id = asked.dialog_id AND v.version = asked.version
    WHERE (v.dialog_id, v.version) NOT IN (SELECT * FROM unnest($3::uuid[], $4::integer[]))
    UNION
    SELECT v.dialog_id, v.version, v.language, v.fallback_languages, v.fallback_message, v.cards
    FROM lacking l
    CROSS JOIN LATERAL jsonb_path_query(l.cards, '$[*] ? (@.kind == "FLOW").flowId') AS named (id)
    JOIN flow f ON f.dialog_id::text = named.id #>> '{}'
    JOIN dialog_version v ON v.workspace_id = $1 AND v.dialog_id = f.dialog_id AND v.version = f.version
    WHERE (v.dialog_id, v.version) NOT IN (SELECT * FROM unnest($3::uuid[], $4::integer[]))
  )
  SELECT f.dialog_id AS "dialogId", f.version, NULL AS language, NULL AS "fallbackLanguages",
    NULL AS "fallbackMessage", NULL::jsonb AS script
  FROM flow f
  UNION ALL
  SELECT l.dialog_id, l.version, l.language, l.fallback_languages, l.fallback_message, l.cards FROM lacking l`,
);

export const flowStartFind = define<[WorkspaceId, VisitorId, string], { conversationId: ConversationId }>(
  'flow_start_find',
  `SELECT fs.conversation_id AS "conversationId" FROM flow_start fs
  WHERE fs.workspace_id = $1 AND fs.visitor_id = $2 AND fs.client_flow_id = $3`,
);

export const flowStartInsert = define<[WorkspaceId, VisitorId, string, ConversationId]>(
  'flow_start_insert',
  'INSERT INTO flow_start (workspace_id, visitor_id, client_flow_id, conversation_id) VALUES ($1, $2, $3, $4)',
);

export const documentIsOffered = define<[WorkspaceId, ConversationId, string], { offered: boolean }>(
  'document_is_offered',
  `SELECT EXISTS (
    SELECT FROM message m
    WHERE m.workspace_id = $1 AND m.conversation_id = $2 AND m.card_key = $3 AND m.document IS NOT NULL
  ) AS offered`,
);

export const readingFindOf = define<[WorkspaceId, ConversationId, string], ReadingRecord>(
  'reading_find_of',
  `SELECT ${readingColumns} FROM document_reading dr
  WHERE dr.workspace_id = $1 AND dr.conversation_id = $2 AND dr.card_key = $3`,
);

export const readingInsert = define<[WorkspaceId, ConversationId, string, ReadingRecord['what'], string, Date]>(
  'reading_insert',
  `INSERT INTO document_reading (workspace_id, conversation_id, card_key, what, detail, first_at)
  VALUES ($1, $2, $3, $4, $5, $6)`,
);
