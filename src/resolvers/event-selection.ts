/** Which events a caller asked for, and which of those read may be told. */
import type { DomainEvent } from '../routing/events';
import { seesWholeWorkspace } from '../auth/policy';
import type { Delivery, EventScope, EventSelection, StoredEvent } from '../events/topics';
import { isFor, isSelected, isTypingFor } from '../events/topics';
import type { EventFilter } from '../schema/event-filter.input';
import { idOrNull } from '../schema/global-ids';
import type { Scope } from './context';
import { sightOn } from './sight';

export function eventSelection(filter: EventFilter | null | undefined): EventSelection {
  return { types: filter?.types ?? null, conversationId: idOrNull('Conversation', filter?.conversationId) };
}

/** Of what happens live. Typing goes with the messages, and only to the other side. */
export function isWanted(scope: EventScope, selection: EventSelection, delivery: Delivery): boolean {
  if (delivery.kind === 'EVENT') {
    const { event } = delivery.stored;
    return isFor(scope, event) && isSelected(selection, event);
  }
  const { types, conversationId } = selection;
  const isAsked = types === null || types.includes('MESSAGE_ADDED');
  const isHere = conversationId === null || conversationId === delivery.typing.conversationId;
  return isAsked && isHere && isTypingFor(scope, delivery.typing);
}

/**
 * Drops what was said in conversations that the caller may read no longer. Other events stay: they tell that something
 * happened, and their `conversation` is null then. The rows that are asked are loaded at once, whatever their number.
 */
export async function tellable(scope: Scope, events: readonly StoredEvent[]): Promise<readonly StoredEvent[]> {
  if (scope.actor.kind !== 'AGENT' || seesWholeWorkspace(scope.actor)) return events;
  const told = await Promise.all(events.map((stored) => isTellable(scope, stored)));
  return events.filter((_, index) => told[index]);
}

/** Tells what was said, rather than only that something happened. */
function isSaid({ type }: DomainEvent): boolean {
  return type === 'MESSAGE_ADDED' || type === 'PROMPT_CHANGED' || type === 'WHISPER_ADDED';
}

/**
 * A copy for a guest or for somebody who listens. Its audience was decided in the commit, too, but from a list of those who had
 * begun to listen; whether they still may is asked here.
 */
export function isCopyOfSaid({ event }: StoredEvent): boolean {
  return event.onlyAgent && event.agentId !== null && isSaid(event);
}

async function isTellable(scope: Scope, { event }: StoredEvent): Promise<boolean> {
  if (!isSaid(event)) return true;
  if (event.conversationId === null) return false;
  const conversation = await scope.loaders.conversation.load(event.conversationId);
  return conversation !== null && (await sightOn(scope, conversation)) === 'WHOLE';
}
