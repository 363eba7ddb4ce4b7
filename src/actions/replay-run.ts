/**
 * A replay under way: the past is read in pages and routed in slices, between which the process does whatever else there is to
 * do. Nothing is locked and nothing but its own row is written. It ends by being done, by being ended by somebody else, which
 * the next page notices, or because the process stops.
 */
import { everythingKnown } from '../routing/attributes';
import { Replay } from '../routing/replay';
import type { PastRequest, ReplayWorld } from '../routing/replay-terms';
import type { ReplayId, WorkspaceId } from '../routing/terms';
import type { Period } from './explain-ports';
import type { Ports } from './ports';
import type { PastPlace, PastRow, ReplayPace } from './replay-ports';

/** Of each a few kilobytes are on record: a page is a megabyte or two, and two pages are the memory that a replay takes. */
const pageSize = 250;
/** With a thousand agents in a ring that is some twenty milliseconds. */
const sliceSize = 50;
/** Pages come several times a second: a process that renews nothing for so long is dead. */
const leaseSeconds = 30;
/** Requests before the period take the places and turns that they had taken when it began. */
export const runUpMs = 2 * 60 * 60 * 1_000;

export function leaseFrom(now: Date): Date {
  return new Date(now.getTime() + leaseSeconds * 1_000);
}

export interface ReplayJob extends Period {
  readonly workspaceId: WorkspaceId;
  readonly id: ReplayId;
  readonly world: ReplayWorld;
}

export async function replayRun(ports: Ports, job: ReplayJob, pace: ReplayPace): Promise<void> {
  const { workspaceId, id, from } = job;
  const replay = new Replay(job.world);
  let done = 0;
  let coming: Promise<Read> | null = read(ports, job, {
    place: { at: (from.getTime() - runUpMs) * 1_000, id: null },
    done,
  });
  while (coming !== null) {
    const page: Read = await coming;
    if (page === null) return;
    if (pace.isStopping) {
      await ports.work(workspaceId, (tx) => tx.replays.end(id, 'LOST', null));
      return;
    }
    const place: PastPlace | undefined = page.length < pageSize ? undefined : page.at(-1)?.place;
    // The database reads the next page while this one is routed.
    coming = place === undefined ? null : read(ports, job, { place, done });
    coming?.catch(() => undefined);
    for (let at = 0; at < page.length; at += sliceSize) {
      const slice = page.slice(at, at + sliceSize).map((row) => pastOf(row, from));
      replay.take(slice);
      done += slice.filter(({ isCounted }) => isCounted).length;
      await pace.breathe();
    }
  }
  const result = replay.finish();
  await ports.work(workspaceId, (tx) => tx.replays.end(id, 'DONE', result));
}

/** Null: somebody has ended it. */
type Read = readonly PastRow[] | null;

/** How far it is goes with the reading, in one transaction. */
function read(
  ports: Ports,
  { workspaceId, id, to, world }: ReplayJob,
  { place, done }: { readonly place: PastPlace; readonly done: number },
): Promise<Read> {
  // Costs a look into each visitor's past.
  const lastAgents = world.route?.asksForLast === true;
  return ports.work(workspaceId, async (tx) => {
    const rows = await tx.replays.findRequests({ after: place, to, limit: pageSize, lastAgents });
    return (await tx.replays.advance(id, done, leaseFrom(tx.now))) ? rows : null;
  });
}

function pastOf(row: PastRow, from: Date): PastRequest {
  const { conversationId, requestedAt, routing, steps, acceptWindowSeconds, maxAttempts, queue, offers } = row;
  const accepted = offers.find(({ state }) => state === 'ACCEPTED')?.agentId ?? row.agentId;
  const { connectedAt, endedAt, chosenId, poolId, known } = row;
  const tookMs = connectedAt === null || endedAt === null ? null : endedAt.getTime() - connectedAt.getTime();
  return {
    conversationId,
    requestedAt: requestedAt.getTime(),
    routing,
    steps,
    acceptWindowSeconds,
    maxAttempts,
    queue,
    attributes:
      known === null
        ? everythingKnown(row.visitorAttributes ?? [], row.personAttributes ?? [])
        : new Map(Object.entries(known)),
    isKnownAsThen: known !== null,
    lastAgentId: row.lastAgentId,
    offers,
    served: connectedAt === null || accepted === null ? null : { agentId: accepted, tookMs },
    leftAt: row.state === 'ABANDONED' ? (endedAt?.getTime() ?? null) : null,
    isRouted: row.outcome !== 'LIMIT_REACHED' && row.fallbackReason !== 'BLOCKED_DOMAIN',
    seen: row.candidates,
    took: chosenId === null || poolId === null ? null : { poolId, agentId: chosenId },
    isCounted: requestedAt >= from,
  };
}
