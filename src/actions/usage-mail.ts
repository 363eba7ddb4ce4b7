import type { Transaction } from './ports';

/** At this share of a limit those who manage the agents are told, so that the end of the package surprises nobody. */
const warnedShare = 0.9;

export interface UsageTold {
  readonly what: 'LIVE_CHATS' | 'CONVERSATIONS';
  readonly used: number;
  /** Null: there is no limit, and nothing to tell. */
  readonly limit: number | null;
}

/** A step: one mail to each at 90 % and one when the limit is reached. A mail's cause is unique, so telling again adds none. */
export function tellUsage(tx: Transaction, { what, used, limit }: UsageTold): void {
  if (limit === null || used < limit * warnedShare) return;
  const share = used >= limit ? 'reached' : 'near';
  // Live chats are counted over the workspace's life, conversations by the month.
  const period = what === 'CONVERSATIONS' ? `:${tx.now.toISOString().slice(0, 7)}` : '';
  tx.storeStaffMail({
    topic: 'USAGE',
    concerned: [],
    conversationId: null,
    cause: `usage-${share}:${what}:${limit}${period}`,
    ...wordsFor({ what, used, limit }),
  });
}

function wordsFor({ what, used, limit }: UsageTold & { readonly limit: number }): { subject: string; text: string } {
  const things = what === 'LIVE_CHATS' ? 'live chats' : 'engaged conversations of this month';
  const raise = 'Raise the limit to keep going.';
  if (used < limit) {
    return {
      subject: `${used} of ${limit} ${things} are used`,
      text: `${used} of the ${limit} ${things} that the package allows are used. ${raise}`,
    };
  }
  const consequence =
    what === 'LIVE_CHATS'
      ? 'Visitors who ask for a live chat now get the fallback message, and no agent is asked.'
      : 'No new conversation is started for a visitor until the month is over.';
  return {
    subject: `All ${limit} ${things} are used`,
    text: `All ${limit} ${things} are used. ${consequence} ${raise}`,
  };
}
