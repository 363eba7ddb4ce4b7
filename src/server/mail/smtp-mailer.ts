/** Mails over SMTP, by nodemailer. */
import { createTransport, type SMTPTransportOptions } from 'nodemailer';
import type { Mailer, MailResult } from '../../actions/mail-ports';
import { isEmail } from '../../routing/attribute-values';

export interface SmtpOptions {
  /** `smtp://user:password@host:587`, or `smtps://` for TLS from the first byte. */
  readonly url: string;
  /** `Parley <parley@example.com>` */
  readonly from: string;
}

export interface SmtpMailer extends Mailer {
  close(): void;
}

const longestFault = 500;
const connectMs = 10_000;
/** In all: less than the time for which a mail is held, so that nobody else begins with it meanwhile. */
const sendingMs = 25_000;

export function createSmtpMailer({ url, from }: SmtpOptions): SmtpMailer {
  const transport = createTransport({
    url,
    connectionTimeout: connectMs,
    greetingTimeout: connectMs,
    socketTimeout: sendingMs,
    // Nothing that we send names a file or an address to fetch: what a visitor typed must never become one.
    disableFileAccess: true,
    disableUrlAccess: true,
  } as SMTPTransportOptions);
  const domain = /@([^\s>]+)>?$/.exec(from)?.[1] ?? 'localhost';
  return {
    send: async (mail) => {
      // What is stored was checked where it was typed; this is the last door, and nothing but one plain address passes it.
      if (!isEmail(mail.to)) return { kind: 'REFUSED', fault: 'The receiver is no e-mail address.' };
      try {
        await transport.sendMail({
          from,
          signal: AbortSignal.timeout(sendingMs),
          to: { name: '', address: mail.to },
          subject: bare(mail.subject),
          text: mail.text,
          // The same at each attempt: a server that took it and was not heard says it twice, and readers fold the two.
          messageId: `<${mail.id}@${domain}>`,
          headers: { 'Auto-Submitted': 'auto-generated' },
          ...(mail.invitation !== null && {
            icalEvent: { method: mail.invitation.method, content: mail.invitation.text, filename: 'invite.ics' },
          }),
        });
        return { kind: 'SENT' };
      } catch (error) {
        return judged(error);
      }
    },
    close: () => transport.close(),
  };
}

/** A line break would begin a header of the writer's own. */
function bare(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f]+/g, ' ').trim();
}

/** 5xx about this mail is for good; whatever is wrong with the server or the way there may pass. */
function judged(error: unknown): MailResult {
  const { message, responseCode, code } = error as Error & { readonly responseCode?: number; readonly code?: string };
  const fault = message.slice(0, longestFault);
  const isAboutMail = code === 'EENVELOPE' || code === 'EMESSAGE';
  // 503 is about the order of commands: on another connection the same mail may pass.
  const isPermanent = responseCode === undefined || (responseCode >= 500 && responseCode !== 503);
  const isFinal = isAboutMail && isPermanent;
  return { kind: isFinal ? 'REFUSED' : 'LATER', fault };
}
