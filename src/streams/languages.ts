/**
 * Which of an author's texts a visitor reads. The visitor's language is tried from the particular to the general (zh-Hant-TW,
 * zh-Hant, zh), then the dialog's fallback languages in their order, and in the end the card's own words.
 */
import type { Card, CardTranslation } from './script';

/** The languages to try, best first, as lower-case BCP 47 tags. */
export type LanguageChain = readonly string[];

export function languageChain(of: {
  /** The visitor's; null: unknown. */
  readonly wanted: string | null;
  /** Of the cards' own words. */
  readonly own: string;
  readonly fallbacks: readonly string[];
}): LanguageChain {
  const wanted = of.wanted === null ? [] : generalised(of.wanted);
  const chain = [...wanted, ...of.fallbacks.flatMap(generalised)];
  // The cards' own words answer for the own language: there is no need to look behind it.
  const own = chain.findIndex((language) => includesLanguage(language, of.own));
  return [...new Set(own < 0 ? chain : chain.slice(0, own))];
}

/** Whether somebody of that language reads the cards' own words without falling back. */
export function isOwnLanguage(wanted: string, own: string): boolean {
  return generalised(wanted).some((language) => includesLanguage(language, own));
}

/** `zh` includes `zh-Hant`, not the other way round. */
export function includesLanguage(general: string, particular: string): boolean {
  const [wide, narrow] = [general.toLowerCase(), particular.toLowerCase()];
  return narrow === wide || narrow.startsWith(`${wide}-`);
}

/** Whether this can be a language: `en`, `zh-Hant`, `pt-BR`. */
export function isLanguageTag(tag: string): boolean {
  return localeOf(tag) !== null;
}

/** In the usual spelling: `ZH-hant-tw` is `zh-Hant-TW`; what is no tag stays as it is. */
export function languageTag(tag: string): string {
  return localeOf(tag)?.baseName ?? tag;
}

/** A browser in Taiwan says zh-TW and means zh-Hant-TW: the script that goes without saying is said, too. */
function generalised(tag: string): readonly string[] {
  const locale = localeOf(tag);
  if (locale === null) return [];
  const tags = [locale.baseName, locale.maximize().baseName].flatMap(truncations);
  return [...new Set([...tags, locale.language])].map((one) => one.toLowerCase());
}

/** From the whole tag to its first two parts. The bare language is the last resort of both spellings. */
function truncations(tag: string): readonly string[] {
  const parts = tag.split('-');
  if (parts.length === 1) return [tag];
  return parts.slice(1).map((_, dropped) => parts.slice(0, parts.length - dropped).join('-'));
}

function localeOf(tag: string): Intl.Locale | null {
  // The longest tag in use has some 35 characters; Intl would read a megabyte.
  if (tag.length === 0 || tag.length > 100) return null;
  try {
    return new Intl.Locale(tag);
  } catch {
    return null;
  }
}

/** The first translation along the chain that says this. Undefined: the card's own words. */
export function translated<Said>(
  card: Card,
  chain: LanguageChain,
  saidIn: (translation: CardTranslation) => Said | null | undefined,
): Said | undefined {
  const { translations } = card;
  if (translations === undefined || translations.length === 0) return undefined;
  for (const language of chain) {
    const translation = translations.find((one) => one.language.toLowerCase() === language);
    const said = translation === undefined ? undefined : saidIn(translation);
    if (said !== undefined && said !== null) return said;
  }
  return undefined;
}
