/** Refusals that a visitor reads: said by a key with values, so that they can be worded in any language of the system. */
import type { Refusal, RefusalCode, Refused } from './refusal';
import { refusalTexts, type RefusalWords } from './refusal-texts';
import type { SystemLanguage } from './system-languages';

/** In English, until somebody who knows the visitor words it with `refusalIn`. */
export function refuseWith(code: RefusalCode, words: RefusalWords, field: readonly string[] | null = null): Refused {
  return { ok: false, refusals: [{ code, message: sentence(words, 'en'), field, words }] };
}

/** What an author has written, or what has no key, stays as it is. */
export function refusalIn(refusal: Refusal, language: SystemLanguage): Refusal {
  const { words, ...told } = refusal;
  return words === undefined ? refusal : { ...told, message: sentence(words, language) };
}

const lists: Readonly<Record<SystemLanguage, { readonly quotes: readonly [string, string]; readonly comma: string }>> =
  {
    en: { quotes: ['“', '”'], comma: ', ' },
    'zh-Hans': { quotes: ['“', '”'], comma: '、' },
    'zh-Hant': { quotes: ['「', '」'], comma: '、' },
    sv: { quotes: ['”', '”'], comma: ', ' },
    nl: { quotes: ['“', '”'], comma: ', ' },
    it: { quotes: ['«', '»'], comma: ', ' },
  };

/** One pass: what an author calls a choice is never read as a placeholder. */
function sentence({ text, max, key, choices = [], hasMore = false }: RefusalWords, language: SystemLanguage): string {
  const { quotes, comma } = lists[language];
  const told = choices.map((choice) => `${quotes[0]}${choice}${quotes[1]}`).join(comma);
  const values: Readonly<Record<string, string>> = {
    max: max?.toLocaleString(language) ?? '',
    key: key ?? '',
    choices: hasMore ? `${told} …` : told,
  };
  return refusalTexts[language][text].replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
}
