import type { StaffMail } from '../../actions/mail-ports';
import type { WorkspaceId } from '../../routing/terms';
import { define, type Statement } from '../statement';

/** So many of the last lines are told; the rest is behind the link. */
const linesTold = 50;

/** The visitor's name and address; null: nothing is known. */
const who = `
  SELECT CASE
    WHEN known.name IS NULL THEN known.email
    WHEN known.email IS NULL THEN known.name
    ELSE known.name || ' <' || known.email || '>' END AS who
  FROM (
    SELECT max(va.value) FILTER (WHERE va.name = 'email') AS email,
      nullif(concat_ws(' ', max(va.value) FILTER (WHERE va.name = 'firstName'),
        max(va.value) FILTER (WHERE va.name = 'lastName')), '') AS name
    FROM conversation c
    LEFT JOIN visitor_attribute va ON va.workspace_id = c.workspace_id AND va.visitor_id = c.visitor_id
    WHERE c.workspace_id = $1 AND c.conversation_id = $2
  ) AS known`;

const lines = `
  SELECT coalesce(string_agg(coalesce(said.author_name, CASE said.author
      WHEN 'VISITOR' THEN E'\\u0003' WHEN 'BOT' THEN E'\\u0004' ELSE E'\\u0005' END)
    || ': ' || said.text, E'\\n' ORDER BY said.sequence), '') AS lines
  FROM (
    SELECT m.author_name, m.author, m.text, m.sequence FROM message m
    WHERE m.workspace_id = $1 AND m.conversation_id = $2 ORDER BY m.sequence DESC LIMIT ${linesTold}
  ) AS said`;

const store = define<readonly unknown[]>(
  'mail_to_staff',
  `WITH told AS MATERIALIZED (SELECT * FROM (${who}) AS whoever, (${lines}) AS said),
  reader AS (
    SELECT DISTINCT ON (a.email) a.email, $6::jsonb -> coalesce(a.language, 'en') AS words FROM agent a
    WHERE a.workspace_id = $1 AND a.active AND (a.agent_id = ANY ($4::uuid[]) OR 'AGENTS_MANAGE' = ANY (a.permissions))
      AND NOT EXISTS (
        SELECT FROM notification_mute n WHERE n.workspace_id = $1 AND n.agent_id = a.agent_id AND n.topic = $3
      )
    ORDER BY a.email
  ),
  stored AS (
    INSERT INTO mail (workspace_id, mail_id, receiver, subject, text, cause)
    SELECT $1, gen_random_uuid(), r.email, replace(r.words ->> 'subject', E'\\u0001', filled.who),
      replace(replace(r.words ->> 'text', E'\\u0001', filled.who), E'\\u0002', filled.lines), $5
    FROM reader r CROSS JOIN told CROSS JOIN LATERAL (
      SELECT coalesce(told.who, r.words ->> 'somebody') AS who,
        replace(replace(replace(told.lines, E'\\u0003', r.words ->> 'visitor'), E'\\u0004', r.words ->> 'bot'),
          E'\\u0005', r.words ->> 'system') AS lines
    ) AS filled
    ORDER BY r.email
    ON CONFLICT (workspace_id, cause, receiver) DO NOTHING
    RETURNING mail.workspace_id, mail.mail_id
  )
  INSERT INTO due_work (workspace_id, kind, subject_id, due_at)
  SELECT stored.workspace_id, 'MAIL_SEND', stored.mail_id, parley_now() FROM stored`,
);

/**
 * Mails to these agents and to everyone who manages agents, each once and in the own language, but not to whoever left or wants
 * no such mail. Whom it goes to and what was said is looked up by the statement that stores them: an action that fails somebody
 * waits for none of it, least of all behind the routing lock. \u0001 stands for the visitor, \u0002 for the conversation's
 * lines, and in these \u0003 to \u0005 for whoever has no name.
 */
export function mailToStaff(workspaceId: WorkspaceId, mail: StaffMail): Statement {
  const { conversationId, topic, concerned, cause, words } = mail;
  return store(workspaceId, conversationId, topic, concerned, cause, words);
}
