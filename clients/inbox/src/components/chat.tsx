import { useEffect, useRef } from 'react';
import { type DeskState, emptyThread, rowsOf, type Thread } from '../desk/state';
import { useDesk, useDeskState } from '../hooks/use-desk';
import type { Route } from '../hooks/use-route';
import { ChatHeader } from './chat-header';
import { Composer } from './composer';
import { HandoverStrip } from './handover-strip';
import { IdleStrip } from './idle-strip';
import { ChatSkeleton } from './skeletons';
import { SuperviseBar } from './supervise-bar';
import { Transcript } from './transcript';
import { TypingLine } from './typing-line';
import { WhisperComposer } from './whisper-composer';
import '../styles/chat.css';
import '../styles/supervise.css';

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
            ? (thread.notice ?? 'This chat does not exist, or is not yours to see.')
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
  const connected = row?.liveChat?.state === 'CONNECTED';
  const owns = connected && row.liveChat?.agent?.id === state.agent?.id;
  const helps = connected && row.guest?.id === state.agent?.id;
  const mayWrite = owns || helps;
  return (
    <>
      <ChatHeader conversationId={conversationId} row={row} part={owns ? 'owner' : helps ? 'guest' : null} go={go} />
      {row !== null && !mayWrite && <SuperviseBar conversationId={conversationId} row={row} thread={thread} />}
      {thread.state === 'loading' ? (
        <ChatSkeleton />
      ) : (
        <Transcript key={conversationId} conversationId={conversationId} thread={thread} />
      )}
      <TypingLine conversationId={conversationId} row={row} />
      {row !== null && mayWrite && <IdleStrip row={row} />}
      <HandoverStrip conversationId={conversationId} thread={thread} mayTakeBack={owns} />
      {thread.state === 'ready' && (
        <Foot
          conversationId={conversationId}
          mayWrite={mayWrite}
          mayWhisper={connected && mayWhisper(state, thread, mayWrite)}
          ended={row?.status !== 'OPEN'}
        />
      )}
    </>
  );
}

/** Among the agents of a chat, once there is somebody to whisper to; from outside, with the permission and the sight. */
function mayWhisper({ permissions }: DeskState, thread: Thread, mayWrite: boolean): boolean {
  const hears = thread.detail?.isListenedTo === true || permissions.includes('ALL_CONVERSATIONS_VIEW');
  if (!mayWrite) return permissions.includes('CHATS_WHISPER') && hears;
  return thread.whispers.length > 0 || thread.detail?.guest != null || permissions.includes('CHATS_WHISPER');
}

interface FootProps {
  readonly conversationId: string;
  readonly mayWrite: boolean;
  readonly mayWhisper: boolean;
  readonly ended: boolean;
}

function Foot({ conversationId, mayWrite, mayWhisper, ended }: FootProps) {
  if (mayWrite) return <Composer key={conversationId} conversationId={conversationId} mayWhisper={mayWhisper} />;
  if (mayWhisper) return <WhisperComposer key={conversationId} conversationId={conversationId} />;
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
  const { phase, agent, permissions } = state;
  if (phase === 'loading') return <ChatSkeleton />;
  if (phase === 'refused') {
    return (
      <div className="empty chat-empty">
        <p>This account has no inbox.</p>
        <p>Sign in with an account that takes live chats.</p>
      </div>
    );
  }
  if (!permissions.includes('LIVE_CHAT_TAKE') && permissions.includes('CHATS_MONITOR')) {
    return (
      <div className="empty chat-empty">
        <p>Choose a chat of the team to follow it.</p>
        <p>“Team” on the left lists who waits and who is being served.</p>
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
