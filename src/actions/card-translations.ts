/** What a card says in other languages. */
import { cleanName, isBlank } from '../routing/text';
import { isLanguageTag, languageTag } from '../streams/languages';
import type { Card, CardTranslation } from '../streams/script';
import type { TranslationDraft } from './card-draft';
import { inside, nameFrom, optionalFrom, textFrom, unlessNull, wordsFrom, type CardReading } from './card-fields';

const maxTranslations = 50;

type Line = 'text' | 'placeholder' | 'invalidMessage' | 'title' | 'fallbackMessage' | 'labels';

const linesOf: Readonly<Record<Card['kind'], readonly Line[]>> = {
  MESSAGE: ['text'],
  QUESTION: ['text', 'labels'],
  INFO_CAPTURE: ['text', 'placeholder', 'invalidMessage'],
  DOCUMENT: ['text', 'title'],
  MEETING: ['text'],
  GOAL: [],
  ACTION: [],
  BRANCH: [],
  FLOW: [],
  LIVE_CHAT: ['fallbackMessage'],
  DELAY: [],
};

export function readTranslations(
  drafts: readonly TranslationDraft[],
  card: Card,
  reading: CardReading,
): readonly CardTranslation[] {
  if (drafts.length > maxTranslations) {
    reading.faults.add(`These are ${drafts.length} translations. Give at most ${maxTranslations}.`, reading.field);
    return [];
  }
  const seen = new Set<string>();
  return drafts.map((draft, index) => {
    const at = inside(reading, String(index));
    const language = languageFrom(draft.language, inside(at, 'language'));
    if (seen.has(language)) {
      at.faults.add(`The card is translated twice into ${language}. Keep one of them.`, [...at.field, 'language']);
    }
    seen.add(language);
    return readTranslation(draft, { language, card, reading: at });
  });
}

function readTranslation(
  draft: TranslationDraft,
  { language, card, reading }: { readonly language: string; readonly card: Card; readonly reading: CardReading },
): CardTranslation {
  const lines: readonly Line[] = ['text', 'placeholder', 'invalidMessage', 'title', 'fallbackMessage', 'labels'];
  for (const line of lines) {
    const given = draft[line];
    if (given === null || given === undefined || given.length === 0 || linesOf[card.kind].includes(line)) continue;
    reading.faults.add(`This card has no ${line} to translate. Take it out.`, [...reading.field, line]);
  }
  const { text, placeholder, title } = draft;
  const long = (line: 'invalidMessage' | 'fallbackMessage', what: string): string | null =>
    optionalFrom(draft[line], (raw) => textFrom(raw, what, inside(reading, line)));
  return {
    language,
    ...(text === null || text === undefined || isBlank(text) ? {} : wordsFrom({ ...draft, text }, reading)),
    ...unlessNull({
      placeholder: optionalFrom(placeholder, (raw) => nameFrom(raw, 'The placeholder', inside(reading, 'placeholder'))),
      invalidMessage: long('invalidMessage', 'The message for invalid answers'),
      title: optionalFrom(title, (raw) => nameFrom(raw, "The document's title", inside(reading, 'title'))),
      fallbackMessage: long('fallbackMessage', 'The fallback message'),
      labels: labelsFrom(draft, card, inside(reading, 'labels')),
    }),
  };
}

function labelsFrom({ labels }: TranslationDraft, card: Card, reading: CardReading): CardTranslation['labels'] | null {
  if (card.kind !== 'QUESTION' || labels === null || labels === undefined || labels.length === 0) return null;
  const keys = new Set(card.responses.map(({ key }) => key));
  return labels.map((draft, index) => {
    const at = inside(reading, String(index));
    const key = cleanName(draft.key);
    if (!keys.has(key)) {
      at.faults.add(`The question has no answer with the key “${key.slice(0, 200)}”.`, [...at.field, 'key']);
    }
    return { key, label: nameFrom(draft.label, "The answer's label", inside(at, 'label')) };
  });
}

function languageFrom(raw: string, { faults, field }: CardReading): string {
  const tag = raw.trim();
  if (isLanguageTag(tag)) return languageTag(tag);
  faults.add(`“${cleanName(tag).slice(0, 50)}” is no language. Write its tag, such as sv, pt-BR or zh-Hant.`, field);
  return tag;
}
