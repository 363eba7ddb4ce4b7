import type { SystemLanguage } from '../routing/system-languages';
import type { MailWords } from './mail-ports';
import type { Transaction } from './ports';
import { inEveryLanguage, staffText } from './staff-text';

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
    words: inEveryLanguage((language) => wordsIn(language, { what, used, limit })),
  });
}

function wordsIn(language: SystemLanguage, { what, used, limit }: UsageTold & { readonly limit: number }): MailWords {
  const told = `${used < limit ? 'NEAR' : 'REACHED'}_${what}` as const;
  return {
    subject: staffText(language, `${told}_SUBJECT`, { used, limit }),
    text: staffText(language, told, { used, limit }),
  };
}
