import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useDesk } from '../hooks/use-desk';
import { Icon } from './icon';

/** Ending cannot be undone, so it is asked once more, in place. */
export function EndChat({ conversationId }: { readonly conversationId: string }) {
  const desk = useDesk();
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const keep = useRef<HTMLButtonElement>(null);

  useEffect(() => {
    if (asking) keep.current?.focus();
  }, [asking]);

  const cancel = (): void => {
    setAsking(false);
    setProblem(null);
    opener.current?.focus();
  };
  const end = async (): Promise<void> => {
    if (busy) return;
    setBusy(true);
    const why = await desk.endConversation(conversationId);
    setBusy(false);
    setProblem(why);
    if (why === null) setAsking(false);
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    cancel();
  };

  return (
    <div className="end-chat">
      <button
        type="button"
        className="button end-chat-opener"
        ref={opener}
        aria-label="End chat"
        aria-expanded={asking}
        onClick={() => setAsking(!asking)}
      >
        <Icon name="end" />
        <span>End chat</span>
      </button>
      {asking && (
        <div className="popover" role="dialog" aria-label="End this chat?" onKeyDown={onKey}>
          <p>End this chat? The visitor is told, and it cannot be reopened.</p>
          {problem !== null && (
            <p className="problem" role="alert">
              {problem}
            </p>
          )}
          <div className="popover-actions">
            <button type="button" className="button" ref={keep} onClick={cancel}>
              Keep it
            </button>
            <button type="button" className="button danger" aria-busy={busy} onClick={() => void end()}>
              End chat
            </button>
          </div>
        </div>
      )}
    </div>
  );
}
