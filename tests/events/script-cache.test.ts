import type { PlayableScript } from '../../src/actions/play.records';
import type { DialogId, WorkspaceId } from '../../src/routing/terms';
import { createScriptCache } from '../../src/stores/script-cache';

const here = 'here' as WorkspaceId;
const script = (id: string, version: number, cards = 9): PlayableScript => ({
  dialogId: id as DialogId,
  version,
  language: 'en',
  fallbackLanguages: [],
  fallbackMessage: null,
  script: Array.from({ length: cards }, (_, index) => ({ kind: 'MESSAGE', key: `${index}`, text: 'Hi', next: null })),
});

test('a version that was kept is found again, in its workspace alone', () => {
  const cache = createScriptCache();
  const kept = script('a', 1);
  cache.keep(here, kept);
  expect(cache.find(here, { dialogId: kept.dialogId, version: 1 })).toBe(kept);
  expect(cache.find(here, { dialogId: kept.dialogId, version: 2 })).toBeNull();
  expect(cache.find('elsewhere' as WorkspaceId, { dialogId: kept.dialogId, version: 1 })).toBeNull();
});

test('the cards that are kept are bounded, and what was not asked for the longest goes first', () => {
  const cache = createScriptCache({ cards: 30 });
  const has = (id: string): boolean => cache.find(here, { dialogId: id as DialogId, version: 1 }) !== null;
  for (const id of ['a', 'b', 'c']) cache.keep(here, script(id, 1));
  expect(has('a')).toBe(true);
  cache.keep(here, script('d', 1));
  expect(['a', 'b', 'c', 'd'].map(has)).toEqual([true, false, true, true]);
});

test('keeping one twice costs its place once; one that is too large for all is not kept', () => {
  const cache = createScriptCache({ cards: 30 });
  for (let again = 0; again < 10; again += 1) cache.keep(here, script('a', 1));
  cache.keep(here, script('b', 1));
  expect(cache.find(here, { dialogId: 'a' as DialogId, version: 1 })).not.toBeNull();
  cache.keep(here, script('huge', 1, 2_000));
  expect(cache.find(here, { dialogId: 'huge' as DialogId, version: 1 })).toBeNull();
});
