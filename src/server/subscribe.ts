/**
 * A subscription's answers: one execution for each event, each with a fresh context, so that rights and loaded rows are those
 * of the moment and never those of the subscribe.
 *
 * States: OPEN → ENDED. An OPEN stream may have one `next` waiting. ENDED is reached when the source ends, when it fails, or by
 * `return`, which releases the source and settles the waiting `next` at once: a stream that waits for one more event before it
 * lets go keeps a viewer subscribed who has left. A generator does exactly that, hence the iterator by hand.
 */
import {
  createSourceEventStream,
  execute,
  type ExecutionArgs,
  type ExecutionResult,
  GraphQLError,
  type SubscriptionArgs,
} from 'graphql';

/** What each event's context is made from. */
export interface Forkable {
  fork(): unknown;
}

export interface FreshSubscriptionArgs extends SubscriptionArgs {
  readonly contextValue: Forkable;
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
  const source = await createSourceEventStream(args);
  return Symbol.asyncIterator in source ? new Answers(source[Symbol.asyncIterator](), args) : source;
}

const ended: IteratorResult<ExecutionResult> = Object.freeze({ done: true, value: undefined });

interface Waiting {
  resolve(result: IteratorResult<ExecutionResult>): void;
  reject(reason: unknown): void;
}

/**
 * What waits for the next event is what an idle subscription costs, and outlives every small garbage collection: so it is one
 * promise and callbacks that are made once, where async functions would leave a frame each.
 */
class Answers implements AsyncIterableIterator<ExecutionResult> {
  private isEnded = false;
  private waiting: Waiting | null = null;

  constructor(
    private readonly source: AsyncIterator<unknown>,
    private readonly args: FreshSubscriptionArgs,
  ) {}

  [Symbol.asyncIterator](): this {
    return this;
  }

  next(): Promise<IteratorResult<ExecutionResult>> {
    if (this.isEnded) return Promise.resolve(ended);
    return new Promise((resolve, reject) => {
      this.waiting = { resolve, reject };
      this.source.next().then(this.take, this.fail);
    });
  }

  return(): Promise<IteratorResult<ExecutionResult>> {
    if (!this.isEnded) {
      this.isEnded = true;
      // Not awaited: whether the source lets go soon or late is no concern of the reader's.
      void this.source.return?.().catch(() => undefined);
    }
    this.settle(ended);
    return Promise.resolve(ended);
  }

  throw(): Promise<IteratorResult<ExecutionResult>> {
    return this.return();
  }

  private readonly take = (event: IteratorResult<unknown>): void => {
    if (event.done || this.isEnded) return this.end();
    try {
      const answer = execute(this.argsFor(event.value));
      if (answer instanceof Promise) answer.then(this.give, this.fail);
      else this.give(answer);
    } catch (error) {
      this.fail(error);
    }
  };

  private readonly give = (value: ExecutionResult): void => {
    this.settle(this.isEnded ? ended : { done: false, value });
  };

  private readonly fail = (error: unknown): void => {
    this.isEnded = true;
    const { waiting } = this;
    this.waiting = null;
    waiting?.reject(error instanceof Error ? error : new GraphQLError(String(error)));
  };

  private end(): void {
    this.isEnded = true;
    this.settle(ended);
  }

  private settle(result: IteratorResult<ExecutionResult>): void {
    const { waiting } = this;
    this.waiting = null;
    waiting?.resolve(result);
  }

  private argsFor(event: unknown): ExecutionArgs {
    return { ...this.args, rootValue: event, contextValue: this.args.contextValue.fork() };
  }
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
