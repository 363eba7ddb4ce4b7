import type { Actor } from '../auth/actor';
import { may } from '../auth/policy';
import { done, refuse, type Outcome } from '../routing/refusal';
import type { MailId } from './mail-ports';
import type { Ports } from './ports';
import { notAllowed, unknown } from './staff-refusals';

export interface MailRetryInput {
  readonly mailId: MailId;
}

/** For mails that were given up, or stored while there was no mail server. */
export async function mailRetry(ports: Ports, actor: Actor, { mailId }: MailRetryInput): Promise<Outcome<MailId>> {
  if (!may(actor, 'outbox.manage')) return notAllowed('send mails again');
  return ports.work(actor.workspaceId, async (tx) => {
    const mail = await tx.mails.lock(mailId);
    if (mail === null) return unknown('mail', ['mailId']);
    if (mail.sentAt !== null) return refuse('CONFLICT', 'This mail has been sent. Nothing more is needed.', ['mailId']);
    if (ports.mailer === null) {
      const message = 'There is no mail server. Set SMTP_URL where Parley is started, then try again.';
      return refuse('CONFLICT', message, ['mailId']);
    }
    tx.mails.revive(mailId);
    tx.schedule({ kind: 'MAIL_SEND', subjectId: mailId, at: tx.now });
    return done(mailId);
  });
}
