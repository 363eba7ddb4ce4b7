import type { Actor } from '../auth/actor';
import { mayUpdateAgent } from '../auth/policy';
import { mayGivePermissions, mayGiveProfile } from '../auth/profiles';
import { done, type Outcome } from '../routing/refusal';
import type { AgentId, AgentProfile, ProfileId } from '../routing/terms';
import { readName } from '../routing/text';
import { beyondOwnRights, checkCapacity } from './agent-create';
import {
  changeRights,
  findRights,
  lastManager,
  leavesNoManager,
  passOffersOn,
  readRightsAsked,
  type Rights,
  type RightsAsked,
} from './agent-rights';
import { readSkills, type SkillGiven } from './agent-skills';
import { Faults } from './faults';
import { agentChanged } from './offer-settle';
import { readPicture, type Picture } from './picture-data';
import type { Ports, Transaction } from './ports';
import type { AgentRecord } from './records';
import { notAllowed, unknown } from './staff-refusals';

export interface AgentUpdateInput {
  readonly agentId: AgentId;
  readonly name?: string;
  /** null: back to the workspace's default. */
  readonly capacity?: number | null;
  readonly profile?: AgentProfile;
  /** One of the workspace's own instead. */
  readonly profileId?: ProfileId;
  /** All of them; none: the agent is good at nothing in particular. */
  readonly skills?: readonly SkillGiven[];
  /** A data URL (PNG, JPEG or WebP, at most 256 kB). */
  readonly avatar?: string;
}

/** What was read of the input. The picture of a running chat stays: it was copied when the chat was accepted. */
interface Changes {
  readonly name?: string;
  readonly capacity?: number | null;
  readonly skills?: Readonly<Record<string, number>>;
  readonly asked: RightsAsked | null;
  readonly picture?: Picture;
}

export async function agentUpdate(ports: Ports, actor: Actor, input: AgentUpdateInput): Promise<Outcome<AgentId>> {
  const { agentId, profile, profileId, capacity, skills } = input;
  const isOwnPage = profile === undefined && profileId === undefined && capacity === undefined && skills === undefined;
  if (!mayUpdateAgent(actor, agentId, isOwnPage ? 'PROFILE_PAGE' : 'ANYTHING')) {
    return notAllowed('change more than your own name and picture');
  }
  if (profile !== undefined && !mayGiveProfile(actor, profile)) return beyondOwnRights();
  const read = readChanges(input);
  if (!read.ok) return read;
  const changes = read.value;
  let isPassedOn = false;
  const outcome = await ports.work(actor.workspaceId, async (tx): Promise<Outcome<AgentId>> => {
    // Who gains or loses the right to take chats comes into or goes out of the ring, and the last manager stays one. A
    // limit that fell between a decision and its reservation would fail the visitor's request.
    if (!isOwnPage) await tx.routing.lock();
    const agent = await tx.agents.lock(agentId);
    if (agent === null) return unknown('agent', ['agentId']);
    const rights = changes.asked === null ? done(null) : await readRights(tx, actor, { agent, asked: changes.asked });
    if (!rights.ok) return rights;
    isPassedOn = rights.value !== null && (await changeRights(tx, agent, rights.value.permissions));
    write(ports, tx, agent, { ...changes, rights: rights.value });
    return done(agentId);
  });
  if (outcome.ok && isPassedOn) await passOffersOn(ports, actor.workspaceId, [agentId]);
  return outcome;
}

function readChanges(input: AgentUpdateInput): Outcome<Changes> {
  const faults = new Faults();
  const { name, avatar, capacity } = input;
  const readable = name === undefined ? undefined : faults.read(readName(name, { what: 'The name', field: ['name'] }));
  const picture = avatar === undefined ? undefined : faults.read(readPicture(avatar, ['avatar']));
  const asked = faults.read(readRightsAsked(input)) ?? null;
  const skills = input.skills === undefined ? undefined : readSkills(input.skills, faults);
  checkCapacity(faults, capacity);
  return faults.any ? faults.refused() : done({ name: readable, picture, capacity, skills, asked });
}

async function readRights(
  tx: Transaction,
  actor: Actor,
  { agent, asked }: { readonly agent: AgentRecord; readonly asked: RightsAsked },
): Promise<Outcome<Rights>> {
  const rights = await findRights(tx, asked);
  if (!rights.ok) return rights;
  const { permissions, profileId } = rights.value;
  const field = profileId === null ? 'profile' : 'profileId';
  if (!mayGivePermissions(actor, permissions)) return beyondOwnRights(field);
  if (agent.active && (await leavesNoManager(tx, new Set([agent.id]), permissions))) return lastManager([field]);
  return rights;
}

function write(
  ports: Ports,
  tx: Transaction,
  agent: AgentRecord,
  { name, capacity, skills, picture, rights }: Changes & { readonly rights: Rights | null },
): void {
  const avatarHash = picture === undefined ? undefined : ports.secrets.hashContent(picture.bytes);
  if (picture !== undefined && avatarHash !== undefined) tx.storePicture({ hash: avatarHash, ...picture });
  tx.agents.update(agent.id, {
    ...(name !== undefined && { name }),
    ...(capacity !== undefined && { capacity }),
    ...(skills !== undefined && { skills }),
    ...(avatarHash !== undefined && { avatarHash }),
    ...rights,
  });
  agentChanged(tx, { agentId: agent.id });
}
