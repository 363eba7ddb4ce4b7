/** Deciding once more about a request that is stored already: behind an offer, out of the queue, or with the server's answer. */
import type { RoutingAttributes } from '../routing/custom-rules';
import { decide } from '../routing/decide';
import type { AgentId, Decision, RouterAnswer } from '../routing/terms';
import type { Transaction } from './ports';
import type { LiveChatRecord, OfferRecord, WorkspaceRecord } from './records';
import { behindThoseWhoWait } from './queue-turns';
import { findAnswers } from './router-answers';
import { findPicture, type FoundPicture } from './routing-picture';

export interface DecideAgain {
  readonly chat: LiveChatRecord;
  readonly workspace: Pick<WorkspaceRecord, 'settings'>;
  readonly attributes: RoutingAttributes;
  /** Every offer of this request. */
  readonly offers: readonly OfferRecord[];
  /** Where the search begins; absent: where it stands. */
  readonly from?: { readonly step: number; readonly stepAttempts: number };
  readonly answers?: ReadonlyMap<number, RouterAnswer>;
  /** Read already, in the breath with the routing lock; absent: it is read here. */
  readonly picture?: FoundPicture;
}

/** A step, behind the routing lock. */
export async function liveChatDecide(tx: Transaction, ask: DecideAgain): Promise<Decision> {
  const { chat, workspace, attributes } = ask;
  const { routing, steps, maxAttempts, requestedAt } = chat;
  const attempt = chat.attempts + 1;
  const { settings } = workspace;
  const [seen, answers] = await Promise.all([
    ask.picture ?? findPicture(tx, { routing, steps, attempt }),
    ask.answers ?? findAnswers(tx, chat),
  ]);
  const picture = behindThoseWhoWait(seen, { settings, before: requestedAt, now: tx.now });
  const { step, stepAttempts } = ask.from ?? chat;
  return decide(
    {
      routing,
      steps,
      maxAttempts,
      attributes,
      tried: triedIn(ask.offers),
      attempt,
      step,
      stepAttempts,
      requestedAt,
      now: tx.now,
      answers,
    },
    { ...picture, settings },
  );
}

/** Whom a visitor's request went to, and when last. What was handed over among agents is another matter. */
function triedIn(offers: readonly OfferRecord[]): ReadonlyMap<AgentId, Date> {
  const requests = offers.filter(({ kind }) => kind === 'REQUEST');
  return new Map(requests.map(({ agentId, offeredAt }) => [agentId, offeredAt]));
}
