import type { Actor, VisitorActor } from '../auth/actor';
import { done, refuse, type Outcome } from '../routing/refusal';
import type { ConversationId, DialogId } from '../routing/terms';
import { conversationBegin, nothingTold } from './conversation-begin';
import { readPageUrl } from './page-url';
import { ConstraintViolation, type Ports, type Transaction } from './ports';
import type { DialogRecord } from './records';
import { visitorsOnly } from './refusals';

export interface ConversationStartInput {
  readonly dialogId: DialogId | null;
  readonly pageUrl: string | null;
}

interface Visit {
  readonly visitor: VisitorActor;
  readonly dialogId: DialogId | null;
  readonly pageUrl: string | null;
}

/** Null: no dialog fits this visitor now. */
export async function conversationStart(
  ports: Ports,
  actor: Actor,
  input: ConversationStartInput,
): Promise<Outcome<ConversationId | null>> {
  if (actor.kind !== 'VISITOR') return visitorsOnly();
  const pageUrl = readPageUrl(input.pageUrl);
  if (!pageUrl.ok) return pageUrl;
  const visit: Visit = { visitor: actor, dialogId: input.dialogId, pageUrl: pageUrl.value };
  for (let lost = 0; ; lost += 1) {
    try {
      return await ports.work(actor.workspaceId, (tx) => visitIn(ports, tx, visit));
    } catch (error) {
      if (!isBegunMeanwhile(error) || lost === lossesAtMost) throw error;
    }
  }
}

/** Each time somebody else has begun one in between: who loses that often is not unlucky, something is wrong. */
const lossesAtMost = 8;

/** Two tabs began at once: the unique index let one of them through, and the other looks again and finds that one. */
function isBegunMeanwhile(error: unknown): boolean {
  return error instanceof ConstraintViolation && error.constraint === 'conversation_one_open';
}

async function visitIn(ports: Ports, tx: Transaction, visit: Visit): Promise<Outcome<ConversationId | null>> {
  const { dialogId, pageUrl } = visit;
  const { visitorId } = visit.visitor;
  if (pageUrl !== null) tx.visitors.setLastPage(visitorId, pageUrl);
  if (dialogId !== null) {
    const [dialog, open] = await Promise.all([
      tx.dialogs.find(dialogId),
      tx.conversations.findOpen(visitorId, dialogId),
    ]);
    if (open !== null) return done(open.id);
    if (dialog?.status === 'PUBLISHED') return start(ports, tx, visit, dialog);
    return refuse('NOT_FOUND', 'There is no such published dialog. Leave the id out to get the one that fits.', [
      'dialogId',
    ]);
  }
  const [engaged, published] = await Promise.all([
    tx.conversations.findOpenOf(visitorId),
    tx.dialogs.findPublishedFor(visitorId),
  ]);
  const [latest] = engaged;
  if (latest !== undefined) return done(latest.id);
  const best = published[0] ?? null;
  if (best === null) return done(null);
  const open = await tx.conversations.findOpen(visitorId, best.id);
  return open === null ? start(ports, tx, visit, best) : done(open.id);
}

function start(
  ports: Ports,
  tx: Transaction,
  { visitor, pageUrl }: Visit,
  { id: dialogId, publishedVersion }: DialogRecord,
): Promise<Outcome<ConversationId | null>> {
  const version = publishedVersion ?? 0;
  return conversationBegin(ports, tx, { visitor, dialogId, version, pageUrl, delivery: 'CHATBOT', visit: nothingTold });
}
