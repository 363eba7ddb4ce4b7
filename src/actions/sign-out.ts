import type { Actor } from '../auth/actor';
import type { Outcome } from '../routing/refusal';
import type { Ports } from './ports';

export interface SignOutInput {
  readonly token: string;
}

export async function signOut(_ports: Ports, _actor: Actor, _input: SignOutInput): Promise<Outcome<null>> {
  throw new Error('signOut is not built yet');
}
