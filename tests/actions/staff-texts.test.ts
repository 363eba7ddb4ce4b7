import { systemLanguages } from '../../src/routing/system-languages';
import { staffText, staffTexts } from '../../src/actions/staff-text';
import { english, type StaffText } from '../../src/actions/staff-words/english';

const keys = Object.keys(english) as StaffText[];
/** Words that are the same in languages that borrowed them. */
const borrowed: readonly StaffText[] = ['SAID_BOT', 'SAID_SYSTEM', 'NO_PAGE', 'PAGE', 'REASON'];
const placeholders = (text: string): readonly string[] => (text.match(/\{\w+\}/g) ?? []).sort();

test('mails to staff are worded in every language of the system, none missing', () => {
  expect(Object.keys(staffTexts).sort()).toEqual([...systemLanguages].sort());
  for (const language of systemLanguages) expect(Object.keys(staffTexts[language]).sort()).toEqual([...keys].sort());
});

test.each(keys)('%s is said by each in its own words, with the same values', (key) => {
  const said = systemLanguages.map((language) => staffTexts[language][key]);
  expect(said.every((text) => text.trim() !== '')).toBe(true);
  if (!borrowed.includes(key)) expect(new Set(said).size).toBe(systemLanguages.length);
  for (const text of said) expect(placeholders(text)).toEqual(placeholders(english[key]));
});

test('what an agent or a dialog is called is never read as a placeholder, and numbers are spelled as the language does', () => {
  expect(staffText(null, 'DIALOG_SUBJECT', { name: '{name} $&' })).toBe('Not published: {name} $&');
  expect(staffText('nl', 'REACHED_LIVE_CHATS_SUBJECT', { limit: 1_000 })).toBe('Alle 1.000 livechats zijn gebruikt');
  expect(staffText('sv', 'LEFT_SUBJECT_ONE', { agent: 'Ann' })).toBe('Ann är inaktiverad och lämnar 1 möte efter sig');
});
