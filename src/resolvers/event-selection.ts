/** Which events a caller asked for, and which of those read may be told. */
import { seesWholeWorkspace } from '../auth/policy';
import type { EventSelection, StoredEvent } from '../events/topics';
import type { EventFilter } from '../schema/event-filter.input';
import { idOrNull } from '../schema/global-ids';
import type { Scope } from './context';
import { sightOn } from './sight';

export function eventSelection(filter: EventFilter | null | undefined): EventSelection {
  return { types: filter?.types ?? null, conversationId: idOrNull('Conversation', filter?.conversationId) };
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

async function isTellable(scope: Scope, { event }: StoredEvent): Promise<boolean> {
  if (event.type !== 'MESSAGE_ADDED' && event.type !== 'PROMPT_CHANGED') return true;
  if (event.conversationId === null) return false;
  const conversation = await scope.loaders.conversation.load(event.conversationId);
  return conversation !== null && (await sightOn(scope, conversation)) === 'WHOLE';
}
