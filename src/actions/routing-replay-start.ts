import type { Actor } from '../auth/actor';
import { isStaff } from '../auth/actor';
import { may } from '../auth/policy';
import { done, refuse, type Outcome } from '../routing/refusal';
import type { ReplayId } from '../routing/terms';
import type { Period } from './explain-ports';
import { Faults } from './faults';
import { judgePeriod } from './period';
import type { Ports, Transaction } from './ports';
import { type ReadDraft, readDraft, type ReplayDraft, worldOf } from './replay-draft';
import type { ReplayRecord } from './replay-ports';
import { leaseFrom, replayRun, runUpMs } from './replay-run';
import { notAllowed } from './staff-refusals';

export interface RoutingReplayStartInput extends Period {
  readonly draft: ReplayDraft;
  /** How many requests that came out otherwise are told one by one. */
  readonly mostDifferences: number;
}

const maxDays = 92;
/** At some 5,000 a second, two minutes. */
const maxRequests = 500_000;
/** Where nobody accepted, or nobody chatted, in all of the period. */
const usualAcceptMs = 10_000;
const usualChatMs = 300_000;

/**
 * Routes a past period once more, by what is drafted. It answers as soon as that has begun; what comes of it is followed with
 * the id. One at a time for a workspace. Changes nothing but its own row.
 */
export async function routingReplayStart(
  ports: Ports,
  actor: Actor,
  input: RoutingReplayStartInput,
): Promise<Outcome<ReplayId>> {
  if (!may(actor, 'routing.replay') || !isStaff(actor)) return notAllowed('replay the routing');
  const startedBy = actor.kind === 'AGENT' ? actor.agentId : actor.apiTokenId;
  const { workspaceId } = actor;
  const begun = await ports.work(workspaceId, async (tx) => {
    const read = await readAll(ports, tx, input);
    if (!read.ok) return read;
    const running = await tx.replays.lockRunning();
    if (running?.state === 'RUNNING') {
      return refuse(
        'CONFLICT',
        'A replay is running already. Wait for its end, or cancel it with routingReplayCancel.',
      );
    }
    // Its process is gone: the next one takes its place.
    if (running !== null) await tx.replays.end(running.id, 'LOST', null);
    return done(await begin(ports, tx, { input, startedBy, draft: read.value }));
  });
  if (!begun.ok) return begun;
  const { replay, world } = begun.value;
  const { id, from, to } = replay;
  ports.replays.run({
    workspaceId,
    id,
    work: (pace) => replayRun(ports, { workspaceId, id, from, to, world }, pace),
    waits: () => ports.work(workspaceId, async (tx) => void (await tx.replays.advance(id, 0, leaseFrom(tx.now)))),
    failed: () => ports.work(workspaceId, async (tx) => void (await tx.replays.end(id, 'FAILED', null))),
  });
  return done(id);
}

async function readAll(ports: Ports, tx: Transaction, input: RoutingReplayStartInput): Promise<Outcome<ReadDraft>> {
  const faults = new Faults();
  judgePeriod(faults, input, { maxDays, what: 'A replay' });
  if (input.from >= tx.now) faults.add('This has not happened yet. Choose a period of the past.', ['from']);
  const most = { min: 0, max: 200, what: 'The number of differences', field: ['differences'] };
  faults.range(input.mostDifferences, most);
  const draft = faults.read(await readDraft(ports, tx, input.draft));
  if (faults.any || draft === undefined) return faults.refused();
  const requests = await tx.replays.countRequests(input);
  if (requests <= maxRequests) return done(draft);
  const said = `${requests.toLocaleString('en')} requests were made in this period`;
  faults.add(`${said}. Choose one with ${maxRequests.toLocaleString('en')} at most.`, ['to']);
  return faults.refused();
}

async function begin(
  ports: Ports,
  tx: Transaction,
  of: { readonly input: RoutingReplayStartInput; readonly startedBy: string; readonly draft: ReadDraft },
) {
  const { from, to, mostDifferences } = of.input;
  const reach = { from: new Date(from.getTime() - runUpMs), to };
  const [requestsTotal, usual, world] = await Promise.all([
    tx.replays.countRequests({ from, to }),
    tx.replays.findUsual(reach),
    worldOf(tx, of.draft),
  ]);
  const replay: ReplayRecord = {
    id: ports.newId(),
    startedBy: of.startedBy,
    state: 'RUNNING',
    from,
    to,
    requestsTotal,
    requestsDone: 0,
    result: null,
    startedAt: tx.now,
    endedAt: null,
  };
  tx.replays.insert(replay, leaseFrom(tx.now));
  const medians = { medianAcceptMs: usual.acceptMs ?? usualAcceptMs, medianChatMs: usual.chatMs ?? usualChatMs };
  return { replay, world: { ...world, ...medians, mostDifferences } };
}
