import type { Actor } from '../auth/actor';
import { may } from '../auth/policy';
import { done, refuse, type Outcome } from '../routing/refusal';
import type { Permission, ProfileId } from '../routing/terms';
import { readNote } from './dialog-settings';
import { Faults } from './faults';
import type { Ports } from './ports';
import { beyondRights, orNameTaken, readPermissions, readProfileName } from './profile-reading';
import { notAllowed } from './staff-refusals';

export interface ProfileCreateInput {
  readonly name: string;
  readonly description: string | null;
  readonly permissions: readonly Permission[];
}

const maxProfiles = 100;

/** A set of permissions to give to agents, at most what its maker may give. */
export async function profileCreate(
  ports: Ports,
  actor: Actor,
  input: ProfileCreateInput,
): Promise<Outcome<ProfileId>> {
  if (!may(actor, 'profiles.manage')) return notAllowed('manage profiles');
  const faults = new Faults();
  const name = faults.read(readProfileName(input.name));
  const description = readNote(input.description, { what: 'The description', field: ['description'] }, faults);
  const permissions = readPermissions(input.permissions, faults);
  const beyond = beyondRights(actor, input.permissions);
  if (beyond !== null) return beyond;
  if (faults.any || name === undefined) return faults.refused();
  const id = ports.newId<'Profile'>();
  return orNameTaken(name, () =>
    ports.work(actor.workspaceId, async (tx) => {
      if ((await tx.profiles.count()) >= maxProfiles) {
        return refuse('LIMIT_REACHED', `There are ${maxProfiles} profiles already. Delete one that nobody has.`);
      }
      tx.profiles.insert({ id, name, description, permissions });
      return done(id);
    }),
  );
}
