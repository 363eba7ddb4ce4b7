/** Which language the widget speaks: what the tag asks for, else the page's, else the browser's, else English. */
import { en } from './en';
import { it } from './it';
import { nl } from './nl';
import { sv } from './sv';
import type { Words } from './words';
import { zhHans } from './zh-hans';
import { zhHant } from './zh-hant';

export interface Language {
  /** As `lang` wants it. */
  readonly tag: string;
  readonly words: Words;
}

const known: Readonly<Record<string, Words>> = { en, it, nl, sv };

function find(asked: string): Language | null {
  const [language = '', ...rest] = asked.toLowerCase().split(/[-_]/);
  if (language === 'zh') {
    // Regions that write in traditional characters say so by their name alone.
    const isTraditional = rest.some((part) => ['hant', 'tw', 'hk', 'mo'].includes(part));
    return isTraditional ? { tag: 'zh-Hant', words: zhHant } : { tag: 'zh-Hans', words: zhHans };
  }
  const words = Object.hasOwn(known, language) ? known[language] : undefined;
  return words ? { tag: language, words } : null;
}

export function chooseLanguage(asked: readonly (string | null | undefined)[]): Language {
  for (const each of asked) {
    const found = each ? find(each) : null;
    if (found) return found;
  }
  return { tag: 'en', words: en };
}
