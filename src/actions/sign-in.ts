import { done, refuse, type Outcome, type Refused } from '../routing/refusal';
import type { AgentId, WorkspaceId } from '../routing/terms';
import { isLongerThan } from '../routing/text';
import { maxPasswordLength, normalEmail } from './credentials';
import type { Ports } from './ports';

export interface SignInInput {
  readonly email: string;
  readonly password: string;
}
export interface SignedIn {
  readonly token: string;
  readonly expiresAt: Date;
  readonly workspaceId: WorkspaceId;
  readonly agentId: AgentId;
}

/**
 * How long a session of staff lives without use. Agents leave the inbox open over a weekend and a holiday; what ends a
 * session early is a sign-out or a deactivation, and both bite within seconds.
 */
export const staffSessionSeconds = 14 * 24 * 60 * 60;

/** A wrong address, a wrong password and a deactivated agent get one answer, after one and the same check of a password. */
export async function signIn(ports: Ports, input: SignInInput): Promise<Outcome<SignedIn>> {
  const email = normalEmail(input.email);
  // What cannot be an address or a password is not looked up or hashed at its length, but takes as long to be refused.
  const plausible =
    email.length <= 254 && !email.includes('\u0000') && !isLongerThan(input.password, maxPasswordLength);
  const found = plausible ? await ports.doorstep.findAgentByEmail(email) : null;
  const isRight = await ports.secrets.verifyPassword(found?.passwordHash ?? null, plausible ? input.password : '');
  if (found === null || !isRight || !found.active) return wrong();
  const { workspaceId, agentId } = found;
  return ports.work(workspaceId, async (tx) => {
    // Behind the lock: a deactivation revokes the sessions that there are, so none may appear behind it.
    const agent = await tx.agents.lock(agentId);
    if (agent === null || !agent.active) return wrong();
    const { token, hash: tokenHash } = ports.secrets.newToken('s');
    const expiresAt = new Date(tx.now.getTime() + staffSessionSeconds * 1_000);
    const lifetime = { slidesSeconds: staffSessionSeconds, expiresAt };
    tx.sessions.insert({ id: ports.newId(), tokenHash, kind: 'AGENT', subjectId: agentId, ...lifetime });
    return done({ token, expiresAt, workspaceId, agentId });
  });
}

function wrong(): Refused {
  return refuse('INVALID', 'The e-mail address or the password is wrong. Check both and try again.');
}
