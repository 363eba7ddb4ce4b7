import { type FormEvent, useId, useState } from 'react';
import { refusalOf } from '../../../sdk/answer';
import { SignInDocument } from '../../../sdk/generated/graphql';
import { createParley } from '../../../sdk/parley';
import type { Session } from '../session';
import '../styles/sign-in.css';

interface SignInProps {
  readonly notice: string | null;
  readonly onSignedIn: (session: Session) => void;
}

async function signIn(email: string, password: string): Promise<Session | string> {
  const parley = createParley({ url: new URL('/graphql', window.location.href).href });
  const answer = await parley.request(SignInDocument, { input: { email, password } }, { anonymous: true });
  parley.close();
  if (!answer.ok) return answer.failure.message;
  const { token, agent } = answer.data.signIn;
  if (token === null || agent === null) return refusalOf(answer.data.signIn)?.message ?? 'You cannot sign in here.';
  return { token, agentId: agent.id };
}

export function SignIn({ notice, onSignedIn }: SignInProps) {
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const id = useId();

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setProblem(null);
    const result = await signIn(email.trim(), password);
    setBusy(false);
    if (typeof result === 'string') setProblem(result);
    else onSignedIn(result);
  };

  return (
    <main className="sign-in">
      <form className="sign-in-card" onSubmit={(event) => void submit(event)} aria-labelledby={`${id}-title`}>
        <h1 id={`${id}-title`}>Sign in to the inbox</h1>
        {notice !== null && <p className="sign-in-notice">{notice}</p>}
        <label className="field">
          <span>E-mail</span>
          <input
            type="email"
            name="email"
            autoComplete="username"
            required
            autoFocus
            value={email}
            onChange={(event) => setEmail(event.target.value)}
          />
        </label>
        <label className="field">
          <span>Password</span>
          <input
            type="password"
            name="password"
            autoComplete="current-password"
            required
            value={password}
            aria-invalid={problem !== null}
            aria-describedby={problem === null ? undefined : `${id}-problem`}
            onChange={(event) => setPassword(event.target.value)}
          />
        </label>
        <p id={`${id}-problem`} className="problem" role="alert">
          {problem}
        </p>
        <button type="submit" className="button primary" aria-disabled={busy}>
          {busy ? 'Signing in …' : 'Sign in'}
        </button>
      </form>
    </main>
  );
}
