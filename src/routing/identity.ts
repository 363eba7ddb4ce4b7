/**
 * Who sits at the browser, once an e-mail address was given. A browser is a cookie (the visitor's token); a person is somebody
 * with an address. The cookie always goes with the address: a new one takes it away from whom it belonged to.
 *
 *   visitor    cookie   the address given                  result
 *   anonymous  any      nobody's                           CREATE           a new person, the cookie is theirs
 *   anonymous  any      somebody's                         JOIN             the cookie is that person's from now on
 *   known      its own  the person's own                   UPDATE           nothing but what was said
 *   known      its own  another person's                   MOVE             the cookie goes over and goes on as them
 *   known      its own  nobody's                           CREATE_AND_MOVE  a new person, the cookie goes over
 *   known      new      the person's own                   JOIN             the person has one cookie more
 *   known      new      another person's, or nobody's      IMPOSSIBLE       a new cookie is a new, anonymous visitor
 */
import type { PersonId } from './terms';

export const identityMoves = ['CREATE', 'JOIN', 'UPDATE', 'MOVE', 'CREATE_AND_MOVE', 'IMPOSSIBLE'] as const;
export type IdentityMove = (typeof identityMoves)[number];

export interface IdentityQuestion {
  /** Who the visitor is known to be; null: anonymous. */
  readonly person: PersonId | null;
  /** Whether the cookie has not been that person's so far. */
  readonly cookieIsNew: boolean;
  /** Whose the address is; null: nobody's. */
  readonly owner: PersonId | null;
}

export function identify({ person, cookieIsNew, owner }: IdentityQuestion): IdentityMove {
  if (person === null) return owner === null ? 'CREATE' : 'JOIN';
  if (owner === person) return cookieIsNew ? 'JOIN' : 'UPDATE';
  if (cookieIsNew) return 'IMPOSSIBLE';
  return owner === null ? 'CREATE_AND_MOVE' : 'MOVE';
}

/** Addresses that differ in case, or in how an accent was typed, are one address. */
export function foldEmail(address: string): string {
  return address.trim().normalize('NFC').toLowerCase();
}
