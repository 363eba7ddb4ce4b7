import { complaintAbout, valueOf } from '../../clients/widget/field';
import { chooseLanguage } from '../../clients/widget/words/choose';
import { en } from '../../clients/widget/words/en';

test.each([
  [['sv-SE', 'en'], 'sv'],
  [[null, '', 'nl'], 'nl'],
  [['xx', 'it_IT'], 'it'],
  [['zh-TW'], 'zh-Hant'],
  [['zh-Hant-HK'], 'zh-Hant'],
  [['zh'], 'zh-Hans'],
  [['zh-CN'], 'zh-Hans'],
  [['constructor', undefined], 'en'],
  [[], 'en'],
])('who asks for %j is answered in %s', (asked, tag) => {
  expect(chooseLanguage(asked).tag).toBe(tag);
});

test.each(['sv', 'nl', 'it', 'zh-Hans', 'zh-Hant'])('%s says everything that English says, in its own words', (tag) => {
  const { words } = chooseLanguage([tag]);
  const flat = (from: object): readonly (readonly [string, unknown])[] =>
    Object.entries(from).flatMap(([key, value]) =>
      typeof value === 'object' ? flat(value as object) : [[key, value]],
    );
  const shared = ['privacy', 'no', 'assistant'];
  const sentences = flat(words).filter(([, value]) => typeof value === 'string');
  const english = new Map(flat(en));
  expect(sentences.filter(([key, value]) => value === english.get(key)).map(([key]) => key)).toEqual(
    sentences.filter(([key, value]) => shared.includes(key) && value === english.get(key)).map(([key]) => key),
  );
});

test.each([
  ['EMAIL', 'vera@example.com', true],
  ['EMAIL', 'vera.example.com', false],
  ['PHONE', '+46 40 555 01 42', true],
  ['PHONE', 'call me', false],
  ['NUMBER', '2,5', true],
  ['NUMBER', 'many', false],
  ['TEXT', '   ', false],
  ['TEXT', 'Vera', true],
  ['DATE_TIME', '2030-01-01T12:00', true],
  ['DATE_TIME', '', false],
] as const)('%s: %j is taken: %s', (input, value, isTaken) => {
  expect(complaintAbout(input, value, en) === null).toBe(isTaken);
});

test('a decimal comma and a local time are sent as everybody can read them', () => {
  expect(valueOf('NUMBER', ' 2,5 ')).toBe('2.5');
  expect(valueOf('DATE_TIME', '2030-01-01T12:00')).toMatch(/^20(29|30)-.*Z$/);
});
