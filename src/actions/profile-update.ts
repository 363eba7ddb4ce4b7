import type { Actor } from '../auth/actor';
import { builtInOf } from '../auth/built-in-profiles';
import { may } from '../auth/policy';
import { done, type Outcome } from '../routing/refusal';
import type { AgentId, Permission, ProfileId } from '../routing/terms';
import { changeRights, lastManager, leavesNoManager, passOffersOn } from './agent-rights';
import { readNote } from './dialog-settings';
import { Faults } from './faults';
import { agentChanged } from './offer-settle';
import type { Ports, Transaction } from './ports';
import { beyondRights, builtInStays, orNameTaken, readPermissions, readProfileName } from './profile-reading';
import { notAllowed, unknown } from './staff-refusals';

export interface ProfileUpdateInput {
  readonly profileId: ProfileId;
  readonly name?: string;
  readonly description?: string | null;
  readonly permissions?: readonly Permission[];
}

/** What is absent stays. Other permissions are those of all its agents with the same commit. */
export async function profileUpdate(
  ports: Ports,
  actor: Actor,
  input: ProfileUpdateInput,
): Promise<Outcome<ProfileId>> {
  if (!may(actor, 'profiles.manage')) return notAllowed('manage profiles');
  if (builtInOf(input.profileId) !== null) return builtInStays();
  const { profileId } = input;
  const faults = new Faults();
  const name = input.name === undefined ? undefined : faults.read(readProfileName(input.name));
  const permissions = input.permissions === undefined ? undefined : readPermissions(input.permissions, faults);
  const about = { what: 'The description', field: ['description'] };
  const description = input.description === undefined ? undefined : readNote(input.description, about, faults);
  const beyond = beyondRights(actor, input.permissions ?? []);
  if (beyond !== null) return beyond;
  if (faults.any) return faults.refused();
  let passedOn: readonly AgentId[] = [];
  const outcome = await orNameTaken(name, () =>
    ports.work(actor.workspaceId, async (tx): Promise<Outcome<ProfileId>> => {
      await tx.routing.lock();
      if ((await tx.profiles.find(profileId)) === null) return unknown('profile', ['profileId']);
      const given = permissions === undefined ? done([]) : await giveAll(tx, profileId, permissions);
      if (!given.ok) return given;
      passedOn = given.value;
      tx.profiles.update(profileId, {
        ...(name !== undefined && { name }),
        ...(description !== undefined && { description }),
        ...(permissions !== undefined && { permissions }),
      });
      return done(profileId);
    }),
  );
  if (outcome.ok) await passOffersOn(ports, actor.workspaceId, passedOn);
  return outcome;
}

/** Answers who has offers that must be passed on. */
async function giveAll(
  tx: Transaction,
  profileId: ProfileId,
  permissions: readonly Permission[],
): Promise<Outcome<readonly AgentId[]>> {
  const ids = await tx.profiles.findAgentIds(profileId);
  if (await leavesNoManager(tx, new Set(ids), permissions)) return lastManager(['permissions']);
  const agents = await Promise.all(ids.map((id) => tx.agents.lock(id)));
  const passedOn: AgentId[] = [];
  for (const agent of agents) {
    if (agent === null) continue;
    if (await changeRights(tx, agent, permissions)) passedOn.push(agent.id);
    tx.agents.update(agent.id, { permissions });
    agentChanged(tx, { agentId: agent.id });
  }
  return done(passedOn);
}
