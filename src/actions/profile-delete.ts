import type { Actor } from '../auth/actor';
import { builtInOf } from '../auth/built-in-profiles';
import { may } from '../auth/policy';
import { done, refuse, type Outcome } from '../routing/refusal';
import type { ProfileId } from '../routing/terms';
import type { Ports } from './ports';
import { builtInStays } from './profile-reading';
import { notAllowed, unknown } from './staff-refusals';

export interface ProfileDeleteInput {
  readonly profileId: ProfileId;
}

const mostTold = 5;

/** What somebody carries stays. Who was deactivated needs it no more. */
export async function profileDelete(
  ports: Ports,
  actor: Actor,
  { profileId }: ProfileDeleteInput,
): Promise<Outcome<ProfileId>> {
  if (!may(actor, 'profiles.manage')) return notAllowed('manage profiles');
  if (builtInOf(profileId) !== null) return builtInStays();
  return ports.work(actor.workspaceId, async (tx) => {
    await tx.routing.lock();
    const [profile, ids] = await Promise.all([tx.profiles.find(profileId), tx.profiles.findAgentIds(profileId)]);
    if (profile === null) return unknown('profile', ['profileId']);
    const agents = ids.length === 0 ? [] : await tx.agents.findMany(ids);
    const carriers = agents.filter(({ active }) => active).map(({ name }) => name);
    if (carriers.length > 0) {
      const more = carriers.length > mostTold ? ` and ${carriers.length - mostTold} more` : '';
      const who = `${carriers.slice(0, mostTold).join(', ')}${more}`;
      return refuse('IN_USE', `${profile.name} is carried by ${who}. Give them another profile, then delete it.`, [
        'profileId',
      ]);
    }
    for (const id of ids) tx.agents.update(id, { profileId: null });
    tx.profiles.delete(profileId);
    return done(profileId);
  });
}
