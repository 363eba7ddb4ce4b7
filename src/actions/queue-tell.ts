import { estimatedWaitSeconds, placesOf } from '../routing/queue';
import type { WorkspaceId } from '../routing/terms';
import type { Ports, Transaction } from './ports';
import type { ToldTurn } from './queue-ports';
import { findLines, tellingMs } from './queue-wait';

export interface QueueTellInput {
  readonly workspaceId: WorkspaceId;
}

/** Every commit of the workspace waits for the numbering of these events: a long line is told in several. */
const mostAtOnce = 200;

interface News {
  readonly turn: ToldTurn;
  readonly place: number;
  readonly waitSeconds: number | null;
}

/**
 * Due work: places have changed, and those who wait are told, each of their own place, at most once a second. Its row is ended
 * before anything is read, so that a change which comes meanwhile plans the next telling.
 */
export async function queueTell(ports: Ports, { workspaceId }: QueueTellInput): Promise<void> {
  await ports.work(workspaceId, async (tx) => {
    tx.unschedule('QUEUE_TELL', workspaceId);
    const news = await findNews(tx);
    const rested = news.filter(({ turn }) => restsUntil(turn) <= tx.now.getTime());
    const next = rested.slice(0, mostAtOnce);
    const free = await tx.queue.lockTurns(next.map(({ turn }) => turn.liveChatId));
    const told = next.filter(({ turn }) => free.has(turn.liveChatId));
    for (const one of told) tell(tx, one);
    tx.queue.markTold(told.map(({ turn, ...rest }) => ({ liveChatId: turn.liveChatId, ...rest })));
    const later = news.filter(({ turn }) => !free.has(turn.liveChatId));
    const isMore = rested.length > next.length;
    if (later.length > 0) tx.queue.planTelling(new Date(tx.now.getTime() + (isMore ? 0 : tellingMs)));
  });
}

async function findNews(tx: Transaction): Promise<readonly News[]> {
  const { turns, paces } = await findLines(tx);
  const places = placesOf(turns);
  return turns
    .map((turn) => {
      const place = places.get(turn.liveChatId) ?? 1;
      return { turn, place, waitSeconds: estimatedWaitSeconds(place, paces.get(turn.line) ?? null) };
    })
    .filter(({ turn, place, waitSeconds }) => place !== turn.toldPlace || waitSeconds !== turn.toldWaitSeconds);
}

function restsUntil({ toldAt }: ToldTurn): number {
  return toldAt === null ? 0 : toldAt.getTime() + tellingMs;
}

function tell(tx: Transaction, { turn, place, waitSeconds }: News): void {
  const { conversationId, visitorId } = turn;
  tx.emit({
    conversationId,
    visitorId,
    agentId: null,
    onlyAgent: false,
    type: 'LIVE_CHAT_WAITING',
    queuePosition: place,
    estimatedWaitSeconds: waitSeconds,
  });
}
