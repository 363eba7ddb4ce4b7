import { type Row, visitorName } from '../desk/state';
import { useDeskState } from '../hooks/use-desk';
import type { Route } from '../hooks/use-route';
import { pageName } from '../words';
import { Avatar } from './avatar';
import { EndChat } from './end-chat';
import { HandOver } from './hand-over';
import { Icon } from './icon';
import { LeaveChat } from './leave-chat';

interface ChatHeaderProps {
  readonly conversationId: string;
  readonly row: Row | null;
  /** What the chat is to this agent. */
  readonly part: 'owner' | 'guest' | null;
  readonly go: (to: Route) => void;
}

function stateInWords(row: Row | null): string {
  switch (row?.liveChat?.state) {
    case undefined:
      return row === null ? '' : 'With the bot';
    case 'CONNECTED':
      return row?.pageUrl === null || row === null ? 'Live' : `Live · ${pageName(row.pageUrl)}`;
    case 'ENDED':
      return row?.liveChat?.endReason === 'IDLE_TIMEOUT' ? 'Ended for lack of messages' : 'Ended';
    case 'MISSED':
      return 'Missed: nobody accepted in time';
    case 'ABANDONED':
      return 'The visitor left before anybody answered';
    default:
      return 'Waiting for an agent';
  }
}

export function ChatHeader({ conversationId, row, part, go }: ChatHeaderProps) {
  const { permissions } = useDeskState();
  const name = row === null ? 'Chat' : visitorName(row.visitor);
  return (
    <header className="chat-header">
      <button
        type="button"
        className="icon-button only-narrow"
        aria-label="Back to the list"
        onClick={() => go({ conversationId: null, showsVisitor: false })}
      >
        <Icon name="back" />
      </button>
      <Avatar id={row?.visitor.id ?? conversationId} name={row?.visitor.name ?? row?.visitor.email ?? null} size={36} />
      <div className="chat-title">
        <h2 title={name}>{name}</h2>
        <p>
          {stateInWords(row)}
          {row?.guest != null && part === 'owner' && ` · ${row.guest.name} helps`}
          {part === 'guest' && ` · you help ${row?.liveChat?.agentName ?? 'a colleague'}`}
        </p>
      </div>
      {part === 'owner' && permissions.includes('CHATS_TRANSFER') && (
        <HandOver key={conversationId} conversationId={conversationId} hasGuest={row?.guest != null} />
      )}
      {part === 'owner' && <EndChat conversationId={conversationId} />}
      {part === 'guest' && <LeaveChat conversationId={conversationId} />}
      <button
        type="button"
        className="icon-button only-without-visitor"
        aria-label="About the visitor"
        onClick={() => go({ conversationId, showsVisitor: true })}
      >
        <Icon name="person" />
      </button>
    </header>
  );
}
