/** What is said of a profile, checked: its name, and that nobody gives away more than they may. */
import type { Actor } from '../auth/actor';
import { mayGivePermissions, orderedPermissions } from '../auth/profiles';
import { refuse, type Outcome, type Refused } from '../routing/refusal';
import type { Permission } from '../routing/terms';
import { readName } from '../routing/text';
import type { Faults } from './faults';
import { ConstraintViolation } from './ports';

export function readProfileName(raw: string): Outcome<string> {
  return readName(raw, { what: "The profile's name", field: ['name'] });
}

export function readPermissions(given: readonly Permission[], faults: Faults): readonly Permission[] {
  if (given.length === 0) faults.add('This profile may do nothing. Choose at least one permission.', ['permissions']);
  return orderedPermissions(given);
}

export function builtInStays(): Refused {
  const message = 'This profile is built in and stays as it is. Make one of your own and give it that.';
  return refuse('INVALID', message, ['profileId']);
}

/** Null: all of them may be given by this actor. */
export function beyondRights(actor: Actor, granted: readonly Permission[]): Refused | null {
  const at = granted.findIndex((permission) => !mayGivePermissions(actor, [permission]));
  const beyond = granted[at];
  if (beyond === undefined) return null;
  const message = `You do not have ${beyond} yourself, so you cannot give it. Leave it out, or ask somebody who has it.`;
  return refuse('FORBIDDEN', message, ['permissions', String(at)]);
}

/** The unique index knows it for certain. */
export async function orNameTaken<T>(name: string | undefined, run: () => Promise<Outcome<T>>): Promise<Outcome<T>> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof ConstraintViolation) || error.constraint !== 'profile_one_name') throw error;
    return refuse('CONFLICT', `There is a profile “${name ?? ''}” already. Choose another name.`, ['name']);
  }
}
