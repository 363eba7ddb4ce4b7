/** Texts that some visitors would read in another language than the rest of the dialog. */
import { isBlank } from '../routing/text';
import { isOwnLanguage, languageChain, type LanguageChain } from './languages';
import type { Card, CardTranslation, Script, StreamIssue } from './script';

interface Languages {
  /** Of the cards' own words. */
  readonly language: string;
  readonly fallbackLanguages: readonly string[];
}

const lines = ['text', 'title', 'placeholder', 'invalidMessage', 'fallbackMessage'] as const;

/** Every language into which some card is translated is one that all of them should speak, and so is every fallback. */
export function translationIssues(script: Script, languages: Languages): (card: Card) => readonly StreamIssue[] {
  const translated = script.flatMap((card) => (card.translations ?? []).map(({ language }) => language));
  const own = languages.language;
  const foreign = [...new Set([...translated, ...languages.fallbackLanguages])]
    .filter((language) => !isOwnLanguage(language, own))
    .map((language) => ({ language, chain: languageChain({ wanted: language, own, fallbacks: [] }) }));
  return (card) => {
    const byLanguage = new Map((card.translations ?? []).map((one) => [one.language.toLowerCase(), one]));
    const missing = foreign.filter(({ chain }) => !saysAll(card, chain, byLanguage)).map(({ language }) => language);
    if (missing.length === 0) return [];
    const message = `This card is not translated into ${missing.join(', ')}, or not all of it. Visitors read its own words there.`;
    return [{ severity: 'WARNING', code: 'UNTRANSLATED_TEXT', message, cardKey: card.key }];
  };
}

function saysAll(card: Card, chain: LanguageChain, byLanguage: ReadonlyMap<string, CardTranslation>): boolean {
  const found = chain.flatMap((language) => byLanguage.get(language) ?? []);
  const own = card as Readonly<Partial<Record<(typeof lines)[number], string | null>>>;
  const isSaid = (text: string | null | undefined): boolean => text !== null && text !== undefined && !isBlank(text);
  if (!lines.every((line) => !isSaid(own[line]) || found.some((one) => isSaid(one[line])))) return false;
  if (card.kind !== 'QUESTION') return true;
  const labelled = new Set(found.flatMap(({ labels }) => labels ?? []).map(({ key }) => key));
  return card.responses.every(({ key }) => labelled.has(key));
}
