import { Fragment, type ReactNode } from 'react';
import { piecesOf } from '../../../sdk/links';
import type { OutgoingMessage } from '../../../sdk/outbox';
import type { Line } from '../desk/lines';
import { useDesk } from '../hooks/use-desk';

type BubbleLine = Extract<Line, { readonly kind: 'bubble' }>;

/** Addresses become links; everything else is text, whatever it looks like. */
function withLinks(text: string): ReactNode {
  return piecesOf(text).map((piece, index) =>
    piece.href === null ? (
      <Fragment key={index}>{piece.text}</Fragment>
    ) : (
      <a key={index} href={piece.href} target="_blank" rel="noopener noreferrer nofollow">
        {piece.text}
      </a>
    ),
  );
}

export function Bubble({ line }: { readonly line: BubbleLine }) {
  return (
    <div
      className="bubble-line"
      data-own={line.own}
      data-colleague={line.colleague}
      data-first={line.first}
      data-last={line.last}
    >
      {line.colleague && line.first ? (
        <span className="bubble-name" dir="auto">
          {line.name}
        </span>
      ) : (
        <span className="spoken">{line.own && !line.colleague ? 'You' : line.name}: </span>
      )}
      <div className="bubble-and-time">
        <div className="bubble" dir="auto" data-state={line.outgoing?.state}>
          {withLinks(line.text)}
        </div>
        <time className="bubble-time figures" dateTime={line.at}>
          {line.time}
        </time>
      </div>
      {line.outgoing !== null && <Standing outgoing={line.outgoing} />}
    </div>
  );
}

/** Whether it is on its way, arrived, or stuck; stuck says why and what can be done. */
function Standing({ outgoing }: { readonly outgoing: OutgoingMessage }) {
  const { outbox } = useDesk().parley;
  const { clientMessageId, state, problem, willRetry } = outgoing;
  if (state !== 'failed') return <span className="standing">{state === 'sent' ? 'Sent' : 'Sending …'}</span>;
  return (
    <span className="standing failed">
      <span role="status">
        {willRetry ? 'Not sent yet. It goes out by itself when the connection is back.' : `Not sent. ${problem ?? ''}`}
      </span>
      <button type="button" className="link" onClick={() => outbox.retry(clientMessageId)}>
        Retry
      </button>
      <button type="button" className="link" onClick={() => outbox.discard(clientMessageId)}>
        Discard
      </button>
    </span>
  );
}
