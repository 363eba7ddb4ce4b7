import type { Actor } from '../auth/actor';
import type { Outcome } from '../routing/refusal';
import type { OfferId } from '../routing/terms';
import { askToTake, type HandoverInput } from './chat-handover';
import type { Ports } from './ports';

export type ChatTransferInput = HandoverInput;

/**
 * Offers a running chat to another agent, or to the next of a team or a rule. The visitor stays with the first agent until
 * somebody accepts; declined or rung out, it stays there.
 */
export function chatTransfer(ports: Ports, actor: Actor, input: ChatTransferInput): Promise<Outcome<OfferId>> {
  return askToTake(ports, actor, 'TRANSFER', input);
}
