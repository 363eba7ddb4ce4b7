/** Waiting for what a stream brings, with a deadline instead of a pause. */
import { patienceMs } from '../support/happenings';
import type { Delivery, Listening, StoredEvent } from '../../src/events/topics';

export async function within<T>(promise: Promise<T>, what: string, deadlineMs = patienceMs): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} did not come within ${deadlineMs} ms.`)), deadlineMs);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

export async function nextDelivery(listening: Listening, deadlineMs?: number): Promise<Delivery> {
  const result = await within(listening.next(), 'The next delivery', deadlineMs);
  if (result.done === true) throw new Error('The stream has ended.');
  return result.value;
}

/** Reads on until the event at this position has come, and answers all positions on the way. */
export async function positionsUpTo(listening: Listening, position: number, deadlineMs?: number): Promise<number[]> {
  const seen: number[] = [];
  while (seen.at(-1) !== position) {
    const delivery = await nextDelivery(listening, deadlineMs);
    if (delivery.kind === 'EVENT') seen.push(delivery.stored.position);
  }
  return seen;
}

export function eventsIn(deliveries: readonly Delivery[]): readonly StoredEvent[] {
  return deliveries.flatMap((delivery) => (delivery.kind === 'EVENT' ? [delivery.stored] : []));
}

export const numbers = (from: number, to: number): number[] =>
  Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);
