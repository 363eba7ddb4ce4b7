/** A stream that is asked for its next value, with a source that rather calls than waits. */
import { later, pulled, type PullSource } from '../../src/resolvers/pulled';

interface Item {
  readonly number: number;
}

/** Answers what it has, at once or when it is let go; `later` where it has nothing. */
class Shelf implements PullSource<Item> {
  readonly items: Item[] = [];
  asked = 0;
  released = 0;
  wake: () => void = () => undefined;
  /** While set, an answer is what was there when it was asked for, and is given when this is called. */
  holdBack = false;
  letGo: () => void = () => undefined;

  wakes(wake: () => void): void {
    this.wake = wake;
  }

  pull(): Promise<Item | typeof later | null> {
    this.asked += 1;
    const answer = this.items.shift() ?? later;
    if (!this.holdBack) return Promise.resolve(answer);
    return new Promise((resolve) => (this.letGo = () => resolve(answer)));
  }

  release(): void {
    this.released += 1;
  }
}

const turn = (): Promise<void> => new Promise(setImmediate);

test('a source that has nothing is not asked again before it calls, and then once', async () => {
  const shelf = new Shelf();
  const stream = pulled(shelf);
  const next = stream.next();
  await turn();
  expect(shelf.asked).toBe(1);
  shelf.items.push({ number: 1 });
  shelf.wake();
  expect(await next).toEqual({ done: false, value: { number: 1 } });
  expect(shelf.asked).toBe(2);
});

test('what comes in one breath is asked for behind it, together', async () => {
  const shelf = new Shelf();
  const stream = pulled(shelf);
  const next = stream.next();
  await turn();
  for (const number of [1, 2, 3]) {
    shelf.items.push({ number });
    shelf.wake();
  }
  expect(shelf.asked).toBe(1);
  await next;
  expect(shelf.asked).toBe(2);
});

test('a call that comes while the source is being asked is not lost, although the answer is of before', async () => {
  const shelf = new Shelf();
  const stream = pulled(shelf);
  shelf.holdBack = true;
  const next = stream.next();
  shelf.items.push({ number: 1 });
  shelf.wake();
  shelf.holdBack = false;
  shelf.letGo();
  expect(await next).toEqual({ done: false, value: { number: 1 } });
});

test('a call while nobody waits asks for nothing; the next reader finds what is there', async () => {
  const shelf = new Shelf();
  const stream = pulled(shelf);
  shelf.items.push({ number: 1 });
  shelf.wake();
  await turn();
  expect(shelf.asked).toBe(0);
  expect(await stream.next()).toEqual({ done: false, value: { number: 1 } });
});

test('those who wait are answered in their order', async () => {
  const shelf = new Shelf();
  const stream = pulled(shelf);
  const both = [stream.next(), stream.next()];
  await turn();
  shelf.items.push({ number: 1 }, { number: 2 });
  shelf.wake();
  expect(await Promise.all(both)).toEqual([1, 2].map((number) => ({ done: false, value: { number } })));
});

test('an end settles who waits at once, lets the source go once, and a late call changes nothing', async () => {
  const shelf = new Shelf();
  const stream = pulled(shelf);
  const next = stream.next();
  await turn();
  await stream.return?.();
  expect(await next).toEqual({ done: true, value: undefined });
  shelf.wake();
  await stream.return?.();
  expect([shelf.asked, shelf.released]).toEqual([1, 1]);
});
