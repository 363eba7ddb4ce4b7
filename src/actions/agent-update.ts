import type { Actor } from '../auth/actor';
import { mayUpdateAgent } from '../auth/policy';
import { mayGiveProfile, permissionsOfProfile } from '../auth/profiles';
import { done, type Outcome } from '../routing/refusal';
import type { AgentId, AgentProfile } from '../routing/terms';
import { readName } from '../routing/text';
import { beyondOwnRights, checkCapacity } from './agent-create';
import { isLastManager, lastManager } from './agent-deactivate';
import { Faults } from './faults';
import { agentChanged } from './offer-settle';
import { readPicture, type Picture } from './picture-data';
import type { Ports, Transaction } from './ports';
import type { AgentRecord } from './records';
import { notAllowed, unknown } from './staff-refusals';
import { joinWorkspaceRing, leaveWorkspaceRing } from './workspace-ring';

export interface AgentUpdateInput {
  readonly agentId: AgentId;
  readonly name?: string;
  /** null: back to the workspace's default. */
  readonly capacity?: number | null;
  readonly profile?: AgentProfile;
  /** A data URL (PNG, JPEG or WebP, at most 256 kB). */
  readonly avatar?: string;
}

/** What was read of the input. The picture of a running chat stays: it was copied when the chat was accepted. */
interface Changes {
  readonly name?: string;
  readonly capacity?: number | null;
  readonly profile?: AgentProfile;
  readonly picture?: Picture;
}

export async function agentUpdate(ports: Ports, actor: Actor, input: AgentUpdateInput): Promise<Outcome<AgentId>> {
  const { agentId, profile } = input;
  const scope = profile === undefined && input.capacity === undefined ? 'PROFILE_PAGE' : 'ANYTHING';
  if (!mayUpdateAgent(actor, agentId, scope)) return notAllowed('change this of this agent');
  if (profile !== undefined && !mayGiveProfile(actor, profile)) return beyondOwnRights();
  const read = readChanges(input);
  if (!read.ok) return read;
  return ports.work(actor.workspaceId, async (tx) => {
    // Who gains or loses the right to take chats comes into or goes out of the ring, and the last manager stays one. A
    // limit that fell between a decision and its reservation would fail the visitor's request.
    if (profile !== undefined || input.capacity !== undefined) await tx.routing.lock();
    const agent = await tx.agents.lock(agentId);
    if (agent === null) return unknown('agent', ['agentId']);
    if (profile !== undefined && (await losesLastManager(tx, agent, profile))) return lastManager(['profile']);
    await write(ports, tx, agent, read.value);
    return done(agentId);
  });
}

function readChanges(input: AgentUpdateInput): Outcome<Changes> {
  const faults = new Faults();
  const { name, avatar, capacity, profile } = input;
  const readable = name === undefined ? undefined : faults.read(readName(name, { what: 'The name', field: ['name'] }));
  const picture = avatar === undefined ? undefined : faults.read(readPicture(avatar, ['avatar']));
  checkCapacity(faults, capacity);
  return faults.any ? faults.refused() : done({ name: readable, picture, capacity, profile });
}

async function losesLastManager(tx: Transaction, agent: AgentRecord, profile: AgentProfile): Promise<boolean> {
  return !permissionsOfProfile[profile].includes('AGENTS_MANAGE') && (await isLastManager(tx, agent));
}

async function write(ports: Ports, tx: Transaction, agent: AgentRecord, changes: Changes): Promise<void> {
  const { name, capacity, profile, picture } = changes;
  const avatarHash = picture === undefined ? undefined : ports.secrets.hashContent(picture.bytes);
  if (picture !== undefined && avatarHash !== undefined) tx.storePicture({ hash: avatarHash, ...picture });
  const permissions = profile === undefined ? undefined : permissionsOfProfile[profile];
  if (permissions !== undefined && agent.active) {
    if (permissions.includes('LIVE_CHAT_TAKE')) await joinWorkspaceRing(tx, agent.id);
    else await leaveWorkspaceRing(tx, agent.id);
  }
  tx.agents.update(agent.id, {
    ...(name !== undefined && { name }),
    ...(capacity !== undefined && { capacity }),
    ...(avatarHash !== undefined && { avatarHash }),
    ...(profile !== undefined && { profile, permissions }),
  });
  agentChanged(tx, { agentId: agent.id });
}
