import type { Shelf, Tab } from '../desk/state';
import { useDesk, useDeskState } from '../hooks/use-desk';

interface EmptyListProps {
  readonly tab: Tab;
  readonly shelf: Shelf | null;
  readonly searching: boolean;
}

/** What will appear here, and what to do for it. */
export function EmptyList({ tab, shelf, searching }: EmptyListProps) {
  const desk = useDesk();
  const { agent, permissions } = useDeskState();
  if (shelf?.state === 'failed' && tab !== 'active') {
    return (
      <div className="empty">
        <p>These chats could not be loaded.</p>
        <button type="button" className="button" onClick={() => void desk.loadMore(tab)}>
          Try again
        </button>
      </div>
    );
  }
  return (
    <div className="empty">
      {sentences({
        tab,
        shelf,
        searching,
        takesChats: permissions.includes('LIVE_CHAT_TAKE'),
        available: agent?.available === true,
      }).map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
    </div>
  );
}

interface Emptiness {
  readonly tab: Tab;
  readonly shelf: Shelf | null;
  readonly searching: boolean;
  readonly takesChats: boolean;
  readonly available: boolean;
}

function sentences({ tab, shelf, searching, takesChats, available }: Emptiness): readonly string[] {
  if (shelf?.state === 'forbidden') {
    return ['These chats are not yours to see.', 'Ask an administrator for the right to view all conversations.'];
  }
  if (searching) return ['No chat here fits your search.'];
  switch (tab) {
    case 'active':
      if (!takesChats)
        return ['No chats here.', 'This account does not take live chats; ask an administrator for the permission.'];
      return available
        ? ['No chats yet.', 'When a visitor asks for a person, this window rings. Accept, and the chat appears here.']
        : ['No chats.', 'Switch on “Available” at the top to be offered the next one.'];
    case 'past':
      return ['No past chats.', 'Chats you have finished are kept here.'];
    default:
      return ['No missed chats.', 'When nobody accepts a request in time, it is listed here.'];
  }
}
