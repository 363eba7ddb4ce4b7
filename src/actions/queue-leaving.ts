/** Who of those who wait would wait no more if everybody were served now, and by what. */
import { everythingKnown } from '../routing/attributes';
import { keptOut, limitReached } from '../routing/fall-through';
import { queueEndsAt } from '../routing/queue';
import type { Decision } from '../routing/terms';
import { isKeptOut } from './kept-out';
import type { Transaction } from './ports';
import type { WaitingRecord } from './queue-ports';
import { findTurns } from './queue-turns';
import type { UsageRecord, WorkspaceRecord } from './records';

export interface Leaving {
  /** Somebody was found for them, or something ends their wait; whoever waits longest first. */
  readonly going: readonly { readonly one: WaitingRecord; readonly decision: Decision }[];
  /** A limit that was shortened since they came. */
  readonly overdue: readonly WaitingRecord[];
}

interface Within {
  readonly workspace: WorkspaceRecord;
  readonly usage: UsageRecord;
}

/** Each is decided with the places, and with the rest of the package, that those before leave. */
export async function findLeaving(
  tx: Transaction,
  everybody: readonly WaitingRecord[],
  within: Within,
): Promise<Leaving> {
  const { settings } = within.workspace;
  const isOverdue = ({ chat: { queue, requestedAt } }: WaitingRecord): boolean =>
    queue !== null && queueEndsAt({ requestedAt, queue, settings }) <= tx.now;
  const overdue = everybody.filter(isOverdue);
  const waiting = everybody.filter((one) => !isOverdue(one));
  if (waiting.length === 0) return { going: [], overdue };
  let { usage } = within;
  const ended = new Set<WaitingRecord>();
  const { decisions } = await findTurns(tx, waiting, {
    settings,
    ends: (one) => {
      const decision = whyNotAtAll(one, { ...within, usage });
      if (decision !== null) ended.add(one);
      return decision;
    },
    found: (one) => {
      if (isFirstOffer(one)) usage = withOneMore(usage);
    },
  });
  const going = waiting.flatMap((one) => {
    const decision = decisions.get(one);
    return decision !== undefined && (decision.agentId !== null || ended.has(one)) ? [{ one, decision }] : [];
  });
  return { going, overdue };
}

/** A request that was offered once has been counted. */
export function isFirstOffer({ chat }: WaitingRecord): boolean {
  return chat.attempts === 0;
}

export function withOneMore(usage: UsageRecord): UsageRecord {
  const { liveChatEngagements, engagedConversationsThisMonth } = usage;
  return {
    ...usage,
    liveChatEngagements: liveChatEngagements + 1,
    engagedConversationsThisMonth: engagedConversationsThisMonth + 1,
  };
}

/** What has changed since the visitor came, and ends the wait. */
function whyNotAtAll(one: WaitingRecord, { workspace, usage }: Within): Decision | null {
  const { strategy } = one.chat.routing;
  if (isKeptOut(workspace, everythingKnown(one.attributes, one.personAttributes).get('email'))) {
    return keptOut(strategy);
  }
  const { liveChatEngagementLimit: limit, liveChatEngagements: used } = usage;
  return limit !== null && used >= limit && isFirstOffer(one) ? limitReached(strategy) : null;
}
