/** How a subscription begins: refused with an answer, or with a stream of answers. */
import { createSourceEventStream, type ExecutionResult, type GraphQLError } from 'graphql';
import { isPassable } from '../resolvers/pulled';
import { Answers, type AnswersArgs } from './answers';
import { type Seat, SeatedAnswers } from './seated-answers';

export interface FreshSubscriptionArgs extends AnswersArgs {
  /** A place among those who share answers; absent: answers of its own alone. */
  readonly seat?: Seat | undefined;
}

/** A refused or broken operation: told in an `error` frame, never in a `next`. */
export class OperationRefused extends Error {
  constructor(readonly errors: readonly GraphQLError[]) {
    super('The operation was refused.');
    this.name = 'OperationRefused';
  }
}

export async function subscribeFresh(
  args: FreshSubscriptionArgs,
): Promise<AsyncIterableIterator<ExecutionResult> | ExecutionResult> {
  const stream = await createSourceEventStream(args);
  if (!(Symbol.asyncIterator in stream)) return stream;
  const source = stream[Symbol.asyncIterator]();
  const { seat } = args;
  return seat !== undefined && isPassable(source) ? new SeatedAnswers(source, args, seat) : new Answers(source, args);
}

/** A stream that fails at once: how a refusal reaches the socket as an `error` frame. */
export function refused(errors: readonly GraphQLError[]): AsyncIterableIterator<never> {
  const failing: AsyncIterableIterator<never> = {
    [Symbol.asyncIterator]: () => failing,
    next: () => Promise.reject(new OperationRefused(errors)),
    return: () => Promise.resolve({ done: true, value: undefined }),
  };
  return failing;
}
