/** Words of mails to staff, in the language that each reader has chosen. */
import { type SystemLanguage, systemLanguages } from '../routing/system-languages';
import type { MailWords, StaffMail, StaffMailWords } from './mail-ports';
import { dutch } from './staff-words/dutch';
import { english, type StaffText, type StaffTexts } from './staff-words/english';
import { italian } from './staff-words/italian';
import { simplifiedChinese } from './staff-words/simplified-chinese';
import { swedish } from './staff-words/swedish';
import { traditionalChinese } from './staff-words/traditional-chinese';

export const staffTexts: Readonly<Record<SystemLanguage, StaffTexts>> = {
  en: english,
  'zh-Hans': simplifiedChinese,
  'zh-Hant': traditionalChinese,
  sv: swedish,
  nl: dutch,
  it: italian,
};

export type StaffValues = Readonly<Record<string, string | number>>;

/** One pass: what an agent or a dialog is called is never read as a placeholder. Null: English. */
export function staffText(language: SystemLanguage | null, text: StaffText, values: StaffValues = {}): string {
  const words = staffTexts[language ?? 'en'][text];
  return words.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name] ?? '';
    return typeof value === 'number' ? value.toLocaleString(language ?? 'en') : value;
  });
}

/** A mail whose readers are found when it is stored: worded for each of them. */
export function inEveryLanguage(words: (language: SystemLanguage) => MailWords): StaffMail['words'] {
  const worded = systemLanguages.map((language): [SystemLanguage, StaffMailWords] => [
    language,
    {
      ...words(language),
      somebody: staffText(language, 'SOMEBODY'),
      visitor: staffText(language, 'SAID_VISITOR'),
      bot: staffText(language, 'SAID_BOT'),
      system: staffText(language, 'SAID_SYSTEM'),
    },
  ]);
  return Object.fromEntries(worded) as StaffMail['words'];
}
