import { type KeyboardEvent, useMemo, useRef, useState } from 'react';
import { useMissed } from '../desk/missed';
import { type ListTab, useRunning } from '../desk/running';
import { type Row, rowsOf, visitorName } from '../desk/state';
import { useDesk, useDeskState } from '../hooks/use-desk';
import { useNow } from '../hooks/use-now';
import { ConversationRow } from './conversation-row';
import { EmptyList } from './empty-list';
import { MissedList } from './missed-list';
import { RunningList } from './running-list';
import { ListSkeleton } from './skeletons';
import { Tabs } from './tabs';
import '../styles/list.css';

interface ConversationListProps {
  readonly search: string;
  readonly selected: string | null;
  readonly onSelect: (conversationId: string) => void;
}

function fits(row: Row, search: string): boolean {
  const wanted = search.trim().toLowerCase();
  if (wanted === '') return true;
  const told = [visitorName(row.visitor), row.visitor.email, row.lastMessage?.text, row.pageUrl];
  return told.some((text) => text?.toLowerCase().includes(wanted) === true);
}

export function ConversationList({ search, selected, onSelect }: ConversationListProps) {
  const desk = useDesk();
  const state = useDeskState();
  const [tab, setTab] = useState<ListTab>('active');
  const mayWatch = state.permissions.includes('CHATS_MONITOR');
  const running = useRunning(desk.parley, mayWatch);
  // Who sees all conversations reads the missed ones as they are; everybody else claims one first.
  const { permissions } = state;
  const mayClaim = permissions.includes('LIVE_CHAT_TAKE') && !permissions.includes('ALL_CONVERSATIONS_VIEW');
  const missed = useMissed(desk, { wanted: mayClaim && state.phase === 'ready', round: state.missedRound });
  const now = useNow(15_000);
  const list = useRef<HTMLUListElement>(null);
  const rows = useMemo(
    () => (tab === 'now' ? [] : rowsOf(state, tab).filter((row) => fits(row, search))),
    [state, tab, search],
  );
  const shelf = tab === 'active' || tab === 'now' ? null : state[tab];
  const counts = {
    active: state.phase === 'loading' ? null : rowsOf(state, 'active').length,
    past: state.past.count,
    missed: mayClaim ? missed.total : state.missed.count,
    now: running.chats === null ? null : running.total,
  };

  const onKey = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0) return;
    const buttons = [...(list.current?.querySelectorAll('button') ?? [])];
    const at = buttons.findIndex((button) => button === document.activeElement);
    buttons[Math.max(0, Math.min(buttons.length - 1, at + step))]?.focus();
    event.preventDefault();
  };

  return (
    <nav className="pane list-pane" aria-label="Chats">
      <Tabs
        tab={tab}
        shown={mayWatch ? ['active', 'past', 'missed', 'now'] : ['active', 'past', 'missed']}
        counts={counts}
        onTab={setTab}
      />
      <div className="list-scroll" role="tabpanel" id="list-panel" aria-labelledby={`tab-${tab}`}>
        {state.phase === 'loading' ? (
          <ListSkeleton problem={state.problem} />
        ) : tab === 'now' ? (
          <RunningList running={running} search={search} selected={selected} onSelect={onSelect} />
        ) : tab === 'missed' && mayClaim ? (
          <MissedList missed={missed} search={search} selected={selected} now={now} onSelect={onSelect} />
        ) : (
          <>
            <ul className="rows" ref={list} onKeyDown={onKey}>
              {rows.map((row) => (
                <li key={row.id}>
                  <ConversationRow row={row} now={now} selected={row.id === selected} onSelect={onSelect} />
                </li>
              ))}
            </ul>
            {rows.length === 0 && <EmptyList tab={tab} shelf={shelf} searching={search.trim() !== ''} />}
            {tab !== 'active' && shelf?.nextCursor !== null && shelf !== null && (
              <button
                type="button"
                className="button more"
                aria-busy={shelf.loading}
                onClick={() => void desk.loadMore(tab)}
              >
                {shelf.loading ? 'Loading …' : 'Show older chats'}
              </button>
            )}
          </>
        )}
      </div>
    </nav>
  );
}
