import { Arg, Ctx, FieldResolver, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { profileCreate, profileDelete, profileUpdate } from '../actions';
import type { ProfileRecord } from '../actions/profile-ports';
import type { AgentRecord } from '../actions/records';
import { builtInProfiles, type BuiltInProfile, profileOf } from '../auth/built-in-profiles';
import type { ProfileId } from '../routing/terms';
import { Agent } from '../schema/agent.type';
import { globalId, idOf } from '../schema/global-ids';
import { ProfileCreateInput, ProfileCreatePayload } from '../schema/profile-create.input';
import { ProfileDeleteInput, ProfileDeletePayload } from '../schema/profile-delete.input';
import { ProfileUpdateInput, ProfileUpdatePayload } from '../schema/profile-update.input';
import { Profile } from '../schema/profile.type';
import type { Context, Scope } from './context';
import { demand, reloaded, scopeOf, staffScope } from './entry';
import { present } from './given';
import { payloadOf } from './refusals';

type ProfileSource = BuiltInProfile | (ProfileRecord & { readonly builtIn: null });

@Resolver(() => Profile)
export class ProfileResolver {
  @Query(() => [Profile], {
    nullable: true,
    description: "All profiles: the built-in ones, then the workspace's own by name. Staff only.",
  })
  async profiles(@Ctx() context: Context): Promise<readonly ProfileSource[]> {
    const scope = scopeOf(context);
    demand(scope, 'profiles.view');
    const own = await scope.reads.ownProfiles();
    return [...builtInProfiles, ...own.map(sourceOf)];
  }

  @FieldResolver(() => Int, { description: 'How many active agents carry it.' })
  async agentCount(@Root() { id, builtIn }: ProfileSource, @Ctx() context: Context): Promise<number> {
    const carriers = await staffScope(context).loaders.profileCarriers();
    const carried = carriers.find((one) => (builtIn === null ? one.profileId === id : one.profile === builtIn));
    return carried?.count ?? 0;
  }

  @Mutation(() => ProfileCreatePayload, { description: 'Makes a profile. Needs AGENTS_MANAGE.' })
  async profileCreate(
    @Arg('input', () => ProfileCreateInput, { description: 'Its name and permissions.' }) input: ProfileCreateInput,
    @Ctx() context: Context,
  ): Promise<object> {
    const scope = scopeOf(context);
    const { name, description, permissions } = input;
    const asked = { name, description: description ?? null, permissions };
    const outcome = await profileCreate(context.ports, scope.actor, asked);
    return payloadOf(outcome, async (id) => ({ profile: await findProfile(scope, id) }));
  }

  @Mutation(() => ProfileUpdatePayload, {
    description: 'Changes a profile, and with it what its agents may do. Needs AGENTS_MANAGE.',
  })
  async profileUpdate(
    @Arg('input', () => ProfileUpdateInput, { description: 'Which profile, and what is to change.' })
    input: ProfileUpdateInput,
    @Ctx() context: Context,
  ): Promise<object> {
    const scope = scopeOf(context);
    const { name, permissions, description } = input;
    const outcome = await profileUpdate(context.ports, scope.actor, {
      profileId: idOf('Profile', input.profileId),
      ...present({ name, permissions }),
      // Null means something here: no description.
      ...(description !== undefined && { description }),
    });
    return payloadOf(outcome, async (id) => ({ profile: await findProfile(scope, id) }));
  }

  @Mutation(() => ProfileDeletePayload, { description: 'Deletes a profile that nobody carries. Needs AGENTS_MANAGE.' })
  async profileDelete(
    @Arg('input', () => ProfileDeleteInput, { description: 'Which profile.' }) input: ProfileDeleteInput,
    @Ctx() context: Context,
  ): Promise<object> {
    const profileId = idOf('Profile', input.profileId);
    const outcome = await profileDelete(context.ports, scopeOf(context).actor, { profileId });
    return payloadOf(outcome, (id) => ({ profileId: globalId('Profile', id) }));
  }
}

@Resolver(() => Agent)
export class AgentProfileFields {
  @FieldResolver(() => Profile, {
    nullable: true,
    description: 'The set of permissions that the agent carries. Staff only.',
  })
  profile(@Root() agent: AgentRecord, @Ctx() context: Context): BuiltInProfile | Promise<ProfileSource | null> {
    const scope = staffScope(context);
    return agent.profileId === null ? profileOf(agent.profile) : loadProfile(scope, agent.profileId);
  }
}

/** Behind a mutation. */
function findProfile(scope: Scope, id: ProfileId): Promise<ProfileSource | null> {
  reloaded(scope);
  return loadProfile(scope, id);
}

export async function loadProfile(scope: Scope, id: string): Promise<ProfileSource | null> {
  const builtIn = builtInProfiles.find((profile) => profile.id === id);
  if (builtIn !== undefined) return builtIn;
  const own = await scope.loaders.profile.load(id);
  return own === null ? null : sourceOf(own);
}

function sourceOf(profile: ProfileRecord): ProfileSource {
  return { ...profile, builtIn: null };
}
