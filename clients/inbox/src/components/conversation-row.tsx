import { textOf } from '../desk/lines';
import { lastActivity, type Row, visitorName } from '../desk/state';
import { useDeskState } from '../hooks/use-desk';
import { pageName, shortAge } from '../words';
import { Avatar } from './avatar';
import { Icon } from './icon';

interface ConversationRowProps {
  readonly row: Row;
  readonly now: number;
  readonly selected: boolean;
  readonly onSelect: (conversationId: string) => void;
}

/** The last line: who said it matters only when it was not the visitor. */
function LastLine({ row, ownName }: { readonly row: Row; readonly ownName: string | undefined }) {
  const { lastMessage } = row;
  if (lastMessage === null) return row.pageUrl === null ? '' : pageName(row.pageUrl);
  if (lastMessage.author !== 'AGENT') return <bdi>{textOf(lastMessage)}</bdi>;
  const { authorName } = lastMessage;
  return (
    <>
      {authorName === null || authorName === ownName ? 'You' : authorName}: <bdi>{lastMessage.text}</bdi>
    </>
  );
}

export function ConversationRow({ row, now, selected, onSelect }: ConversationRowProps) {
  const { typing, agent } = useDeskState();
  const live = row.liveChat?.state === 'CONNECTED';
  const warnsAt = row.liveChat?.idleWarnsAt;
  const nearIdle = live && warnsAt !== null && warnsAt !== undefined && Date.parse(warnsAt) <= now;
  // What has ended waits for nobody: only a live chat asks to be read.
  const unread = live && row.unreadCount > 0 && !selected;
  return (
    <button
      type="button"
      className="row"
      data-unread={unread}
      aria-current={selected ? 'true' : undefined}
      onClick={() => onSelect(row.id)}
    >
      <span className="row-picture">
        <Avatar id={row.visitor.id} name={row.visitor.name ?? row.visitor.email} />
        {live && <span className="live-dot" role="img" aria-label="Live" />}
      </span>
      <span className="row-name">{visitorName(row.visitor)}</span>
      <span className="row-time figures">
        {nearIdle && (
          <span className="near-idle" role="img" aria-label="About to end for lack of messages">
            <Icon name="clock" />
          </span>
        )}
        {shortAge(lastActivity(row), now)}
      </span>
      <span className="row-line">
        {typing.has(row.id) ? <em>is typing …</em> : <LastLine row={row} ownName={agent?.name} />}
      </span>
      {unread && (
        <span className="unread figures">
          {row.unreadCount > 99 ? '99+' : row.unreadCount}
          <span className="spoken"> unread</span>
        </span>
      )}
    </button>
  );
}
