import { assertNever, type LiveChatId, type WorkspaceId } from '../routing/terms';
import { liveChatFollow } from './live-chat-follow';
import { holdLiveChat, type Running } from './live-chat-held';
import type { Ports, Transaction } from './ports';
import { routerDecide } from './router-decide';
import type { RouterReply } from './router-ports';
import type { QuestionId, RouterQuestionRecord } from './router.records';

export interface RouterAnswerInput {
  readonly workspaceId: WorkspaceId;
  readonly liveChatId: LiveChatId;
  /** What was answered: another question of the same request is not. */
  readonly questionId: QuestionId;
  readonly reply: RouterReply;
}

const late: RouterReply = { kind: 'FAULT', fault: 'NO_ANSWER_IN_TIME', detail: 'It did not answer in time.' };

/**
 * Called by the process itself: goes on with what a customer's server said. Who is offered the chat, and whether anybody is, is
 * decided here and now like everything else; the answer only says whom to ask in which order. One that comes late, or about a
 * visitor who has left, changes nothing.
 */
export async function routerAnswer(ports: Ports, input: RouterAnswerInput): Promise<void> {
  const { workspaceId, liveChatId, questionId, reply } = input;
  await ports.work(workspaceId, async (tx) => {
    const asked = await holdAsked(tx, liveChatId);
    if (asked === null || asked.question.id !== questionId) return;
    await settle(ports, tx, asked, tx.now >= asked.question.deadlineAt ? late : reply);
  });
}

/** Due work: the deadline has passed. Answered meanwhile, or left: nothing. Too early: again when it is time. */
export async function routerLate(
  ports: Ports,
  { workspaceId, liveChatId }: Pick<RouterAnswerInput, 'workspaceId' | 'liveChatId'>,
): Promise<void> {
  await ports.work(workspaceId, async (tx) => {
    const asked = await holdAsked(tx, liveChatId);
    if (asked === null) tx.unschedule('ROUTER_LATE', liveChatId);
    else if (tx.now >= asked.question.deadlineAt) await settle(ports, tx, asked, late);
    else tx.schedule({ kind: 'ROUTER_LATE', subjectId: liveChatId, at: asked.question.deadlineAt });
  });
}

interface Asked extends Running {
  readonly question: RouterQuestionRecord;
}

/** The conversation is locked, and its request is being asked about; null where it is not, or not any more. */
async function holdAsked(tx: Transaction, id: LiveChatId): Promise<Asked | null> {
  const running = await holdLiveChat(tx, id);
  if (running === null || running.chat.state !== 'ROUTING') return null;
  const question = await tx.routers.findQuestion(id, running.chat.step);
  return question === null || question.answeredAt !== null ? null : { ...running, question };
}

async function settle(ports: Ports, tx: Transaction, asked: Asked, reply: RouterReply): Promise<void> {
  const [, workspace, said] = await Promise.all([tx.routing.lock(), tx.workspace.find(), readReply(tx, reply)]);
  tx.routers.answer({ ...asked.question, ...said, answeredAt: tx.now });
  tx.unschedule('ROUTER_LATE', asked.chat.id);
  const decision = await routerDecide(tx, asked, workspace);
  const { conversation } = await liveChatFollow(ports, tx, asked, { decision, workspace });
  tx.conversations.save(conversation);
}

type Said = Pick<RouterQuestionRecord, 'agentIds' | 'teamId' | 'fault' | 'detail'>;

const nothing: Said = { agentIds: null, teamId: null, fault: null, detail: null };

/** Whoever is not of this workspace does not exist here; an answer that names nobody else is a wrong one. */
async function readReply(tx: Transaction, reply: RouterReply): Promise<Said> {
  switch (reply.kind) {
    case 'FAULT':
      return { ...nothing, fault: reply.fault, detail: reply.detail };
    case 'FALL_THROUGH':
      return { ...nothing, agentIds: [] };
    case 'TEAM': {
      const team = await tx.teams.find(reply.teamId);
      if (team !== null) return { ...nothing, teamId: reply.teamId };
      return { ...nothing, fault: 'WRONG_ANSWER', detail: 'It named a team that is not here.' };
    }
    case 'AGENTS': {
      const known = new Set((await tx.agents.findMany(reply.agentIds)).map(({ id }) => id));
      const agentIds = reply.agentIds.filter((id) => known.has(id));
      if (agentIds.length === 0) {
        return { ...nothing, fault: 'WRONG_ANSWER', detail: 'None of the agents that it named is here.' };
      }
      const absent = reply.agentIds.length - agentIds.length;
      const detail = absent === 0 ? null : `${absent} of the agents that it named are not here.`;
      return { ...nothing, agentIds, detail };
    }
    default:
      return assertNever(reply);
  }
}
