/** Queries and mutations over HTTP: one `fetch` with a deadline, tried again where that cannot do anything twice. */
import { type Answer, type Failure, type FailureKind, failureOf, type GraphError, type TypedDocument } from './answer';
import { type Backoff, waitMs } from './backoff';
import type { ServerClock } from './clock';
import type { Tokens } from './tokens';

export interface RequestOptions {
  /** Longest wait for one try, the body included. 15 s unless told. */
  readonly timeoutMs?: number;
  /**
   * Whether sending it twice does no more than sending it once. Queries are; a mutation is when it carries a
   * `clientMessageId` or the contract says so. Such a request is tried up to three times.
   */
  readonly repeatable?: boolean;
  /** Sent without the token: signing in, starting a session, and whatever the unauthenticated hook sends. */
  readonly anonymous?: boolean;
  /** Goes out although the page is being left; nobody is there to read the answer. */
  readonly outlivesPage?: boolean;
  readonly signal?: AbortSignal;
}

export type Request = <Result, Variables>(
  document: TypedDocument<Result, Variables>,
  variables: Variables,
  options?: RequestOptions,
) => Promise<Answer<Result>>;

export interface RequestParts {
  readonly url: string;
  readonly fetch: typeof globalThis.fetch;
  readonly tokens: Tokens;
  readonly clock: ServerClock;
  readonly timeoutMs: number;
  readonly retry: Backoff;
  readonly localNow: () => number;
}

const tries = 3;
const worthRepeating: readonly FailureKind[] = ['NETWORK', 'TIMEOUT', 'SERVER'];

export function createRequest(parts: RequestParts): Request {
  return async (document, variables, options = {}) => {
    const text = document.toString();
    const repeatable = options.repeatable ?? !/^\s*mutation\b/.test(text);
    for (let attempt = 0; ; attempt += 1) {
      const token = options.anonymous === true ? null : await parts.tokens.current();
      const answer = await once<never>(parts, { text, variables, token, options });
      if (answer.ok || options.signal?.aborted === true) return answer;
      // Refused before it did anything, so repeating is safe for mutations, too; once, with another token.
      const refused = answer.failure.kind === 'UNAUTHENTICATED' && options.anonymous !== true && attempt === 0;
      if (refused && (await parts.tokens.refused(token))) continue;
      if (!repeatable || attempt + 1 >= tries || !worthRepeating.includes(answer.failure.kind)) return answer;
      await new Promise((resolve) => setTimeout(resolve, waitMs(attempt, parts.retry)));
    }
  };
}

interface Sending {
  readonly text: string;
  readonly variables: unknown;
  readonly token: string | null;
  readonly options: RequestOptions;
}

async function once<Result>(
  parts: RequestParts,
  { text, variables, token, options }: Sending,
): Promise<Answer<Result>> {
  const deadline = new AbortController();
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    deadline.abort();
  }, options.timeoutMs ?? parts.timeoutMs);
  const stop = (): void => deadline.abort();
  if (options.signal?.aborted === true) stop();
  options.signal?.addEventListener('abort', stop, { once: true });
  const askedAt = parts.localNow();
  try {
    const response = await parts.fetch(parts.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/graphql-response+json, application/json',
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify({ query: text, variables }),
      signal: deadline.signal,
      keepalive: options.outlivesPage ?? false,
    });
    const answer = read<Result>(await response.text(), response);
    if (answer.ok) hearTime(parts, answer.data, askedAt);
    return answer;
  } catch {
    if (late) return failed('TIMEOUT', 'The server did not answer in time. Try again.');
    if (deadline.signal.aborted) return failed('ABORTED', 'The request was called off.');
    return failed('NETWORK', 'The server cannot be reached. Check the connection and try again.');
  } finally {
    clearTimeout(timer);
    options.signal?.removeEventListener('abort', stop);
  }
}

function read<Result>(body: string, response: { readonly status: number; readonly headers: Headers }): Answer<Result> {
  const parsed = parse(body) as { data?: Result | null; errors?: readonly GraphError[] } | null;
  const errors = parsed?.errors ?? [];
  const voided = errors.length > 0 && (parsed?.data === undefined || parsed.data === null);
  // A root field that was refused for want of a session is null beside its error: that answer is no answer.
  if (voided || errors.some((error) => error.extensions?.code === 'UNAUTHENTICATED')) {
    return { ok: false, failure: failureOf(errors) };
  }
  if (parsed?.data !== undefined && parsed.data !== null) return { ok: true, data: parsed.data, errors };
  if (response.status === 429) {
    const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
    const retryAfterMs = Number.isFinite(seconds) ? seconds * 1_000 : null;
    return failed('THROTTLED', 'Too many requests. Wait a moment and try again.', retryAfterMs);
  }
  return failed('SERVER', `The server answered with ${response.status} and nothing that can be read. Try again later.`);
}

function parse(body: string): unknown {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' ? value : null;
  } catch {
    return null;
  }
}

function failed(
  kind: FailureKind,
  message: string,
  retryAfterMs: number | null = null,
): { ok: false; failure: Failure } {
  return { ok: false, failure: { kind, message, retryAfterMs, errors: [] } };
}

/** Every document that asks for `serverTime` at its root sets the clock. */
function hearTime(parts: RequestParts, data: unknown, askedAt: number): void {
  const time = (data as { readonly serverTime?: unknown }).serverTime;
  if (typeof time === 'string') parts.clock.hear(time, askedAt, parts.localNow());
}
