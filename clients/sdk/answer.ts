/**
 * What a request comes back with. Nothing here throws: a refusal by the business is data (`userErrors` inside the
 * payload), a refusal by the graph or the network is a `Failure` with a sentence that can be shown.
 */
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';

/** An operation with the types of its result and its variables, as the generated file exports them. */
export type TypedDocument<Result, Variables> = DocumentTypeDecoration<Result, Variables> & { toString(): string };

/** An entry of a GraphQL response's `errors`. */
export interface GraphError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: { readonly code?: string; readonly retryAfter?: number; readonly [key: string]: unknown };
}

/**
 * NETWORK: nothing came back. TIMEOUT: not in time. SERVER: the server is there, but could not answer. These three may
 * be tried again. UNAUTHENTICATED: sign in again. FORBIDDEN, THROTTLED: as they say. INVALID: the request itself is
 * wrong. ABORTED: the caller's own signal.
 */
export type FailureKind =
  'NETWORK' | 'TIMEOUT' | 'SERVER' | 'UNAUTHENTICATED' | 'FORBIDDEN' | 'THROTTLED' | 'INVALID' | 'ABORTED';

export interface Failure {
  readonly kind: FailureKind;
  /** A sentence for people. */
  readonly message: string;
  /** When the server said how long to wait: milliseconds. */
  readonly retryAfterMs: number | null;
  readonly errors: readonly GraphError[];
}

/** `errors` of a good answer tell which nullable parts of `data` were refused. */
export type Answer<Result> =
  | { readonly ok: true; readonly data: Result; readonly errors: readonly GraphError[] }
  | { readonly ok: false; readonly failure: Failure };

/** An expected refusal: what every mutation's payload lists. */
export interface UserError<Code extends string = string> {
  readonly code: Code;
  readonly message: string;
  readonly field: readonly string[] | null;
}

/** The first refusal of a payload, or null when it was done. */
export function refusalOf<Code extends string>(payload: {
  readonly userErrors: readonly UserError<Code>[];
}): UserError<Code> | null {
  return payload.userErrors[0] ?? null;
}

/** The data, or an exception with the failure's sentence: for scripts and tests, where going on makes no sense. */
export function dataOf<Result>(answer: Answer<Result>): Result {
  if (answer.ok) return answer.data;
  throw new Error(`${answer.failure.kind}: ${answer.failure.message}`);
}

const kindByCode: Readonly<Record<string, FailureKind>> = {
  UNAUTHENTICATED: 'UNAUTHENTICATED',
  FORBIDDEN: 'FORBIDDEN',
  THROTTLED: 'THROTTLED',
  BAD_USER_INPUT: 'INVALID',
  GRAPHQL_PARSE_FAILED: 'INVALID',
  GRAPHQL_VALIDATION_FAILED: 'INVALID',
};

/** What a list of errors without data amounts to. */
export function failureOf(errors: readonly GraphError[]): Failure {
  const signedOut = errors.find((error) => error.extensions?.code === 'UNAUTHENTICATED');
  const first = signedOut ?? errors[0];
  const retryAfter = first?.extensions?.retryAfter;
  return {
    kind: kindByCode[first?.extensions?.code ?? ''] ?? 'SERVER',
    message: first?.message ?? 'The server gave an empty answer.',
    retryAfterMs: typeof retryAfter === 'number' ? retryAfter * 1_000 : null,
    errors,
  };
}

/** Whether the same request may succeed a little later. */
export function isPassing(kind: FailureKind): boolean {
  return kind === 'NETWORK' || kind === 'TIMEOUT' || kind === 'SERVER' || kind === 'THROTTLED';
}
