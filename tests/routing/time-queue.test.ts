import { TimeQueue } from '../../src/routing/time-queue';

describe('what happens next', () => {
  test('comes by time, and of one time in the order in which it was planned', () => {
    const queue = new TimeQueue<{ readonly at: number; readonly name: string }>();
    for (const [at, name] of [
      [3, 'c'],
      [1, 'a'],
      [3, 'd'],
      [2, 'b'],
      [3, 'e'],
    ] as const)
      queue.add({ at, name });
    const taken: string[] = [];
    for (let next = queue.takeDue(3); next !== null; next = queue.takeDue(3)) taken.push(next.name);
    expect(taken).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(queue.size).toBe(0);
  });

  test('is not due before its time', () => {
    const queue = new TimeQueue<{ readonly at: number }>();
    queue.add({ at: 5 });
    expect(queue.takeDue(4)).toBeNull();
    expect(queue.takeDue(5)).toEqual({ at: 5 });
  });
});
