import type { Actor } from '../auth/actor';
import type { Outcome } from '../routing/refusal';
import type { ConversationId } from '../routing/terms';
import type { Ports } from './ports';

export interface CardAnswerInput {
  readonly conversationId: ConversationId;
  readonly cardKey: string;
  readonly responseKey: string | null;
  readonly response: string | null;
  readonly value: string | null;
  readonly clientMessageId: string | null;
}

export async function cardAnswer(
  _ports: Ports,
  _actor: Actor,
  _input: CardAnswerInput,
): Promise<Outcome<ConversationId>> {
  throw new Error('cardAnswer is not built yet');
}
