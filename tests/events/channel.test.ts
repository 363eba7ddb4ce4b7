import fc from 'fast-check';
import { Channel } from '../../src/events/channel';
import { TooSlow } from '../../src/events/topics';

type Step = 'push' | 'passing' | 'next' | 'drain' | 'breathe' | 'return' | 'close' | 'cut';
const step = fc.constantFrom<Step>('push', 'push', 'push', 'passing', 'next', 'next', 'next', 'drain', 'breathe');
const ending = fc.constantFrom<Step>('return', 'close', 'cut');
const bound = 4;

interface Played {
  readonly channel: Channel<number>;
  /** Pushed while it was open, in order, without what may be lost and found the queue full. */
  readonly pushed: readonly number[];
  readonly nexts: readonly Promise<IteratorResult<number, undefined>>[];
  /** What came out, in the order in which it was asked for. */
  readonly out: readonly Promise<number | null>[];
  readonly gone: () => number;
}

const valueOf = (next: Promise<IteratorResult<number, undefined>>): Promise<number | null> =>
  next.then(
    (result) => (result.done === true ? null : result.value),
    () => null,
  );

async function play(steps: readonly Step[]): Promise<Played> {
  let gone = 0;
  const channel = new Channel<number>(bound, () => (gone += 1));
  const pushed: number[] = [];
  const nexts: Promise<IteratorResult<number, undefined>>[] = [];
  const out: Promise<number | null>[] = [];
  for (const [number, each] of steps.entries()) {
    if (each === 'push' || each === 'passing') {
      const wasOpen = channel.isOpen;
      if (each === 'push') channel.push(number);
      else channel.pushPassing(number);
      if (wasOpen && channel.isOpen && each === 'push') pushed.push(number);
      if (each === 'passing' && wasOpen) pushed.push(number);
    } else if (each === 'next') {
      const next = channel.next();
      next.catch(() => undefined);
      nexts.push(next);
      out.push(valueOf(next));
    } else if (each === 'drain') out.push(...channel.drain().map((value) => Promise.resolve(value)));
    else if (each === 'breathe') await new Promise(setImmediate);
    else if (each === 'return') await channel.return();
    else if (each === 'close') channel.close();
    else channel.cut(new Error('given up'));
  }
  return { channel, pushed, nexts, out, gone: () => gone };
}

async function values(out: Played['out']): Promise<number[]> {
  return (await Promise.all(out)).filter((value) => value !== null);
}

test('whatever the interleaving, what is pushed below the bound comes out once and in order', async () => {
  // No passing words, and never more than the bound in a row: nothing may be lost and nobody is cut.
  const chunk = fc.tuple(fc.integer({ min: 0, max: bound }), fc.array(fc.constantFrom<Step>('next', 'breathe')));
  await fc.assert(
    fc.asyncProperty(fc.array(chunk), async (chunks) => {
      const steps = chunks.flatMap(([count, rest]) => [...Array<Step>(count).fill('push'), ...rest, 'drain' as const]);
      const { channel, pushed, out } = await play(steps);
      expect(channel.isOpen).toBe(true);
      channel.close();
      expect(await values(out)).toEqual(pushed);
      expect(pushed).toHaveLength(steps.filter((each) => each === 'push').length);
    }),
  );
});

test('until the end of a channel nothing is lost, repeated or reordered, and behind it every reader is done', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step), ending, fc.array(step), async (before, last, after) => {
      const { channel, pushed, nexts, out, gone } = await play([...before, last, ...after, 'next', 'next']);
      const received = await values(out);
      // Passing words may be missing; all others that came out are a prefix of what went in.
      let at = -1;
      for (const value of received) {
        expect(pushed.indexOf(value)).toBeGreaterThan(at);
        at = pushed.indexOf(value);
      }
      expect(channel.isOpen).toBe(false);
      expect(gone()).toBe(1);
      expect(channel.drain()).toEqual([]);
      await expect(nexts.at(-1)).resolves.toEqual({ done: true, value: undefined });
    }),
  );
});

test('one item more than the bound cuts the reader, whose next read throws TooSlow and the one behind is done', async () => {
  const channel = new Channel<number>(bound);
  for (let number = 0; number <= bound; number += 1) channel.push(number);
  expect(channel.isOpen).toBe(false);
  expect(channel.drain()).toEqual([]);
  await expect(channel.next()).rejects.toBeInstanceOf(TooSlow);
  await expect(channel.next()).resolves.toEqual({ done: true, value: undefined });
});

test('a passing word never cuts a slow reader', async () => {
  const channel = new Channel<number>(bound);
  for (let number = 0; number < bound; number += 1) channel.push(number);
  channel.pushPassing(99);
  expect(channel.isOpen).toBe(true);
  expect(channel.drain()).toEqual([0, 1, 2, 3]);
});

test('a reader that waits is released by return at once, without another push', async () => {
  const channel = new Channel<number>();
  const waiting = [channel.next(), channel.next()];
  await channel.return();
  await expect(Promise.all(waiting)).resolves.toEqual([
    { done: true, value: undefined },
    { done: true, value: undefined },
  ]);
});

test('a reader that waits is told why it was given up', async () => {
  const channel = new Channel<number>();
  const waiting = channel.next();
  channel.cut(new Error('no longer allowed'));
  await expect(waiting).rejects.toThrow('no longer allowed');
});

test('a loop over the channel ends with it', async () => {
  const channel = new Channel<number>();
  channel.push(1);
  channel.push(2);
  const seen: number[] = [];
  for await (const value of channel) {
    seen.push(value);
    if (value === 2) channel.close();
  }
  expect(seen).toEqual([1, 2]);
});

test('a reader who does not wait in next() is called for an item, for the cut and for the close, and is idle before it', () => {
  const endings: readonly ((channel: Channel<number>) => void)[] = [
    (channel) => channel.push(1),
    (channel) => channel.pushPassing(1),
    (channel) => channel.cut(new Error('given up')),
    (channel) => channel.close(),
  ];
  for (const end of endings) {
    const channel = new Channel<number>(bound);
    let calls = 0;
    channel.onReady = () => {
      calls += 1;
      expect(channel.isIdle).toBe(false);
    };
    expect([channel.isIdle, channel.isAwaited]).toEqual([true, true]);
    end(channel);
    expect([calls, channel.isAwaited]).toEqual([1, false]);
  }
});

test('an item that goes to a waiting next() calls nobody', async () => {
  const channel = new Channel<number>(bound);
  let calls = 0;
  channel.onReady = () => (calls += 1);
  const next = channel.next();
  channel.push(1);
  expect([await next, calls]).toEqual([{ done: false, value: 1 }, 0]);
});
