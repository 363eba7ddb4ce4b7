import type { ErasureSubject } from '../../actions/people-ports';
import type { ConsentPurpose } from '../../actions/people.records';
import type { ConversationId, PersonId, VisitorId, WorkspaceId } from '../../routing/terms';
import { defineEach } from '../each-statement';
import { define } from '../statement';

export const consentSet = define<[WorkspaceId, VisitorId, ConsentPurpose, boolean]>(
  'consent_set',
  `INSERT INTO visitor_consent AS vc (workspace_id, visitor_id, purpose, granted, granted_at, withdrawn_at)
  VALUES ($1, $2, $3, $4, CASE WHEN $4 THEN parley_now() END, CASE WHEN NOT $4 THEN parley_now() END)
  ON CONFLICT (workspace_id, visitor_id, purpose)
  DO UPDATE SET granted = excluded.granted, granted_at = coalesce(excluded.granted_at, vc.granted_at),
    withdrawn_at = coalesce(excluded.withdrawn_at, vc.withdrawn_at)
  WHERE vc.granted <> excluded.granted`,
);

export const consentFind = defineEach<[WorkspaceId, VisitorId, ConsentPurpose], { granted: boolean }>(
  'consent_find',
  'SELECT granted FROM visitor_consent WHERE workspace_id = $1 AND visitor_id = $2 AND purpose = $3',
  ['uuid', 'text'],
);

/** `$2` a visitor or null, `$3` a person or null. */
export const subjectFind = define<[WorkspaceId, VisitorId | null, PersonId | null], ErasureSubject>(
  'erasure_subject_find',
  `WITH root AS (
    SELECT coalesce(p.merged_into, p.person_id) AS person_id FROM person p
    WHERE p.workspace_id = $1
      AND p.person_id = coalesce($3::uuid, (SELECT person_id FROM visitor WHERE workspace_id = $1 AND visitor_id = $2))
  ), persons AS (
    SELECT p.person_id, p.email FROM person p, root
    WHERE p.workspace_id = $1 AND (p.person_id = root.person_id OR p.merged_into = root.person_id)
  ), visitors AS (
    SELECT v.visitor_id FROM visitor v
    WHERE v.workspace_id = $1 AND (v.visitor_id = $2 OR v.person_id IN (SELECT person_id FROM persons))
  ), conversations AS (
    -- What an earlier owner of the browser ended there stays theirs.
    SELECT c.conversation_id, c.status FROM conversation c JOIN visitors v ON v.visitor_id = c.visitor_id
    LEFT JOIN conversation_play cp ON cp.workspace_id = c.workspace_id AND cp.conversation_id = c.conversation_id
    WHERE c.workspace_id = $1 AND (cp.person_id IS NULL OR cp.person_id IN (SELECT person_id FROM persons))
    UNION
    SELECT c.conversation_id, c.status FROM conversation_play cp
    JOIN conversation c ON c.workspace_id = cp.workspace_id AND c.conversation_id = cp.conversation_id
    WHERE cp.workspace_id = $1 AND cp.person_id IN (SELECT person_id FROM persons)
  )
  SELECT
    coalesce((SELECT array_agg(person_id) FROM persons), '{}') AS "personIds",
    coalesce((SELECT array_agg(email) FROM persons WHERE email IS NOT NULL), '{}') AS emails,
    coalesce((SELECT array_agg(visitor_id ORDER BY visitor_id) FROM visitors), '{}') AS "visitorIds",
    coalesce((SELECT array_agg(conversation_id) FROM conversations), '{}') AS "conversationIds",
    coalesce((SELECT array_agg(conversation_id ORDER BY conversation_id) FROM conversations WHERE status = 'OPEN'), '{}')
      AS "openConversationIds", (
      SELECT count(*)::integer FROM meeting m
      WHERE m.workspace_id = $1 AND m.conversation_id IN (SELECT conversation_id FROM conversations)
        AND m.status <> 'CANCELLED' AND m.ends_at > parley_now()
    ) AS "meetingsAhead"
  WHERE EXISTS (SELECT FROM visitors) OR EXISTS (SELECT FROM persons)`,
);

type Ids = readonly string[];

/** In the order of their ids; whoever identifies one of them meanwhile waits, and finds that it was forgotten. */
export const visitorsLock = define<[WorkspaceId, Ids], { id: VisitorId }>(
  'visitors_lock',
  `SELECT v.visitor_id AS id FROM visitor v WHERE v.workspace_id = $1 AND v.visitor_id = ANY ($2::uuid[])
  ORDER BY v.visitor_id FOR NO KEY UPDATE`,
);

export const transcriptsErase = define<[readonly ConversationId[], string]>(
  'transcripts_erase',
  'SELECT transcripts_erase($1::uuid[], $2)',
);
/** What staff said of the visitor among themselves. */
export const whispersErase = define<[WorkspaceId, Ids, string]>(
  'whispers_erase',
  'UPDATE whisper SET text = $3 WHERE workspace_id = $1 AND conversation_id = ANY ($2::uuid[])',
);
export const offerWordsErase = define<[WorkspaceId, Ids]>(
  'offer_words_erase',
  `UPDATE offer SET note = NULL, decline_reason = NULL
  WHERE workspace_id = $1 AND conversation_id = ANY ($2::uuid[]) AND (note IS NOT NULL OR decline_reason IS NOT NULL)`,
);
export const conversationsErase = define<[WorkspaceId, Ids]>(
  'conversations_erase',
  'UPDATE conversation SET page_url = NULL WHERE workspace_id = $1 AND conversation_id = ANY ($2::uuid[])',
);
export const playsErase = define<[WorkspaceId, Ids]>(
  'plays_erase',
  'UPDATE conversation_play SET referrer = NULL WHERE workspace_id = $1 AND conversation_id = ANY ($2::uuid[])',
);
export const meetingsErase = define<[WorkspaceId, Ids, string]>(
  'meetings_erase',
  `UPDATE meeting SET attendee_email = $3, attendee_name = NULL, page_url = NULL, invitation = ''
  WHERE workspace_id = $1 AND conversation_id = ANY ($2::uuid[])`,
);
/** What was written to the visitor, and what was written about these conversations to somebody of the staff. */
export const mailsErase = define<[WorkspaceId, Ids, readonly string[], string]>(
  'mails_erase',
  `UPDATE mail SET subject = $4, text = $4, invitation = NULL,
    receiver = CASE WHEN lower(receiver) = ANY ($3::text[]) THEN mail_id::text ELSE receiver END,
    failed_at = CASE WHEN sent_at IS NULL THEN coalesce(failed_at, parley_now()) ELSE failed_at END
  WHERE workspace_id = $1 AND (lower(receiver) = ANY ($3::text[]) OR EXISTS (
    SELECT FROM (
      SELECT live_chat_id AS id FROM live_chat WHERE workspace_id = $1 AND conversation_id = ANY ($2::uuid[])
      UNION ALL
      SELECT meeting_id FROM meeting WHERE workspace_id = $1 AND conversation_id = ANY ($2::uuid[])
      UNION ALL
      SELECT unnest($2::uuid[])
    ) AS about
    WHERE strpos(mail.cause, about.id::text) > 0
  ))`,
);
export const visitorAttributesErase = define<[WorkspaceId, Ids]>(
  'visitor_attributes_erase',
  'DELETE FROM visitor_attribute WHERE workspace_id = $1 AND visitor_id = ANY ($2::uuid[])',
);
export const consentsErase = define<[WorkspaceId, Ids]>(
  'consents_erase',
  'DELETE FROM visitor_consent WHERE workspace_id = $1 AND visitor_id = ANY ($2::uuid[])',
);
export const dwellErase = define<[WorkspaceId, Ids]>(
  'dwell_erase',
  'DELETE FROM visitor_dwell WHERE workspace_id = $1 AND visitor_id = ANY ($2::uuid[])',
);
export const visitorsErase = define<[WorkspaceId, Ids]>(
  'visitors_erase',
  `UPDATE visitor SET last_page_url = NULL, erased_at = coalesce(erased_at, parley_now())
  WHERE workspace_id = $1 AND visitor_id = ANY ($2::uuid[])`,
);
export const personAttributesErase = define<[WorkspaceId, Ids]>(
  'person_attributes_erase',
  'DELETE FROM person_attribute WHERE workspace_id = $1 AND person_id = ANY ($2::uuid[])',
);
export const personsErase = define<[WorkspaceId, Ids]>(
  'persons_erase',
  `UPDATE person SET email = NULL, erased_at = coalesce(erased_at, parley_now())
  WHERE workspace_id = $1 AND person_id = ANY ($2::uuid[])`,
);
export const membershipsErase = define<[WorkspaceId, Ids]>(
  'memberships_erase',
  'DELETE FROM person_list_member WHERE workspace_id = $1 AND member_id = ANY ($2::uuid[])',
);
