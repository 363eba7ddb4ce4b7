import type { Actor } from '../auth/actor';
import type { Outcome } from '../routing/refusal';
import type { ConversationId } from '../routing/terms';
import type { Ports } from './ports';

export interface ConversationMarkReadInput {
  readonly conversationId: ConversationId;
  readonly upToSequence: number;
}

export async function conversationMarkRead(
  _ports: Ports,
  _actor: Actor,
  _input: ConversationMarkReadInput,
): Promise<Outcome<ConversationId>> {
  throw new Error('conversationMarkRead is not built yet');
}
