/**
 * A subscription's answers: one execution for each event, each with a fresh context, so that rights and loaded rows are those
 * of the moment and never those of the subscribe.
 *
 * States: OPEN → ENDED. An OPEN stream may have one `next` waiting. ENDED is reached when the source ends, when it fails, or by
 * `return`, which releases the source and settles the waiting `next` at once: a stream that waits for one more event before it
 * lets go keeps a viewer subscribed who has left. A generator does exactly that, hence the iterator by hand.
 */
import { execute, type ExecutionArgs, type ExecutionResult, GraphQLError, type SubscriptionArgs } from 'graphql';

/** What each event's context is made from. */
export interface Forkable {
  fork(): unknown;
}

export interface AnswersArgs extends SubscriptionArgs {
  readonly contextValue: Forkable;
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
export class Answers implements AsyncIterableIterator<ExecutionResult> {
  private isOver = false;
  private waiting: Waiting | null = null;

  constructor(
    protected readonly source: AsyncIterator<unknown>,
    protected readonly args: AnswersArgs,
  ) {}

  [Symbol.asyncIterator](): this {
    return this;
  }

  next(): Promise<IteratorResult<ExecutionResult>> {
    if (this.isOver) return Promise.resolve(ended);
    return new Promise((resolve, reject) => {
      this.waiting = { resolve, reject };
      this.goOn();
    });
  }

  return(): Promise<IteratorResult<ExecutionResult>> {
    // Not awaited: whether the source lets go soon or late is no concern of the reader's.
    if (!this.isOver) void this.source.return?.().catch(() => undefined);
    this.end();
    return Promise.resolve(ended);
  }

  throw(): Promise<IteratorResult<ExecutionResult>> {
    return this.return();
  }

  protected get isEnded(): boolean {
    return this.isOver;
  }

  /** Whether the reader waits for an answer. */
  protected get isAwaited(): boolean {
    return this.waiting !== null;
  }

  protected goOn(): void {
    this.source.next().then(this.came, this.fail);
  }

  /** The source's next event, or its end. */
  protected take(event: IteratorResult<unknown>): void {
    if (event.done === true || this.isOver) this.end();
    else this.answer(event.value);
  }

  protected answer(event: unknown): void {
    try {
      const answer = execute(this.argsFor(event));
      if (answer instanceof Promise) answer.then((value: ExecutionResult) => this.give(value), this.fail);
      else this.give(answer);
    } catch (error) {
      this.fail(error);
    }
  }

  /** The reader got this answer. */
  protected onGiven(): void {
    // For those who have something to do then.
  }

  /** Called once. */
  protected onEnd(): void {
    // For those who have something to let go.
  }

  private readonly came = (event: IteratorResult<unknown>): void => this.take(event);

  private give(value: ExecutionResult): void {
    this.onGiven();
    this.settle(this.isOver ? ended : { done: false, value });
  }

  private readonly fail = (error: unknown): void => {
    const { waiting } = this;
    this.waiting = null;
    this.end();
    waiting?.reject(error instanceof Error ? error : new GraphQLError(String(error)));
  };

  private end(): void {
    if (!this.isOver) {
      this.isOver = true;
      this.onEnd();
    }
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
