import type { Outcome } from '../routing/refusal';
import type { AgentId, WorkspaceId } from '../routing/terms';
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

export async function signIn(_ports: Ports, _input: SignInInput): Promise<Outcome<SignedIn>> {
  throw new Error('signIn is not built yet');
}
