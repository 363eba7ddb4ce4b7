import type { Actor } from '../auth/actor';
import type { Outcome } from '../routing/refusal';
import type { ConversationId } from '../routing/terms';
import type { Ports } from './ports';

export interface ConversationEndInput {
  readonly conversationId: ConversationId;
}

export async function conversationEnd(
  _ports: Ports,
  _actor: Actor,
  _input: ConversationEndInput,
): Promise<Outcome<ConversationId>> {
  throw new Error('conversationEnd is not built yet');
}
