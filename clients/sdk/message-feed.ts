/**
 * One conversation's messages, in order, each once, from `afterSequence` on; across any number of dropped lines. A
 * message that does not follow the last one is refused, and the feed starts again behind the last good one.
 */
import type { GraphError } from './answer';
import { type Backoff, waitMs } from './backoff';
import { MessageAddedDocument, type MessagePartsFragment } from './generated/graphql';
import type { Socket } from './socket';

export interface MessageFeedOptions {
  readonly conversationId: string;
  /** 0 for all. */
  readonly afterSequence: number;
  readonly onMessage: (message: MessagePartsFragment) => void;
  /** The conversation has ended and everything was delivered. */
  readonly onEnd?: () => void;
  /** Not, or no longer, to be seen by us. */
  readonly onRefused?: (errors: readonly GraphError[]) => void;
}

export function startMessageFeed(
  parts: { readonly socket: Socket; readonly retry: Backoff },
  options: MessageFeedOptions,
): () => void {
  let last = options.afterSequence;
  let failures = 0;
  let stopOperation: () => void = () => undefined;
  let timer: ReturnType<typeof setTimeout> | null = null;

  function again(): void {
    stopOperation();
    timer = setTimeout(subscribe, waitMs(failures, parts.retry));
    failures += 1;
  }

  function refused(errors: readonly GraphError[]): void {
    const code = errors[0]?.extensions?.code;
    if (code === 'FORBIDDEN' || code === 'BAD_USER_INPUT') options.onRefused?.(errors);
    else again();
  }

  function subscribe(): void {
    stopOperation = parts.socket.run({
      payload: () => ({
        query: MessageAddedDocument.toString(),
        variables: { conversationId: options.conversationId, afterSequence: last },
      }),
      next: (data, errors) => {
        const message = (data as { readonly messageAdded: MessagePartsFragment } | null)?.messageAdded;
        if (message === undefined) return refused(errors);
        if (message.sequence <= last) return;
        if (message.sequence !== last + 1) return again();
        last = message.sequence;
        failures = 0;
        options.onMessage(message);
      },
      complete: () => options.onEnd?.(),
      refused,
    });
  }

  subscribe();
  return () => {
    if (timer !== null) clearTimeout(timer);
    stopOperation();
  };
}
