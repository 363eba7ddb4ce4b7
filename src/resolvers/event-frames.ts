/** The frames of a subscription to the log, as its streams make them. */
import type { StoredEvent, Typing } from '../events/topics';
import type { EventFrameSource } from '../schema/event-frame.type';
import { globalId } from '../schema/global-ids';

type Batch = Extract<EventFrameSource, { frame: 'EventBatch' }>;

/** Its cursor is sealed for those who ask for it. A class, since an object with a getter of its own is dear to make. */
class SealedBatch implements Batch {
  readonly frame = 'EventBatch';

  constructor(
    readonly events: readonly StoredEvent[],
    private readonly seal: () => string,
  ) {}

  get cursor(): string {
    return this.seal();
  }
}

export function batchOf(events: readonly StoredEvent[], seal: () => string): Batch {
  return new SealedBatch(events, seal);
}

export function typingFrame({ conversationId, author, authorName, until }: Typing): EventFrameSource {
  return {
    frame: 'TypingIndicator',
    conversationId: globalId('Conversation', conversationId),
    author,
    authorName,
    until,
  };
}

export function isBatch(frame: object): frame is Batch {
  return 'frame' in frame && frame.frame === 'EventBatch';
}

/** Of the very same events, not only equal ones: read at one time, and told by one process. */
export function tellsTheSame(one: Batch, other: Batch): boolean {
  return (
    one.events.length === other.events.length &&
    one.events.every(({ event, position }, index) => {
      const twin = other.events[index];
      return twin !== undefined && twin.event === event && twin.position === position;
    })
  );
}
