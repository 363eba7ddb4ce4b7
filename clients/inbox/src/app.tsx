import { useState } from 'react';
import { Inbox } from './components/inbox';
import { SignIn } from './components/sign-in';
import { useTheme } from './hooks/use-theme';
import { type Session, storedSession, storeSession } from './session';

/** Signed in or not: everything else lies below. */
export function App() {
  const [session, setSession] = useState<Session | null>(storedSession);
  const [notice, setNotice] = useState<string | null>(null);
  const [theme, setTheme] = useTheme();

  const signedIn = (next: Session): void => {
    storeSession(next);
    setNotice(null);
    setSession(next);
  };
  const signedOut = (why: string | null): void => {
    storeSession(null);
    setNotice(why);
    setSession(null);
  };

  if (session === null) return <SignIn notice={notice} onSignedIn={signedIn} />;
  return <Inbox key={session.token} session={session} onSignedOut={signedOut} theme={theme} onTheme={setTheme} />;
}
