import type { WorkspaceId } from '../routing/terms';
import type { MailId, MailResult, StoredMail } from './mail-ports';
import { meetingWords } from './meeting-words';
import type { Ports, Transaction } from './ports';

export interface MailSendInput {
  readonly workspaceId: WorkspaceId;
  readonly mailId: MailId;
}

/** Longer than one attempt can take, shorter than the wait for the next one. */
const heldSeconds = 45;
/** A mail server that has been away for two days is no hiccup, and what the mail says is old. */
const patienceMs = 2 * 24 * 60 * 60 * 1_000;

/**
 * Due work: hands one mail to the mail server. Taken, sent and noted in three steps, since nobody may hold a transaction while
 * a server far away thinks. Its row of due work stays until the mail is sent or given up: each lease is twice as long as the
 * one before, which is the back-off.
 *
 * A process that dies between the server's yes and the note sends it again; it bears the same Message-ID then.
 */
export async function mailSend(ports: Ports, { workspaceId, mailId }: MailSendInput): Promise<void> {
  const { mailer } = ports;
  const mail = await ports.work(workspaceId, (tx) => take(tx, mailId, mailer !== null));
  if (mail === null || mailer === null) return;
  const result = await mailer.send({ ...mail, text: withLink(ports, workspaceId, mail) });
  await ports.work(workspaceId, (tx) => note(tx, mail, result));
}

/** Put in when the mail leaves: whoever reads the outbox shall not hold the visitor's link. */
function withLink(ports: Ports, workspaceId: WorkspaceId, { text, invitation }: StoredMail): string {
  const changes = invitation?.changes ?? null;
  if (changes === null) return text;
  const url = ports.meetingLinks.urlOf({ workspaceId, meetingId: changes.meetingId });
  return [text, '', meetingWords(changes.language).change, url].join('\n');
}

/** Null: there is nothing to send, or somebody else is at it. */
async function take(tx: Transaction, mailId: MailId, hasServer: boolean): Promise<StoredMail | null> {
  const mail = await tx.mails.lock(mailId);
  if (mail === null || mail.sentAt !== null || mail.failedAt !== null || !hasServer) {
    tx.unschedule('MAIL_SEND', mailId);
    return null;
  }
  if (mail.sendingUntil !== null && tx.now < mail.sendingUntil) return null;
  tx.mails.hold(mailId, new Date(tx.now.getTime() + heldSeconds * 1_000));
  return mail;
}

async function note(tx: Transaction, { id }: StoredMail, result: MailResult): Promise<void> {
  const mail = await tx.mails.lock(id);
  if (mail === null || mail.sentAt !== null) return;
  if (result.kind === 'SENT') tx.mails.noteSent(id);
  else {
    const isOld = tx.now.getTime() - mail.createdAt.getTime() > patienceMs;
    const isFinal = result.kind === 'REFUSED' || isOld;
    tx.mails.noteFault(id, result.fault, isFinal);
    if (!isFinal) return;
  }
  tx.unschedule('MAIL_SEND', id);
}
