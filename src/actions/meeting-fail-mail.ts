import type { AgentId } from '../routing/terms';
import { tellConversation } from './conversation-told';
import { findReceivers } from './mail-receivers';
import type { Ports, Transaction } from './ports';
import type { ConversationRecord } from './records';

export interface FailedMeeting {
  readonly conversation: Pick<ConversationRecord, 'id' | 'visitorId' | 'pageUrl'>;
  /** A sentence that says what went wrong and what to do. */
  readonly reason: string;
  readonly concerned: readonly AgentId[];
  /** What failed: each is told once. */
  readonly cause: string;
}

/** A step: tells the agents concerned and everyone who manages agents that a visitor did not get a meeting as it should be. */
export async function mailFailedMeeting(ports: Ports, tx: Transaction, failed: FailedMeeting): Promise<void> {
  const [receivers, { who, lines }] = await Promise.all([
    findReceivers(tx, 'FAILED_MEETINGS', failed.concerned),
    tellConversation(ports, tx, failed.conversation),
  ]);
  const text = [`${who} wanted to book a meeting.`, `Reason: ${failed.reason}`, ...lines].join('\n');
  const cause = `meeting-failed:${failed.cause}`;
  for (const to of receivers) tx.storeMail({ to, subject: `Failed booking: ${who}`, text, cause });
}
