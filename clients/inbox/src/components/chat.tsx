import { useEffect, useRef } from 'react';
import { emptyThread, rowsOf } from '../desk/state';
import { useDesk, useDeskState } from '../hooks/use-desk';
import type { Route } from '../hooks/use-route';
import { ChatHeader } from './chat-header';
import { Composer } from './composer';
import { IdleStrip } from './idle-strip';
import { ChatSkeleton } from './skeletons';
import { Transcript } from './transcript';
import { TypingLine } from './typing-line';
import '../styles/chat.css';

interface ChatProps {
  readonly conversationId: string | null;
  readonly go: (to: Route) => void;
}

/** The middle pane: one conversation, or what to do until there is one. */
export function Chat({ conversationId, go }: ChatProps) {
  const desk = useDesk();
  const state = useDeskState();
  if (conversationId === null) return <NothingChosen />;
  const row = state.rows.get(conversationId) ?? null;
  const thread = state.threads.get(conversationId) ?? emptyThread;

  if (thread.state === 'missing' || thread.state === 'failed') {
    return (
      <div className="empty chat-empty">
        <p>
          {thread.state === 'missing'
            ? 'This chat does not exist, or is not yours to see.'
            : 'This chat could not be loaded.'}
        </p>
        {thread.state === 'failed' && (
          <button type="button" className="button" onClick={() => desk.threads.open(conversationId)}>
            Try again
          </button>
        )}
        <button type="button" className="button" onClick={() => go({ conversationId: null, showsVisitor: false })}>
          Back to the list
        </button>
      </div>
    );
  }
  const mayWrite = row?.liveChat?.state === 'CONNECTED' && row.liveChat.agent?.id === state.agent?.id;
  return (
    <>
      <ChatHeader conversationId={conversationId} row={row} mayEnd={mayWrite} go={go} />
      {thread.state === 'loading' ? (
        <ChatSkeleton />
      ) : (
        <Transcript key={conversationId} conversationId={conversationId} thread={thread} />
      )}
      <TypingLine conversationId={conversationId} row={row} />
      {row !== null && <IdleStrip row={row} />}
      {thread.state === 'ready' && (
        <Foot conversationId={conversationId} mayWrite={mayWrite} ended={row?.status !== 'OPEN'} />
      )}
    </>
  );
}

function Foot({ conversationId, mayWrite, ended }: { conversationId: string; mayWrite: boolean; ended: boolean }) {
  if (mayWrite) return <Composer key={conversationId} conversationId={conversationId} />;
  return <Closed ended={ended} />;
}

/** When the chat ends while somebody writes, the focus must not fall back to the top of the page. */
function Closed({ ended }: { readonly ended: boolean }) {
  const place = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (document.activeElement === document.body) place.current?.focus({ preventScroll: true });
  }, []);
  return (
    <p className="chat-closed" ref={place} tabIndex={-1}>
      {ended ? 'This chat has ended.' : 'You can read this conversation. Writing is for the agent who has the chat.'}
    </p>
  );
}

function NothingChosen() {
  const state = useDeskState();
  const { phase, agent } = state;
  if (phase === 'loading') return <ChatSkeleton />;
  if (phase === 'refused') {
    return (
      <div className="empty chat-empty">
        <p>This account has no inbox.</p>
        <p>Sign in with an account that takes live chats.</p>
      </div>
    );
  }
  return (
    <div className="empty chat-empty">
      <p>
        {rowsOf(state, 'active').length > 0
          ? 'Choose a chat on the left to read and answer it.'
          : 'A chat opens here when you accept a request.'}
      </p>
      <p>
        {agent?.available === true
          ? 'A new request rings at the top of this window.'
          : 'You are not available, so nothing will ring.'}
      </p>
    </div>
  );
}
