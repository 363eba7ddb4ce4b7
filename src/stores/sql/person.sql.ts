import type { Identity } from '../../actions/people-ports';
import type { PersonFacts, PersonRecord } from '../../actions/people.records';
import type { AgentId, AttributeSource, ConversationId, PersonId, VisitorId, WorkspaceId } from '../../routing/terms';
import { personColumns } from '../person-columns';
import { defineEach } from '../each-statement';
import { define } from '../statement';

/** `own`: the person that the visitor `v` was given; who was merged into another is that other. */
const ownPerson = 'LEFT JOIN person own ON own.workspace_id = v.workspace_id AND own.person_id = v.person_id';
const ownId = 'coalesce(own.merged_into, own.person_id)';

/** Of a name's parts the whole comes first, then what is above it: `ar` is the nearest account. */
export const accountsOf = (email: string): string => `
      CROSS JOIN LATERAL string_to_array(lower(split_part(${email}, '@', 2)), '.') AS part
      CROSS JOIN LATERAL generate_series(1, least(cardinality(part), 20)) AS first
      JOIN account_route ar ON ar.workspace_id = $1 AND ar.domain = array_to_string(part[first:], '.')
      ORDER BY first`;

const hasAccounts = 'EXISTS (SELECT FROM account_route ar WHERE ar.workspace_id = $1)';
const facts = `${ownId} AS "personId",
    coalesce((
      SELECT jsonb_agg(jsonb_build_object('name', pa.name, 'value', pa.value, 'source', pa.source) ORDER BY pa.name)
      FROM person_attribute pa WHERE pa.workspace_id = v.workspace_id AND pa.person_id = ${ownId}
    ), '[]'::jsonb) AS attributes,
    coalesce((
      SELECT array_agg(DISTINCT lm.person_list_id) FROM person_list_member lm
      WHERE lm.workspace_id = v.workspace_id AND lm.member_id IN (v.visitor_id, ${ownId})
    ), '{}'::uuid[]) AS lists,
    ${hasAccounts} AS "hasAccounts"`;

/** With whom the visitor's account belongs to, where the workspace has accounts at all. `$3`: the sources whose word counts. */
export const personFactsFind = defineEach<[WorkspaceId, VisitorId, readonly AttributeSource[]], PersonFacts>(
  'person_facts_find',
  `SELECT ${facts}, CASE WHEN ${hasAccounts} THEN account_owner($1, $2, ${ownId}, $3::text[]) END AS "ownerId"
  FROM visitor v ${ownPerson} WHERE v.workspace_id = $1 AND v.visitor_id = $2`,
  ['uuid', 'text[]'],
);

/** NO KEY: what refers to the visitor, a new conversation of it among them, does not wait. */
export const visitorLock = define<[WorkspaceId, VisitorId], { id: VisitorId }>(
  'visitor_lock',
  `SELECT v.visitor_id AS id FROM visitor v WHERE v.workspace_id = $1 AND v.visitor_id = $2 FOR NO KEY UPDATE`,
);

/** Conflicts with the share that everybody takes who writes to the person. Behind the visitor. */
export const visitorPersonLock = define<[WorkspaceId, VisitorId], { id: PersonId }>(
  'visitor_person_lock',
  `SELECT p.person_id AS id FROM visitor v JOIN person p ON p.workspace_id = v.workspace_id AND p.person_id = v.person_id
  WHERE v.workspace_id = $1 AND v.visitor_id = $2 FOR NO KEY UPDATE OF p`,
);

/**
 * Addresses are locked before anybody has them, so rows will not do. The first key is Parley's own for addresses; a workspace
 * has 256 of them, because a thousand at once would fill the server's table of locks, and two addresses of one key only wait
 * for each other. In the keys' order, so that two who lock several cannot wait in a ring.
 */
export const emailsLock = define<[WorkspaceId, readonly string[]], unknown>(
  'emails_lock',
  `SELECT pg_advisory_xact_lock(7201103, locked.key) FROM (
    SELECT DISTINCT hashtext($1::text || ' ' || (hashtext(email) & 255)) AS key FROM unnest($2::text[]) AS email ORDER BY key
  ) AS locked`,
);

/** Read behind both locks, by a statement of its own: one that waited would still see what was before the wait. */
export const identityFind = define<[WorkspaceId, VisitorId, string], Identity>(
  'identity_find',
  `SELECT ${ownId} AS "personId", (
    SELECT coalesce(e.merged_into, e.person_id) FROM person e WHERE e.workspace_id = $1 AND e.email = $3
  ) AS "ownerId"
  FROM visitor v ${ownPerson}
  WHERE v.workspace_id = $1 AND v.visitor_id = $2`,
);

export const personInsert = define<[WorkspaceId, PersonId, string]>(
  'person_insert',
  'INSERT INTO person (workspace_id, person_id, email) VALUES ($1, $2, $3)',
);

export const personFindByEmails = define<[WorkspaceId, readonly string[]], { id: PersonId; email: string }>(
  'person_find_by_emails',
  `SELECT coalesce(p.merged_into, p.person_id) AS id, p.email FROM person p
  WHERE p.workspace_id = $1 AND p.email = ANY ($2::text[])`,
);

/** With the address as it was written, and who said so, as what is known of each. */
export const personInsertMany = define<
  [WorkspaceId, readonly PersonId[], readonly string[], readonly string[], AttributeSource]
>(
  'person_insert_many',
  `WITH made AS (
    INSERT INTO person (workspace_id, person_id, email)
    SELECT $1, n.id, n.email FROM unnest($2::uuid[], $3::text[]) AS n (id, email)
  )
  INSERT INTO person_attribute (workspace_id, person_id, name, value, source)
  SELECT $1, n.id, 'email', n.written, $5 FROM unnest($2::uuid[], $4::text[]) AS n (id, written)`,
);

export const personFind = define<[WorkspaceId, PersonId], PersonRecord>(
  'person_find',
  `SELECT ${personColumns} FROM person asked
  JOIN person p ON p.workspace_id = asked.workspace_id AND p.person_id = coalesce(asked.merged_into, asked.person_id)
  WHERE asked.workspace_id = $1 AND asked.person_id = $2`,
);

export const visitorAttach = define<[WorkspaceId, VisitorId, PersonId]>(
  'visitor_attach',
  'UPDATE visitor SET person_id = $3 WHERE workspace_id = $1 AND visitor_id = $2',
);

/** `$4`: whose the visitor was before; null: nobody's. A preview is nobody's conversation. */
export const playsAttach = define<[WorkspaceId, VisitorId, PersonId, PersonId | null]>(
  'plays_attach',
  `UPDATE conversation_play cp
  SET person_id = CASE WHEN c.status = 'OPEN' OR $4::uuid IS NULL THEN $3 ELSE $4::uuid END
  FROM conversation c
  WHERE c.workspace_id = $1 AND c.visitor_id = $2 AND cp.workspace_id = c.workspace_id
    AND cp.conversation_id = c.conversation_id AND NOT cp.preview
    AND (cp.person_id IS NULL OR ($4::uuid IS NOT NULL AND c.status = 'OPEN'))`,
);

/** What wins over what: the stronger source, and of two alike the later word. `$n`: the sources, the weakest first. */
const wins = (weakestFirst: string): string => `
  (array_position(${weakestFirst}, excluded.source), excluded.set_at)
    > (array_position(${weakestFirst}, person_attribute.source), person_attribute.set_at)`;

const whileMerging = 'FOR SHARE OF p';

/**
 * The visitor's person is held for as long as it is written to: a merge waits for it, and behind a merge it is read as whom it
 * was merged into.
 */
export const personLearn = define<[WorkspaceId, VisitorId, readonly string[]]>(
  'person_learn',
  `WITH whose AS MATERIALIZED (
    SELECT coalesce(p.merged_into, p.person_id) AS person_id
    FROM visitor v JOIN person p ON p.workspace_id = v.workspace_id AND p.person_id = v.person_id
    WHERE v.workspace_id = $1 AND v.visitor_id = $2 ${whileMerging}
  )
  INSERT INTO person_attribute (workspace_id, person_id, name, value, source, set_at)
  SELECT $1, whose.person_id, va.name, va.value, va.source, va.set_at
  FROM whose, visitor_attribute va
  WHERE va.workspace_id = $1 AND va.visitor_id = $2 AND va.source <> 'PAGE'
  ORDER BY va.name
  ON CONFLICT (workspace_id, person_id, name)
  DO UPDATE SET value = excluded.value, source = excluded.source, set_at = excluded.set_at
  WHERE ${wins('$3::text[]')}`,
);

export const personSetAttributes = define<
  [WorkspaceId, PersonId, readonly string[], readonly string[], readonly string[], readonly string[]]
>(
  'person_set_attributes',
  `WITH whose AS MATERIALIZED (
    SELECT coalesce(p.merged_into, p.person_id) AS person_id FROM person p
    WHERE p.workspace_id = $1 AND p.person_id = $2 ${whileMerging}
  )
  INSERT INTO person_attribute (workspace_id, person_id, name, value, source)
  SELECT $1, whose.person_id, a.name, a.value, a.source
  FROM whose, unnest($3::text[], $4::text[], $5::text[]) AS a (name, value, source)
  ORDER BY a.name
  ON CONFLICT (workspace_id, person_id, name)
  DO UPDATE SET value = excluded.value, source = excluded.source, set_at = excluded.set_at
  WHERE array_position($6::text[], person_attribute.source) <= array_position($6::text[], excluded.source)`,
);

export const personRemoveAttributes = define<[WorkspaceId, PersonId, readonly string[]]>(
  'person_remove_attributes',
  'DELETE FROM person_attribute WHERE workspace_id = $1 AND person_id = $2 AND name = ANY ($3::text[])',
);

export const mergingLock = define<[WorkspaceId], unknown>(
  'merging_lock',
  'SELECT pg_advisory_xact_lock(7201104, hashtext($1::text))',
);

export const personChangeEmail = define<[WorkspaceId, PersonId, string]>(
  'person_change_email',
  'UPDATE person SET email = $3 WHERE workspace_id = $1 AND person_id = $2',
);

/** Whoever was merged into the other before goes along, so that one step always leads to somebody who is not merged. */
export const personMerge = define<[WorkspaceId, PersonId, PersonId]>(
  'person_merge',
  `UPDATE person SET merged_into = $2 WHERE workspace_id = $1 AND (person_id = $3 OR merged_into = $3)`,
);

export const personTakeAttributes = define<[WorkspaceId, PersonId, PersonId, readonly string[]]>(
  'person_take_attributes',
  `WITH taken AS (
    DELETE FROM person_attribute WHERE workspace_id = $1 AND person_id = $3 RETURNING name, value, source, set_at
  )
  INSERT INTO person_attribute (workspace_id, person_id, name, value, source, set_at)
  SELECT $1, $2, name, value, source, set_at FROM taken WHERE name <> 'email' ORDER BY name
  ON CONFLICT (workspace_id, person_id, name)
  DO UPDATE SET value = excluded.value, source = excluded.source, set_at = excluded.set_at
  WHERE ${wins('$4::text[]')}`,
);

export const conversationFindServed = define<[WorkspaceId, VisitorId, AgentId], { id: ConversationId }>(
  'conversation_find_served',
  `SELECT c.conversation_id AS id FROM conversation c
  WHERE c.workspace_id = $1 AND c.visitor_id = $2 AND c.agent_id = $3 AND c.status = 'OPEN'
    AND c.live_chat_state = 'CONNECTED'
  ORDER BY c.started_at DESC LIMIT 1`,
);
