import type { VisitorActor } from '../../src/auth/actor';
import { db, stage } from '../support/empty-stage';
import { valueOf } from '../support/stage';
import { comes, meets, publishFor, visits } from '../support/stage-audience';

const one = 'https://shop.example/one';
const two = 'https://shop.example/two';
const [hours, days] = [3_600_000, 86_400_000];

let visitor: VisitorActor;
beforeEach(async () => {
  visitor = await stage.visitor();
});

const { gets, engages, started } = visits(() => ({ stage, visitor }));
describe('triggers', () => {
  const waits = async (pageUrl: string, told: Parameters<typeof comes>[3] = {}) =>
    valueOf(await comes(stage, visitor, pageUrl, told)).waitsFor;

  test('seconds on the page add up over visits: ten now, twenty more after days', async () => {
    const dialogId = await publishFor(stage, { triggers: { secondsOnPage: 30 }, priority: 1 });
    await publishFor(stage);
    expect(await waits(one)).toMatchObject({ secondsOnPage: 30 });
    expect(await waits(one, { viewId: 'a', secondsOnPage: 10 })).toMatchObject({ secondsOnPage: 20 });
    await db.moveClock(2 * days);
    expect(await waits(`${one}?other#x`, { viewId: 'b' })).toMatchObject({ secondsOnPage: 20 });
    expect(await waits(two, { viewId: 'c', secondsOnPage: 25 })).toMatchObject({ secondsOnPage: 5 });
    expect(await meets(stage, visitor, one, { viewId: 'b', secondsOnPage: 20 })).toBe(dialogId);
    expect(started()).toBe(1);
  });

  test('what has happened once stays so', async () => {
    const dialogId = await publishFor(stage, { triggers: { scrollPercent: 60, exitIntent: true } });
    expect(await waits(one, { scrollPercent: 70 })).toEqual({
      secondsOnPage: null,
      secondsOnSite: null,
      scrollPercent: null,
      exitIntent: true,
    });
    await db.moveClock(2 * days);
    expect(await meets(stage, visitor, one, { exitIntent: true })).toBe(dialogId);
    await db.moveClock(2 * days);
    expect(await meets(stage, visitor, one)).toBe(dialogId);
    expect(started()).toBe(1);
  });

  test('seconds on the site count on every page', async () => {
    const dialogId = await publishFor(stage, { targets: ['*/two'], triggers: { secondsOnSite: 60 } });
    expect(await meets(stage, visitor, one, { viewId: 'a', secondsOnPage: 40 })).toBeNull();
    expect(await waits(two, { viewId: 'b', secondsOnPage: 5 })).toMatchObject({ secondsOnSite: 15 });
    expect(await meets(stage, visitor, two, { viewId: 'b', secondsOnPage: 20 })).toBe(dialogId);
  });

  test('a report that is repeated counts once, reports without a key add up', async () => {
    await publishFor(stage, { triggers: { secondsOnPage: 100 } });
    for (let time = 0; time < 3; time += 1) await waits(one, { viewId: 'a', secondsOnPage: 10 });
    expect(await waits(one, { viewId: 'a', secondsOnPage: 4 })).toMatchObject({ secondsOnPage: 90 });
    for (let time = 0; time < 3; time += 1) await waits(one, { secondsOnPage: 10 });
    expect(await waits(one)).toMatchObject({ secondsOnPage: 60 });
  });

  test('tabs of one page count beside each other, however they take turns', async () => {
    await publishFor(stage, { triggers: { secondsOnPage: 1_000 } });
    const views = Array.from({ length: 12 }, (_, index) => `view${index}`);
    for (const seconds of [1, 2, 3]) {
      for (const viewId of views.slice(0, 3)) await waits(one, { viewId, secondsOnPage: seconds });
    }
    expect(await waits(one)).toMatchObject({ secondsOnPage: 991 });
    // More views than are kept apart: the earlier ones are summed up and nothing is lost.
    for (const viewId of views) await waits(two, { viewId, secondsOnPage: 5 });
    expect(await waits(two)).toMatchObject({ secondsOnPage: 940 });
  });

  test('of a visitor fifty pages are remembered, those seen last', async () => {
    await publishFor(stage, { triggers: { secondsOnPage: 1_000 } });
    for (let page = 0; page < 55; page += 1) await waits(`https://shop.example/${page}`, { secondsOnPage: 10 });
    const rows = await db.rows<{ page: string }>('SELECT page FROM visitor_dwell WHERE visitor_id = $1', [
      visitor.visitorId,
    ]);
    expect(rows).toHaveLength(51);
    expect(rows.map(({ page }) => page)).toEqual(expect.arrayContaining(['', 'https://shop.example/54/']));
    expect(await waits('https://shop.example/0')).toMatchObject({ secondsOnPage: 1_000 });
  });

  test('twenty reports at once are all counted', async () => {
    await publishFor(stage, { triggers: { secondsOnPage: 1_000 } });
    await Promise.all(
      Array.from({ length: 20 }, (_, index) => comes(stage, visitor, index % 2 ? one : two, { secondsOnPage: 7 })),
    );
    expect([await waits(one), await waits(two)]).toMatchObject([{ secondsOnPage: 930 }, { secondsOnPage: 930 }]);
  });
});

describe('caps', () => {
  test('a dialog is shown on one visit of seven days, on all of its pages; then the next has its turn', async () => {
    const next = await publishFor(stage);
    const capped = await publishFor(stage, { priority: 1, frequency: { times: 1, days: 7 } });
    expect([await meets(stage, visitor, one), await meets(stage, visitor, two)]).toEqual([capped, capped]);
    await db.moveClock(1 * hours);
    expect([await meets(stage, visitor, one), await meets(stage, visitor, one)]).toEqual([next, next]);
    await db.moveClock(7 * days);
    expect(await meets(stage, visitor, one)).toBe(capped);
    expect(started()).toBe(2);
  });

  test('who has answered goes on whatever the cap', async () => {
    await publishFor(stage, { frequency: { times: 1, days: 365 } });
    const id = await engages(one);
    await db.moveClock(1 * hours);
    expect(await gets(one)).toBe(id);
  });

  test('two tabs at once are one showing', async () => {
    const capped = await publishFor(stage, { frequency: { times: 2, days: 30 } });
    await Promise.all([comes(stage, visitor, one), comes(stage, visitor, two), comes(stage, visitor, one)]);
    await db.moveClock(1 * hours);
    expect(await meets(stage, visitor, one)).toBe(capped);
    await db.moveClock(1 * hours);
    expect(await meets(stage, visitor, one)).toBeNull();
  });
});
