/** How soon whoever waits is rung for: whatever made an agent free, and whatever became of the process that saw it. */
import { agentAvailabilitySet } from '../../src/actions/agent-availability-set';
import { conversationEnd } from '../../src/actions/conversation-end';
import { reachabilityRenew } from '../../src/actions/reachability-renew';
import { teamUpdate } from '../../src/actions/team-update';
import type { ConversationId } from '../../src/routing/terms';
import { createDueQueue } from '../../src/stores/due-queue.store';
import { anotherProcess } from '../support/another-process';
import { db, stage } from '../support/empty-stage';
import { promptMs } from '../support/happenings';
import { admin } from '../support/staff';
import { valueOf } from '../support/stage';
import { along } from '../support/stage-dialogs';
import { getsPlaces, isAccepted, manyAsk, matches, onlyOf, opensLine, statesOf, team } from '../support/stage-queue';

/** Whom the next offer goes to, and how long it took. */
async function nextRings(
  deed: () => Promise<unknown>,
): Promise<{ readonly id: ConversationId | null; readonly ms: number }> {
  const before = stage.events.length;
  const begun = performance.now();
  await deed();
  for (;;) {
    const made = stage.events.slice(before).find(({ event }) => event.type === 'OFFER_CREATED');
    if (made !== undefined) return { id: made.event.conversationId, ms: performance.now() - begun };
    await stage.happensNext();
  }
}

describe('the next one rings at once', () => {
  test('when a chat ends, though the process that ended it is gone right behind its commit', async () => {
    await stage.agent({ capacity: 1 });
    await opensLine(stage);
    const [served, next] = await manyAsk(stage, 2);
    await isAccepted(stage, served as ConversationId);
    await anotherProcess();
    // This process plans nothing that the other would hear of: what it leaves behind is a row.
    const { id, ms } = await nextRings(() =>
      conversationEnd(stage.ports, admin(stage), { conversationId: served as ConversationId }),
    );
    expect(id).toBe(next);
    expect(ms).toBeLessThan(promptMs);
  });

  test('when the process that had begun to look is gone', async () => {
    const agent = await stage.agent({ capacity: 1, available: false });
    await opensLine(stage);
    const next = onlyOf(await manyAsk(stage, 1));
    const { id, ms } = await nextRings(async () => {
      valueOf(await agentAvailabilitySet(stage.ports, agent, { available: true }));
      const claimed = await createDueQueue(db.database).claim(10);
      expect(claimed.work.map(({ kind }) => kind)).toContain('QUEUE_MATCH');
      await anotherProcess();
    });
    expect(id).toBe(next);
    expect(ms).toBeLessThan(promptMs);
  });

  test('when somebody says "I take chats"', async () => {
    const agent = await stage.agent({ available: false });
    await opensLine(stage);
    const next = onlyOf(await manyAsk(stage, 1));
    await anotherProcess();
    const { id, ms } = await nextRings(() => agentAvailabilitySet(stage.ports, agent, { available: true }));
    expect(id).toBe(next);
    expect(ms).toBeLessThan(promptMs);
  });

  test('when somebody comes back to the desk', async () => {
    const agent = await stage.agent({ reachable: false });
    await opensLine(stage);
    const next = onlyOf(await manyAsk(stage, 1));
    await anotherProcess();
    const { workspaceId } = stage;
    const lease = { workspaceId, agentId: agent.agentId, processId: 'desk', connected: true };
    const { id, ms } = await nextRings(() => reachabilityRenew(stage.ports, lease));
    expect(id).toBe(next);
    expect(ms).toBeLessThan(promptMs);
  });

  test('when somebody gets one place more', async () => {
    const agent = await stage.agent({ capacity: 1 });
    await opensLine(stage);
    const [, next] = await manyAsk(stage, 2);
    await anotherProcess();
    const { id, ms } = await nextRings(() => getsPlaces(stage, agent, 2));
    expect(id).toBe(next);
    expect(ms).toBeLessThan(promptMs);
  });

  test('when somebody joins the team that is waited for, within the second look', async () => {
    const [ann, bo] = [await stage.agent({ available: false }), await stage.agent()];
    const teamId = await stage.team('Team', [ann]);
    await opensLine(stage, { routing: team(teamId) });
    const next = onlyOf(await manyAsk(stage, 1));
    await anotherProcess();
    const { id, ms } = await nextRings(async () =>
      valueOf(await teamUpdate(stage.ports, admin(stage), { teamId, agentIds: [ann.agentId, bo.agentId] })),
    );
    expect(id).toBe(next);
    expect(ms).toBeLessThan(promptMs);
  });

  test('when a skill is asked for no more, because the visitor has waited', async () => {
    const agent = await stage.agent();
    const skill = { name: 'Danish', level: 3, relaxAfterSeconds: 30 };
    const step = {
      kind: 'SKILLS',
      agentId: null,
      teamId: null,
      skills: [skill],
      routerId: null,
      routeId: null,
      acceptWindowSeconds: null,
      attempts: null,
      coolDownSeconds: null,
    } as const;
    await opensLine(stage, { routing: along(step) });
    const next = onlyOf(await manyAsk(stage, 1));
    await matches(stage);
    expect(await statesOf(stage, [next])).toEqual(['WAITING']);
    await anotherProcess();
    const { ms } = await nextRings(() => db.moveClock(30_000));
    expect(await stage.ringing(next)).toMatchObject({ agentId: agent.agentId });
    expect(ms).toBeLessThan(promptMs);
  });
});
