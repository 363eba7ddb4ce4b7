import type { PlayableScript } from '../../src/actions/play.records';
import type { ConversationId, DialogId, WorkspaceId } from '../../src/routing/terms';
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

describe('what a conversation came through', () => {
  const talk = 'talk' as ConversationId;

  test('is recalled as a whole, and not at all once some of it had to go', () => {
    const cache = createScriptCache({ cards: 30 });
    const [entry, flow] = [script('entry', 1), script('flow', 2)];
    for (const one of [entry, flow]) cache.keep(here, one);
    cache.remember(talk, [entry, flow]);
    expect(cache.recall(here, talk)).toEqual([entry, flow]);
    expect(cache.recall(here, 'another' as ConversationId)).toBeNull();
    cache.keep(here, script('large', 1, 19));
    expect(cache.recall(here, talk)).toBeNull();
  });

  test('is forgotten where too many others were met since', () => {
    const cache = createScriptCache();
    const entry = script('entry', 1);
    cache.keep(here, entry);
    for (let nth = 0; nth <= 10_000; nth += 1) cache.remember(`${nth}` as ConversationId, [entry]);
    expect(cache.recall(here, '0' as ConversationId)).toBeNull();
    expect(cache.recall(here, '1' as ConversationId)).toEqual([entry]);
  });
});

test('the newest of a workspace are at hand for conversations that were never met, a hundred of them', () => {
  const cache = createScriptCache();
  for (let nth = 1; nth <= 101; nth += 1) cache.keep(here, script('dialog', nth));
  cache.keep('elsewhere' as WorkspaceId, script('dialog', 999));
  expect(cache.newest(here).map(({ version }) => version)).toEqual(Array.from({ length: 100 }, (_, nth) => nth + 2));
});
