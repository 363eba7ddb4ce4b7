/**
 * What a caller may learn of a failure, alike on HTTP and on the socket.
 *
 * An error that carries a code of the contract's closed list was meant for the caller and passes. Everything else is a bug:
 * the caller gets a reference, and the log gets the reason under the same reference.
 */
import { randomUUID } from 'node:crypto';
import { GraphQLError, Kind, type GraphQLFormattedError } from 'graphql';
import type { Log } from './log';

export const publicCodes = [
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'THROTTLED',
  'BAD_USER_INPUT',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'INTERNAL_SERVER_ERROR',
] as const;
export type PublicCode = (typeof publicCodes)[number];

/** Codes that the HTTP engine makes itself, told in the contract's words. */
const translations: Readonly<Record<string, PublicCode>> = {
  BAD_REQUEST: 'BAD_USER_INPUT',
  PERSISTED_QUERY_NOT_SUPPORTED: 'BAD_USER_INPUT',
  PERSISTED_QUERY_NOT_FOUND: 'BAD_USER_INPUT',
  OPERATION_RESOLUTION_FAILURE: 'GRAPHQL_VALIDATION_FAILED',
};

export function publicError(
  code: Exclude<PublicCode, 'INTERNAL_SERVER_ERROR'>,
  message: string,
  extensions: Readonly<Record<string, unknown>> = {},
): GraphQLError {
  return new GraphQLError(message, { extensions: { ...extensions, code } });
}

export interface ErrorPresenter {
  /** As the caller gets it. */
  present(error: unknown): GraphQLFormattedError;
  /** The reference under which the reason now stands in the log. */
  record(error: unknown, path?: readonly (string | number)[]): string;
}

export function createErrorPresenter(options: {
  readonly log: Log;
  /** Suggestions name parts of the schema that the caller did not: production keeps them. */
  readonly hideSuggestions: boolean;
}): ErrorPresenter {
  const record: ErrorPresenter['record'] = (error, path) => {
    const reference = randomUUID();
    options.log.error({ reference, path, err: error }, 'An unexpected error was masked.');
    return reference;
  };
  const present: ErrorPresenter['present'] = (error) => {
    const code = publicCodeOf(error);
    if (error instanceof GraphQLError && code !== null) {
      const { retryAfter } = error.extensions;
      return {
        message: options.hideSuggestions ? withoutSuggestion(error.message) : error.message,
        ...placeOf(error),
        extensions: { code, ...(typeof retryAfter === 'number' && { retryAfter }) },
      };
    }
    const place = error instanceof GraphQLError ? placeOf(error) : {};
    const reference = record(unwrap(error), place.path);
    return {
      message: `Something went wrong on our side. If it happens again, tell us this reference: ${reference}`,
      ...place,
      extensions: { code: 'INTERNAL_SERVER_ERROR', reference },
    };
  };
  return { present, record };
}

/** Null: a bug. */
function publicCodeOf(error: unknown): PublicCode | null {
  if (!(error instanceof GraphQLError)) return null;
  // An Error of another kind that was wrapped on its way out may carry a `code` of its own: only ours count.
  if (error.originalError && !(error.originalError instanceof GraphQLError)) return null;
  const { code } = error.extensions;
  if (code === undefined) return isBadInput(error) ? 'BAD_USER_INPUT' : null;
  if (typeof code !== 'string' || code === 'INTERNAL_SERVER_ERROR') return null;
  return publicCodes.find((known) => known === code) ?? translations[code] ?? null;
}

/** Variables and arguments that do not fit: graphql-js refuses them itself, without a code. */
function isBadInput(error: GraphQLError): boolean {
  if (error.nodes?.[0]?.kind === Kind.VARIABLE_DEFINITION) return true;
  if (error.message.startsWith('Too many errors processing variables')) return true;
  return /^Argument "\w+" (of required type|of non-null type|has invalid value)/.test(error.message);
}

function placeOf(error: GraphQLError): Pick<GraphQLFormattedError, 'path' | 'locations'> {
  return {
    ...(error.locations !== undefined && { locations: error.locations }),
    ...(error.path !== undefined && { path: error.path }),
  };
}

function unwrap(error: unknown): unknown {
  return error instanceof GraphQLError && error.originalError ? unwrap(error.originalError) : error;
}

/** `… Did you mean "a", "b", or "c"?` always ends the message. */
function withoutSuggestion(message: string): string {
  return message.replace(/ Did you mean [^?]*\?(?=$|\s)/g, '');
}
