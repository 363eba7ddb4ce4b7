/** Mails: stored with what caused them, sent behind it. */
import type { NotificationTopic } from '../routing/meetings';
import type { SystemLanguage } from '../routing/system-languages';
import type { AgentId, ConversationId, Id, MeetingId } from '../routing/terms';

export type MailId = Id<'Mail'>;

/** An iCalendar part, so that the receiver's calendar takes the meeting by itself. */
export interface MailInvitation {
  readonly method: 'REQUEST' | 'CANCEL';
  readonly text: string;
  /** The meeting that the receiver may change by a link; null or absent: none, as in every mail to staff. */
  readonly changes?: { readonly meetingId: MeetingId; readonly language: string | null } | null;
}

export interface StoredMail {
  readonly id: MailId;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly invitation: MailInvitation | null;
  readonly cause: string;
  readonly attempts: number;
  readonly createdAt: Date;
  readonly sentAt: Date | null;
  readonly failedAt: Date | null;
  /** Somebody is sending it; behind that time anybody may. */
  readonly sendingUntil: Date | null;
  /** What the mail server said the last time. */
  readonly fault: string | null;
}

/** In a mail to staff: the visitor's name and address, as far as they are known. What people type holds no such character. */
export const visitorSlot = '\u0001';
/** In a mail to staff: what was said last in the conversation, line by line. */
export const linesSlot = '\u0002';

/** What a mail says to those who read that language. */
export interface MailWords {
  readonly subject: string;
  readonly text: string;
}

/** With what those are called who have no name. */
export interface StaffMailWords extends MailWords {
  /** Of whom nothing is known. */
  readonly somebody: string;
  readonly visitor: string;
  readonly bot: string;
  readonly system: string;
}

/** To these agents and to everyone who manages agents: each once, in the own language, without whoever left or wants no such mail. */
export interface StaffMail {
  readonly topic: NotificationTopic;
  readonly concerned: readonly AgentId[];
  /** What the slots are filled from; null: it has none. */
  readonly conversationId: ConversationId | null;
  /** Each of them is told once. */
  readonly cause: string;
  readonly words: Readonly<Record<SystemLanguage, StaffMailWords>>;
}

export interface MailStore {
  lock(id: MailId): Promise<StoredMail | null>;
  /** This process sends it until then. */
  hold(id: MailId, until: Date): void;
  noteSent(id: MailId): void;
  /** It stays to be tried again, or for good. */
  noteFault(id: MailId, fault: string, isFinal: boolean): void;
  /** As if it had never been tried. */
  revive(id: MailId): void;
  mute(agentId: AgentId, topic: NotificationTopic): void;
  unmute(agentId: AgentId, topic: NotificationTopic): void;
  /** In which the agent reads mails; null: English. */
  findLanguage(agentId: AgentId): Promise<SystemLanguage | null>;
  setLanguage(agentId: AgentId, language: SystemLanguage | null): void;
}

/** LATER: again behind a while. REFUSED: the server will never take it as it is. */
export type MailResult = { readonly kind: 'SENT' } | { readonly kind: 'LATER' | 'REFUSED'; readonly fault: string };

export interface Mailer {
  /** Bounded in time; never throws. */
  send(mail: Pick<StoredMail, 'id' | 'to' | 'subject' | 'text' | 'invitation'>): Promise<MailResult>;
}
