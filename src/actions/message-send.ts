import type { Actor } from '../auth/actor';
import type { Outcome } from '../routing/refusal';
import type { ConversationId } from '../routing/terms';
import type { Ports } from './ports';
import type { Message } from './records';

export interface MessageSendInput {
  readonly conversationId: ConversationId;
  readonly text: string;
  readonly clientMessageId: string | null;
}

export async function messageSend(_ports: Ports, _actor: Actor, _input: MessageSendInput): Promise<Outcome<Message>> {
  throw new Error('messageSend is not built yet');
}
