/** How a subscription to the log begins. */
import type { EventScope } from '../events/topics';
import type { WorkspaceId } from '../routing/terms';
import type { ResetReason } from '../schema/enums';
import type { EventFrameSource } from '../schema/event-frame.type';
import type { Context } from './context';
import { EventStream, type EventStreamStart, furthestBehind, pageSize } from './event-stream';
import { pulled } from './pulled';

/** What a cursor stands for, or why it cannot be served. */
export async function startOf(
  context: Context,
  workspaceId: WorkspaceId,
  scope: EventScope,
  after: string | null,
): Promise<Pick<EventStreamStart, 'after' | 'behind'> | ResetReason> {
  if (after === null) return { after: null, behind: 0 };
  const position = context.cursors.open(scope, workspaceId, after);
  if (position === null || position === 'SCOPE_CHANGED') return 'SCOPE_CHANGED';
  const [newest, trimmed] = await Promise.all([
    context.log.position(workspaceId),
    context.log.trimmedUpTo(workspaceId),
  ]);
  // Ahead of the log: it was made before a backup was restored, so it stands for other events than it did.
  if (position < trimmed || position > newest) return 'CURSOR_EXPIRED';
  const behind = newest - position;
  return behind > furthestBehind ? 'TOO_FAR_BEHIND' : { after: position, behind };
}

/** Whether one page of the log is all that lies between the cursor and the present. */
export function isNear({ after, behind }: Pick<EventStreamStart, 'after' | 'behind'>): boolean {
  return after !== null && behind <= pageSize;
}

/** Who is at the present or near it listens by the time this answers: the present that they catch up with is the subscribe's. */
export async function framesFrom(start: EventStreamStart): Promise<AsyncIterableIterator<EventFrameSource>> {
  const stream = new EventStream(start);
  const iterator = pulled(stream);
  try {
    if (start.after === null || isNear(start)) await stream.listen();
  } catch (error) {
    stream.release();
    throw error;
  }
  return iterator;
}

export function onlyReset(reason: ResetReason): AsyncIterableIterator<EventFrameSource> {
  let isTold = false;
  return pulled<EventFrameSource>({
    pull: () => {
      const frame: EventFrameSource | null = isTold ? null : { frame: 'ResetRequired', reason };
      isTold = true;
      return Promise.resolve(frame);
    },
    release: () => undefined,
  });
}
