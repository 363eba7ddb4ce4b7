import { memo, useMemo } from 'react';
import { type Line, linesOf, sameLine } from '../desk/lines';
import type { Thread } from '../desk/state';
import { useDesk, useDeskState } from '../hooks/use-desk';
import { useMarkRead } from '../hooks/use-mark-read';
import { useNow } from '../hooks/use-now';
import { useReadingPlace } from '../hooks/use-reading-place';
import { useStore } from '../hooks/use-store';
import { Bubble } from './bubble';
import { Icon } from './icon';

interface TranscriptProps {
  readonly conversationId: string;
  readonly thread: Thread;
}

/** The messages, and what is still on its way to them. The order in the document is the order on the screen. */
export function Transcript({ conversationId, thread }: TranscriptProps) {
  const desk = useDesk();
  const outbox = useStore(desk.parley.outbox.messages);
  // Lines tell days and minutes: they are made anew once a minute, not at every key.
  const minute = Math.floor(useNow(60_000) / 60_000) * 60_000;
  const outgoing = useMemo(
    () => outbox.filter((each) => each.conversationId === conversationId),
    [outbox, conversationId],
  );
  const { agent } = useDeskState();
  const ownName = agent?.name ?? null;
  const lines = useMemo(
    () => linesOf(thread.messages, outgoing, minute, { whispers: thread.whispers, ownName }),
    [thread.messages, thread.whispers, outgoing, minute, ownName],
  );
  const place = useReadingPlace(thread.messages, outgoing.length + thread.whispers.length);
  useMarkRead(conversationId, thread.messages.at(-1)?.sequence ?? 0, place.missed === 0);

  const onScroll = (): void => {
    if (place.onScroll() === 'top') void desk.threads.loadOlder(conversationId);
  };
  return (
    <div className="transcript-frame">
      <div className="transcript" ref={place.box} onScroll={onScroll} role="log" aria-label="Messages" tabIndex={0}>
        {thread.olderCursor !== null && (
          <button type="button" className="link older" onClick={() => void desk.threads.loadOlder(conversationId)}>
            {thread.loadingOlder ? 'Loading …' : 'Show earlier messages'}
          </button>
        )}
        {lines.map((line) => (
          <LineView key={line.key} line={line} />
        ))}
      </div>
      {place.missed > 0 && (
        <button type="button" className="jump-pill" onClick={place.toEnd}>
          <Icon name="down" />
          {place.missed === 1 ? '1 new message' : `${place.missed} new messages`}
        </button>
      )}
    </div>
  );
}

interface LineViewProps {
  readonly line: Line;
}

/** Lines are made anew for every message; drawn anew are those that say something else. */
const LineView = memo(DrawnLine, (before, after) => sameLine(before.line, after.line));

function DrawnLine({ line }: LineViewProps) {
  switch (line.kind) {
    case 'day':
      return (
        <div className="day-line">
          <span>{line.text}</span>
        </div>
      );
    case 'note':
      return (
        <p className="note" dir="auto" data-from={line.from}>
          {line.from === 'BOT' && <span className="spoken">Bot: </span>}
          {line.text}
        </p>
      );
    case 'whisper':
      return (
        <div className="whisper-line">
          <p className="whisper" dir="auto">
            <span className="whisper-from">
              {line.name} to staff <span className="figures">{line.time}</span>
            </span>
            {line.text}
          </p>
        </div>
      );
    default:
      return <Bubble line={line} />;
  }
}
