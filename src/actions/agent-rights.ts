/**
 * What an agent may do, changed. Whoever gains the right to take chats joins the workspace's ring; whoever loses it leaves the
 * ring, and what rings there is withdrawn and passed on, as with a deactivation; chats that run stay. An accept that comes to
 * the offer's lock before the withdrawal wins.
 */
import { builtInOf } from '../auth/built-in-profiles';
import { orderedPermissions, permissionsOfProfile } from '../auth/profiles';
import { done, refuse, type Outcome, type Refused } from '../routing/refusal';
import type { AgentId, AgentProfile, Permission, ProfileId, WorkspaceId } from '../routing/terms';
import { listeningMayEnd } from './listening-end';
import { offersRelease } from './offers-release';
import type { Ports, Transaction } from './ports';
import type { AgentRecord } from './records';
import { unknown } from './staff-refusals';
import { joinWorkspaceRing, leaveWorkspaceRing } from './workspace-ring';

/** Which set of permissions: one that is built in, or one of the workspace's own. */
export type RightsAsked =
  | { readonly profile: AgentProfile; readonly profileId: null }
  | { readonly profile: null; readonly profileId: ProfileId };

export interface Rights {
  /** Undefined where an own profile is carried: the column stays as it is. */
  readonly profile: AgentProfile | undefined;
  readonly profileId: ProfileId | null;
  readonly permissions: readonly Permission[];
}

/** Null: nothing was asked for. */
export function readRightsAsked(given: {
  readonly profile?: AgentProfile | undefined;
  readonly profileId?: ProfileId | undefined;
}): Outcome<RightsAsked | null> {
  const { profile, profileId } = given;
  if (profile !== undefined && profileId !== undefined) {
    const message = 'Name a built-in profile or one of your own, not both.';
    return refuse('INVALID', message, ['profileId']);
  }
  if (profile !== undefined) return done({ profile, profileId: null });
  return done(profileId === undefined ? null : { profile: null, profileId });
}

export async function findRights(tx: Transaction, asked: RightsAsked): Promise<Outcome<Rights>> {
  if (asked.profile !== null) {
    return done({ profile: asked.profile, profileId: null, permissions: permissionsOfProfile[asked.profile] });
  }
  const builtIn = builtInOf(asked.profileId);
  if (builtIn !== null) return done({ profile: builtIn.builtIn, profileId: null, permissions: builtIn.permissions });
  const own = await tx.profiles.find(asked.profileId);
  if (own === null) return unknown('profile', ['profileId']);
  return done({ profile: undefined, profileId: own.id, permissions: orderedPermissions(own.permissions) });
}

/** Behind the routing lock and the agent's. Answers whether offers must be passed on behind the commit. */
export async function changeRights(tx: Transaction, agent: AgentRecord, now: readonly Permission[]): Promise<boolean> {
  if (!agent.active) return false;
  if (!now.includes('CHATS_LISTEN')) listeningMayEnd(tx, agent);
  if (now.includes('LIVE_CHAT_TAKE')) {
    await joinWorkspaceRing(tx, agent.id);
    return false;
  }
  await leaveWorkspaceRing(tx, agent.id);
  // Should the process die before the offers are passed on, this timer passes them on.
  if (agent.pendingOffers > 0) tx.schedule({ kind: 'REACHABILITY_END', subjectId: agent.id, at: tx.now });
  return agent.pendingOffers > 0;
}

/** Behind the commit: each offer in a transaction of its own. */
export async function passOffersOn(ports: Ports, workspaceId: WorkspaceId, ids: readonly AgentId[]): Promise<void> {
  for (const agentId of ids) await offersRelease(ports, { workspaceId, agentId, as: 'WITHDRAWN' });
}

/** The routing lock is held, so two managers cannot remove each other at the same moment. */
export async function leavesNoManager(
  tx: Transaction,
  losing: ReadonlySet<AgentId>,
  now: readonly Permission[],
): Promise<boolean> {
  if (now.includes('AGENTS_MANAGE')) return false;
  const managers = await tx.agents.findWithPermission('AGENTS_MANAGE');
  return managers.length > 0 && managers.every((manager) => losing.has(manager.id));
}

export function lastManager(field: readonly string[]): Refused {
  const message = 'Nobody else manages the agents of this workspace. Give that right to somebody else first.';
  return refuse('CONFLICT', message, field);
}
