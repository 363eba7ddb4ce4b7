/**
 * Who is to be asked about an event. Listeners are filed under what they are interested in, so that a message in one
 * conversation asks the two or three whom it may concern and not the thousands who have a socket open.
 *
 * Each listener is found at most once for one event: it is filed under exactly one of the keys that an event is looked up by.
 */
import { assertNever } from '../routing/terms';
import type { Delivery, EventScope, Interest, StoredEvent, Typing } from './topics';
import { isFor, isTypingFor } from './topics';

/** A listener without an interest, a whole-workspace viewer, and who watches all live chats, is asked about every event. */
const everything = '*';
const agentKey = (id: string): string => `a${id}`;
const visitorKey = (id: string): string => `v${id}`;
const conversationKey = (id: string): string => `c${id}`;
/** Typing alone: whole-workspace viewers who also chat, and those without an interest. */
const viewerKey = (id: string): string => `w${id}`;
const anyTyping = 'w*';

function keysOf(interest: Interest | undefined): readonly string[] {
  if (interest === undefined) return [everything, anyTyping];
  if ('conversationId' in interest) return [conversationKey(interest.conversationId)];
  return keysOfScope(interest.scope);
}

function keysOfScope(scope: EventScope): readonly string[] {
  switch (scope.kind) {
    case 'WORKSPACE':
      return [everything, viewerKey(scope.viewer)];
    case 'MONITOR':
      return [everything];
    case 'AGENT':
      return [agentKey(scope.agentId)];
    case 'VISITOR':
      return [visitorKey(scope.visitorId)];
    default:
      return assertNever(scope);
  }
}

export class Audience<Listener extends { readonly interest: Interest | undefined }> {
  private readonly filed = new Map<string, Set<Listener>>();
  private count = 0;

  get isEmpty(): boolean {
    return this.count === 0;
  }

  get size(): number {
    return this.count;
  }

  add(listener: Listener): void {
    this.count += 1;
    for (const key of keysOf(listener.interest)) {
      const present = this.filed.get(key);
      if (present === undefined) this.filed.set(key, new Set([listener]));
      else present.add(listener);
    }
  }

  remove(listener: Listener): void {
    this.count -= 1;
    for (const key of keysOf(listener.interest)) {
      const present = this.filed.get(key);
      present?.delete(listener);
      if (present?.size === 0) this.filed.delete(key);
    }
  }

  /** Everyone, each once. */
  all(): readonly Listener[] {
    return [...new Set([...this.filed.values()].flatMap((listeners) => [...listeners]))];
  }

  /** Calls `visit` for everyone who may be told. A listener that leaves meanwhile is passed over. */
  visit(delivery: Delivery, visit: (listener: Listener) => void): void {
    const keys = delivery.kind === 'EVENT' ? keysOfEvent(delivery.stored) : keysOfTyping(delivery.typing);
    for (const key of keys) {
      for (const listener of this.filed.get(key) ?? []) {
        if (concerns(listener.interest, delivery)) visit(listener);
      }
    }
  }
}

function keysOfEvent({ event }: StoredEvent): readonly string[] {
  const keys = [everything];
  if (event.agentId !== null) keys.push(agentKey(event.agentId));
  if (event.visitorId !== null) keys.push(visitorKey(event.visitorId));
  if (event.conversationId !== null) keys.push(conversationKey(event.conversationId));
  return keys;
}

function keysOfTyping(typing: Typing): readonly string[] {
  if (typing.author === 'AGENT') return [anyTyping, visitorKey(typing.visitorId)];
  const agents = [typing.agentId, typing.guestAgentId].filter((id) => id !== null && id !== undefined);
  return [anyTyping, ...agents.flatMap((id) => [agentKey(id), viewerKey(id)])];
}

function concerns(interest: Interest | undefined, delivery: Delivery): boolean {
  if (interest === undefined || 'conversationId' in interest) return true;
  return delivery.kind === 'EVENT'
    ? isFor(interest.scope, delivery.stored.event)
    : isTypingFor(interest.scope, delivery.typing);
}
