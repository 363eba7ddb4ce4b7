/** Buses that need no database: hints go from one to the others of a hub, a tick later, as they do between processes. */
import { type Bus, BusListeners, type EventsLogger } from '../../src/events/bus';
import { HintBatch, type Hint } from '../../src/events/hints';

/** Alone on it, a bus has nobody to tell. */
export class MemoryHub {
  private readonly members = new Set<BusListeners>();

  join(member: BusListeners): () => void {
    this.members.add(member);
    return () => void this.members.delete(member);
  }

  carry(from: BusListeners, hints: readonly Hint[]): void {
    for (const member of this.members) {
      if (member !== from) for (const hint of hints) member.tell(hint);
    }
  }
}

export function createMemoryBus(hub = new MemoryHub(), logger: EventsLogger | null = null): Bus {
  const listeners = new BusListeners(logger);
  const batch = new HintBatch();
  let leave: (() => void) | null = null;
  const send = (): void => {
    const hints = batch.take();
    if (leave !== null) hub.carry(listeners, hints);
  };
  return {
    publish(hint) {
      if (leave === null) return;
      if (batch.isEmpty) setImmediate(send);
      batch.add(hint);
    },
    subscribe: (listener) => listeners.add(listener),
    start() {
      leave ??= hub.join(listeners);
      return Promise.resolve();
    },
    stop() {
      leave?.();
      leave = null;
      return Promise.resolve();
    },
  };
}
