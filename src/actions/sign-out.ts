import type { Actor } from '../auth/actor';
import { done, refuse, type Outcome } from '../routing/refusal';
import type { Ports } from './ports';

export interface SignOutInput {
  readonly token: string;
}

/** Ends the session that the caller came with; its sockets close within seconds. */
export async function signOut(ports: Ports, actor: Actor, input: SignOutInput): Promise<Outcome<null>> {
  if (actor.kind === 'INTEGRATION') {
    return refuse('FORBIDDEN', 'An API token does not sign out. Somebody who manages integrations can revoke it.');
  }
  const hash = ports.secrets.hashToken(input.token);
  return ports.work(actor.workspaceId, (tx) => {
    tx.sessions.revoke(hash);
    return Promise.resolve(done(null));
  });
}
