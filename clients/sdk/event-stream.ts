/**
 * The stream behind a snapshot: state + events = state, without a gap and without a double.
 *
 *   loading ──load() answers a cursor──▶ catching-up ──CaughtUp──▶ live
 *      ▲                                     │ ▲                      │
 *      └──────── ResetRequired ──────────────┘ └──── line dropped ────┘          refused: the right is gone; the end
 *
 * Invariant: the cursor is the one behind the last event that was handed over, so whatever breaks, the next start
 * continues exactly there. What the server repeats across a resume is recognised by its id.
 */
import type { GraphError, TypedDocument } from './answer';
import { type Backoff, waitMs } from './backoff';
import type { ServerClock } from './clock';
import type { Socket } from './socket';
import { type Cell, createCell, type Store } from './store';
import type { Tokens } from './tokens';

/** Somebody is writing, until `until` unless it is told again. */
export interface Typing {
  readonly conversationId: string;
  readonly author: string;
  readonly authorName: string | null;
  readonly until: string;
}

/** What is asked of an event: its id, to know it again, and best also when it was, which sets the clock right. */
export interface Happened {
  readonly id: string;
  readonly occurredAt?: string;
}

/** What `events` delivers, whatever the document selects of each event. */
export type EventFrame<Event extends Happened> =
  | { readonly __typename: 'EventBatch'; readonly cursor: string; readonly events: readonly Event[] }
  | { readonly __typename: 'CaughtUp'; readonly cursor: string; readonly serverTime: string }
  | { readonly __typename: 'ResetRequired'; readonly reason: string }
  | ({ readonly __typename: 'TypingIndicator' } & Typing);

export interface EventStreamOptions<Event extends Happened, Filter> {
  /** `EventsDocument`, `VisitorEventsDocument`, or your own over the same field. */
  readonly document: TypedDocument<{ readonly events: EventFrame<Event> }, { after?: string | null; filter?: Filter }>;
  readonly filter?: Filter;
  /**
   * Reads the state and answers the cursor that was read before it; null to begin with now. Called first, and again
   * whenever the server cannot serve the cursor any more. When it throws, it is called again after a while.
   */
  readonly load: () => Promise<string | null>;
  /** In order, each event once. */
  readonly onEvents: (events: readonly Event[]) => void;
  readonly onTyping?: (typing: Typing) => void;
  /** The right to listen is gone, or was never there. Nothing comes any more. */
  readonly onRefused?: (errors: readonly GraphError[]) => void;
}

export type EventStreamState = 'loading' | 'catching-up' | 'live' | 'refused';

export interface EventStream {
  readonly state: Store<EventStreamState>;
  /** Where the next start would continue. */
  readonly cursor: () => string | null;
  /** Reads the state anew, for one that was not read whole, and goes on behind it. */
  readonly reload: () => void;
  readonly stop: () => void;
}

export interface EventStreamParts {
  readonly socket: Socket;
  readonly tokens: Tokens;
  readonly clock: ServerClock;
  readonly retry: Backoff;
  readonly report: (error: unknown) => void;
}

/** More than any resume repeats: the server goes on behind the cursor, so that only a batch cut in two comes again. */
const remembered = 1_000;
/** So many starts in a row without a single frame, and the cursor itself is suspected: the state is loaded anew. */
const startsBeforeReload = 4;

export class Stream<Event extends Happened, Filter> implements EventStream {
  readonly state: Cell<EventStreamState> = createCell<EventStreamState>('loading');
  readonly #seen = new Set<string>();
  #cursor: string | null = null;
  #failures = 0;
  #stopOperation: (() => void) | null = null;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #stopped = false;

  constructor(
    private readonly parts: EventStreamParts,
    private readonly options: EventStreamOptions<Event, Filter>,
  ) {
    void this.#load();
  }

  readonly cursor = (): string | null => this.#cursor;

  readonly reload = (): void => {
    if (this.#stopped || this.state.getSnapshot() === 'loading' || this.state.getSnapshot() === 'refused') return;
    this.#stopOperation?.();
    this.#stopOperation = null;
    if (this.#timer !== null) clearTimeout(this.#timer);
    void this.#load();
  };

  readonly stop = (): void => {
    this.#stopped = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#stopOperation?.();
    this.#stopOperation = null;
  };

  async #load(): Promise<void> {
    this.state.set('loading');
    try {
      const cursor = await this.options.load();
      if (this.#stopped) return;
      this.#cursor = cursor;
      this.#subscribe();
    } catch {
      this.#failures += 1;
      this.#later(() => void this.#load());
    }
  }

  #subscribe(): void {
    this.state.set('catching-up');
    this.#stopOperation = this.parts.socket.run({
      payload: () => {
        if (this.state.getSnapshot() === 'live') this.state.set('catching-up');
        return {
          query: this.options.document.toString(),
          variables: {
            after: this.#cursor,
            ...(this.options.filter === undefined ? {} : { filter: this.options.filter }),
          },
        };
      },
      next: (data, errors) => this.#frame((data as { events: EventFrame<Event> } | null)?.events ?? null, errors),
      complete: () => this.#again(),
      refused: (errors) => this.#refused(errors),
    });
  }

  #frame(frame: EventFrame<Event> | null, errors: readonly GraphError[]): void {
    // An answer without data lost a batch that cannot be known: continue from the last one that is.
    if (frame === null) return this.#refused(errors);
    switch (frame.__typename) {
      case 'EventBatch':
        this.#failures = 0;
        this.#deliver(frame.events);
        this.#cursor = frame.cursor;
        return;
      case 'CaughtUp':
        this.#failures = 0;
        this.#cursor = frame.cursor;
        this.parts.clock.hearPushed(frame.serverTime);
        this.state.set('live');
        return;
      case 'ResetRequired':
        this.#stopOperation?.();
        this.#failures += 1;
        this.state.set('loading');
        // The first time at once; a server that asks again and again is asked ever more slowly.
        if (this.#failures === 1) void this.#load();
        else this.#later(() => void this.#load());
        return;
      case 'TypingIndicator':
        this.options.onTyping?.(frame);
        return;
      default:
        // A newer server's kind of frame.
        return;
    }
  }

  #deliver(events: readonly Event[]): void {
    const fresh = events.filter(({ id }) => !this.#seen.has(id));
    for (const { id } of fresh) this.#seen.add(id);
    for (const id of this.#seen) {
      if (this.#seen.size <= remembered) break;
      this.#seen.delete(id);
    }
    const last = fresh.at(-1);
    if (last === undefined) return;
    if (last.occurredAt !== undefined) this.parts.clock.hearHappened(last.occurredAt);
    try {
      this.options.onEvents(fresh);
    } catch (error) {
      // The same events would fail the same way for ever: told, and passed.
      this.parts.report(error);
    }
  }

  #refused(errors: readonly GraphError[]): void {
    this.#stopOperation?.();
    const code = errors[0]?.extensions?.code;
    if (code === 'FORBIDDEN' || code === 'BAD_USER_INPUT' || code === 'GRAPHQL_VALIDATION_FAILED') {
      this.state.set('refused');
      this.options.onRefused?.(errors);
    } else if (code === 'UNAUTHENTICATED') {
      void this.parts.tokens.current().then((token) => this.parts.tokens.refused(token).then(() => this.#again()));
    } else {
      this.#again();
    }
  }

  /** The server ended the operation, or failed at it: from the last cursor, a little later. */
  #again(): void {
    if (this.state.getSnapshot() === 'loading') return;
    this.state.set('catching-up');
    this.#failures += 1;
    if (this.#failures % startsBeforeReload === 0) this.#later(() => void this.#load());
    else this.#later(() => this.#subscribe());
  }

  #later(task: () => void): void {
    if (this.#stopped) return;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = setTimeout(task, waitMs(Math.max(0, this.#failures - 1), this.parts.retry));
  }
}
