import { dwellWith, nothingYet, pageOf, visitNumber } from '../../src/streams/dwell';

const report = { viewId: null, secondsOnPage: 0, secondsOnSite: 0, scrollPercent: 0, exitIntent: false };

describe('the time that a visitor stays', () => {
  it('begins with what is reported', () => {
    const told = { ...report, secondsOnPage: 5, secondsOnSite: 9, scrollPercent: 40, exitIntent: true };
    expect(dwellWith(told, { page: null, site: null })).toEqual({
      secondsOnPage: 5,
      secondsOnSite: 9,
      scrollPercent: 40,
      exitIntent: true,
    });
  });

  it('is the longest word of each view, and all views together', () => {
    const page = { ...nothingYet, seconds: 100, views: { a: 10, b: 3 } };
    const after = (viewId: string | null, secondsOnPage: number) =>
      dwellWith({ ...report, viewId, secondsOnPage }, { page, site: null }).secondsOnPage;
    expect([after('a', 12), after('a', 4), after('c', 7), after(null, 7)]).toEqual([115, 113, 120, 120]);
  });

  it('keeps what happened once', () => {
    const page = { ...nothingYet, scrollPercent: 80, exitIntent: true };
    expect(dwellWith({ ...report, scrollPercent: 20 }, { page, site: null })).toMatchObject({
      scrollPercent: 80,
      exitIntent: true,
    });
  });

  it('does not take a view by the name of a method for one that was told', () => {
    const told = { ...report, viewId: 'toString', secondsOnPage: 5 };
    expect(dwellWith(told, { page: nothingYet, site: null }).secondsOnPage).toBe(5);
  });
});

describe('a page', () => {
  it.each([
    ['https://Shop.example/a?b=c#d', 'https://shop.example/a/'],
    ['https://shop.example/a/', 'https://shop.example/a/'],
    ['http://shop.example:8080', 'http://shop.example:8080/'],
    ['about:blank', null],
    ['nonsense', null],
    [null, null],
  ])('%s is %s', (url, page) => {
    expect(pageOf(url)).toBe(page);
  });

  it('is told by its first 512 characters', () => {
    expect(pageOf(`https://shop.example/${'a'.repeat(2_000)}`)).toHaveLength(512);
  });
});

describe('a visit', () => {
  const now = new Date(Date.UTC(2030, 0, 1));
  const ago = (minutes: number): Date => new Date(now.getTime() - minutes * 60_000);
  it.each([
    ['is the first of who was never seen', null, 1],
    ['goes on for half an hour', { visits: 3, seenAt: ago(30) }, 3],
    ['is another behind it', { visits: 3, seenAt: ago(31) }, 4],
  ])('%s', (_what, before, number) => {
    expect(visitNumber(before, now)).toBe(number);
  });
});
