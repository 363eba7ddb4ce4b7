/** Top-level errors: what is no answer of a mutation but a request that cannot be served. */
import { GraphQLError } from 'graphql';
import type { Outcome, Refusal } from '../routing/refusal';
import type { Permission } from '../routing/terms';

function refusal(code: 'UNAUTHENTICATED' | 'FORBIDDEN' | 'BAD_USER_INPUT', message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code } });
}

export function unauthenticated(): GraphQLError {
  return refusal('UNAUTHENTICATED', 'Send a valid token: sign in, or start a visitor session.');
}

export function forbidden(message: string): GraphQLError {
  return refusal('FORBIDDEN', message);
}

/** Staff without the permission: which one it takes is no secret to them. */
export function lacking(permission: Permission): GraphQLError {
  return forbidden(`This needs the permission ${permission}. Ask somebody who manages this workspace for it.`);
}

export function forStaffOnly(): GraphQLError {
  return forbidden('For staff only.');
}

export function badInput(message: string): GraphQLError {
  return refusal('BAD_USER_INPUT', message);
}

/** For queries whose action refused: they have no `userErrors` to say it in. */
export function asError(refusals: readonly Refusal[]): GraphQLError {
  const message = refusals.map((one) => one.message).join(' ');
  return refusals.some(({ code }) => code === 'FORBIDDEN') ? forbidden(message) : badInput(message);
}

export interface UserErrors {
  readonly userErrors: readonly Refusal[];
}

/** The payload of a mutation: what it answers, or why it changed nothing. */
export async function payloadOf<Value, Answer extends object>(
  outcome: Outcome<Value>,
  answer: (value: Value) => Answer | Promise<Answer>,
): Promise<UserErrors | (UserErrors & Answer)> {
  if (!outcome.ok) return { userErrors: outcome.refusals };
  return { ...(await answer(outcome.value)), userErrors: [] };
}
