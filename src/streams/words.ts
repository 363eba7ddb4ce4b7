/** What a card says to this visitor: in its language, with the tokens filled. */
import { isBlank, isLongerThan, maxTextLength } from '../routing/text';
import type { Facts, ScriptAt } from './step-terms';
import { languageChain, translated, type LanguageChain } from './languages';
import type { Card, CardResponse, LiveChatCard, QuestionCard } from './script';
import { fillHtml, fillText } from './tokens';

type SpeakingCard = Extract<Card, { readonly text: string }>;

/** How to word things: which languages to try, and what tokens stand for. */
export interface Wording {
  readonly chain: LanguageChain;
  readonly shown: Facts['shown'];
}

export function wordingOf(at: Pick<ScriptAt, 'language' | 'fallbackLanguages'>, facts: Facts): Wording {
  const chain = languageChain({ wanted: facts.language, own: at.language, fallbacks: at.fallbackLanguages });
  return { chain, shown: facts.shown };
}

/** Text and its rich form are of one language: a translation in plain words has no rich form. */
export function wordsOf(card: SpeakingCard, { chain, shown }: Wording): { text: string; html: string | null } {
  const found = translated(card, chain, (translation) => (isSaid(translation.text) ? translation : null));
  const { text, html } = found ?? card;
  const filled = isSaid(html) ? fillHtml(html, shown) : null;
  // A line that its tokens made too long for a message is said in plain words, cut where it is too long.
  const isLong = filled !== null && filled.length > maxHtmlLength;
  return { text: cut(fillText(text ?? '', shown)), html: isLong ? null : filled };
}

/** One line of a card beside its text, such as a placeholder; null where nothing is left of it to be said. */
export function lineOf(
  card: Card,
  line: 'placeholder' | 'invalidMessage' | 'title' | 'fallbackMessage',
  { chain, shown }: Wording,
): string | null {
  const own = line in card ? (card as Readonly<Partial<Record<typeof line, string | null>>>)[line] : null;
  const said = translated(card, chain, (translation) => (isSaid(translation[line]) ? translation[line] : null)) ?? own;
  const filled = isSaid(said) ? fillText(said, shown) : null;
  return isSaid(filled) ? cut(filled) : null;
}

/** Labels are what the visitor's own message says, so they hold no tokens. */
export function labelOf(card: QuestionCard, response: CardResponse, { chain }: Pick<Wording, 'chain'>): string {
  const inLanguage = translated(card, chain, ({ labels }) => {
    const label = labels?.find(({ key }) => key === response.key)?.label;
    return isSaid(label) ? label : null;
  });
  return inLanguage ?? response.label;
}

/** A live chat's own fallback message is said later, maybe by another process: it leaves here ready. */
export function readyLiveChat(card: LiveChatCard, wording: Wording): LiveChatCard {
  return { ...card, fallbackMessage: lineOf(card, 'fallbackMessage', wording) };
}

/** What a message may have; markup is longer than what it says. */
const maxHtmlLength = 4 * maxTextLength;

function cut(text: string): string {
  if (!isLongerThan(text, maxTextLength)) return text;
  return `${[...text].slice(0, maxTextLength - 1).join('')}…`;
}

function isSaid(text: string | null | undefined): text is string {
  return text !== null && text !== undefined && !isBlank(text);
}
