/** What rings at somebody, or for somebody, who is taken away meanwhile. Each has one outcome, and no visitor is forgotten. */
import { agentDeactivate } from '../../src/actions/agent-deactivate';
import { agentUpdate } from '../../src/actions/agent-update';
import { offersRelease } from '../../src/actions/offers-release';
import { profileCreate } from '../../src/actions/profile-create';
import { profileUpdate } from '../../src/actions/profile-update';
import { reachabilityEnd } from '../../src/actions/reachability-end';
import { teamUpdate } from '../../src/actions/team-update';
import type { AgentActor } from '../../src/auth/actor';
import type { ConversationId, LiveChatRouting, ProfileId } from '../../src/routing/terms';
import { dueIsDone } from '../support/due';
import { db, stage } from '../support/empty-stage';
import { admin } from '../support/staff';
import { accepts, codeOf, declines, valueOf } from '../support/stage';

let ann: AgentActor;
let bob: AgentActor;
let routing: LiveChatRouting;
beforeEach(async () => {
  [ann, bob] = [await stage.agent({ name: 'Ann' }), await stage.agent({ name: 'Bob' })];
  routing = { strategy: 'TEAM', agentId: null, teamId: await stage.team('Sales', [ann, bob]) };
  await stage.dialog({ routing });
});

const asks = async () => stage.asks(await stage.visitor());
const told = async (id: ConversationId) =>
  (await stage.offers(id)).map(({ agentId, state }) => `${agentId === ann.agentId ? 'Ann' : 'Bob'} ${state}`);
const demotes = (agent: AgentActor) =>
  agentUpdate(stage.ports, admin(stage), { agentId: agent.agentId, profile: 'CALENDAR_AGENT' });
async function ownProfile(agent: AgentActor): Promise<ProfileId> {
  const input = { name: 'Takes chats', description: null, permissions: ['LIVE_CHAT_TAKE', 'TEAMS_VIEW'] } as const;
  const profileId = valueOf(await profileCreate(stage.ports, admin(stage), input));
  valueOf(await agentUpdate(stage.ports, admin(stage), { agentId: agent.agentId, profileId }));
  return profileId;
}

describe('the right to take chats, taken while an offer rings', () => {
  test('by another profile: withdrawn, and passed on at once', async () => {
    const id = await asks();
    expect(await told(id)).toEqual(['Ann PENDING']);
    valueOf(await demotes(ann));
    expect(await told(id)).toEqual(['Ann WITHDRAWN', 'Bob PENDING']);
    expect((await stage.agentRecord(ann)).pendingOffers).toBe(0);
  });

  test('by a change of the profile: the same for all who carry it', async () => {
    const profileId = await ownProfile(ann);
    valueOf(await agentUpdate(stage.ports, admin(stage), { agentId: bob.agentId, profileId }));
    const ids = [await asks(), await asks()];
    expect([await told(ids[0]!), await told(ids[1]!)]).toEqual([['Ann PENDING'], ['Bob PENDING']]);
    valueOf(await profileUpdate(stage.ports, admin(stage), { profileId, permissions: ['TEAMS_VIEW'] }));
    expect([await told(ids[0]!), await told(ids[1]!)]).toEqual([['Ann WITHDRAWN'], ['Bob WITHDRAWN']]);
    for (const id of ids) expect(await stage.chat(id)).toMatchObject({ state: 'MISSED' });
    for (const agent of [ann, bob]) expect((await stage.agentRecord(agent)).pendingOffers).toBe(0);
  });

  test('other rights taken leave the offer where it rings', async () => {
    const profileId = await ownProfile(ann);
    const id = await asks();
    valueOf(await profileUpdate(stage.ports, admin(stage), { profileId, permissions: ['LIVE_CHAT_TAKE'] }));
    expect(await told(id)).toEqual(['Ann PENDING']);
  });

  test('and given back at once: an offer that was not withdrawn yet rings on', async () => {
    const id = await asks();
    await stage.work(async (tx) => {
      await tx.agents.lock(ann.agentId);
      tx.agents.update(ann.agentId, { permissions: ['TEAMS_VIEW'] });
    });
    valueOf(await agentUpdate(stage.ports, admin(stage), { agentId: ann.agentId, profile: 'LIVE_AGENT' }));
    await offersRelease(stage.ports, { workspaceId: stage.workspaceId, agentId: ann.agentId, as: 'WITHDRAWN' });
    expect(await told(id)).toEqual(['Ann PENDING']);
  });

  test('an accept in the same moment is one of the two: a chat of hers, or an offer of his', async () => {
    for (let turn = 0; turn < 6; turn += 1) {
      const id = await asks();
      const offer = await stage.ringing(id);
      const agent = stage.actorOf(offer.agentId);
      const [accepted] = await Promise.all([accepts(stage, offer), demotes(agent)]);
      const { state } = await stage.offer(offer.id);
      expect([accepted.ok, state]).toEqual(accepted.ok ? [true, 'ACCEPTED'] : [false, 'WITHDRAWN']);
      expect(codeOf(accepted)).toBe(accepted.ok ? 'OK' : 'OFFER_WITHDRAWN');
      expect((await stage.agentRecord(agent)).pendingOffers).toBe(0);
      const back = { agentId: agent.agentId, profile: 'LIVE_AGENT' } as const;
      valueOf(await agentUpdate(stage.ports, admin(stage), back));
      const next = await stage.pending(id);
      if (next !== null) valueOf(await declines(stage, next));
    }
  });

  test('is passed on by the timer where the process that took the right died before it could', async () => {
    const id = await asks();
    // What is left of such a process: the right is gone, the timer is there.
    await stage.work(async (tx) => {
      await tx.agents.lock(ann.agentId);
      tx.agents.update(ann.agentId, { permissions: ['TEAMS_VIEW'] });
      tx.schedule({ kind: 'REACHABILITY_END', subjectId: ann.agentId, at: tx.now });
    });
    await dueIsDone(db, stage);
    expect(await told(id)).toEqual(['Ann WITHDRAWN', 'Bob PENDING']);
    const { workspaceId } = stage;
    await reachabilityEnd(stage.ports, { workspaceId, agentId: ann.agentId });
    expect(await told(id)).toEqual(['Ann WITHDRAWN', 'Bob PENDING']);
  });

  test('a chat that runs stays hers until it ends', async () => {
    const { id, agent } = await stage.isServed(await stage.visitor());
    valueOf(await demotes(agent));
    expect(await stage.conversation(id)).toMatchObject({ liveChatState: 'CONNECTED', agentId: agent.agentId });
  });
});

describe('a team emptied while an offer of it rings', () => {
  test('the offer rings on and can be accepted', async () => {
    const id = await asks();
    valueOf(await teamUpdate(stage.ports, admin(stage), { teamId: routing.teamId!, agentIds: [] }));
    expect(await told(id)).toEqual(['Ann PENDING']);
    valueOf(await accepts(stage, await stage.ringing(id)));
    expect(await stage.chat(id)).toMatchObject({ state: 'CONNECTED' });
  });

  test('declined, nobody of it is left: the visitor gets the fallback', async () => {
    const id = await asks();
    valueOf(await teamUpdate(stage.ports, admin(stage), { teamId: routing.teamId!, agentIds: [] }));
    valueOf(await declines(stage, await stage.ringing(id)));
    expect(await told(id)).toEqual(['Ann DECLINED']);
    expect(await stage.chat(id)).toMatchObject({ state: 'MISSED' });
    expect((await stage.agentRecord(ann)).pendingOffers).toBe(0);
  });
});

test('an agent deactivated while two offers ring there: both go on, and nothing is reserved', async () => {
  await stage.dialog({ priority: 1, routing: { strategy: 'AGENT', agentId: ann.agentId, teamId: null } });
  const ids = [await asks(), await asks()];
  valueOf(await agentDeactivate(stage.ports, admin(stage), { agentId: ann.agentId }));
  for (const id of ids) {
    expect(await told(id)).toEqual(['Ann WITHDRAWN']);
    expect(await stage.chat(id)).toMatchObject({ state: 'MISSED' });
  }
  expect((await stage.agentRecord(ann)).pendingOffers).toBe(0);
});
