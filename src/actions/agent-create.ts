import type { Actor } from '../auth/actor';
import { may } from '../auth/policy';
import { mayGivePermissions, mayGiveProfile } from '../auth/profiles';
import { done, refuse, type Outcome, type Refused } from '../routing/refusal';
import type { AgentId, AgentProfile, ProfileId } from '../routing/terms';
import { readName } from '../routing/text';
import { findRights, type RightsAsked } from './agent-rights';
import { readEmail, readPassword } from './credentials';
import { Faults } from './faults';
import { agentChanged } from './offer-settle';
import { ConstraintViolation, type Ports } from './ports';
import { notAllowed } from './staff-refusals';
import { joinWorkspaceRing } from './workspace-ring';

export interface AgentCreateInput {
  readonly name: string;
  readonly email: string;
  readonly password: string;
  readonly capacity: number | null;
  readonly profile: AgentProfile;
  /** One of the workspace's own instead of `profile`; null or absent: the built-in one. */
  readonly profileId?: ProfileId | null;
}

/** A new member of staff, active and not available until they say so; who takes live chats stands last in the ring of all. */
export async function agentCreate(ports: Ports, actor: Actor, input: AgentCreateInput): Promise<Outcome<AgentId>> {
  if (!may(actor, 'agents.manage')) return notAllowed('manage agents');
  if ((input.profileId ?? null) === null && !mayGiveProfile(actor, input.profile)) return beyondOwnRights();
  const faults = new Faults();
  const name = faults.read(readName(input.name, { what: 'The name', field: ['name'] }));
  const email = faults.read(readEmail(input.email, ['email']));
  const password = faults.read(readPassword(input.password, ['password']));
  checkCapacity(faults, input.capacity);
  if (faults.any || name === undefined || email === undefined || password === undefined) return faults.refused();
  // Asked early to spare the hash; the unique index is what really keeps addresses apart.
  if ((await ports.doorstep.findAgentByEmail(email)) !== null) return emailTaken();
  const passwordHash = await ports.secrets.hashPassword(password);
  const { capacity, profile, profileId = null } = input;
  const asked: RightsAsked = profileId === null ? { profile, profileId } : { profile: null, profileId };
  const agent = { id: ports.newId<'Agent'>(), name, email, passwordHash, capacity, profile, asked };
  return refuseTakenEmail(() => insert(ports, actor, agent));
}

type NewAgent = Omit<AgentCreateInput, 'password' | 'profileId'> & {
  readonly asked: RightsAsked;
  readonly id: AgentId;
  readonly passwordHash: string;
};

async function insert(ports: Ports, actor: Actor, { asked, ...agent }: NewAgent): Promise<Outcome<AgentId>> {
  return ports.work(actor.workspaceId, async (tx) => {
    await tx.routing.lock();
    const rights = await findRights(tx, asked);
    if (!rights.ok) return rights;
    const { permissions, profileId } = rights.value;
    if (!mayGivePermissions(actor, permissions)) return beyondOwnRights('profileId');
    tx.agents.insert({ ...agent, permissions, profileId });
    if (permissions.includes('LIVE_CHAT_TAKE')) await joinWorkspaceRing(tx, agent.id);
    agentChanged(tx, { agentId: agent.id });
    return done(agent.id);
  });
}

async function refuseTakenEmail<T>(run: () => Promise<Outcome<T>>): Promise<Outcome<T>> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof ConstraintViolation && error.constraint === 'agent_email_unique') return emailTaken();
    throw error;
  }
}

function emailTaken(): Refused {
  return refuse('CONFLICT', 'Somebody signs in with this e-mail address already. Use another one.', ['email']);
}

/** The agent's own limit, where one is given. */
export function checkCapacity(faults: Faults, capacity: number | null | undefined): void {
  faults.range(capacity, { min: 1, max: 100, what: 'The number of live chats at once', field: ['capacity'] });
}

export function beyondOwnRights(field: 'profile' | 'profileId' = 'profile'): Refused {
  const message = 'This profile may do more than you may yourself. Choose another one, or ask somebody who has it.';
  return refuse('FORBIDDEN', message, [field]);
}
