import { useEffect, useState } from 'react';
import { SignOutDocument } from '../../../sdk/generated/graphql';
import { createParley } from '../../../sdk/parley';
import { Desk } from '../desk/desk';
import { DeskContext } from '../hooks/use-desk';
import { navigate } from '../hooks/use-route';
import type { Theme } from '../hooks/use-theme';
import { notify } from '../notify/notifications';
import { keepOn, turnOff } from '../notify/push';
import { browserStorage, type Session } from '../session';
import { pageName } from '../words';
import { Workplace } from './workplace';

interface InboxProps {
  readonly session: Session;
  readonly onSignedOut: (why: string | null) => void;
  readonly theme: Theme;
  readonly onTheme: (theme: Theme) => void;
}

function openDesk(session: Session, onUnauthenticated: () => void): Desk {
  const storage = browserStorage();
  const parley = createParley({
    url: new URL('/graphql', window.location.href).href,
    token: session.token,
    onUnauthenticated,
    // What one agent wrote must never go out as another.
    storageKey: `parley.inbox.outbox.${session.agentId}`,
    ...(storage === null ? {} : { storage }),
  });
  const desk = new Desk(parley, {
    onOffer: (name, pageUrl, offerId) => {
      const where = pageUrl === null ? '' : ` on ${pageName(pageUrl)}`;
      notify(`offer ${offerId}`, 'Chat request', `${name} is waiting${where}.`, () => undefined);
    },
    onVisitorMessage: (conversationId, name, text) =>
      notify(`chat ${conversationId}`, name, text, () => navigate({ conversationId, showsVisitor: false })),
  });
  desk.start();
  void keepOn(parley);
  return desk;
}

/** The desk of one session, for as long as it lasts. */
export function Inbox({ session, onSignedOut, theme, onTheme }: InboxProps) {
  const [desk, setDesk] = useState<Desk | null>(null);

  useEffect(() => {
    const opened = openDesk(session, () => onSignedOut('Your session has ended. Sign in again to go on.'));
    setDesk(opened);
    return () => {
      opened.stop();
      opened.parley.close();
    };
    // One desk for one session: `onSignedOut` is another function at each drawing and means the same.
  }, [session]);

  if (desk === null) return null;
  const signOut = (): void => {
    // The answers do not matter: this browser forgets the token either way, and rings for nobody who has left it.
    void turnOff(desk.parley)
      .catch(() => null)
      .then(() => desk.parley.request(SignOutDocument, {}, { timeoutMs: 3_000 }))
      .then(() => onSignedOut(null));
  };
  return (
    <DeskContext value={desk}>
      <Workplace theme={theme} onTheme={onTheme} onSignOut={signOut} />
    </DeskContext>
  );
}
