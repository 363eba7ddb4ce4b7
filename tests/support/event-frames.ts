/** Reading an `events` subscription frame by frame. */
import type { Permission } from '../../src/routing/terms';
import type { Asker, Data, Stream } from './graph';

const document = `subscription ($after: EventCursor, $filter: EventFilter) {
  events(after: $after, filter: $filter) {
    __typename
    ... on EventBatch { cursor events { __typename id ... on MessageAdded { message { sequence text } }
      ... on OfferCreated { offer { id state conversation { id } } } ... on OfferDeclined { offer { state conversation { id } } }
      ... on LiveChatMissed { conversation { id } } } }
    ... on CaughtUp { cursor serverTime }
    ... on ResetRequired { reason }
    ... on TypingIndicator { conversationId author until }
  }
}`;

/** An agent who takes chats and may read the own past ones. */
export const pastViewer: readonly Permission[] = ['LIVE_CHAT_TAKE', 'MY_CONVERSATIONS_VIEW'];

export function listenToEvents(asker: Asker, variables: Readonly<Record<string, unknown>> = {}): Promise<Stream> {
  return asker.listen(document, variables);
}

export async function nextFrame(stream: Stream): Promise<Data> {
  const data = await stream.next();
  if (data === null) throw new Error('The stream has ended.');
  return data.events;
}

/** Frames up to and with the first CaughtUp. */
export async function untilCaughtUp(stream: Stream): Promise<readonly Data[]> {
  const frames: Data[] = [];
  while (frames.at(-1)?.__typename !== 'CaughtUp') frames.push(await nextFrame(stream));
  return frames;
}

export function idsOf(frames: readonly Data[]): string[] {
  return frames.flatMap((frame) =>
    frame.__typename === 'EventBatch' ? frame.events.map((event: Data) => event.id) : [],
  );
}

export function typesOf(frames: readonly Data[]): string[] {
  return frames.flatMap((frame) =>
    frame.__typename === 'EventBatch' ? frame.events.map((event: Data) => event.__typename) : [frame.__typename],
  );
}
