import { replayRun } from '../../src/actions/replay-run';
import type { ReplayState } from '../../src/actions/replay-ports';
import { worldOf } from '../../src/actions/replay-draft';
import type { ReplayId } from '../../src/routing/terms';
import { newId } from '../../src/stores/ids';
import { stage } from '../support/empty-stage';
import { accepts, valueOf } from '../support/stage';

beforeEach(async () => {
  await stage.agent();
  await stage.dialog();
  const id = await stage.asks(await stage.visitor());
  valueOf(await accepts(stage, await stage.ringing(id)));
});

async function begun(): Promise<{ readonly id: ReplayId; readonly run: (isStopping: boolean) => Promise<void> }> {
  const id = newId<'RoutingReplay'>();
  const period = { from: new Date(Date.now() - 3_600_000), to: new Date(Date.now() + 60_000) };
  const draft = { rules: null, teams: new Map(), settings: {}, routing: null };
  const world = await stage.work(async (tx) => {
    const found = await worldOf(tx, draft);
    const rest = { state: 'RUNNING', requestsTotal: 1, requestsDone: 0, result: null, endedAt: null } as const;
    const lease = new Date(tx.now.getTime() + 60_000);
    tx.replays.insert({ id, startedBy: newId<'Agent'>(), ...period, ...rest, startedAt: tx.now }, lease);
    return { ...found, medianAcceptMs: 1, medianChatMs: 1, mostDifferences: 0 };
  });
  const { workspaceId, ports } = stage;
  const breathe = () => Promise.resolve();
  return { id, run: (isStopping) => replayRun(ports, { workspaceId, id, world, ...period }, { breathe, isStopping }) };
}

const stateOf = async (id: ReplayId): Promise<ReplayState | undefined> =>
  (await stage.work((tx) => tx.replays.find(id)))?.state;

test('it ends as done, with what came of it', async () => {
  const { id, run } = await begun();
  await run(false);
  const replay = await stage.work((tx) => tx.replays.find(id));
  expect(replay).toMatchObject({ state: 'DONE', requestsDone: 1, result: { requests: 1, differing: 0 } });
});

test('where its process is stopped it is lost at once, and nobody waits for the lease', async () => {
  const { id, run } = await begun();
  await run(true);
  expect(await stateOf(id)).toBe('LOST');
});

test('somebody who ended it is not contradicted', async () => {
  const { id, run } = await begun();
  await stage.work((tx) => tx.replays.end(id, 'CANCELLED', null));
  await run(false);
  expect(await stateOf(id)).toBe('CANCELLED');
});

test('two cannot run at once in a workspace, whoever looks first', async () => {
  await begun();
  await expect(begun()).rejects.toThrow('routing_replay_running');
});
