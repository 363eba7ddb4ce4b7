/** Customers' own servers that are asked who should take a chat, as the stores hand them out and take them in. */
import type { AgentId, Id, LiveChatId, RouterId, TeamId } from '../routing/terms';

export interface ExternalRouterRecord {
  readonly id: RouterId;
  readonly name: string;
  readonly url: string;
  /** Sealed: what both sides sign and check with. */
  readonly secret: Uint8Array;
  /** From the question to the last byte of the answer. */
  readonly deadlineMs: number;
  readonly enabled: boolean;
  readonly createdAt: Date;
}

export type QuestionId = Id<'RouterQuestion'>;

/** Why a question has no answer. NOT_ASKED: the router is gone, switched off, or has failed too often just now. */
export const routerFaults = ['NO_ANSWER_IN_TIME', 'WRONG_ANSWER', 'NOT_ASKED'] as const;
export type RouterFault = (typeof routerFaults)[number];

/** What one step of one request asked. Open while `answeredAt` is null. */
export interface RouterQuestionRecord {
  readonly id: QuestionId;
  readonly liveChatId: LiveChatId;
  readonly step: number;
  readonly routerId: RouterId;
  readonly askedAt: Date;
  /** From then on no answer counts. */
  readonly deadlineAt: Date;
  readonly answeredAt: Date | null;
  /** In the order in which they are to be asked; empty: nobody, go on. */
  readonly agentIds: readonly AgentId[] | null;
  /** The answer named a team instead: whoever's turn it is in its ring. */
  readonly teamId: TeamId | null;
  readonly fault: RouterFault | null;
  /** What was wrong, for those who look after the router. */
  readonly detail: string | null;
}
