import { refusalTexts, type RefusalText } from '../../src/routing/refusal-texts';
import { refusalIn, refuseWith } from '../../src/routing/refusal-words';
import { systemLanguages } from '../../src/routing/system-languages';

const keys = Object.keys(refusalTexts.en) as RefusalText[];
const placeholders = (text: string): readonly string[] => (text.match(/\{\w+\}/g) ?? []).sort();

test('every language of the system says every refusal', () => {
  expect(Object.keys(refusalTexts).sort()).toEqual([...systemLanguages].sort());
  for (const language of systemLanguages) expect(Object.keys(refusalTexts[language]).sort()).toEqual([...keys].sort());
});

test.each(keys)('%s is said by each in its own words, with the same values', (key) => {
  const said = systemLanguages.map((language) => refusalTexts[language][key]);
  expect(said.every((text) => text.trim() !== '')).toBe(true);
  expect(new Set(said).size).toBe(systemLanguages.length);
  const values = placeholders(refusalTexts.en[key]);
  for (const text of said) expect(placeholders(text)).toEqual(values);
});

test('choices are quoted and counted as the language does, and never read as placeholders', () => {
  const words = { text: 'NO_CHOICE', choices: ['{max}', '$&'], hasMore: true } as const;
  const [refusal] = refuseWith('INVALID', words, ['value']).refusals;
  if (refusal === undefined) throw new Error('Nothing was refused.');
  expect(refusal.message).toBe('This is not one of the choices. Please choose one of “{max}”, “$&” ….');
  expect(refusalIn(refusal, 'sv').message).toBe('Det är inte ett av alternativen. Välj ett av ”{max}”, ”$&” ….');
  expect(refusalIn(refusal, 'zh-Hant').message).toContain('「{max}」、「$&」 …');
  expect(refusalIn(refusal, 'it')).toMatchObject({ code: 'INVALID', field: ['value'] });
});

test('numbers are spelled as the language does', () => {
  const [refusal] = refuseWith('INVALID', { text: 'MESSAGE_TOO_LONG', max: 4_000 }).refusals;
  if (refusal === undefined) throw new Error('Nothing was refused.');
  expect(refusal.message).toBe('The message is too long. Shorten it to 4,000 characters.');
  expect(refusalIn(refusal, 'nl').message).toContain('4.000');
});
