import { everybody, type DialogContent } from '../../src/streams/audience-terms';
import { diffContents } from '../../src/streams/diff';
import type { Card, Script } from '../../src/streams/script';

const message = (key: string, text: string, next: string | null = null): Card => ({ kind: 'MESSAGE', key, text, next });
const question = (key: string, ...labels: readonly string[]): Card => ({
  kind: 'QUESTION',
  key,
  text: 'Well?',
  attribute: null,
  responses: labels.map((label) => ({ key: label, label, storedValue: null, next: null })),
});
const content = (cards: Script, more: Partial<DialogContent<Script>> = {}): DialogContent<Script> => ({
  language: 'en',
  fallbackLanguages: [],
  audience: everybody,
  fallbackMessage: null,
  cards,
  ...more,
});

test('of what is the same nothing is told, absent fields or not', () => {
  const bare = [message('a', 'Hi', 'b'), question('b', 'Yes')];
  const stored = JSON.parse(JSON.stringify(bare).replace('"next":"b"', '"html":null,"next":"b"')) as Script;
  expect(diffContents(content(bare), content(stored))).toEqual({ cards: [], fields: [] });
});

test('cards that came, went and changed are told by their keys', () => {
  const before = content([message('a', 'Hi', 'b'), message('b', 'Bye')]);
  const after = content([message('a', 'Hello', 'c'), message('c', 'See you')]);
  expect(diffContents(before, after)).toMatchObject({
    cards: [
      {
        change: 'CHANGED',
        cardKey: 'a',
        fields: [
          { path: ['text'], before: 'Hi', after: 'Hello' },
          { path: ['next'], before: 'b', after: 'c' },
        ],
      },
      { change: 'ADDED', cardKey: 'c', before: null, after: { text: 'See you' }, fields: [] },
      { change: 'REMOVED', cardKey: 'b', before: { text: 'Bye' }, after: null, fields: [] },
    ],
    fields: [],
  });
});

test('an answer is found by its key, wherever it stands', () => {
  const [one] = diffContents(content([question('a', 'Yes', 'No')]), content([question('a', 'Maybe', 'No')])).cards;
  expect(one?.fields).toMatchObject([
    { path: ['responses', 'Yes'], before: { label: 'Yes' } },
    { path: ['responses', 'Maybe'], before: undefined, after: { label: 'Maybe' } },
  ]);
  const [turned] = diffContents(content([question('a', 'Yes', 'No')]), content([question('a', 'No', 'Yes')])).cards;
  expect(turned?.fields.map(({ path }) => path)).toEqual([['responses']]);
});

test('another entry card is told, and what is beside the cards', () => {
  const cards = [message('a', 'Hi', 'b'), message('b', 'Bye', 'a')];
  const after = content([...cards].reverse(), {
    language: 'sv',
    fallbackLanguages: ['en'],
    audience: { ...everybody, targets: ['*/pricing'], triggers: { ...everybody.triggers, exitIntent: true } },
  });
  expect(diffContents(content(cards), after)).toEqual({
    cards: [],
    fields: [
      { path: ['cardOrder'], before: ['a', 'b'], after: ['b', 'a'] },
      { path: ['language'], before: 'en', after: 'sv' },
      { path: ['fallbackLanguages'], before: [], after: ['en'] },
      { path: ['audience', 'targets'], before: [], after: ['*/pricing'] },
      { path: ['audience', 'triggers', 'exitIntent'], before: false, after: true },
    ],
  });
});

test('a key that a working copy holds twice confuses nothing', () => {
  const before = content([message('a', 'One'), message('a', 'Two')]);
  const after = content([message('a', 'One'), message('a', 'Three')]);
  expect(diffContents(before, after).cards).toMatchObject([
    { change: 'CHANGED', cardKey: 'a', fields: [{ path: ['text'], before: 'Two', after: 'Three' }] },
  ]);
});
