import { type KeyboardEvent, useRef } from 'react';
import { isWaiting, type Running, type RunningChat } from '../desk/running';
import { visitorName } from '../desk/state';
import { useDeskState } from '../hooks/use-desk';
import { useNow } from '../hooks/use-now';
import { countdown, pageName } from '../words';
import { Avatar } from './avatar';
import { Icon } from './icon';
import { ListSkeleton } from './skeletons';

interface RunningListProps {
  readonly running: Running;
  readonly search: string;
  readonly selected: string | null;
  readonly onSelect: (conversationId: string) => void;
}

function fits({ conversation, agentName }: RunningChat, search: string): boolean {
  const wanted = search.trim().toLowerCase();
  const told = [visitorName(conversation.visitor), agentName, conversation.pageUrl];
  return wanted === '' || told.some((text) => text?.toLowerCase().includes(wanted) === true);
}

/** Who waits, longest first, and who is served. */
export function RunningList({ running, search, selected, onSelect }: RunningListProps) {
  // How long somebody waits is told to the second.
  const now = useNow(1_000);
  const list = useRef<HTMLDivElement>(null);
  if (running.chats === null) {
    return <ListSkeleton problem={running.failed ? 'What goes on now could not be loaded.' : null} />;
  }
  const chats = running.chats.filter((chat) => fits(chat, search));
  const groups = [
    { name: 'Waiting', chats: chats.filter(isWaiting) },
    { name: 'In a chat', chats: chats.filter((chat) => !isWaiting(chat)) },
  ];
  const onKey = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0) return;
    const buttons = [...(list.current?.querySelectorAll<HTMLButtonElement>('button.row') ?? [])];
    const at = buttons.findIndex((button) => button === document.activeElement);
    buttons[Math.max(0, Math.min(buttons.length - 1, at + step))]?.focus();
    event.preventDefault();
  };
  if (chats.length === 0) {
    return (
      <div className="empty">
        <p>{search.trim() === '' ? 'Nobody waits and nobody chats.' : 'No chat here fits your search.'}</p>
        {search.trim() === '' && <p>Every running chat of the team appears here, with those who wait for one.</p>}
      </div>
    );
  }
  return (
    <div ref={list} onKeyDown={onKey}>
      {groups.map(({ name, chats: members }) => (
        <section key={name} aria-label={name}>
          {members.length > 0 && (
            <h2 className="group-name">
              {name} <span className="figures">{members.length}</span>
            </h2>
          )}
          <ul>
            {members.map((chat) => (
              <li key={chat.id}>
                <RunningRow
                  chat={chat}
                  now={now}
                  selected={chat.conversation.id === selected}
                  onSelect={() => onSelect(chat.conversation.id)}
                />
              </li>
            ))}
          </ul>
        </section>
      ))}
      {running.total > running.chats.length && (
        <p className="group-note">
          The first {running.chats.length} of {running.total} are shown.
        </p>
      )}
    </div>
  );
}

interface RunningRowProps {
  readonly chat: RunningChat;
  readonly now: number;
  readonly selected: boolean;
  readonly onSelect: () => void;
}

function RunningRow({ chat, now, selected, onSelect }: RunningRowProps) {
  const { visitor, pageUrl, guest, listeners } = chat.conversation;
  const { agent: self } = useDeskState();
  const listening = listenersInWords(listeners ?? [], self?.id);
  const since = isWaiting(chat) ? chat.requestedAt : (chat.connectedAt ?? chat.requestedAt);
  return (
    <button type="button" className="row" aria-current={selected ? 'true' : undefined} onClick={onSelect}>
      <span className="row-picture">
        <Avatar id={visitor.id} name={visitor.name} />
        {!isWaiting(chat) && <span className="live-dot" role="img" aria-label="In a chat" />}
      </span>
      <span className="row-name">{visitorName(visitor)}</span>
      <span className="row-time figures" data-waiting={isWaiting(chat)}>
        {listening !== null && (
          <span role="img" aria-label={listening} title={listening}>
            <Icon name="listen" />
          </span>
        )}
        {countdown(Math.max(0, now - Date.parse(since)))}
      </span>
      <span className="row-line">
        {standing(chat)}
        {guest !== null && ` and ${guest.name}`}
        {pageUrl !== null && ` · ${pageName(pageUrl)}`}
      </span>
    </button>
  );
}

function listenersInWords(
  listeners: readonly { readonly id: string; readonly name: string }[],
  selfId?: string,
): string | null {
  const isSelf = listeners.some(({ id }) => id === selfId);
  const others = listeners.filter(({ id }) => id !== selfId).map(({ name }) => name);
  if (others.length === 0) return isSelf ? 'You listen' : null;
  if (isSelf) return `You and ${others.join(', ')} listen`;
  return others.length === 1 ? `${others[0]} listens` : `${others.join(', ')} listen`;
}

function standing({ state, agentName, ringsAt }: RunningChat): string {
  switch (state) {
    case 'CONNECTED':
      return `${agentName ?? 'An agent'}${ringsAt === null ? '' : `, asking ${ringsAt.name}`}`;
    case 'OFFERED':
      return ringsAt === null ? 'Ringing' : `Ringing at ${ringsAt.name}`;
    case 'WAITING':
      return 'In the queue';
    default:
      return 'Looking for an agent';
  }
}
