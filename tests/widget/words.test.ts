import { badAnswer, complaintAbout, valueOf } from '../../clients/widget/field';
import { readerWords } from '../../clients/viewer/words';
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
  expect(complaintAbout({ input, invalidMessage: null }, value, en) === null).toBe(isTaken);
});

test('a decimal comma and a local time are sent as everybody can read them', () => {
  expect(valueOf('NUMBER', ' 2,5 ')).toBe('2.5');
  expect(valueOf('DATE_TIME', '2030-01-01T12:00')).toMatch(/^2030-01-01T12:00[+-]\d\d:\d\d$/);
  expect(Date.parse(valueOf('DATE_TIME', '2030-01-01T12:00'))).toBe(new Date(2030, 0, 1, 12).getTime());
});

test('the author’s own sentence goes before ours, but not where nothing was typed', () => {
  const asked = { input: 'EMAIL', invalidMessage: 'The roaster cannot find it.' } as const;
  expect(complaintAbout(asked, 'nowhere', en)).toBe('The roaster cannot find it.');
  expect(complaintAbout(asked, ' ', en)).toBe(en.needed);
});

test('what the server says of an answer is said in the visitor’s language', () => {
  const { words: sv } = chooseLanguage(['sv']);
  const prompt = { kind: 'INFO', key: 'k', text: 'E-post?', input: 'EMAIL', placeholder: null, options: [] } as const;
  const said = 'This is no e-mail address.';
  expect(badAnswer({ ...prompt, invalidMessage: null }, said, en)).toBe(said);
  expect(badAnswer({ ...prompt, invalidMessage: null }, said, sv)).toBe(sv.notAnEmail);
  expect(badAnswer({ ...prompt, invalidMessage: 'Skriv en adress.' }, said, sv)).toBe('Skriv en adress.');
});

test('every language has every sentence, and none of them is empty', () => {
  const keysOf = (from: object): readonly string[] =>
    Object.entries(from).flatMap(([key, value]) =>
      typeof value === 'object' ? keysOf(value as object).map((inner) => `${key}.${inner}`) : [key],
    );
  for (const tag of ['sv', 'nl', 'it', 'zh-Hans', 'zh-Hant']) {
    const { words } = chooseLanguage([tag]);
    expect({ tag, keys: keysOf(words).toSorted() }).toEqual({ tag, keys: keysOf(en).toSorted() });
    expect(JSON.stringify(words)).not.toContain('""');
    expect(Object.keys(readerWords[tag] ?? {})).toEqual(Object.keys(readerWords['en'] ?? {}));
  }
});
