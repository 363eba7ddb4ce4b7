/**
 * Asks customers' servers behind the commits that want them asked: a question is noted on its way into the transaction, and goes
 * out when, and only when, that has been committed. Nothing is lost with the process: each question is due at its deadline.
 */
import type { Ports, RouterStore, SharedRequests, Transaction, UnitOfWork } from '../actions/ports';
import { routerSend } from '../actions/router-send';
import type { RouterQuestionRecord } from '../actions/router.records';
import type { WorkspaceId } from '../routing/terms';

export interface CallsLog {
  error(details: object, message: string): void;
}

export interface RouterCalls {
  send(workspaceId: WorkspaceId, question: RouterQuestionRecord): void;
  /** Behind the last of those under way; the routers are closed before. */
  settled(): Promise<void>;
}

/** A question that could not be sent is due at its deadline all the same. */
export function createRouterCalls(ports: () => Ports, log?: CallsLog): RouterCalls {
  const running = new Set<Promise<void>>();
  return {
    send: (workspaceId, question) => {
      const sending = routerSend(ports(), workspaceId, question)
        .catch((err: unknown) => {
          log?.error({ err, workspaceId, liveChatId: question.liveChatId }, 'A router could not be asked.');
        })
        .finally(() => running.delete(sending));
      running.add(sending);
    },
    settled: async () => void (await Promise.all(running)),
  };
}

export function askBehindCommit(work: UnitOfWork, { send }: Pick<RouterCalls, 'send'>): UnitOfWork {
  return async (workspaceId, run) => {
    // An action may run again after a deadlock: only the run that was committed counts.
    let questions: RouterQuestionRecord[] = [];
    const value = await work(workspaceId, (tx) => {
      questions = [];
      return run(noting(tx, questions));
    });
    for (const question of questions) send(workspaceId, question);
    return value;
  };
}

/** The same where a transaction may be shared. */
export function askBehindSharedCommit(requests: SharedRequests, { send }: Pick<RouterCalls, 'send'>): SharedRequests {
  return async (workspaceId, about, run) => {
    let questions: RouterQuestionRecord[] = [];
    const value = await requests(workspaceId, about, (tx) => {
      questions = [];
      return run(noting(tx, questions));
    });
    for (const question of questions) send(workspaceId, question);
    return value;
  };
}

function noting(tx: Transaction, questions: RouterQuestionRecord[]): Transaction {
  return Object.create(tx, { routers: { get: () => notingRouters(tx.routers, questions) } }) as Transaction;
}

function notingRouters(routers: RouterStore, questions: RouterQuestionRecord[]): RouterStore {
  return {
    ...routers,
    ask(question) {
      // One that was settled as it was stored is nobody's to be asked.
      if (question.answeredAt === null) questions.push(question);
      routers.ask(question);
    },
  };
}
