import { type KeyboardEvent, useRef, useState } from 'react';
import type { Missed, MissedChat } from '../desk/missed';
import { useDeskState } from '../hooks/use-desk';
import { pageName, shortAge } from '../words';
import { Avatar } from './avatar';
import { ListSkeleton } from './skeletons';

interface MissedListProps {
  readonly missed: Missed;
  readonly search: string;
  readonly selected: string | null;
  readonly now: number;
  readonly onSelect: (conversationId: string) => void;
}

function fits({ visitorName, pageUrl, claimedBy }: MissedChat, search: string): boolean {
  const wanted = search.trim().toLowerCase();
  return wanted === '' || [visitorName, pageUrl, claimedBy?.name].some((text) => text?.toLowerCase().includes(wanted));
}

/** What rang here and nobody took: one claims it, and reads it from then on. */
export function MissedList({ missed, search, selected, now, onSelect }: MissedListProps) {
  const { agent } = useDeskState();
  const [claiming, setClaiming] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const list = useRef<HTMLDivElement>(null);
  if (missed.chats === null) {
    return missed.failed ? <Failed missed={missed} /> : <ListSkeleton problem={null} />;
  }
  const chats = missed.chats.filter((chat) => fits(chat, search));
  const claim = async (conversationId: string): Promise<void> => {
    if (claiming !== null) return;
    setClaiming(conversationId);
    const refused = await missed.claim(conversationId);
    setClaiming(null);
    setProblem(refused);
    if (refused === null) onSelect(conversationId);
  };
  const onKey = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0) return;
    const buttons = [...(list.current?.querySelectorAll<HTMLButtonElement>('li button') ?? [])];
    const at = buttons.findIndex((button) => button === document.activeElement);
    buttons[Math.max(0, Math.min(buttons.length - 1, at + step))]?.focus();
    event.preventDefault();
  };
  return (
    <div ref={list} onKeyDown={onKey}>
      <p role="status" className={problem === null ? 'spoken' : 'group-note'}>
        {problem}
      </p>
      <ul>
        {chats.map((chat) => (
          <li key={chat.conversationId}>
            {chat.claimedBy !== null && chat.claimedBy.id === agent?.id ? (
              <button
                type="button"
                className="row"
                aria-current={chat.conversationId === selected ? 'true' : undefined}
                onClick={() => onSelect(chat.conversationId)}
              >
                <Told chat={chat} now={now} line="You look after it" />
              </button>
            ) : (
              <div className="row missed-row">
                <Told chat={chat} now={now} line={chat.claimedBy && `${chat.claimedBy.name} looks after it`} />
                {chat.claimedBy === null && (
                  <button
                    type="button"
                    className="button claim"
                    aria-label={`Claim the chat of ${chat.visitorName ?? 'a visitor'}`}
                    aria-busy={claiming === chat.conversationId}
                    onClick={() => void claim(chat.conversationId)}
                  >
                    Claim
                  </button>
                )}
              </div>
            )}
          </li>
        ))}
      </ul>
      {chats.length === 0 && (
        <div className="empty">
          <p>{search.trim() === '' ? 'No missed chats.' : 'No chat here fits your search.'}</p>
          {search.trim() === '' && <p>A chat that rang here and that nobody took is listed, for you to look after.</p>}
        </div>
      )}
      {missed.hasMore && (
        <button type="button" className="button more" onClick={missed.more}>
          Show older chats
        </button>
      )}
    </div>
  );
}

interface ToldProps {
  readonly chat: MissedChat;
  readonly now: number;
  readonly line: string | null;
}

function Told({ chat, now, line }: ToldProps) {
  const page = chat.pageUrl === null ? null : pageName(chat.pageUrl);
  return (
    <>
      <span className="row-picture">
        <Avatar id={chat.conversationId} name={chat.visitorName} />
      </span>
      <span className="row-name">{chat.visitorName ?? 'Visitor'}</span>
      <span className="row-time figures">{chat.missedAt !== null && shortAge(chat.missedAt, now)}</span>
      <span className="row-line">{[line, page].filter((part) => part !== null).join(' · ')}</span>
    </>
  );
}

function Failed({ missed }: { readonly missed: Missed }) {
  return (
    <div className="empty">
      <p>These chats could not be loaded.</p>
      <button type="button" className="button" onClick={missed.refresh}>
        Try again
      </button>
    </div>
  );
}
