/** Mails on their way, and who wants none. */
import type { MailId, MailInvitation, StoredMail } from '../../actions/mail-ports';
import type { NotificationTopic } from '../../routing/meetings';
import type { SystemLanguage } from '../../routing/system-languages';
import type { AgentId, WorkspaceId } from '../../routing/terms';
import { define } from '../statement';

/** `e` */
export const mailColumns = `
  e.mail_id AS id, e.receiver AS "to", e.subject, e.text, e.invitation, e.cause, e.attempts, e.created_at AS "createdAt",
  e.sent_at AS "sentAt", e.failed_at AS "failedAt", e.sending_until AS "sendingUntil", e.fault`;

/** With the timer of its sending, unless the mail is there already: the same cause told twice is one mail. */
export const mailStore = define<
  [WorkspaceId, MailId, string, string, string, string, MailInvitation | null],
  { readonly kind: string }
>(
  'mail_store',
  `WITH stored AS (
    INSERT INTO mail (workspace_id, mail_id, receiver, subject, text, cause, invitation)
    VALUES ($1, $2, $3, $4, $5, $6, $7)
    ON CONFLICT (workspace_id, cause, receiver) DO NOTHING
    RETURNING mail.workspace_id, mail.mail_id
  )
  INSERT INTO due_work (workspace_id, kind, subject_id, due_at)
  SELECT stored.workspace_id, 'MAIL_SEND', stored.mail_id, parley_now() FROM stored`,
);

export const mailLock = define<[WorkspaceId, MailId], StoredMail>(
  'mail_lock',
  `SELECT ${mailColumns} FROM mail e WHERE e.workspace_id = $1 AND e.mail_id = $2 FOR UPDATE`,
);

export const mailHold = define<[WorkspaceId, MailId, Date]>(
  'mail_hold',
  'UPDATE mail SET sending_until = $3, attempts = attempts + 1 WHERE workspace_id = $1 AND mail_id = $2',
);

export const mailSent = define<[WorkspaceId, MailId]>(
  'mail_sent',
  `UPDATE mail SET sent_at = parley_now(), sending_until = NULL, fault = NULL, failed_at = NULL
  WHERE workspace_id = $1 AND mail_id = $2`,
);

export const mailFault = define<[WorkspaceId, MailId, string, boolean]>(
  'mail_fault',
  `UPDATE mail SET fault = $3, sending_until = NULL, failed_at = CASE WHEN $4 THEN parley_now() END
  WHERE workspace_id = $1 AND mail_id = $2`,
);

export const mailRevive = define<[WorkspaceId, MailId]>(
  'mail_revive',
  'UPDATE mail SET failed_at = NULL, attempts = 0 WHERE workspace_id = $1 AND mail_id = $2',
);

export const mailLanguageFind = define<[WorkspaceId, AgentId], { readonly language: SystemLanguage | null }>(
  'mail_language_find',
  'SELECT a.language FROM agent a WHERE a.workspace_id = $1 AND a.agent_id = $2',
);

export const mailLanguageSet = define<[WorkspaceId, AgentId, SystemLanguage | null]>(
  'mail_language_set',
  'UPDATE agent SET language = $3 WHERE workspace_id = $1 AND agent_id = $2',
);

export const muteInsert = define<[WorkspaceId, AgentId, NotificationTopic]>(
  'notification_mute_insert',
  `INSERT INTO notification_mute (workspace_id, agent_id, topic) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`,
);

export const muteDelete = define<[WorkspaceId, AgentId, NotificationTopic]>(
  'notification_mute_delete',
  'DELETE FROM notification_mute WHERE workspace_id = $1 AND agent_id = $2 AND topic = $3',
);
