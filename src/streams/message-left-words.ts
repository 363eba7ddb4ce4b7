/** What the visitor reads behind a message that was left, in the six languages of the system's own words. */
import { includesLanguage } from './languages';

export const systemLanguages = ['en', 'zh-Hans', 'zh-Hant', 'sv', 'nl', 'it'] as const;
export type SystemLanguage = (typeof systemLanguages)[number];

/** Which of them a visitor reads; English where it is none of them. */
export function systemLanguageOf(language: string | null): SystemLanguage {
  if (language === null) return 'en';
  if (['zh-Hant', 'zh-TW', 'zh-HK', 'zh-MO'].some((one) => includesLanguage(one, language))) return 'zh-Hant';
  if (includesLanguage('zh', language)) return 'zh-Hans';
  return systemLanguages.find((one) => includesLanguage(one, language)) ?? 'en';
}

export const messageLeftWords: Readonly<Record<SystemLanguage, string>> = {
  en: 'Thank you. We have your message and will write to you.',
  'zh-Hans': '谢谢！我们已收到您的留言，会给您回信。',
  'zh-Hant': '謝謝！我們已收到您的留言，會回信給您。',
  sv: 'Tack! Vi har fått ditt meddelande och skriver till dig.',
  nl: 'Bedankt! We hebben je bericht ontvangen en schrijven je terug.',
  it: 'Grazie! Abbiamo ricevuto il tuo messaggio e ti scriveremo.',
};
