import type { Actor } from '../auth/actor';
import type { Outcome } from '../routing/refusal';
import type { ConversationId, DialogId } from '../routing/terms';
import type { Ports } from './ports';

export interface ConversationStartInput {
  readonly dialogId: DialogId | null;
  readonly pageUrl: string | null;
}

export async function conversationStart(
  _ports: Ports,
  _actor: Actor,
  _input: ConversationStartInput,
): Promise<Outcome<ConversationId | null>> {
  throw new Error('conversationStart is not built yet');
}
