import type { Actor } from '../auth/actor';
import type { Outcome } from '../routing/refusal';
import type { OfferId } from '../routing/terms';
import { askToTake, type HandoverInput } from './chat-handover';
import type { Ports } from './ports';

export type ChatInviteInput = HandoverInput;

/** Asks a second agent into a running chat. It stays the first one's; who comes takes a place and may leave again. */
export function chatInvite(ports: Ports, actor: Actor, input: ChatInviteInput): Promise<Outcome<OfferId>> {
  return askToTake(ports, actor, 'INVITE', input);
}
