import { type Row, visitorName } from '../desk/state';
import type { Route } from '../hooks/use-route';
import { pageName } from '../words';
import { Avatar } from './avatar';
import { EndChat } from './end-chat';
import { Icon } from './icon';

interface ChatHeaderProps {
  readonly conversationId: string;
  readonly row: Row | null;
  readonly mayEnd: boolean;
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

export function ChatHeader({ conversationId, row, mayEnd, go }: ChatHeaderProps) {
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
        <h2>{name}</h2>
        <p>{stateInWords(row)}</p>
      </div>
      {mayEnd && <EndChat conversationId={conversationId} />}
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
