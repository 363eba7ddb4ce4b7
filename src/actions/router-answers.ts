/**
 * What customers' servers have said about a request, for whoever decides about it. An answer holds for the whole life of its
 * request: a refusal, or a place in the queue, goes on with the same answer, and nobody is asked twice.
 */
import { startOf } from '../routing/round-robin';
import type { LiveChatId, Pool, RouterAnswer, TeamId } from '../routing/terms';
import type { Transaction } from './ports';
import type { LiveChatRecord } from './records';
import type { RouterQuestionRecord } from './router.records';

export type Answers = ReadonlyMap<number, RouterAnswer>;

const none: Answers = new Map();

function asksRouters({ steps }: Pick<LiveChatRecord, 'steps'>): boolean {
  return steps?.some(({ kind }) => kind === 'EXTERNAL') === true;
}

/** By the step that asked. Nothing is read where the route asks nobody. */
export async function findAnswers(tx: Transaction, chat: Pick<LiveChatRecord, 'id' | 'steps'>): Promise<Answers> {
  return (await findAnswersOf(tx, [chat])).get(chat.id) ?? none;
}

/** The same for many requests at once; one whose route asks nobody is missing. */
export async function findAnswersOf(
  tx: Transaction,
  chats: readonly Pick<LiveChatRecord, 'id' | 'steps'>[],
): Promise<ReadonlyMap<LiveChatId, Answers>> {
  const asking = chats.filter(asksRouters).map(({ id }) => id);
  if (asking.length === 0) return new Map();
  const questions = await tx.routers.findQuestions(asking);
  const teamIds = [...new Set(questions.flatMap(({ teamId }) => teamId ?? []))];
  const rings = await Promise.all(teamIds.map((teamId) => tx.routing.findTeamPool(teamId)));
  return answersIn(questions, new Map(teamIds.map((teamId, index) => [teamId, rings[index] ?? null])));
}

/** `teamPools`: the rings of the teams that were named. */
export function answersIn(
  questions: readonly RouterQuestionRecord[],
  teamPools: Pick<ReadonlyMap<TeamId, Pool | null>, 'get'>,
): ReadonlyMap<LiveChatId, Answers> {
  const answers = new Map<LiveChatId, Map<number, RouterAnswer>>();
  for (const question of questions) {
    const answer = answerOf(question, teamPools);
    if (answer === null) continue;
    const ofChat = answers.get(question.liveChatId) ?? new Map<number, RouterAnswer>();
    answers.set(question.liveChatId, ofChat.set(question.step, answer));
  }
  return answers;
}

/** Null: it is still being asked. A team that was named is whoever is in it now, from whose turn it is. */
function answerOf(
  question: RouterQuestionRecord,
  teamPools: Pick<ReadonlyMap<TeamId, Pool | null>, 'get'>,
): RouterAnswer | null {
  const { answeredAt, fault, teamId, agentIds } = question;
  if (answeredAt === null) return null;
  if (fault !== null) return { fault };
  if (teamId === null) return { agentIds: agentIds ?? [] };
  const ring = teamPools.get(teamId) ?? null;
  if (ring === null) return { agentIds: [] };
  const start = startOf(ring);
  return { agentIds: [...ring.order.slice(start), ...ring.order.slice(0, start)], poolId: ring.id };
}
