import type { Actor } from '../auth/actor';
import type { Outcome } from '../routing/refusal';
import type { ConversationId } from '../routing/terms';
import type { Ports } from './ports';

export interface TypingSendInput {
  readonly conversationId: ConversationId;
}

export async function typingSend(_ports: Ports, _actor: Actor, _input: TypingSendInput): Promise<Outcome<null>> {
  throw new Error('typingSend is not built yet');
}
