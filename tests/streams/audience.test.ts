import { choose } from '../../src/streams/audience';

const dialog = (id: string, priority: number, day: number | null) => ({
  id,
  priority,
  publishedAt: day === null ? null : new Date(Date.UTC(2030, 0, day)),
});

describe('which dialog a visitor gets', () => {
  it('is the one of the highest priority', () => {
    expect(choose([dialog('a', 1, 1), dialog('b', 9, 3), dialog('c', 5, 2)])?.id).toBe('b');
  });

  it('is the one published first among equals', () => {
    expect(choose([dialog('a', 1, 3), dialog('b', 1, 2), dialog('c', 1, null)])?.id).toBe('b');
  });

  it('is the same however they were listed', () => {
    expect(choose([dialog('b', 1, 1), dialog('a', 1, 1)])?.id).toBe('a');
    expect(choose([dialog('a', 1, 1), dialog('b', 1, 1)])?.id).toBe('a');
  });

  it('is none where none fits', () => {
    expect(choose([])).toBeNull();
  });
});
