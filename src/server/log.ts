/**
 * The only place that writes. Logs are JSON lines on stdout.
 *
 * What people wrote, who they are and what opens their account never gets here: callers pass facts (ids, codes, counts), the
 * redaction below is the second line, and an error is told by its type and its place, since a database's message may quote values.
 */
import { type DestinationStream, pino, type Logger } from 'pino';
import type { LogLevel } from './config';

export type Log = Logger;

/** Keys whose values are never written, at the top and two levels down. */
const secretKeys = [
  'authorization',
  'avatar',
  'body',
  'cookie',
  'connectionString',
  'databaseUrl',
  'email',
  'firstName',
  'lastName',
  'parameters',
  'password',
  'passwordHash',
  'payload',
  'phone',
  'query',
  'secret',
  'text',
  'token',
  'tokenHash',
  'value',
  'values',
  'variables',
  'visitorToken',
] as const;

/** `say` is for people at a terminal: the addresses at the start, and why it could not start. */
export interface Voice {
  say(line: string): void;
  complain(line: string): void;
}

export const voice: Voice = {
  say: (line) => void process.stdout.write(`${line}\n`),
  complain: (line) => void process.stderr.write(`${line}\n`),
};

export function createLog(options: { readonly level: LogLevel; readonly destination?: DestinationStream }): Log {
  const settings = {
    level: options.level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    redact: { paths: secretKeys.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]), censor: '[redacted]' },
    serializers: { err: describeError },
  };
  return options.destination === undefined ? pino(settings) : pino(settings, options.destination);
}

export interface ErrorFacts {
  readonly type: string;
  readonly message: string;
  /** SQLSTATE or the system's error code. */
  readonly code?: string;
  readonly constraint?: string;
  readonly routine?: string;
  readonly frames?: readonly string[];
  readonly cause?: ErrorFacts;
}

/** Type, place and codes; the message with everything in quotes taken out. Never the statement or its parameters. */
export function describeError(error: unknown): ErrorFacts {
  return describe(error, 3);
}

function describe(error: unknown, depth: number): ErrorFacts {
  if (!(error instanceof Error)) return { type: typeof error, message: 'Something that is no Error was thrown.' };
  const facts = error as Error & Record<'code' | 'constraint' | 'routine' | 'originalError' | 'driverError', unknown>;
  const cause = facts.originalError ?? facts.driverError ?? error.cause;
  return {
    type: error.constructor.name,
    message: withoutQuotes(error.message),
    ...(typeof facts.code === 'string' && { code: facts.code }),
    ...(typeof facts.constraint === 'string' && { constraint: facts.constraint }),
    ...(typeof facts.routine === 'string' && { routine: facts.routine }),
    frames: framesOf(error),
    ...(cause instanceof Error && depth > 0 && { cause: describe(cause, depth - 1) }),
  };
}

function withoutQuotes(message: string): string {
  return message.replace(/"[^"]*"|'[^']*'|\([^)]*@[^)]*\)/g, '…').slice(0, 500);
}

/** The stack begins with the message, which may span lines: only lines that name a place are kept. */
function framesOf(error: Error): readonly string[] {
  const lines = error.stack?.split('\n') ?? [];
  return lines
    .map((line) => line.trim())
    .filter((line) => /^at .*(:\d+:\d+\)?|<anonymous>|native)$/.test(line))
    .slice(0, 12);
}
