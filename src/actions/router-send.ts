import type { WorkspaceId } from '../routing/terms';
import type { Ports, Transaction } from './ports';
import { routerAnswer } from './router-answer';
import type { RouterQuestion } from './router-ports';
import { questionOf } from './router-question';
import type { ExternalRouterRecord, RouterQuestionRecord } from './router.records';

interface Call {
  readonly router: ExternalRouterRecord;
  readonly question: RouterQuestion;
  readonly withinMs: number;
}

/**
 * Called by the process behind the commit that asked, never inside a transaction: asks the customer's server, once, and hands
 * its answer on. Should this process die at any point, the deadline finds the question in another one.
 */
export async function routerSend(ports: Ports, workspaceId: WorkspaceId, asked: RouterQuestionRecord): Promise<void> {
  const call = await ports.work(workspaceId, (tx) => prepare(tx, asked));
  if (call === null) return;
  const reply = await ports.routers.ask(call.router, call.question, call.withinMs);
  if (reply === null) return;
  await routerAnswer(ports, { workspaceId, liveChatId: asked.liveChatId, questionId: asked.id, reply });
}

/** Null: nobody wants to know any more. */
async function prepare(tx: Transaction, asked: RouterQuestionRecord): Promise<Call | null> {
  const [chat, router] = await Promise.all([tx.liveChats.find(asked.liveChatId), tx.routers.find(asked.routerId)]);
  if (chat === null || router === null || chat.state !== 'ROUTING' || chat.step !== asked.step) return null;
  const conversation = await tx.conversations.find(chat.conversationId);
  if (conversation === null) return null;
  const question = await questionOf(tx, { id: asked.id, conversation, chat });
  return { router, question, withinMs: asked.deadlineAt.getTime() - tx.now.getTime() };
}
