import { useEffect, useRef, useState } from 'react';
import { rowsOf } from '../desk/state';
import { useDesk, useDeskState } from '../hooks/use-desk';
import { useRoute } from '../hooks/use-route';
import type { Theme } from '../hooks/use-theme';
import { focusChat } from '../hooks/writing-place';
import { Chat } from './chat';
import { ConversationList } from './conversation-list';
import { NotificationBar } from './notification-bar';
import { OfferBanner } from './offer-banner';
import { OfflineLine } from './offline-line';
import { TopBar } from './top-bar';
import { VisitorPane } from './visitor-pane';
import '../styles/layout.css';

interface WorkplaceProps {
  readonly theme: Theme;
  readonly onTheme: (theme: Theme) => void;
  readonly onSignOut: () => void;
}

/** The page: banner, bar and three panes. Which of them show on narrow screens is a matter of CSS and of the route. */
export function Workplace({ theme, onTheme, onSignOut }: WorkplaceProps) {
  const desk = useDesk();
  const state = useDeskState();
  const [{ conversationId, showsVisitor }, go] = useRoute();
  const [search, setSearch] = useState('');
  const chatRef = useRef<HTMLElement>(null);

  const unread = rowsOf(state, 'active').filter(({ unreadCount }) => unreadCount > 0).length;
  const ringing = state.offers.some((offer) => offer.state === 'ringing');
  useEffect(() => {
    const what = ringing ? '● Chat request' : unread > 0 ? `(${unread}) Inbox` : 'Inbox';
    document.title = `${what} · ${state.workspaceName || 'Parley'}`;
  }, [unread, ringing, state.workspaceName]);

  const phase = state.phase;
  useEffect(() => {
    if (conversationId !== null && phase === 'ready') desk.threads.open(conversationId);
  }, [desk, conversationId, phase]);

  const open = (id: string): void => {
    go({ conversationId: id, showsVisitor: false });
    requestAnimationFrame(() => focusChat(chatRef.current));
  };

  const shown = conversationId === null ? 'list' : showsVisitor ? 'visitor' : 'chat';
  return (
    <div className="workplace" data-shows={shown}>
      <OfferBanner onAccepted={open} />
      <TopBar search={search} onSearch={setSearch} theme={theme} onTheme={onTheme} onSignOut={onSignOut} />
      <OfflineLine />
      <NotificationBar />
      <main className="panes">
        <h1 className="spoken">{state.workspaceName} inbox</h1>
        <ConversationList search={search} selected={conversationId} onSelect={open} />
        <section className="pane chat-pane" aria-label="Chat" ref={chatRef} tabIndex={-1}>
          <Chat conversationId={conversationId} go={go} />
        </section>
        <section className="pane visitor-pane" aria-label="About the visitor">
          <VisitorPane conversationId={conversationId} go={go} onSelect={open} />
        </section>
      </main>
    </div>
  );
}
